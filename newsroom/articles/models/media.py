"""Pictures."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from newsroom.articles.originals import take_in


class Image(models.Model):
    """A picture with what a reader must be told about it."""

    file = models.ImageField(
        upload_to="images/%Y/%m/", width_field="width", height_field="height", max_length=255
    )
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alt = models.CharField(
        "alternative text",
        max_length=240,
        blank=True,
        default="",
        help_text="What the picture shows, for those who do not see it. 20 to 140 characters.",
    )
    is_decorative = models.BooleanField(
        default=False, help_text="Says nothing that the text does not: screen readers skip it."
    )
    caption = models.CharField(max_length=300, blank=True, default="")
    credit = models.CharField(max_length=120, help_text="Photo: Name / Agency")
    focal_x = models.FloatField(
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text="What must stay in view when the picture is cut: 0 is left, 1 is right.",
    )
    focal_y = models.FloatField(
        default=0.4,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text="0 is the top, 1 the bottom.",
    )
    # Of the file as an import found it, so that the same picture comes in once. "": by hand.
    source_sha256 = models.CharField(
        max_length=64, blank=True, default="", editable=False, db_index=True
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.caption or self.alt or str(self.file)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new file is taken in first, whoever brings it. Raises ValidationError if it cannot."""
        self._take_in()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        try:
            self._take_in()
        except ValidationError as error:
            raise ValidationError({"file": error}) from error
        if not self.alt and not self.is_decorative:
            raise ValidationError({"alt": "Say what the picture shows, or mark it as decorative."})

    def _take_in(self) -> None:
        # Django's own mark of a file that is not in the storage yet.
        if self.file and not self.file._committed:  # type: ignore[attr-defined]
            self.file = take_in(self.file.file)  # which also measures it
