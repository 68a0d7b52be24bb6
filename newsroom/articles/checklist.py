"""What a story must have before a reader may see it."""

import re
from collections.abc import Collection

from django.utils.html import strip_tags

from newsroom.articles.models import Article

# "TK" (to come) and XXX are what writers type where a fact is still missing.
PLACEHOLDER = re.compile(r"\b(?:TK|TKTK|XXX)\b")


def problems(article: Article, *, regions: Collection[object]) -> list[str]:
    """What keeps the story from being published, each a sentence that says what to do.

    Nothing is read from the database but the picture, so that a form may ask before it saves.
    """
    text = strip_tags(article.body)
    checks = [
        (not article.headline.strip(), "Write a headline."),
        (not text.strip(), "Write the text: the body is empty."),
        (not regions, "Choose at least one region."),
        (
            bool(PLACEHOLDER.search(f"{article.headline} {article.standfirst} {text}")),
            "Fill in what is still marked TK or XXX.",
        ),
        (
            article.hero is not None and not (article.hero.alt or article.hero.is_decorative),
            "Describe the main picture, or mark it as decorative.",
        ),
        (article.hero is not None and not article.hero.credit, "Credit the main picture."),
    ]
    return [sentence for failed, sentence in checks if failed]
