"""Writing an article's text to the database, with all that has to follow from it."""

import re

from django.db import transaction
from django.utils.html import strip_tags

from newsroom.articles.models import Article
from newsroom.articles.slugs import free_slug, leave_redirect, move_redirects

# Han, kana and hangul are not parted by spaces. 500 such characters take as long to read as 230
# words, so each counts for 0.46 of a word.
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
WORDS_PER_CJK_CHARACTER = 230 / 500

# All that a writer changes. State and times belong to the verbs of `workflow`: a form that was
# opened before a colleague published must not take the story back.
WRITTEN = (
    *("headline", "slug", "standfirst", "body", "place", "language", "hero"),
    *("word_count", "changed_at"),
)


def count_words(html: str) -> int:
    """How long the text is, in words; in Chinese, Japanese and Korean their equivalent."""
    text = strip_tags(html.replace("<", " <"))
    rest, characters = CJK.subn(" ", text)
    return len(rest.split()) + round(characters * WORDS_PER_CJK_CHARACTER)


@transaction.atomic
def save_article(article: Article) -> None:
    """Store a new or changed article: it gets a free address, and a public one is never lost."""
    before = Article.objects.filter(pk=article.pk).first() if article.pk else None
    article.slug = free_slug(article.slug or article.headline, model=Article, keep=article)
    article.word_count = count_words(article.body)
    article.save(update_fields=WRITTEN if article.pk else None)
    if before is not None and before.slug != article.slug:
        old, new = before.get_absolute_url(), article.get_absolute_url()
        # To a draft only the addresses lead that it had before its import.
        (leave_redirect if before.was_public else move_redirects)(old, new)
