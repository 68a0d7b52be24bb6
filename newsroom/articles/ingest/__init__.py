"""From a raw page to an article: kept, cleaned, stored. The same source twice is one article.

stated      what the source says beside the text, kept and read
preparing   a cleaned page becomes a story: its names, pictures, date
twins       the same text under two addresses
storing     new stories in bulk; `changing`: what a source does to a story that is here
running     a whole archive, cleaned on all cores
"""

from newsroom.articles.cleaners import Briefing, clean_page
from newsroom.articles.furniture import confirmed_lines
from newsroom.articles.imported import fingerprint, language_of, names
from newsroom.articles.ingest.outcomes import Options, Outcome, Status
from newsroom.articles.ingest.preparing import Desk
from newsroom.articles.ingest.running import import_all
from newsroom.articles.ingest.storing import Item, to_clean, write
from newsroom.articles.ingest.vocabulary import vocabulary
from newsroom.cleaning import Vocabulary
from newsroom.importing import RawArticle

__all__ = [
    "Desk",
    "Options",
    "Outcome",
    "Status",
    "fingerprint",
    "import_all",
    "ingest",
    "language_of",
    "names",
    "vocabulary",
]


def ingest(raw: RawArticle, *, known: Vocabulary, publish: bool = False) -> Outcome:
    """Store the page and the article that it holds; raises Uncleanable if it holds none.

    A page whose source has changed replaces what was made of it before, as long as that is still
    the importer's own: untouched, and a draft or archive. Otherwise the new page is kept beside
    the old one, the story stays as it is, and the outcome says so. With `publish` the
    suggestions are taken and a new story is made public, as archive, unless it needs a look.
    """
    desk = Desk(Options(publish=publish))
    briefing = Briefing(known, {raw.source: tuple(confirmed_lines(raw.source))})
    page = clean_page(raw, briefing) if to_clean([raw], desk) else None
    return write([Item(raw, page)], desk)[0]
