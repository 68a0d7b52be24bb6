"""The site as a WSGI application, for granian or any other server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = get_wsgi_application()

# Django asks for the key only when it first signs something. Better no start than a site whose
# first sign-in fails.
assert settings.SECRET_KEY
