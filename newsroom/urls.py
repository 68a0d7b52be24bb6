"""Joins the parts."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.static import serve

handler404 = "newsroom.reader.views.not_found"

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    path("", include("newsroom.reader.urls")),
]

if settings.MEDIA_URL.startswith("/"):
    # The embedded site hands out its own pictures; a server in front may do it as well.
    urlpatterns += [
        re_path(
            rf"^{settings.MEDIA_URL.lstrip('/')}(?P<path>.+)$",
            serve,
            {"document_root": settings.MEDIA_ROOT},
            name="media",
        )
    ]
