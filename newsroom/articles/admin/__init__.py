"""The editors' desk: lists, filters, forms, and buttons that call the verbs."""

from newsroom.articles.admin import articles, furniture, media, sources, taxonomy

__all__ = ["articles", "furniture", "media", "sources", "taxonomy"]
