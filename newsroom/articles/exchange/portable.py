"""Rows as plain values that mean the same in every database, and rows of such values.

A row's number is its own database's. So whatever points to another row names it by what editors
know it by.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.db.models.fields.files import FieldFile

from newsroom.articles.fields import PICTURES_PATH, JSONTextField
from newsroom.articles.models import Author, Batch, Image, Region, Source, Tag

Plain = dict[str, Any]

NAMED_BY: dict[type[models.Model], str] = {
    Author: "slug",
    Batch: "started_at",
    Image: "file",
    Region: "slug",
    Source: "name",
    Tag: "slug",
    User: "username",
}
# The address of a rendition begins with its picture's number; in an export with its file's name.
_NUMBERED = re.compile(rf"{PICTURES_PATH}(\d+)-")
_NAMED = re.compile(rf"{PICTURES_PATH}\{{([^{{}}]+)\}}-")


class Unknown(Exception):
    """A name that stands for no row here."""


class Names:
    """The names of this database's rows. Each table is read once, when it is first asked for.

    The longest is that of the pictures: 100,000 take 20 MB. Without `people` nobody has a name.
    """

    def __init__(self, *, people: bool = True) -> None:
        self.people = people
        self.pictures_used: set[int] = set()
        self._names: dict[type[models.Model], dict[int, str]] = {}
        self._keys: dict[type[models.Model], dict[str, int]] = {}

    def name(self, model: type[models.Model], key: int | None) -> str | None:
        """What the row is called, or None where there is none (any more)."""
        if key is None or (model is User and not self.people):
            return None
        name = self._table(model).get(key)
        if model is Image and name is not None:
            self.pictures_used.add(key)
        return name

    def key(self, model: type[models.Model], name: str) -> int:
        """The key of the row of that name here.

        Whoever took a step there and is not known here gets an account that nobody can sign in
        to, for the record to name. Raises Unknown for everything else.
        """
        self._table(model)
        found = self._keys[model].get(name)
        if found is None and model is User:
            account = User(username=name, is_active=False)
            account.set_unusable_password()
            account.save()
            found = self.learn(account, name)
        if found is None:
            raise Unknown(f"The export names a {model._meta.verbose_name} “{name}” and lacks it.")
        return found

    def learn(self, row: models.Model, name: str) -> int:
        """From now on that name stands for this row."""
        key: int = row.pk
        self._table(type(row)).setdefault(key, name)
        self._keys[type(row)][name] = key
        return key

    def _table(self, model: type[models.Model]) -> dict[int, str]:
        if model not in self._names:
            rows = model._default_manager.values_list("pk", NAMED_BY[model])
            self._names[model] = {key: _plain(name) for key, name in rows.iterator()}
            self._keys[model] = {name: key for key, name in self._names[model].items()}
        return self._names[model]


def values(row: models.Model, names: Names, *, without: Iterable[str] = ()) -> Plain:
    """All columns of a row but its key and those `without`."""
    left_out = {*without, row._meta.pk.name}
    return {
        field.name: _value(row, field, names)
        for field in row._meta.concrete_fields
        if field.name not in left_out
    }


def row_of(model: type[Any], plain: Plain, names: Names, **known: Any) -> Any:
    """A row that is not stored yet; `known` are values that the export does not have.

    Raises Unknown where the plain values name a row that is not here.
    """
    given = {
        field.attname: _read(field, plain[field.name], names)
        for field in model._meta.concrete_fields
        if field.name in plain and field.name not in known
    }
    return model(**given, **known)


def insert(row: models.Model) -> None:
    """Store the row exactly as it is: no column is filled in or set to the time of now."""
    row.save_base(raw=True, force_insert=True)


def insert_all(model: type[Any], plain: Iterable[Plain], names: Names, **known: Any) -> None:
    """Store such rows together. For tables without a column that is the time of now."""
    model._default_manager.bulk_create(row_of(model, each, names, **known) for each in plain)


def with_names(html: str, names: Names) -> str:
    """A text's pictures by the names of their files. One that is gone has none: {}."""
    return _NUMBERED.sub(
        lambda found: f"{PICTURES_PATH}{{{names.name(Image, int(found[1])) or ''}}}-", html
    )


def with_numbers(html: str, names: Names) -> str:
    """The way back: a text's pictures by their keys here. Raises Unknown for one that is not."""
    return _NAMED.sub(lambda found: f"{PICTURES_PATH}{names.key(Image, found[1])}-", html)


def _value(row: models.Model, field: Any, names: Names) -> Any:
    value = getattr(row, field.attname)
    if isinstance(field, models.ForeignKey):
        return names.name(field.related_model, value)
    if isinstance(field, models.BinaryField):
        return field.value_to_string(row)  # base64
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return str(value) if isinstance(value, FieldFile) else value


def _read(field: Any, value: Any, names: Names) -> Any:
    if isinstance(field, models.ForeignKey) and value is not None:
        return names.key(field.related_model, value)
    return value if isinstance(field, JSONTextField) else field.to_python(value)
