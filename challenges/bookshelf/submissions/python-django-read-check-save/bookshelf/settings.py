import os
import secrets
from urllib.parse import unquote, urlsplit

SECRET_KEY = secrets.token_urlsafe()
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "bookshelf.urls"
INSTALLED_APPS = ["rest_framework", "catalogue"]
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"

_database = urlsplit(os.environ["DATABASE_URL"])
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": _database.hostname,
        "PORT": _database.port,
        "NAME": _database.path.removeprefix("/"),
        "USER": unquote(_database.username or ""),
        "PASSWORD": unquote(_database.password or ""),
        "OPTIONS": {"pool": {"min_size": 2, "max_size": 10}},
    }
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "EXCEPTION_HANDLER": "catalogue.errors.exception_handler",
}
