"""The public pages: read the address, ask one queryset, render."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from newsroom.articles.models import Article, Author, Region, Tag


def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Article.objects.published().count())


def latest(request: HttpRequest) -> HttpResponse:
    return home(request)


def article(request: HttpRequest, slug: str) -> HttpResponse:
    return HttpResponse(get_object_or_404(Article.objects.published(), slug=slug).body)


def region(request: HttpRequest, slug: str) -> HttpResponse:
    return HttpResponse(get_object_or_404(Region, slug=slug).name)


def tag(request: HttpRequest, slug: str) -> HttpResponse:
    return HttpResponse(get_object_or_404(Tag, slug=slug).name)


def author(request: HttpRequest, slug: str) -> HttpResponse:
    return HttpResponse(get_object_or_404(Author, slug=slug).name)
