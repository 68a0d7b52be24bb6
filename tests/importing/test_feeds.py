"""Feeds kept as files: what each kind calls the same thing."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from newsroom.importing import Failure, Picture
from newsroom.importing.feeds import MAX_JSON_FEED
from tests.importing.exports import articles, take

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Old</title><link>https://old.example/</link><language>en-SG</language>
<image><url>https://old.example/logo.png</url><link>https://old.example/</link></image>
%s</channel></rss>"""

RSS_ITEM = """<item>
<title>Fares &amp;amp; ferries</title>
<link>https://old.example/fares/</link>
<guid isPermaLink="false">https://old.example/?p=7</guid>
<pubDate>Mon, 04 Mar 2019 08:30:00 +0800</pubDate>
<dc:creator><![CDATA[Mei Tan]]></dc:creator>
<author>desk@old.example (Arif Rahman)</author>
<category>Ferries</category><category><![CDATA[Cebu]]></category>
<description><![CDATA[<p>Nobody pays more.</p>]]></description>
<content:encoded><![CDATA[<p>Fares stay.</p>
<img src="https://old.example/in.jpg" alt="In">]]></content:encoded>
<media:content url="https://old.example/lead.jpg" medium="image">
<media:description>A ferry</media:description><media:credit>Mei</media:credit></media:content>
<enclosure url="https://old.example/talk.mp3" type="audio/mpeg" length="1"/>
</item>"""


def test_rss(tmp_path):
    [raw] = articles(tmp_path / "feed.xml", (RSS % RSS_ITEM).encode())
    assert raw.key == raw.url == "https://old.example/fares/"
    assert raw.urls == ("https://old.example/?p=7",)
    assert (raw.title, raw.standfirst) == ("Fares & ferries", "Nobody pays more.")
    assert raw.body.startswith(b"<h1>Fares &amp; ferries</h1>\n<p>Fares stay.</p>")
    assert raw.published == datetime(2019, 3, 4, 8, 30, tzinfo=timezone(timedelta(hours=8)))
    assert raw.authors == ("Mei Tan", "Arif Rahman")
    assert raw.tags == ("Ferries", "Cebu")
    assert raw.images == (
        Picture("https://old.example/lead.jpg", caption="A ferry", credit="Mei"),
        Picture("https://old.example/in.jpg", alt="In"),
    )
    assert (raw.language, raw.source, raw.format) == ("en-SG", "old.example", "feed")


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("<link>https://proxy.example/x</link><feedburner:origLink>https://old.example/1"
         "</feedburner:origLink>", "https://old.example/1"),
        ("<guid>https://old.example/2</guid>", "https://old.example/2"),
        ("<link>/relative/</link><guid>https://old.example/3</guid>", "https://old.example/3"),
    ],
)  # fmt: skip
def test_the_address_is_the_storys_own(tmp_path, item, expected):
    item = f"<item><title>T</title><description>Rain.</description>{item}</item>"
    [raw] = articles(tmp_path / "feed.rss", (RSS % item).encode())
    assert raw.url == expected


def test_an_item_without_an_address_goes_by_its_guid(tmp_path):
    item = "<item><title>T</title><guid>tag:7</guid><description>Rain.</description></item>"
    path = tmp_path / "feed.rss"
    [raw] = articles(path, (RSS % item).encode())
    assert (raw.key, raw.url) == (f"file:{path}#tag:7", "")


def test_a_mail_address_is_nobodys_name(tmp_path):
    item = "<item><title>T</title><description>R.</description><author>a@b.example</author></item>"
    [raw] = articles(tmp_path / "feed.rss", (RSS % item).encode())
    assert raw.authors == ()


def test_a_short_feed_gives_what_it_has_and_no_standfirst(tmp_path):
    item = "<item><title>T</title><description>Rain fell.</description></item>"
    [raw] = articles(tmp_path / "feed.rss", (RSS % item).encode())
    assert (raw.body, raw.standfirst) == (b"<h1>T</h1>\nRain fell.", "")


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("<item><title>T</title></item>", "no text in this feed"),
        ("<item><title>T</title><description>R.</description><pubDate>3/4/2019</pubDate></item>",
         "“3/4/2019” cannot be read"),
        ("<item><title>T</description></item>", "XML is broken"),
    ],
)  # fmt: skip
def test_a_bad_item_fails_alone(tmp_path, item, reason):
    path = tmp_path / "feed.rss"
    bad, good = take(path, (RSS % (item + RSS_ITEM)).encode())
    assert isinstance(bad, Failure) and reason in bad.reason
    assert bad.label == f"{path}, item 1 “T”"
    assert not isinstance(good, Failure)


ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-HK"><title>Old</title>
<link href="https://old.example/"/><updated>2019-03-04T00:30:00Z</updated>%s</feed>"""

ATOM_ENTRY = """<entry xml:lang="zh-HK"><title type="html">Q&amp;amp;A</title>
<link rel="self" href="https://old.example/1.atom" type="application/atom+xml"/>
<link rel="enclosure" type="image/jpeg" href="https://old.example/lead.jpg"/>
<link href="https://old.example/1/"/><link href="https://old.example/1/amp/"/><id>tag:old.example,2019:1</id>
<published>2019-03-04T08:30:00+08:00</published><updated>2019-03-05T00:00:00Z</updated>
<author><name>Mei Tan</name><email>mei@old.example</email></author>
<category term="ferries" label="Ferries"/><category term="Cebu"/>
<summary>Nobody &amp; pays.</summary>%s</entry>"""


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ('<content type="html">&lt;p&gt;A &amp;amp; b&lt;/p&gt;</content>', "<p>A &amp; b</p>"),
        ('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One<br/>é</p></div>'
         "</content>", '<div xmlns="http://www.w3.org/1999/xhtml"><p>One<br>é</p></div>'),
        ('<content type="xhtml"><x:div><x:p>One</x:p></x:div></content>', "<div><p>One</p></div>"),
        ("<content>One &lt; two.\n\nThree.</content>", "<p>One &lt; two.</p>\n<p>Three.</p>\n"),
    ],
)  # fmt: skip
def test_atom(tmp_path, content, body):
    [raw] = articles(tmp_path / "feed.atom", (ATOM % (ATOM_ENTRY % content)).encode())
    assert raw.body.decode() == f"<h1>Q&amp;A</h1>\n{body}"
    assert (raw.url, raw.title, raw.standfirst) == (
        "https://old.example/1/",
        "Q&A",
        "Nobody & pays.",
    )
    assert raw.published == datetime(2019, 3, 4, 0, 30, tzinfo=UTC)
    assert raw.modified == datetime(2019, 3, 5, tzinfo=UTC)
    assert (raw.authors, raw.tags) == (("Mei Tan",), ("Ferries", "Cebu"))
    assert raw.images == (Picture("https://old.example/lead.jpg"),)
    assert raw.language == "zh-HK"


def test_markup_without_bottom_fails_alone(tmp_path):
    deep = "<b>" * 50_000 + "x" + "</b>" * 50_000
    entry = f'<entry><title>T</title><content type="xhtml">{deep}</content></entry>'
    good = ATOM_ENTRY % "<content>Rain.</content>"
    bad, _good = take(tmp_path / "feed.atom", (ATOM % (entry + good)).encode())
    assert isinstance(bad, Failure) and "nested too deep" in bad.reason


def test_an_atom_entry_takes_the_language_of_its_feed(tmp_path):
    entry = "<entry><title>T</title><id>x</id><content>Rain.</content></entry>"
    [raw] = articles(tmp_path / "feed.atom", (ATOM % entry).encode())
    assert (raw.language, raw.published) == ("en-HK", None)


def test_an_rdf_feed(tmp_path):
    rdf = """<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>Old</title>
