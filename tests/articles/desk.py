"""The desk as a test uses it: signed in, with a form that can be sent back as it came."""

from typing import Any

from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from newsroom.articles.models import Article


def signed_in(account: User) -> Client:
    client = Client()
    client.force_login(account)
    return client


def said(response: Any) -> list[str]:
    """The messages that the next page of the desk will show."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def change_url(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def form_data(article: Article, **changed: Any) -> dict[str, Any]:
    """What a browser would send for the article's form, with some fields changed."""
    lines = list(article.bylines.all())
    data: dict[str, Any] = {
        "headline": article.headline,
        "standfirst": article.standfirst,
        "body": article.body,
        "place": article.place,
        "language": article.language,
        "slug": article.slug,
        "hero": article.hero_id or "",
        "regions": [region.pk for region in article.regions.all()],
        "tags": [tag.pk for tag in article.tags.all()],
        "bylines-TOTAL_FORMS": len(lines),
        "bylines-INITIAL_FORMS": len(lines),
        "corrections-TOTAL_FORMS": 0,
        "corrections-INITIAL_FORMS": 0,
    }
    for place, line in enumerate(lines):
        data |= {
            f"bylines-{place}-id": line.pk,
            f"bylines-{place}-article": article.pk,
            f"bylines-{place}-author": line.author_id,
            f"bylines-{place}-position": line.position,
        }
    return data | changed
