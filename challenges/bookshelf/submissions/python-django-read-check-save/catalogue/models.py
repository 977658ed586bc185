from django.db import models


class Author(models.Model):
    name = models.TextField()

    class Meta:
        db_table = "authors"
        managed = False


class Book(models.Model):
    author = models.ForeignKey(Author, models.PROTECT, related_name="books")
    isbn = models.TextField(unique=True)
    title = models.TextField()
    published_on = models.DateField(null=True)
    price_cents = models.IntegerField()
    version = models.IntegerField(default=1)

    class Meta:
        db_table = "books"
        managed = False
