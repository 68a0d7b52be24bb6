"""The editors' desk: lists, filters, forms, and buttons that call the verbs."""

from newsroom.articles.admin import articles, audit, furniture, media, sources, taxonomy

__all__ = ["articles", "audit", "furniture", "media", "sources", "taxonomy"]
