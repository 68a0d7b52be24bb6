"""Strings that are not damaged, in some three hundred languages: repair must leave them alone."""

import gettext
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import django
from babel import Locale
from babel.localedata import locale_identifiers

from tests.benchmarks.misreadings import TEXTS

QUOTES = ("“”", "„“", "«»", "‚‘", "»«", "‹›", "””")
# What may stand around words and has looked like damage to one program or another.
FRAMES = (
    *("{}™", "{}…", "{}®,", "{}¹", "{}²°", "({}©)", "±5 % {}", "{}’s", "{0}–{0}", "{0}·{0}"),
    *("{} – 12\xa0€", "€\xa015 {}", "\xa0 {}", "{}\xa0", "«\xa0{}\xa0»", "{0}„{0}", "Ö™ {}"),
)


def translations() -> Iterator[str]:
    """Yield the strings of Django's own translations."""
    for path in sorted(Path(django.__file__).parent.glob("**/LC_MESSAGES/*.mo")):
        with path.open("rb") as file:
            catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
        yield from (text for text in catalogue.values() if text and not text.isascii())


def names() -> Iterator[str]:
    """Yield what countries, languages and currencies are called in each language of CLDR."""
    for identifier in sorted(locale_identifiers()):
        locale = Locale.parse(identifier)
        for table in (locale.territories, locale.languages, locale.currencies, locale.scripts):
            yield from (name for name in table.values() if not name.isascii())


def phrases() -> Iterator[str]:
    """Yield pieces of the rig's texts, in capitals, in all sorts of quotes and beside marks."""
    for texts in TEXTS.values():
        for words in (text.split() for text in texts):
            for length in (1, 2, 3, 5):
                for start in range(max(1, len(words) - length + 1)):
                    framed = _framed(words[start : start + length])
                    yield from (phrase for phrase in framed if not phrase.isascii())


def _framed(words: list[str]) -> Iterator[str]:
    plain = " ".join(words)
    yield from (plain, plain.upper(), plain.title(), unicodedata.normalize("NFD", plain))
    yield from ("\xa0".join(words), "-".join(words), "/".join(words))
    for opening, closing in QUOTES:
        yield f"{opening}{plain}{closing}"
        yield f"{opening}{plain.upper()}{closing}"
        yield f"{words[0]} {opening}{' '.join(words[1:])}{closing}."
    yield from (frame.format(plain) for frame in FRAMES)
