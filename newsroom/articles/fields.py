"""The one kind of column whose text may be marked safe."""

import json
from typing import Any

from django.conf import settings
from django.db import models
from django_prose_editor.fields import ProseEditorField

from newsroom.cleaning.sanitise import sanitise

# What the editor offers: the elements of the allowlist, no more and no fewer. Those that it does
# not know by itself, or would lose parts of, come from static/js/desk-editor.js.
OUR_EXTENSIONS = (
    "DeskStyles",
    "Language",
    "PullQuote",
    "Figure",
    "Caption",
    "Table",
    "TableRow",
    "TableHeader",
    "TableCell",
    "Link",
)
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "HardBreak": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "Image": {"inline": True},
    "History": True,
    "NoSpellCheck": False,
    **dict.fromkeys(OUR_EXTENSIONS, True),
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
}


# Where the reader hands out renditions of pictures.
PICTURES_PATH = "/pictures/"


class Sanitised(str):
    """HTML that has been through the allowlist: doing it again would change nothing."""


def sanitise_body(html: str) -> Sanitised:
    """The allowlist's HTML; images only from this site's own media."""
    if isinstance(html, Sanitised):
        return html
    return Sanitised(sanitise(html, media_prefixes=(settings.MEDIA_URL, PICTURES_PATH)))


class ArticleHTMLField(ProseEditorField):
    """Rich text of an article: whatever is assigned, only sanitised HTML reaches the database.

    The editor's own sanitising runs in `clean()`, which no import and no script calls; so the
    column does it once more on the way in. `QuerySet.update()` goes round it: don't.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", sanitise_body)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = str(sanitise_body(super().pre_save(model_instance, add) or ""))
        setattr(model_instance, self.attname, value)
        return value


class JSONTextField(models.TextField):
    """JSON in a text column, whatever its strings hold.

    PostgreSQL's own JSON refuses U+0000 and lone surrogates, and those are just what a report on
    a damaged page has to name. Nothing is ever asked of the database inside it.
    """

    def from_db_value(self, value: str | None, *context: Any) -> Any:
        return None if value is None else json.loads(value)

    def get_prep_value(self, value: Any) -> str:
        return json.dumps(value)
