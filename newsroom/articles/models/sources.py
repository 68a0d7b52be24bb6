"""Where imported text came from, the bytes themselves, and what its pages have in common."""

from typing import Any

from django.db import models

from newsroom.articles.fields import JSONTextField

# The longest line that can be furniture: a longer one is a paragraph, and no rule of the cleaner
# for a line's looks takes one either.
LONGEST_LINE = 240


class Source(models.Model):
    """A supplier of raw pages: one web site, one folder of files."""

    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RawDocument(models.Model):
    """A page exactly as it came in, with what the cleaner made of it. Its bytes never change.

    The same bytes with the same said about them are kept once, under whatever name they come
    again.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="documents")
    article = models.ForeignKey(
        "articles.Article", null=True, on_delete=models.SET_NULL, related_name="raws"
    )
    # The story of which this page turned out to be a further copy: its text was not taken.
    copy_of = models.ForeignKey(
        "articles.Article", null=True, on_delete=models.SET_NULL, related_name="copies"
    )
    key = models.CharField(
        max_length=500,
        db_index=True,
        help_text="What makes it the same page next time: its address or path.",
    )
    format = models.CharField(max_length=10)
    declared_encoding = models.CharField(max_length=40, blank=True, default="")
    body = models.BinaryField()
    # What the source says beside the body (title, date, authors, addresses …), as it says it.
    stated: "models.Field[Any, Any]" = JSONTextField(default=dict)
    sha256 = models.CharField(max_length=64)
    # Of the body and of what is stated: the same again is nothing new.
    digest = models.CharField(max_length=64, unique=True)
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


class TextBand(models.Model):
    """One of the few numbers by which a page is found that has nearly the same text."""

    document = models.ForeignKey(RawDocument, on_delete=models.CASCADE, related_name="bands")
    value = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.value:x}"


class SeenLine(models.Model):
    """A short line of a page that no rule of the cleaner is sure of.

    Kept so that a line which comes back from story to story can be counted. Of a page that came
    again only the newest copy has any, so that the rows of a line are the stories it came with.
    """

    # No index of its own: the constraint's begins with it.
    source = models.ForeignKey(
        Source, on_delete=models.CASCADE, related_name="lines", db_index=False
    )
    document = models.ForeignKey(RawDocument, on_delete=models.CASCADE, related_name="lines")
    line_hash = models.CharField(max_length=16)
    line = models.CharField(max_length=LONGEST_LINE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "line_hash", "document"], name="line_once_a_page"
            ),
        ]

    def __str__(self) -> str:
        return self.line


class PatternState(models.TextChoices):
    """What has been said of a line that comes back: by the counting, or by an editor."""

    SUGGESTED = "suggested", "Suggested"
    CONFIRMED = "confirmed", "Page furniture"
    REFUSED = "refused", "Part of the stories"


class ChromePattern(models.Model):
    """A line that many pages of a source share. Once confirmed, cleaning takes it out of them.

    `line` is the cleaner's key, which all its copies have in common; `sample` is one of them.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="patterns")
    line_hash = models.CharField(max_length=16)
    line = models.CharField(max_length=LONGEST_LINE)
    sample = models.CharField("line", max_length=LONGEST_LINE)
    state = models.CharField(max_length=10, choices=PatternState, default=PatternState.SUGGESTED)
    seen_count = models.PositiveIntegerField()
    suggested_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "line of page furniture"
        verbose_name_plural = "lines of page furniture"
        ordering = ["-seen_count", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "line_hash"], name="pattern_once_a_source"),
        ]

    def __str__(self) -> str:
        return self.sample