</channel><item rdf:about="https://old.example/1"><title>T</title>
<link>https://old.example/1</link><description>Rain.</description>
<dc:date>2019-03-04</dc:date></item></rdf:RDF>"""
    [raw] = articles(tmp_path / "index.rdf", rdf.encode())
    assert (raw.url, raw.published) == ("https://old.example/1", datetime(2019, 3, 4))


def test_a_feed_that_says_its_encoding_wrongly_keeps_its_bytes(tmp_path):
    feed = (RSS % "<item><title>T</title><description>D</description></item>").encode()
    feed = feed.replace(b"UTF-8", b"Big5").replace(b">D<", b">" + "渡輪".encode("big5") + b"<")
    feed = feed.replace(b">T<", b">" + "香港".encode("big5") + b"<")
    [raw] = articles(tmp_path / "feed.xml", feed)
    assert "渡輪".encode("big5") in raw.body
    assert (raw.title, raw.declared_encoding) == ("香港", "big5")


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "language": "en-SG",
    "authors": [{"name": "The Desk"}],
    "items": [
        {
            "id": "https://old.example/?p=7",
            "url": "https://old.example/fares/",
            "title": "Fares & ferries",
            "content_html": "<p>Fares stay.</p>",
            "summary": "Nobody pays more.",
            "image": "https://old.example/lead.jpg",
            "date_published": "2019-03-04T08:30:00+08:00",
            "date_modified": "2019-03-05T08:30:00+08:00",
            "authors": [{"name": "Mei Tan", "url": "x"}, {"name": "Arif Rahman"}],
            "tags": ["Ferries", "Cebu"],
        },
        {"id": "8", "content_text": "Rain fell."},
        {"id": "9", "title": "Nothing"},
        "no object",
    ],
}


def test_json_feed(tmp_path):
    path = tmp_path / "feed.json"
    first, second, *bad = take(path, json.dumps(JSON_FEED, indent=2).encode())
    assert not isinstance(first, Failure) and not isinstance(second, Failure)
    assert (first.url, first.title) == ("https://old.example/fares/", "Fares & ferries")
    assert first.urls == ("https://old.example/?p=7",)
    assert first.body == b"<h1>Fares & ferries</h1>\n<p>Fares stay.</p>"
    assert first.standfirst == "Nobody pays more."
    assert first.published == datetime(2019, 3, 4, 0, 30, tzinfo=UTC)
    assert first.modified == datetime(2019, 3, 5, 0, 30, tzinfo=UTC)
    assert (first.authors, first.tags) == (("Mei Tan", "Arif Rahman"), ("Ferries", "Cebu"))
    assert first.images == (Picture("https://old.example/lead.jpg"),)
    assert (second.key, second.body) == (f"file:{path}#8", b"Rain fell.")
    assert (second.authors, second.language) == (("The Desk",), "en-SG")
    assert [each.label for each in bad] == [f"{path}, item 3", f"{path}, item 4"]


@pytest.mark.parametrize("rest", [b"}", b', "items": [', b', "items": 7}'])
def test_a_damaged_json_feed_is_one_failure(tmp_path, rest):
    [bad] = take(tmp_path / "feed.json", b'{"version": "https://jsonfeed.org/version/1"' + rest)
    assert isinstance(bad, Failure) and "JSON Feed is damaged" in bad.reason


def test_a_json_feed_that_would_fill_the_memory_is_refused(tmp_path):
    path = tmp_path / "feed.json"
    path.write_bytes(b'{"version": "https://jsonfeed.org/version/1", "items": [')
    with path.open("r+b") as file:
        file.truncate(MAX_JSON_FEED + 1)
    [bad] = take(path)
    assert isinstance(bad, Failure) and "may have 32 MB" in bad.reason
