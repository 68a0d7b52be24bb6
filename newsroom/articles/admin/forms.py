"""The article form's fields, beyond what Django makes of the model."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
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
            "headline": AdminTextInputWidget(attrs={"data-ideal": "45-75"}),
            "standfirst": AdminTextareaWidget(attrs={"rows": 3, "data-ideal": "90-160"}),
        }


def body_editor(field: forms.Field) -> forms.Field:
    """Tell the text editor where the library of pictures is."""
    library: dict[str, Any] = {
        "library": reverse("admin:articles_image_changelist"),
        "details": reverse("admin:articles_image_details", args=[0]),
    }
    field.widget.config = {"extensions": EXTENSIONS | {"Figure": library}}
    return field
