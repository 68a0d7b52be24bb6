"""Regions, tags, authors, and the addresses that they used to have."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Value, When
from django.http import HttpRequest
from django.utils.html import format_html

from newsroom.articles.admin.inlines import AliasInline
from newsroom.articles.admin.lists import AuthorList, TagList
from newsroom.articles.admin.tree import in_tree_order
from newsroom.articles.models import Author, Redirect, Region, Tag
from newsroom.articles.slugs import add_redirect, leave_redirect
from newsroom.core.desk import desk_settings, time_column


class PageAdmin(admin.ModelAdmin):
    """Rows with a public page each: a new slug leaves a redirect at the old address."""

    prepopulated_fields = {"slug": ["name"]}

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Only for a new row: the address of a page in use does not follow each rename."""
        return {} if obj else dict(super().get_prepopulated_fields(request, obj))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        before = self.model._default_manager.filter(pk=obj.pk).first() if change else None
        super().save_model(request, obj, form, change)
        if before is not None:
            leave_redirect(before.get_absolute_url(), obj.get_absolute_url())


@admin.register(Region)
class RegionAdmin(PageAdmin):
    """The tree of places, each below the place that holds it."""

    list_display = ["in_tree", "short_name", "slug", "position"]
    sortable_by = ()
    search_fields = ["name", "short_name"]
    list_per_page = 200
    list_select_related = ["parent"]

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """The order of the tree, which no column has."""
        numbers = (region.pk for region in in_tree_order(Region.objects.all()))
        places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(numbers)]
        return [Case(*places, output_field=models.IntegerField())] if places else ["path"]

    @admin.display(description="Region")
    def in_tree(self, region: Region) -> str:
        return format_html('<span class="desk-depth-{}">{}</span>', min(region.depth, 4), region)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        kwargs["field_classes"] = {"parent": RegionChoiceField}
        return super().get_form(request, obj, change, **kwargs)


class RegionChoiceField(forms.ModelChoiceField):
    """A choice of regions, indented as the tree is."""

    def label_from_instance(self, obj: Any) -> str:
        indent = "\u2003" * obj.depth
        return f"{indent}{obj.name}"


@admin.register(Tag)
class TagAdmin(PageAdmin):
    """Topics, companies, people; those with a navigation order are the sections."""

    list_display = ["name", "kind", "other_names", "navigation_order", "stories"]
    list_filter = ["kind", ("navigation_order", admin.EmptyFieldListFilter), "is_proposed"]
    ordering = ["name"]
    search_fields = ["name", "aliases__name"]
    search_help_text = "A name, or another name of it"
    inlines = [AliasInline]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return TagList

    def save_model(self, request: HttpRequest, obj: Tag, form: Any, change: bool) -> None:
        """What an editor saves is the desk's own, whoever made it."""
        obj.is_proposed = False
        super().save_model(request, obj, form, change)

    @admin.display(description="Other names")
    def other_names(self, tag: Tag) -> str:
        return ", ".join(alias.name for alias in tag.aliases.all())

    @admin.display(description="Stories", ordering="story_count")
    def stories(self, tag: Tag) -> int:
        count: int = tag.story_count  # type: ignore[attr-defined]
        return count


@admin.register(Author)
class AuthorAdmin(PageAdmin):
    """Names in bylines. An account is needed only to work at the desk."""

    list_display = ["name", "role", "city", "stories"]
    ordering = ["name"]
    search_fields = ["name"]
    autocomplete_fields = ["user"]

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Accounts are the business of those who may see them."""
        return [] if request.user.has_perm("auth.view_user") else ["user"]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return AuthorList

    @admin.display(description="Stories", ordering="story_count")
    def stories(self, author: Author) -> int:
        count: int = author.story_count  # type: ignore[attr-defined]
        return count


class RedirectForm(forms.ModelForm):
    """Both ends are paths of this site: a redirect must not send readers elsewhere."""

    class Meta:
        model = Redirect
        fields = ["path", "target"]

    def clean_path(self) -> str:
        return _own_path(self.cleaned_data["path"])

    def clean_target(self) -> str:
        target = _own_path(self.cleaned_data["target"])
        if target == self.cleaned_data.get("path"):
            raise ValidationError("It cannot lead to itself.")
        return target


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin):
    """Old addresses. The desk leaves them by itself; here one may be added by hand."""

    form = RedirectForm
    search_fields = ["path", "target"]
    show_full_result_count = False

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        left = time_column("created_at", name="Left", site=desk_settings(request))
        return ["path", "target", left]

    def save_model(self, request: HttpRequest, obj: Redirect, form: Any, change: bool) -> None:
        """By the verb, so that nobody is sent on twice."""
        super().save_model(request, obj, form, change)
        add_redirect(obj.path, obj.target)


def _own_path(path: str) -> str:
    if not path.startswith("/") or path.startswith(("//", "/\\")) or any(c.isspace() for c in path):
        raise ValidationError("Give a path of this site, such as /tags/retail-media/.")
    return path
