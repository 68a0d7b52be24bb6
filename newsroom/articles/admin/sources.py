"""What came in: suppliers and raw pages, to be read and never changed."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from newsroom.articles.admin import provenance
from newsroom.articles.fields import sanitise_body
from newsroom.articles.models import PatternState, RawDocument, Source
from newsroom.core.desk import desk_settings, time_column


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Source)
class SourceAdmin(ReadOnlyAdmin):
    list_display = ["name", "furniture"]
    fields = ["name", "furniture"]
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        suggested = Count("patterns", filter=Q(patterns__state=PatternState.SUGGESTED))
        confirmed = Count("patterns", filter=Q(patterns__state=PatternState.CONFIRMED))
        sources: QuerySet[Source] = super().get_queryset(request)
        return sources.annotate(suggested=suggested, confirmed=confirmed)

    @admin.display(description="Page furniture")
    def furniture(self, source: Source) -> str:
        """What its pages share, as a way to the list where an editor decides on it."""
        counts = f"{source.suggested} suggested, {source.confirmed} confirmed"  # type: ignore[attr-defined]
        address = reverse("admin:articles_chromepattern_changelist")
        return format_html('<a href="{}?source__id__exact={}">{}</a>', address, source.pk, counts)


@admin.register(RawDocument)
class RawDocumentAdmin(ReadOnlyAdmin):
    """The page as it came in beside what became of it, with every change and its reason."""

    change_form_template = "admin/articles/rawdocument/change_form.html"
    list_select_related = ["source", "article"]
    list_filter = ["source", "format"]
    search_fields = ["key", "sha256"]
    show_full_result_count = False
    fields = ["key"]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        received = time_column("received_at", name="Received", site=desk_settings(request))
        return ["key", "source", "article", "format", received, "cleaner_version"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[RawDocument]:
        documents = super().get_queryset(request)
        return documents.defer("body", "report", "article__body")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        raw = self.get_object(request, object_id)
        context = (extra_context or {}) | (_page(raw) if raw else {})
        return super().change_view(request, object_id, form_url, context)

    def get_urls(self) -> list[URLPattern]:
        download = path(
            "<int:number>/download/",
            self.admin_site.admin_view(self.download),
            name="articles_rawdocument_download",
        )
        return [download, *super().get_urls()]

    def download(self, request: HttpRequest, number: int) -> HttpResponse:
        """The bytes themselves, for a file; never as a page of this site."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        raw = get_object_or_404(RawDocument, pk=number)
        return HttpResponse(
            bytes(raw.body),
            content_type="application/octet-stream",
            headers={
                "Content-Disposition": f'attachment; filename="raw-{raw.pk}.bin"',
                "X-Content-Type-Options": "nosniff",
            },
        )


def _page(raw: RawDocument) -> dict[str, Any]:
    found = provenance.read(raw.report)
    html = found.html or (raw.article.body if raw.article else "")
    return {
        "title": "Original and cleaned",
        "provenance": found,
        "original_text": provenance.decode(raw, encoding=found.encoding),
        "size": len(bytes(raw.body)),
        # Sanitised here and now, whatever the stored report holds.
        "cleaned_html": mark_safe(sanitise_body(html)),
    }
