"""Bytes to text: what is read, what is guessed, what is refused."""

import pytest

from newsroom.cleaning import Uncleanable, clean
from newsroom.cleaning.encoding import decode

STORY = "Kites over the bay\n\nThe kites rose at six, said Zoë Núñez, who has a café. It was cold."
CHINESE = (
    "茶店开了第二家分店\n\n店主说，大家都想喝热茶，价格不会上涨。茶店从六点开到十点，周末也不休息。"
    * 4
)


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (STORY.encode(), "utf-8"),
        (STORY.encode("utf-8-sig"), "utf-8-sig"),
        (STORY.encode("utf-16"), "utf-16"),
    ],
)
def test_marked_or_valid_unicode_is_no_guess(raw: bytes, encoding: str) -> None:
    decoded = decode(raw)
    assert (decoded.text, decoded.encoding, decoded.is_guess) == (STORY, encoding, False)


def test_declared_label_is_read_as_browsers_read_it() -> None:
    quoted = "“Naïve”, she said, and rose."
    assert decode(quoted.encode("cp1252"), declared="iso-8859-1").text == quoted
    assert decode(CHINESE.encode("gbk"), declared="gb2312").text == CHINESE


def test_charset_named_in_the_page_counts() -> None:
    page = f'<meta charset="big5"><p>{"麵包店開了第二家分店"}</p>'
    assert decode(page.encode("big5")).text == page


def test_undeclared_asian_bytes_are_recognised_and_flagged() -> None:
    decoded = decode(CHINESE.encode("gb18030"))
    assert decoded.text == CHINESE
    assert decoded.is_guess


def test_last_resort_is_windows_1252_and_sets_review() -> None:
    article = clean(STORY.encode("cp1252"))
    assert "Zoë Núñez" in article.paragraphs[0]
    assert any("charset" in reason for reason in article.needs_review)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty"),
        ("  \n ", "empty"),
        (b"x" * 2_000_001, "too_large"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x80\x95\xa9 12 \xff;" * 40, "undecodable"),
        ("share on", "no_body"),
        ("\u200b \u00ad", "no_body"),
    ],
)
def test_what_holds_no_article_is_refused_with_a_code(raw: bytes | str, code: str) -> None:
    with pytest.raises(Uncleanable) as refused:
        clean(raw)
    assert refused.value.code == code
    assert str(refused.value).endswith(".")
