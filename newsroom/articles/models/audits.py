"""What is still wrong with the archive, as it was last counted."""

from typing import Any

from django.db import models
from django.utils import timezone

from newsroom.articles.fields import JSONTextField


class AuditReport(models.Model):
    """What an audit found. The newest is kept, and no page of the desk ever counts for itself."""

    made_at = models.DateTimeField(default=timezone.now)
    seconds = models.FloatField()
    articles = models.PositiveIntegerField()
    # Those of `audit.Group`, as plain types.
    groups: "models.Field[Any, Any]" = JSONTextField()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "archive audit"
        verbose_name_plural = "archive audit"

    def __str__(self) -> str:
        return f"Audit of {self.articles} stories"
