"""The library of pictures."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.html import format_html

from newsroom.articles.images import address_start, in_text, renditions
from newsroom.articles.models import Article, Image, State
from newsroom.core.desk import desk_settings, time_column


def preview(image: Image) -> str:
    """The picture, small enough for a form; the sheet sets its size."""
    small = renditions(image, crop="whole", extension="webp")[0]
    return format_html(
        '<img class="desk-preview" src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
        small.url,
        image.alt,
        small.width,
        small.height,
    )


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    """Pictures are used by stories; one that is in use cannot be deleted."""

    list_display_links = ["picture", "__str__"]
    ordering = ["-created_at", "-pk"]
    search_fields = ["caption", "alt", "credit", "file"]
    search_help_text = "Words of the caption, the description or the credit"
    list_per_page = 24
    show_full_result_count = False
    readonly_fields = ["preview", "size", "uses", "number"]
    fieldsets = [
        ("Picture", {"fields": ["file", "preview", "size", "uses", "number"]}),
        ("What readers are told", {"fields": ["alt", "is_decorative", "caption", "credit"]}),
        ("What must stay in view", {"fields": ["focal_x", "focal_y"]}),
    ]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        added = time_column("created_at", name="Added", site=desk_settings(request))
        return ["picture", "__str__", "credit", "size", "main_uses", added]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Image]:
        pictures: QuerySet[Image] = super().get_queryset(request)
        return pictures.annotate(stories=Count("articles"))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Never "delete selected": it would not look into the texts for pictures in use."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_change_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        """A reporter may mend a picture until a story with it has left the draft."""
        if not super().has_change_permission(request, obj):
            return False
        if obj is None or request.user.has_perm("articles.publish_article"):
            return True
        return not _using(obj).exclude(state=State.DRAFT).exists()

    def has_delete_permission(self, request: HttpRequest, obj: Image | None = None) -> bool:
        if obj is not None and _using(obj).exists():
            return False
        return super().has_delete_permission(request, obj)

    @admin.display(description="Picture")
    def picture(self, image: Image) -> str:
        return preview(image)

    @admin.display(description="Preview")
    def preview(self, image: Image) -> str:
        return preview(image) if image.pk else "Save to see the picture here."

    @admin.display(description="Size")
    def size(self, image: Image) -> str:
        return f"{image.width} × {image.height} pixels" if image.pk else ""

    @admin.display(description="Main picture of", ordering="stories")
    def main_uses(self, image: Image) -> str:
        return _stories(image.stories)  # type: ignore[attr-defined]

    @admin.display(description="Used in")
    def uses(self, image: Image) -> str:
        return _stories(_using(image).count()) if image.pk else ""

    @admin.display(description="Number")
    def number(self, image: Image) -> str:
        return str(image.pk or "")

    def get_urls(self) -> list[URLPattern]:
        details = path(
            "<int:number>/details/",
            self.admin_site.admin_view(self.details),
            name="articles_image_details",
        )
        return [details, *super().get_urls()]

    def details(self, request: HttpRequest, number: int) -> HttpResponse:
        """What the text editor needs to put the picture into a story."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        image = get_object_or_404(Image, pk=number)
        shown = in_text(image)
        return JsonResponse(
            {
                "src": shown.url,
                "alt": image.alt,
                "width": shown.width,
                "height": shown.height,
                "caption": " ".join(filter(None, [image.caption, image.credit])),
            }
        )


def _using(image: Image) -> QuerySet[Article]:
    """Stories with the picture at their head or in their text."""
    in_body = Q(body__contains=address_start(image)) | Q(body__contains=image.file.url)
    return Article.objects.filter(Q(hero=image) | in_body)


def _stories(number: int) -> str:
    return {0: "no story", 1: "1 story"}.get(number, f"{number} stories")
