"""The editors' desk: lists, filters, forms, and buttons that call the verbs."""

from newsroom.articles.admin import articles, media, sources, taxonomy

__all__ = ["articles", "media", "sources", "taxonomy"]
