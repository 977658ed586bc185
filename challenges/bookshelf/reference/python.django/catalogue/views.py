from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError
from django.db.models import Count, F, QuerySet
from rest_framework import mixins, viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from .errors import author_has_books, invalid_query, isbn_taken, version_conflict
from .models import Author, Book
from .serializers import AuthorSerializer, BookChangeSerializer, BookQuerySerializer, BookSerializer


class AuthorViewSet(
    mixins.CreateModelMixin, mixins.RetrieveModelMixin, mixins.DestroyModelMixin, viewsets.GenericViewSet
):
    queryset = Author.objects.annotate(book_count=Count("books"))
    serializer_class = AuthorSerializer
    lookup_value_converter = "int"

    def get_success_headers(self, data: dict) -> dict[str, str]:
        return {"Location": f"/authors/{data['id']}"}

    def perform_destroy(self, author: Author) -> None:
        try:
            author.delete()
        except IntegrityError:
            raise author_has_books() from None


class BookViewSet(
    mixins.CreateModelMixin, mixins.RetrieveModelMixin, mixins.DestroyModelMixin, viewsets.GenericViewSet
):
    queryset = Book.objects.select_related("author")
    serializer_class = BookSerializer
    lookup_value_converter = "int"

    def list(self, request: Request) -> Response:
        query = BookQuerySerializer(data=request.query_params)
        if not query.is_valid():
            raise invalid_query(query.errors)
        limit, offset = query.validated_data["limit"], query.validated_data["offset"]
        books = matching(self.get_queryset(), query.validated_data)
        items = self.get_serializer(books[offset : offset + limit], many=True).data
        return Response({"items": items, "total": books.count(), "limit": limit, "offset": offset})

    def get_success_headers(self, data: dict) -> dict[str, str]:
        return {"Location": f"/books/{data['id']}"}

    def perform_create(self, serializer: BookSerializer) -> None:
        with refusals():
            serializer.save()

    def partial_update(self, request: Request, pk: int) -> Response:
        """The version is compared by the statement that writes: the later of two changes finds no row."""
        change = BookChangeSerializer(data=request.data)
        change.is_valid(raise_exception=True)
        fields = {**change.validated_data, "version": F("version") + 1}
        with refusals():
            changed = Book.objects.filter(pk=pk, version=change.validated_data["version"]).update(**fields)
        book = self.get_object()
        if not changed:
            raise version_conflict()
        return Response(self.get_serializer(book).data)


def matching(books: QuerySet[Book], query: dict) -> QuerySet[Book]:
    if "authorId" in query:
        books = books.filter(author_id=query["authorId"])
    if "maxPriceCents" in query:
        books = books.filter(price_cents__lte=query["maxPriceCents"])
    if "q" in query:
        books = books.filter(title__icontains=query["q"])
    return books.order_by(query["sort"].replace("price", "price_cents"), "id")


@contextmanager
def refusals() -> Iterator[None]:
    """Turns a violated constraint into the refusal that clients know."""
    try:
        yield
    except IntegrityError as error:
        match error.__cause__.diag.constraint_name:
            case "books_isbn_key":
                raise isbn_taken() from None
            case "books_author_id_fkey":
                raise ValidationError({"authorId": ["Must be the id of an author."]}) from None
        raise
