"""Signing in needs a key. Set here as well: Django's settings are read before tests/conftest.py."""

from pathlib import Path

from django.conf import settings


def pytest_configure() -> None:
    settings.SECRET_KEY = "only-for-tests-" + "k" * 50
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES["staticfiles"]["BACKEND"] = backend
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # WhiteNoise asks for it
