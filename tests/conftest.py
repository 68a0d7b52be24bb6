"""What the whole suite needs: settings of its own, and no waiting for strong password hashes."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "k" * 50)
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="newsroom-tests-"))


def pytest_configure() -> None:
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # File names without a hash: no collectstatic before a test.
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
