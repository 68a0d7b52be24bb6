"""Addresses of the public pages and feeds."""

from django.urls import path

from newsroom.reader import views

app_name = "reader"

urlpatterns = [
    path("", views.home, name="home"),
    path("latest/", views.latest, name="latest"),
    path("articles/<slug:slug>/", views.article, name="article"),
    path("regions/<slug:slug>/", views.region, name="region"),
    path("tags/<slug:slug>/", views.tag, name="tag"),
    path("authors/<slug:slug>/", views.author, name="author"),
]
