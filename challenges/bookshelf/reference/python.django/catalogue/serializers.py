from rest_framework import serializers

from .fields import DayField, IsbnField, TextField, WholeNumberField
from .models import Author, Book


class AuthorSerializer(serializers.ModelSerializer):
    name = TextField(max_length=100)
    bookCount = serializers.IntegerField(source="book_count", read_only=True, default=0)

    class Meta:
        model = Author
        fields = ["id", "name", "bookCount"]


class BookAuthorSerializer(serializers.ModelSerializer):
    class Meta:
        model = Author
        fields = ["id", "name"]


class BookSerializer(serializers.ModelSerializer):
    author = BookAuthorSerializer(read_only=True)
    authorId = serializers.PrimaryKeyRelatedField(
        source="author", write_only=True, queryset=Author.objects.all(), pk_field=WholeNumberField()
    )
    isbn = IsbnField()
    title = TextField(max_length=200)
    publishedOn = DayField(source="published_on", required=False, allow_null=True)
    priceCents = WholeNumberField(source="price_cents", min_value=0, max_value=1_000_000)
    version = serializers.IntegerField(read_only=True)

    class Meta:
        model = Book
        fields = ["id", "isbn", "title", "author", "authorId", "publishedOn", "priceCents", "version"]


class BookChangeSerializer(BookSerializer):
    """What is not given stays as it is; only the version must be given."""

    version = WholeNumberField()

    def get_fields(self) -> dict[str, serializers.Field]:
        fields = super().get_fields()
        for name, field in fields.items():
            field.required = name == "version"
        return fields


class BookQuerySerializer(serializers.Serializer):
    limit = serializers.IntegerField(min_value=1, max_value=100, default=20)
    offset = serializers.IntegerField(min_value=0, max_value=1_000_000, default=0)
    sort = serializers.ChoiceField(["id", "-id", "title", "-title", "price", "-price"], default="id")
    authorId = serializers.IntegerField(required=False)
    maxPriceCents = serializers.IntegerField(min_value=0, required=False)
    q = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False)
