"""The story: list, form and steps."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from js_asset import Media

from newsroom.articles import revisions, workflow
from newsroom.articles.admin import accepting, pasting, provenance, refusing, steps
from newsroom.articles.admin.filters import RegionFilter, SectionFilter, YearFilter
from newsroom.articles.admin.forms import ArticleForm, body_editor
from newsroom.articles.admin.inlines import BylineInline, CorrectionInline
from newsroom.articles.admin.lists import BY_TIME, NEWEST, ArticleList
from newsroom.articles.admin.media import preview
from newsroom.articles.editing import save_article
from newsroom.articles.models import Article, Correction, RevisionKind
from newsroom.articles.querysets import ArticleQuerySet
from newsroom.core.desk import desk_settings, desk_time, time_column


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    """Text goes through `save_article`, each step through its verb; nothing goes round them.

    A reporter may work on any draft, not only on their own: who writes a story often changes
    while it is a draft. From review on the text belongs to the editors.
    """

    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    fieldsets = [
        ("Text", {"fields": ["headline", "standfirst", "body"], "classes": ["writing"]}),
        ("Where and what", {"fields": ["place", "regions", "tags"]}),
        ("Main picture", {"fields": ["hero", "hero_preview"]}),
        ("Address and language", {"fields": ["slug", "language"]}),
    ]
    readonly_fields = ["hero_preview"]
    autocomplete_fields = ["regions", "tags"]
    raw_id_fields = ["hero"]

    ordering = [NEWEST, "-changed_at", "-pk"]
    list_filter = ["state", RegionFilter, SectionFilter, YearFilter]
    search_fields = ["headline"]
    search_help_text = "Words of the headline"
    list_per_page = 50
    show_full_result_count = False
    actions = ["publish_selected"]

    class Media:
        js = [forms.Script("js/desk.js", type="module")]

    # The list.

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ArticleList

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        site = desk_settings(request)
        published = time_column("published_at", name="Published", site=site, ordering=BY_TIME)
        return ["headline", "shown_state", "shown_regions", "shown_byline", published]

    @admin.display(description="State", ordering="state")
    def shown_state(self, article: Article) -> str:
        return steps.state_label(article)

    @admin.display(description="Regions")
    def shown_regions(self, article: Article) -> str:
        return ", ".join(region.label for region in article.regions.all())

    @admin.display(description="By")
    def shown_byline(self, article: Article) -> str:
        return ", ".join(str(byline) for byline in article.bylines.all())

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        is_publishing = request.POST.get("action") == "publish_selected"
        if is_publishing and not self.has_publish_permission(request):
            raise PermissionDenied
        return super().changelist_view(request, extra_context)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Never "delete": what was public once is withdrawn, one story at a time."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.action(description="Publish the selected stories now", permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: ArticleQuerySet) -> None:
        published = [story for story in queryset if self._publish(request, story)]
        if published:
            number = "1 story" if len(published) == 1 else f"{len(published)} stories"
            self.message_user(request, f"{number} published.", messages.SUCCESS)

    def _publish(self, request: HttpRequest, article: Article) -> bool:
        try:
            workflow.publish(article, by=_user(request))
        except workflow.WorkflowError as error:
            self.message_user(request, f"“{article.headline}”: {error}", messages.ERROR)
            return False
        self.log_change(request, article, "Published.")
        return True

    # Pasting.

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(partial(pasting.page, model_admin=self))
        return [path("paste/", view, name="articles_article_paste"), *super().get_urls()]

    # Who may do what.

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return bool(_user(request).has_perm("articles.publish_article"))

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Also for a form that will be refused: only so does it come back as it was typed."""
        if not super().has_change_permission(request, obj):
            return False
        if obj is None or refusing.may_write(obj, by=_user(request)):
            return True
        return bool(refusing.reason(request))

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if obj is not None and obj.was_public:
            return False
        return super().has_delete_permission(request, obj)

    # The form.

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """With the box that announces an update, where the verb behind it would work."""
        text, *rest = super().get_fieldsets(request, obj)
        if obj is None or "update" not in workflow.available(obj, by=_user(request)):
            return [text, *rest]
        return [text, ("Update", {"fields": ["is_substantive"]}), *rest]

    def get_form(
        self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.refusal = refusing.reason(request)
        return form

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return body_editor(field) if field and db_field.name == "body" else field

    @admin.display(description="Preview")
    def hero_preview(self, article: Article) -> str:
        return preview(article.hero) if article.hero else "Save to see the picture here."

    def get_inlines(self, request: HttpRequest, obj: Article | None) -> list[Any]:
        """What no reader has seen is changed, not corrected.

        A form that was opened while the story was a draft has no corrections to be read.
        """
        was_public = obj is not None and obj.was_public
        is_asked = request.method != "POST" or "corrections-TOTAL_FORMS" in request.POST
        return [BylineInline, CorrectionInline] if was_public and is_asked else [BylineInline]

    def view_on_site(self, article: Article) -> str | None:
        return article.get_absolute_url() if article.is_published() else None

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Article | None:
        """Keep the row for ourselves while it is saved, lest a colleague's step be written over.

        What a colleague has done before that is told to whoever was typing meanwhile.
        """
        is_saving = request.method == "POST" and transaction.get_connection().in_atomic_block
        if is_saving:
            rows = Article.objects.select_for_update().filter(pk__in=_numbers(object_id))
            rows.values_list("pk").first()
        article: Article | None = super().get_object(request, object_id, from_field)
        if is_saving and article is not None:
            refusing.judge(request, article, by=_user(request))
        return article

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Refuse what the role does not allow before anything is saved."""
        if request.method == "POST":
            if step := steps.pressed(request.POST):
                steps.check_right(step, by=_user(request))
            if accepted := accepting.pressed(request.POST):
                accepting.check_right(accepted, by=_user(request))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Article | None = None,
    ) -> HttpResponse:
        context["show_save_and_add_another"] = False
        if obj is not None:
            context |= _desk_context(request, obj)
            may_save = refusing.may_write(obj, by=_user(request))
            context |= {"show_save": may_save, "show_save_and_continue": may_save}
        # The import map is the one script that cannot be a file: it carries the nonce.
        context["media"] = Media.from_media(context["media"], nonce=request.csp_nonce)  # type: ignore[attr-defined]
        page = super().render_change_form(request, context, add, change, form_url, obj)
        page.status_code = 409 if refusing.reason(request) else page.status_code
        return page

    # Saving, and the step after it.

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        form.before = revisions.snapshot(obj) if change else None
        save_article(obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The whole text is saved, and what it replaced kept; if asked to, readers are told."""
        super().save_related(request, form, formsets, change)
        if not change:
            return
        by, story = _user(request), form.instance
        revisions.record(story, form.before, kind=RevisionKind.EDIT, by=by)
        if form.cleaned_data["is_substantive"]:
            workflow.announce_update(story, by=by)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """A new correction is made by its verb: it marks the story as updated."""
        if formset.model is not Correction:
            super().save_formset(request, form, formset, change)
            return
        formset.save(commit=False)
        for correction, _fields in formset.changed_objects:
            correction.save()
        for new in formset.new_objects:
            workflow.correct(new.article, by=_user(request), text=new.text, kind=new.kind)

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._go_on(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self._go_on(request, obj) or super().response_change(request, obj)

    def _go_on(self, request: HttpRequest, article: Article) -> HttpResponse | None:
        """The text is saved; now what the pressed button asks for. None for plain saving."""
        if step := steps.pressed(request.POST):
            self._take(request, article, step)
        elif accepted := accepting.pressed(request.POST):
            with revisions.revising(article, kind=RevisionKind.EDIT, by=_user(request)):
                done = accepting.accept(accepted, article)
            self.message_user(request, done, messages.SUCCESS)
        else:
            return None
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def _take(self, request: HttpRequest, article: Article, step: steps.Button) -> None:
        try:
            steps.take(step, article, by=_user(request), data=request.POST)
        except workflow.WorkflowError as error:
            for sentence in steps.sentences(error):
                self.message_user(request, sentence, messages.ERROR)
            self.message_user(request, "The text is saved.", messages.INFO)
            return
        self.log_change(request, article, f"{step.label}.")
        said = steps.done(step, article, site=desk_settings(request))
        self.message_user(request, said, messages.SUCCESS)


def _desk_context(request: HttpRequest, article: Article) -> dict[str, Any]:
    """What the form shows beside the fields."""
    site, user = desk_settings(request), _user(request)
    raw = None
    if user.has_perm("articles.view_rawdocument"):
        raw = article.raws.defer("body").select_related("source").first()
    return {
        "steps": steps.buttons(article, by=user),
        "step_form": steps.StepForm(request.POST or None),
        "state_label": steps.state_label(article),
        "published_at": desk_time(article.published_at, site=site),
        "updated_at": desk_time(article.updated_at, site=site),
        "transitions": [
            (step, desk_time(step.at, site=site))
            for step in article.transitions.select_related("by").order_by("-at", "-pk")[:8]
        ],
        "earlier": revisions.earlier(article)[:8],
        "raw": raw,
        "provenance": provenance.read(raw.report) if raw else None,
        "offers": accepting.offers(article, provenance.read(raw.report), by=user) if raw else [],
    }


def _user(request: HttpRequest) -> Any:
    """The admin lets nobody in who is not signed in."""
    return request.user


def _numbers(object_id: str) -> list[int]:
    return [int(object_id)] if object_id.isdecimal() else []
