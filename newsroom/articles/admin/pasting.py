"""Paste and clean: a text is shown raw and cleaned, every change can be refused, then it is saved.

Nothing is stored before "Save as draft". What the editor has given and chosen travels in the form
itself, so that a page can be loaded again, and two texts be open in two windows.
"""

import base64
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django_htmx.http import HttpResponseClientRedirect

from newsroom.articles import pasting
from newsroom.articles.admin import accepting
from newsroom.articles.admin.choices import Choices, stages, to_decide
from newsroom.articles.admin.comparing import compare
from newsroom.articles.admin.provenance import MOST_SHOWN
from newsroom.articles.fields import sanitise_body
from newsroom.articles.imported import from_page, names
from newsroom.articles.ingest import vocabulary
from newsroom.articles.models import Article, Author, RawDocument, Source
from newsroom.cleaning import CleanedArticle, Uncleanable
from newsroom.importing import MAX_BYTES, RawArticle

PAGE = "admin/articles/article/paste.html"
MOST_SOURCES = 200
VIEWS = {"beside": "Side by side", "inline": "Word by word", "clean": "Cleaned only"}


class TextForm(forms.Form):
    """The text as it comes: pasted, or a file."""

    text = forms.CharField(
        required=False,
        strip=False,
        label="Text",
        widget=forms.Textarea(attrs={"rows": 16, "data-most": MAX_BYTES}),
        help_text="Paste from Word, Gmail or a web page.",
    )
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label="Or a file",
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,text/plain,text/html"}),
        help_text="A text file or a saved page, up to 2 MB. Its bytes are kept as they are.",
    )
    source = forms.CharField(
        required=False,
        max_length=200,
        label="Source",
        widget=AdminTextInputWidget(attrs={"list": "sources", "autocomplete": "off"}),
        help_text="Who sent it. Lines that were confirmed as furniture of this source go, too.",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("file") is not None and given.get("text", "").strip():
            self.add_error("file", "Give the text or a file, not both.")
        return given

    @property
    def given(self) -> str:
        """The field that the text came in."""
        return "text" if self.cleaned_data.get("file") is None else "file"

    @property
    def raw(self) -> RawArticle:
        """What cleaning is given. Cut to a size that cleaning refuses as too large already.

        A form sends every line end as CRLF, whatever was pasted; a file is left as it is.
        """
        source = self.cleaned_data["source"].strip()
        if self.given == "file":
            file = self.cleaned_data["file"]
            return pasting.raw_article(file.read(MAX_BYTES), name=file.name, source=source)
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        return pasting.raw_article(text.encode()[:MAX_BYTES], source=source)


class StoryForm(forms.Form):
    """What was found beside the body. What nobody has typed in follows the choices made below."""

    headline = forms.CharField(
        max_length=200,
        show_hidden_initial=True,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
    )
    standfirst = forms.CharField(
        max_length=300,
        required=False,
        show_hidden_initial=True,
        widget=AdminTextareaWidget(attrs={"rows": 2}),
    )
    byline = forms.CharField(
        max_length=300,
        required=False,
        show_hidden_initial=True,
        widget=AdminTextInputWidget(),
        help_text="Names, with a comma between them.",
    )
    place = forms.CharField(
        label="Dateline",
        max_length=60,
        required=False,
        show_hidden_initial=True,
        widget=AdminTextInputWidget(),
        help_text="The city, only if the reporter was there.",
    )

    def clean_headline(self) -> str:
        return " ".join(self.cleaned_data["headline"].split())

    def clean_byline(self) -> list[str]:
        people = names(self.cleaned_data["byline"])
        longest = Author._meta.get_field("name").max_length or 0
        if any(len(name) > longest for name in people):
            raise forms.ValidationError(f"A name may have {longest} letters.")
        return people


def page(request: HttpRequest, model_admin: ModelAdmin) -> HttpResponse:
    """The form, then the preview with its choices, then the article's own form."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    if "raw" in request.POST:
        return _choose(request, model_admin)
    form = TextForm(request.POST or None, request.FILES or None, label_suffix="")
    if form.is_valid():
        raw = form.raw
        try:
            shown = pasting.preview(raw, known=vocabulary())
        except Uncleanable as error:
            form.add_error(form.given, str(error))
        else:
            return _render(request, model_admin, _preview(request, shown, Choices()))
    return _ask(request, model_admin, form)


def _choose(request: HttpRequest, model_admin: ModelAdmin) -> HttpResponse:
    """One press of a button of the preview: show what becomes of it, or save."""
    choices, raw = Choices.read(request.POST), _held(request.POST)
    try:
        shown = pasting.preview(raw, known=vocabulary(), without=choices.without)
    except Uncleanable as error:  # with so much left out, or a text that was damaged on its way
        given = {"text": raw.body.decode(errors="replace"), "source": raw.source}
        form = TextForm(given, label_suffix="")
        form.add_error("text", str(error))
        return _ask(request, model_admin, form)
    context = _preview(request, shown, choices)
    story = context["story"]
    if "_save" not in request.POST or context["seen"]:
        return _render(request, model_admin, context)
    if context["undecided"] or not story.is_valid():
        return _render(request, model_admin, context | {"is_refused": True})
    try:
        article = _save(request, shown, story.cleaned_data, context["offers"])
    except pasting.SeenBefore as error:
        return _render(request, model_admin, context | _seen(error.document))
    model_admin.log_addition(request, article, [{"added": {}}])
    address = reverse("admin:articles_article_change", args=[article.pk])
    is_htmx = request.htmx  # type: ignore[attr-defined]
    return HttpResponseClientRedirect(address) if is_htmx else HttpResponseRedirect(address)


@transaction.atomic
def _save(
    request: HttpRequest,
    shown: pasting.Preview,
    said: Mapping[str, Any],
    offers: list[dict[str, Any]],
) -> Article:
    user: Any = request.user
    people = said["byline"]
    known = people if user.has_perm("articles.add_author") else list(filter(_is_known, people))
    article = pasting.save_draft(
        shown,
        headline=said["headline"],
        standfirst=said["standfirst"],
        place=said["place"],
        authors=known,
    )
    messages.success(request, "Saved as a draft. The text as it came in is kept beside it.")
    for name in people:
        if name not in known:
            messages.warning(request, f"There is no author {name} yet: an editor can add one.")
    for each in offers:
        offer = each["offer"]
        if each["is_ticked"] and offer.may_take:
            done = accepting.accept(accepting.Accepted(offer.kind, offer.name), article)
            messages.info(request, done)
    return article


def _is_known(name: str) -> bool:
    return Author.objects.filter(name__iexact=name).exists()


def _held(data: Mapping[str, Any]) -> RawArticle:
    """The text that the form has carried along; an empty one where that is damaged."""
    try:
        body = base64.b64decode(data["raw"], validate=True)
    except ValueError:
        body = b""
    name, source = str(data.get("name", "")), str(data.get("source", ""))
    return pasting.raw_article(body[:MAX_BYTES], name=name, source=source[:200])


def _preview(request: HttpRequest, shown: pasting.Preview, choices: Choices) -> dict[str, Any]:
    """All that the page of a preview shows, and holds for the next press."""
    data, cleaned = request.POST, shown.cleaned
    found = stages(shown, choices)
    decide = to_decide(found)
    seen = pasting.seen_before(shown)
    ticked = {(kind, name) for kind in ("region", "tag") for name in data.getlist(kind)}
    user: Any = request.user
    return {
        "shown": shown,
        "raw": base64.b64encode(shown.raw.body).decode(),
        "size": len(shown.raw.body),
        "choices": choices,
        "stages": found,
        "decide": decide,
        "undecided": sum(not kind.is_decided for kind in decide),
        "number": sum(stage.number for stage in found),
        "number_out": sum(stage.number_out for stage in found),
        **_seen(seen),
        "earlier": None if seen else pasting.earlier_copy(shown),
        "story": _story_form(cleaned, data),
        "offers": [
            {"offer": offer, "is_ticked": (offer.kind, offer.name) in ticked}
            for offer in accepting.offers(None, cleaned, by=user)
        ],
        # Sanitised here and now, like everything that is marked safe.
        "cleaned_html": mark_safe(sanitise_body(cleaned.html)),
        "view": data.get("view") if data.get("view") in VIEWS else "beside",
        "views": VIEWS,
        "texts": compare(shown.before, cleaned.as_text()),
        "source": shown.text[:MOST_SHOWN] if shown.is_html else "",
    }


def _seen(document: RawDocument | None) -> dict[str, Any]:
    story = (document.article or document.copy_of) if document else None
    return {"seen": document, "seen_story": story}


def _story_form(cleaned: CleanedArticle, data: Mapping[str, str]) -> StoryForm:
    """What was found, but for what the editor has typed over it."""
    page = from_page(cleaned)
    found = {
        "headline": page.headline,
        "standfirst": page.standfirst,
        "byline": cleaned.byline,
        "place": page.place,
    }
    typed = StoryForm(data).changed_data if "initial-headline" in data else []
    said = found | {name: data.get(name, "") for name in typed}
    said |= {f"initial-{name}": value for name, value in found.items()}
    return StoryForm(said, label_suffix="")


def _ask(request: HttpRequest, model_admin: ModelAdmin, form: TextForm) -> TemplateResponse:
    sources = Source.objects.values_list("name", flat=True)[:MOST_SOURCES]
    return _render(request, model_admin, {"form": form, "sources": sources})


def _render(
    request: HttpRequest, model_admin: ModelAdmin, context: dict[str, Any]
) -> TemplateResponse:
    site = model_admin.admin_site
    frame = site.each_context(request) | {"title": "Paste and clean", "opts": Article._meta}
    return TemplateResponse(request, PAGE, frame | context)
