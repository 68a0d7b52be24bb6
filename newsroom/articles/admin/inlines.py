"""Rows that belong to a story or a tag and are written on its form."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest

from newsroom.articles.models import Byline, Correction, TagAlias


class BylineInline(admin.TabularInline):
    model = Byline
    fields = ["author", "position"]
    autocomplete_fields = ["author"]
    extra = 0
    verbose_name = "author"
    verbose_name_plural = "byline"

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """A byline is narrow: authors are added from here, and changed in their own list."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            for what in ("change", "delete", "view"):
                setattr(field.widget, f"can_{what}_related", False)
        return field


class CorrectionInline(admin.TabularInline):
    """Public for good: made and reworded by editors, never deleted."""

    model = Correction
    fields = ["kind", "text", "made_at", "made_by"]
    readonly_fields = ["made_at", "made_by"]
    extra = 0

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class AliasInline(admin.TabularInline):
    model = TagAlias
    extra = 1
    verbose_name = "other name"
    verbose_name_plural = "other names under which a story may speak of it"
