"""Where imported text came from, and the bytes themselves, kept for ever."""

from typing import Any

from django.db import models

from newsroom.articles.fields import JSONTextField


class Source(models.Model):
    """A supplier of raw pages: one web site, one folder of files."""

    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RawDocument(models.Model):
    """A page exactly as it came in, with what the cleaner made of it. Its bytes never change.

    The same bytes are kept once, under whatever name they come again.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="documents")
    article = models.ForeignKey(
        "articles.Article", null=True, on_delete=models.SET_NULL, related_name="raws"
    )
    key = models.CharField(
        max_length=500,
        db_index=True,
        help_text="What makes it the same page next time: its address or path.",
    )
    format = models.CharField(max_length=10)
    declared_encoding = models.CharField(max_length=40, blank=True, default="")
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField(auto_now_add=True)
    cleaner_version = models.CharField(max_length=20)
    report: "models.Field[Any, Any]" = JSONTextField()
    # The fingerprint of what ingest last wrote: while the article still has it, no editor has
    # touched the text and a changed source may replace it.
    written_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return self.key
