"""What a story said before it was changed, and the changes that were made together."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from newsroom.articles.fields import JSONTextField
from newsroom.articles.models.article import Article


class Batch(models.Model):
    """Changes to many stories that were made in one go, and can be taken back in one go."""

    cleaner_version = models.CharField(max_length=20)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, help_text="None: stopped before its end.")
    counts: "models.Field[Any, Any]" = JSONTextField(default=dict)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return f"Batch {self.pk}"


class RevisionKind(models.TextChoices):
    """What replaced the text."""

    IMPORT = "import", "Changed source"
    EDIT = "edit", "Edited"
    RECLEAN = "reclean", "Cleaned again"
    RESTORE = "restore", "Earlier version put back"


class Revision(models.Model):
    """What a story said until a change replaced it: who made the change, when, and which.

    The present text is the article's own row, and is not kept twice. So a story that nobody has
    changed since its import has no revision, and one with n changes has n.
    """

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="revisions", db_index=False
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=RevisionKind)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="revisions")
    # As `revisions.snapshot` makes it: to be read without the rows that it names.
    content: "models.Field[Any, Any]" = JSONTextField()
    # The digest of what the change left: while the story has it, nobody has touched it since.
    left_sha256 = models.CharField(max_length=64)
    # Where cleaning again replaced them: what the raw page's row said of the text.
    provenance: "models.Field[Any, Any]" = JSONTextField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            # Also the index of a story's revisions.
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"
