"""An import from end to end: what is new is cleaned on all cores, and written in its order."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from newsroom.articles.cleaners import Briefing, Cleaners
from newsroom.articles.furniture import confirmed_by_source
from newsroom.articles.ingest.outcomes import Outcome, Status
from newsroom.articles.ingest.preparing import Desk
from newsroom.articles.ingest.storing import Item, store, to_clean
from newsroom.articles.ingest.vocabulary import vocabulary
from newsroom.importing import Failure, RawArticle

# One transaction. Larger ones gain little, and keep editors waiting who save meanwhile.
MOST_ITEMS = 50
MOST_BYTES = 1024**2

Found = RawArticle | Failure


def import_all(found: Iterable[Found], desk: Desk, *, jobs: int) -> Iterator[tuple[Found, Outcome]]:
    """Take in all that a reader found, a batch at a time; what is here already is not cleaned.

    Each batch is written whole or not at all, so that a run which was stopped at any moment is
    finished by the next one.
    """
    chunks = _chunks(found)
    first = list(islice(chunks, 2))
    briefing = Briefing(vocabulary(), confirmed_by_source(), desk.options.media)
    # A handful is cleaned sooner than a process has started.
    cleaners = Cleaners(briefing, jobs=jobs if len(first) > 1 else 1)
    for (chunk, wanted), results in cleaners.in_order(_tasks(chain(first, chunks), desk)):
        cleaned = {id(raw): result for raw, result in zip(wanted, results, strict=True)}
        raws = [each for each in chunk if isinstance(each, RawArticle)]
        outcomes = iter(store([Item(raw, cleaned.get(id(raw))) for raw in raws], desk))
        for each in chunk:
            if isinstance(each, Failure):
                yield each, Outcome(Status.FAILED, reason=each.reason)
            else:
                yield each, next(outcomes)


def _tasks(
    chunks: Iterable[list[Found]], desk: Desk
) -> Iterator[tuple[tuple[list[Found], list[RawArticle]], list[RawArticle]]]:
    for chunk in chunks:
        wanted = to_clean([each for each in chunk if isinstance(each, RawArticle)], desk)
        yield (chunk, wanted), wanted


def _chunks(found: Iterable[Found]) -> Iterator[list[Found]]:
    chunk: list[Found] = []
    size = 0
    for each in found:
        chunk.append(each)
        size += len(each.body) if isinstance(each, RawArticle) else 0
        if len(chunk) >= MOST_ITEMS or size >= MOST_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
