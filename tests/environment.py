"""The suite's own environment: a pytest plugin, since Django reads its settings before conftests.

`addopts` in pyproject.toml loads it. A folder of its own for data, a key that guards nothing, and
no waiting for strong password hashes.
"""

import os
import tempfile
from pathlib import Path

os.environ["SECRET_KEY"] = "only-for-tests-" + "k" * 50
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="newsroom-tests-")
# whitenoise looks for it at start
Path(os.environ["DATA_DIR"], "static").mkdir()


def pytest_configure() -> None:
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # File names without a hash: no collectstatic before a test.
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
