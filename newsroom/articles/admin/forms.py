"""The article form's fields, beyond what Django makes of the model."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.urls import reverse

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
