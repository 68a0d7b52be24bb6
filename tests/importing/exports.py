"""Exports as their programs write them, made of a few words of our own."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from newsroom.importing import Failure, RawArticle, read_all

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file. It has <item>s. -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>The Old Paper</title>
<link>https://old.example</link>
<language>en-GB</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_blog_url>https://old.example</wp:base_blog_url>
<wp:author><wp:author_login><![CDATA[mtan]]></wp:author_login>\
<wp:author_display_name><![CDATA[Mei Tan]]></wp:author_display_name></wp:author>
"""
END = "</channel></rss>\n"


def item(number: int, body: str = "It rained.", **fields: str) -> str:
    """One post as WordPress exports it; further fields by name, `__` for the colon."""
    given = {
        "title": f"Rain {number}",
        "link": f"https://old.example/{number}/",
        "dc__creator": "mtan",
        "guid": f"https://old.example/?p={number}",
        "content__encoded": body,
        "excerpt__encoded": "",
        "wp__post_id": str(number),
        "wp__post_date": "2019-03-04 08:30:00",
        "wp__post_date_gmt": "2019-03-04 00:30:00",
        "wp__post_name": str(number),
        "wp__status": "publish",
        "wp__post_type": "post",
    } | fields
    more = given.pop("more", "")
    named = {name.replace("__", ":"): text for name, text in given.items()}
    inner = "\n".join(f"<{name}><![CDATA[{text}]]></{name}>" for name, text in named.items())
    return f"<item>\n{inner}\n{more}</item>\n"


def picture(number: int, name: str, **fields: str) -> str:
    """One attachment."""
    kind = {"wp__post_type": "attachment", "wp__status": "inherit"}
    url = f"https://old.example/wp-content/uploads/{name}"
    return item(number, "", wp__attachment_url=url, **kind, **fields)


def meta(key: str, value: str) -> str:
    """A custom field, for `more`."""
    return (
        f"<wp:postmeta><wp:meta_key><![CDATA[{key}]]></wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>\n"
    )


def wxr(*items: str) -> bytes:
    """A whole export."""
    return (HEAD + "".join(items) + END).encode()


def write_large(file: IO[bytes], size: int) -> int:
    """Write an export of about so many bytes, a picture to each article. How many articles."""
    paragraph = "The ferry company in Cebu has frozen its fares & nobody <em>minds</em>. " * 8
    body = "\n\n".join([paragraph] * 10)
    file.write(HEAD.encode())
    for number in itertools.count(1):
        lead = meta("_thumbnail_id", str(10**7 + number))
        file.write(item(number, f"{number}: {body}", more=lead).encode())
        file.write(picture(10**7 + number, f"2019/03/ferry-{number}.jpg").encode())
        if file.tell() > size:
            file.write(END.encode())
            return number
    raise AssertionError


def take(path: Path, body: bytes | None = None, **options: str) -> list[RawArticle | Failure]:
    """All that `read_all` finds at a path, which first gets this body if there is one."""
    if body is not None:
        path.write_bytes(body)
    return list(read_all([path], **options))


def articles(path: Path, body: bytes | None = None, **options: str) -> list[RawArticle]:
    """The same where nothing fails."""
    return list(_sound(take(path, body, **options)))


def _sound(found: list[RawArticle | Failure]) -> Iterator[RawArticle]:
    for each in found:
        assert isinstance(each, RawArticle), each
        yield each
