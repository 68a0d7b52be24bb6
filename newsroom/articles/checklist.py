"""What a story must have before a reader may see it."""

import re
from collections.abc import Collection

from django.utils.html import strip_tags

from newsroom.articles.models import Article

# "TK" (to come) and XXX are what writers type where a fact is still missing.
PLACEHOLDER = re.compile(r"\b(?:TK|TKTK|XXX)\b")
# What stands outside of a tag: the body is sanitised, or about to be.
TEXT = re.compile(r"(?:^|>)\s*[^<\s]")


def problems(article: Article, *, regions: Collection[object]) -> list[str]:
    """What keeps the story from being published, each a sentence that says what to do.

    Nothing is read from the database but the picture, so that a form may ask before it saves.
    """
    checks = [
        (not article.headline.strip(), "Write a headline."),
        (not TEXT.search(article.body), "Write the text: the body is empty."),
        (not regions, "Choose at least one region."),
        (
            _has_placeholder(f"{article.headline} {article.standfirst} {article.body}"),
            "Fill in what is still marked TK or XXX.",
        ),
        (
            article.hero is not None and not (article.hero.alt or article.hero.is_decorative),
            "Describe the main picture, or mark it as decorative.",
        ),
        (article.hero is not None and not article.hero.credit, "Credit the main picture."),
    ]
    return [sentence for failed, sentence in checks if failed]


def _has_placeholder(html: str) -> bool:
    """Whether a reader would see one; the address of a link may well hold those letters."""
    return bool(PLACEHOLDER.search(html) and PLACEHOLDER.search(strip_tags(html)))
