"""How the pages write times, addresses, pictures and text."""

from datetime import date, datetime, timedelta

from django import template
from django.template.context import RequestContext
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from newsroom.articles.images import Rendition, biggest, renditions
from newsroom.articles.models import Article, Image
from newsroom.core.site import zone_label
from newsroom.core.urls import absolute_url
from newsroom.reader import structured
from newsroom.reader.body import addresses, dressed

register = template.Library()

# So young, a story's time on the wire is red.
NEW_FOR = timedelta(minutes=30)
OLD_AFTER = timedelta(days=365)
# Joins the parts of a date or a measure, which must not part at the end of a line.
NBSP = "\u00a0"


@register.simple_tag
def absolute(path: str) -> str:
    """The full address of a path of this site."""
    return absolute_url(path)


@register.filter
def long_date(day: date) -> str:
    """Sunday 22 November 2026"""
    return f"{day:%A} {day.day}{NBSP}{day:%B}{NBSP}{day.year}"


@register.filter
def day_date(day: date) -> str:
    """22 November 2026"""
    return f"{day.day}{NBSP}{day:%B}{NBSP}{day.year}"


@register.filter
def short_date(day: date) -> str:
    """22 Nov 2026"""
    return f"{day.day}{NBSP}{day:%b}{NBSP}{day.year}"


@register.simple_tag(takes_context=True)
def when(context: RequestContext, moment: datetime) -> SafeString:
    """For lists: `08:10 SGT` today, `20 Nov 2026` before. Never relative: pages are cached."""
    here = timezone.localtime(moment)
    if here.date() == timezone.localdate():
        return _time(moment, f"{here:%H:%M}{NBSP}{zone_label(context['site'], moment)}")
    return _time(moment, short_date(here.date()))


@register.simple_tag(takes_context=True)
def full_time(
    context: RequestContext, moment: datetime, after: datetime | None = None
) -> SafeString:
    """`22 Nov 2026, 08:10 SGT`; only the hour where `after`, printed before it, has the day."""
    here = timezone.localtime(moment)
    clock = f"{here:%H:%M}{NBSP}{zone_label(context['site'], moment)}"
    if after is not None and timezone.localdate(after) == here.date():
        return _time(moment, clock)
    return _time(moment, f"{short_date(here.date())}, {clock}")


@register.simple_tag
def wire_time(moment: datetime) -> SafeString:
    """For the wire: `09:31` today, red while it is new; `21 Nov` before."""
    here, now = timezone.localtime(moment), timezone.localtime()
    if here.date() != now.date():
        return _time(moment, f"{here.day}{NBSP}{here:%b}")
    if now - here < NEW_FOR:
        return format_html(
            '<time class="new" datetime="{}"><span class="vh">New, </span>{}</time>',
            here.isoformat(timespec="minutes"),
            f"{here:%H:%M}",
        )
    return _time(moment, f"{here:%H:%M}")


@register.simple_tag(takes_context=True)
def clock(context: RequestContext, moment: datetime) -> SafeString:
    """Under a day's heading: `09:31`, or `09:31 AEST` where today's `AEDT` above is not its own."""
    written = f"{timezone.localtime(moment):%H:%M}"
    label = zone_label(context["site"], moment)
    if label != zone_label(context["site"], timezone.now()):
        written += f"{NBSP}{label}"
    return _time(moment, written)


@register.filter
def age(article: Article) -> str:
    """How old a story of more than a year is, in words; nothing for a younger one."""
    if article.published_at is None or timezone.now() - article.published_at < OLD_AFTER:
        return ""
    then, now = timezone.localdate(article.published_at), timezone.localdate()
    months = (now.year - then.year) * 12 + now.month - then.month - (now.day < then.day)
    return f"{months} months" if months < 24 else f"{months // 12} years"


@register.inclusion_tag("reader/_picture.html")
def picture(
    image: Image, *, crop: str, sizes: str, alt: str | None = None, first: bool = False
) -> dict:
    """A picture in every size and format; `first` for the one that the page is waiting for.

    `alt` replaces the picture's own text, empty where the link beside it says the same.
    """
    described = "" if image.is_decorative else image.alt
    return {
        "webp": renditions(image, crop=crop, extension="webp"),
        "jpg": renditions(image, crop=crop, extension="jpg"),
        "largest": biggest(image, crop=crop),
        "sizes": sizes,
        "alt": described if alt is None else alt,
        "first": first,
    }


@register.filter
def social_card(image: Image) -> Rendition:
    return structured.social_card(image)


@register.filter
def page_body(article: Article) -> SafeString:
    """The story's text with its dateline."""
    return dressed(article.body, place=article.place)


@register.filter
def link_addresses(article: Article) -> list[str]:
    """The addresses behind the text's links, for paper."""
    return addresses(article.body)


@register.simple_tag(takes_context=True)
def news_article(context: RequestContext, article: Article) -> SafeString:
    """The story's JSON-LD."""
    return structured.script(structured.news_article(article, site=context["site"]))


def _time(moment: datetime, text: str) -> SafeString:
    here = timezone.localtime(moment).isoformat(timespec="minutes")
    return format_html('<time datetime="{}">{}</time>', here, text)
