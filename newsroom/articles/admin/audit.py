"""What is still wrong with the archive, as it was last counted."""

from collections import Counter
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from newsroom.articles.admin.sources import ReadOnlyAdmin
from newsroom.articles.audit import Signature
from newsroom.articles.models import AuditReport

A_PAGE = 50  # groups
# How the page's address names the desk itself, which has no name as a source.
DESK = "-"


@admin.register(AuditReport)
class AuditReportAdmin(ReadOnlyAdmin):
    """One page of groups, with filters by kind and source; there is no list of reports."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        report = AuditReport.objects.first()
        context = self.admin_site.each_context(request) | {
            "title": "Archive audit",
            "opts": self.opts,
            "report": report,
            **(_shown(report, request) if report else {}),
        }
        template = "admin/articles/auditreport/change_list.html"
        return TemplateResponse(request, template, context)


def _shown(report: AuditReport, request: HttpRequest) -> dict[str, Any]:
    """The groups that the filters leave, a page of them."""
    signature, source = request.GET.get("signature", ""), request.GET.get("source", "")
    by_source = [group for group in report.groups if source in {"", group["source"] or DESK}]
    shown = [group for group in by_source if signature in {"", group["signature"]}]
    totals: Counter[str] = Counter()
    for group in by_source:
        totals[group["signature"]] += group["count"]
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    return {
        "signature": signature,
        "source": source,
        "signatures": [(kind.value, kind.label, f"{totals[kind]:,}") for kind in Signature],
        "sources": [(name, _source(name)) for name in sorted(_sources(report))],
        "page": page,
        "groups": [_row(group) for group in page],
        "number": f"{len(shown):,}",
        "articles": f"{report.articles:,}",
    }


def _row(group: dict[str, Any]) -> dict[str, Any]:
    month = datetime.strptime(group["month"], "%Y-%m") if group["month"] else None
    return group | {
        # An older release may have counted what this one does not know.
        "label": dict(Signature.choices).get(group["signature"], group["signature"]),
        "source": _source(group["source"]),
        "month": f"{month:%b %Y}" if month else "no date",
        "count": f"{group['count']:,}",
    }


def _sources(report: AuditReport) -> set[str]:
    return {group["source"] or DESK for group in report.groups}


def _source(name: str) -> str:
    return "the desk" if name in {"", DESK} else name
