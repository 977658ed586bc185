import os

from django.core.wsgi import get_wsgi_application
from waitress import serve

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bookshelf.settings")
    serve(get_wsgi_application(), host="0.0.0.0", port=int(os.environ["PORT"]), threads=8)
