from django.http import JsonResponse
from django.urls import include, path
from rest_framework.routers import SimpleRouter

from catalogue.views import AuthorViewSet, BookViewSet

router = SimpleRouter(trailing_slash=False, use_regex_path=False)
router.register("authors", AuthorViewSet)
router.register("books", BookViewSet)

urlpatterns = [
    path("health", lambda _request: JsonResponse({"status": "ok"})),
    path("", include(router.urls)),
]

handler404 = "catalogue.errors.path_not_found"
handler500 = "catalogue.errors.failure"
