"""Lines that the pages of a source share: an editor says whether they are page furniture."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from newsroom.articles.admin.sources import ReadOnlyAdmin
from newsroom.articles.furniture import count_stories, decide
from newsroom.articles.models import Article, ChromePattern, PatternState

# On the page of one line: enough to judge it by.
MOST_STORIES = 10


@admin.register(ChromePattern)
class ChromePatternAdmin(ReadOnlyAdmin):
    """Nothing is typed here: a line is as the pages had it, and two actions decide on it."""

    change_list_template = "admin/articles/chromepattern/change_list.html"
    change_form_template = "admin/articles/chromepattern/change_form.html"
    list_display = ["sample", "seen", "state", "source"]
    # What waits for an editor comes first: "suggested" is the last state of the alphabet.
    ordering = ["-state", "-seen_count", "pk"]
    list_filter = ["state", "source"]
    list_select_related = ["source"]
    search_fields = ["sample"]
    search_help_text = "Words of the line"
    show_full_result_count = False
    fields = ["sample"]
    actions = ["confirm_selected", "refuse_selected"]

    @admin.display(description="Seen in", ordering="seen_count")
    def seen(self, pattern: ChromePattern) -> str:
        return _stories(pattern.seen_count)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        pattern = self.get_object(request, object_id)
        context = (extra_context or {}) | {"may_decide": self.has_decide_permission(request)}
        if pattern:
            context |= {"seen": self.seen(pattern), "stories": _newest_with(pattern)}
        return super().change_view(request, object_id, form_url, context)

    # Deciding: by the list's actions, which the buttons of one line's page call as well.

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.change_chromepattern")

    @admin.action(description="Page furniture: take out of later imports", permissions=["decide"])
    def confirm_selected(self, request: HttpRequest, queryset: QuerySet[ChromePattern]) -> None:
        patterns = self._decide(request, queryset, PatternState.CONFIRMED)
        self.message_user(
            request,
            f"Taken out of later imports: {_lines(patterns)}. "
            f"Imported with it earlier, and left alone: {_stories(count_stories(patterns))}.",
            messages.SUCCESS,
        )

    @admin.action(
        description="Part of the stories: leave in, do not suggest again", permissions=["decide"]
    )
    def refuse_selected(self, request: HttpRequest, queryset: QuerySet[ChromePattern]) -> None:
        patterns = self._decide(request, queryset, PatternState.REFUSED)
        text = f"Left in, and not suggested again: {_lines(patterns)}."
        self.message_user(request, text, messages.SUCCESS)

    def _decide(
        self, request: HttpRequest, queryset: QuerySet[ChromePattern], state: PatternState
    ) -> list[ChromePattern]:
        patterns = list(queryset)
        decide(patterns, state)
        for pattern in patterns:
            self.log_change(request, pattern, f"{state.label}.")
        return patterns


def _newest_with(pattern: ChromePattern) -> QuerySet[Article]:
    """The stories to judge the line by."""
    lines = pattern.source.lines.filter(line_hash=pattern.line_hash)
    stories = Article.objects.filter(raws__in=lines.values("document"))
    return stories.defer("body").order_by("-pk")[:MOST_STORIES]


def _stories(number: int) -> str:
    return "1 story" if number == 1 else f"{number:,} stories"


def _lines(patterns: list[ChromePattern]) -> str:
    return f"“{patterns[0]}”" if len(patterns) == 1 else f"{len(patterns)} lines"
