"""An export to restore."""

import pytest

from newsroom.articles.exchange.export import export_folder
from tests.articles.exchange.newsroom import empty, fill


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def exported(media, settings, tmp_path):
    """The export of a full newsroom, which is empty now."""
    fill()
    export_folder(tmp_path / "out")
    empty(settings, tmp_path / "other-media")
    return tmp_path / "out"
