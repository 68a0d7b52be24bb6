"""Where imported text came from, and the bytes themselves, kept for ever."""

from django.db import models


class Source(models.Model):
    """A supplier of raw pages: one web site, one folder of files."""

    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RawDocument(models.Model):
    """A page exactly as it came in, with what the cleaner made of it. Its bytes never change."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="documents")
    article = models.ForeignKey(
        "articles.Article", null=True, on_delete=models.SET_NULL, related_name="raws"
    )
    key = models.CharField(
        max_length=500, help_text="What makes it the same page next time: its address or path."
    )
    format = models.CharField(max_length=10)
    declared_encoding = models.CharField(max_length=40, blank=True, default="")
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64, db_index=True)
    received_at = models.DateTimeField(auto_now_add=True)
    cleaner_version = models.CharField(max_length=20)
    report = models.JSONField()
    # The fingerprint of what ingest last wrote: while the article still has it, no editor has
    # touched the text and a changed source may replace it.
    written_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-received_at"]
        constraints = [
            models.UniqueConstraint(fields=["key", "sha256"], name="raw_document_once"),
        ]

    def __str__(self) -> str:
        return self.key
