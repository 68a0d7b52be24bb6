"""The article form's fields, beyond what Django makes of the model."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.urls import reverse

from newsroom.articles.admin import steps
from newsroom.articles.checklist import problems
from newsroom.articles.fields import EXTENSIONS
from newsroom.articles.models import Article


class ArticleForm(forms.ModelForm):
    """`data-ideal` is the range of characters that reads best; desk.js counts against it."""

    class Meta:
        model = Article
        fields = [
            *("headline", "standfirst", "body", "place", "regions", "tags"),
            *("hero", "slug", "language"),
        ]
        widgets = {
            "headline": AdminTextareaWidget(attrs={"rows": 2, "data-ideal": "45-75"}),
            "standfirst": AdminTextareaWidget(attrs={"rows": 3, "data-ideal": "90-160"}),
        }

    # Why this person cannot save the story now, if something keeps them from it.
    refusal = ""
    is_substantive = forms.BooleanField(
        required=False,
        label="Tell readers that the story was updated",
        help_text="For a change of substance: the page says “Updated”. Not for a typo.",
    )

    def clean(self) -> dict[str, Any] | None:
        if self.refusal:
            raise ValidationError(self.refusal)
        return super().clean()

    def _post_clean(self) -> None:
        """What readers have before them must stay fit to be read.

        Not in `clean`, where the story does not yet hold what was typed. A story with its
        problems may always be withdrawn.
        """
        super()._post_clean()  # type: ignore[misc]
        if self.errors or not self.instance.is_published() or steps.is_withdrawal(self.data):
            return
        for sentence in problems(self.instance, regions=self.cleaned_data["regions"]):
            self.add_error(None, sentence)

    def clean_headline(self) -> str:
        """One line, though it is written in a box in which a long one can be seen whole."""
        return " ".join(self.cleaned_data["headline"].split())


def body_editor(field: forms.Field) -> forms.Field:
    """Tell the text editor where the library of pictures is."""
    library: dict[str, Any] = {
        "library": reverse("admin:articles_image_changelist"),
        "details": reverse("admin:articles_image_details", args=[0]),
    }
    field.widget.config = {"extensions": EXTENSIONS | {"Figure": library}}
    return field
