"""The words that the desk has for what stories are about."""

from newsroom.articles.models import Tag
from newsroom.cleaning import Vocabulary, VocabularyTag


def vocabulary() -> Vocabulary:
    """The tags and aliases that the desk has, for cleaning to suggest from."""
    tags = Tag.objects.filter(is_proposed=False).prefetch_related("aliases")
    return Vocabulary(
        tags=tuple(
            VocabularyTag(
                name=tag.name, kind=tag.kind, aliases=tuple(a.name for a in tag.aliases.all())
            )
            for tag in tags
        )
    )
