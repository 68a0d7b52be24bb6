"""WordPress exports: everything that an item states, whatever stands around it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from newsroom.importing import Failure, Picture, Standing
from tests.importing.exports import END, HEAD, articles, item, meta, picture, take, wxr

SINGAPORE = timezone(timedelta(hours=8))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "export.xml"


def test_an_item_is_read_with_all_that_it_states(path):
    [raw] = articles(
        path,
        wxr(
            item(
                7,
                "First.\n\nSecond.",
                title="Q&amp;A: “Rain”",
                excerpt__encoded="Wet &amp; cold.",
                wp__post_modified="2019-03-05 00:00:00",
                wp__post_modified_gmt="2019-03-04 16:00:00",
                more='<category domain="category" nicename="news"><![CDATA[News &amp; Views]]>'
                '</category><category domain="post_tag" nicename="rain"><![CDATA[Rain]]></category>'
                '<category domain="market" nicename="hk"><![CDATA[Hong Kong]]></category>'
                '<category domain="post_format" nicename="video"><![CDATA[Video]]></category>',
            )
        ),
    )
    assert raw.key == raw.url == "https://old.example/7/"
    assert raw.urls == ("https://old.example/?p=7",)
    assert (raw.source, raw.format, raw.language) == ("old.example", "wxr", "en-GB")
    assert (raw.title, raw.standfirst) == ("Q&A: “Rain”", "Wet & cold.")
    assert raw.body.decode() == "<h1>Q&amp;A: “Rain”</h1>\n<p>First.</p>\n\n<p>Second.</p>"
    assert raw.published == datetime(2019, 3, 4, 8, 30, tzinfo=SINGAPORE)
    assert raw.published and raw.published.utcoffset() == timedelta(hours=8)
    assert raw.modified == datetime(2019, 3, 5, tzinfo=SINGAPORE)
    assert raw.authors == ("Mei Tan",)
    assert (raw.categories, raw.tags) == (("News & Views", "Hong Kong"), ("Rain",))
    assert raw.status == Standing.PUBLISHED
    assert raw.label == f"{path}, item 1 “Q&A: “Rain””"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"wp__status": "publish"}, Standing.PUBLISHED),
        ({"wp__status": "future"}, Standing.SCHEDULED),
        ({"wp__status": "pending"}, Standing.PENDING),
        ({"wp__status": "draft"}, Standing.DRAFT),
        ({"wp__status": "private"}, Standing.PRIVATE),
        ({"wp__status": "trash"}, Standing.TRASHED),
        ({"wp__status": "publish", "wp__post_password": "tea"}, Standing.PRIVATE),
        ({"wp__status": "of a plugin"}, Standing.UNSTATED),
    ],
)
def test_who_could_read_it_is_kept(path, fields, status):
    [raw] = articles(path, wxr(item(1, **fields)))
    assert raw.status == status


def test_a_draft_has_no_date_of_publication(path):
    zero = {"wp__post_date_gmt": "0000-00-00 00:00:00"}
    [raw] = articles(path, wxr(item(1, wp__status="draft", **zero)))
    assert raw.published is None


@pytest.mark.parametrize(
    ("local", "gmt", "expected"),
    [
        ("2019-03-04 08:30:00", "0000-00-00 00:00:00", datetime(2019, 3, 4, 8, 30)),
        ("0000-00-00 00:00:00", "2019-03-04 00:30:00", datetime(2019, 3, 4, 0, 30, tzinfo=UTC)),
        ("2019-03-04 08:30:00", "2011-03-04 00:30:00", datetime(2011, 3, 4, 0, 30, tzinfo=UTC)),
        ("0001-01-01 00:00:00", "0001-01-01 00:00:00", None),
        ("yesterday", "", None),
    ],
)
def test_half_a_date_says_what_it_can(path, local, gmt, expected):
    [raw] = articles(path, wxr(item(1, wp__post_date=local, wp__post_date_gmt=gmt)))
    assert raw.published == expected


def test_pictures_are_found_though_they_come_after_and_the_lead_is_first(path):
    own = "<img src='/u/own-300x200.jpg' alt='x'>"
    body = f"[gallery]\n\n[gallery ids='32']\n\n{own}"
    [raw] = articles(
        path,
        wxr(
            item(1, body, more=meta("_thumbnail_id", "31")),
            picture(
                31,
                "ferry.jpg",
                excerpt__encoded="A &amp; B",
                more=meta("_wp_attachment_image_alt", "A ferry")
                + meta("_wp_attachment_metadata", 'a:1:{s:6:"credit";s:7:"Mei Tan";}'),
            ),
            picture(32, "bridge.jpg"),
            picture(33, "hall.jpg", wp__post_parent="1"),
            picture(34, "terms.pdf", wp__post_parent="1"),
        ),
    )
    uploads = "https://old.example/wp-content/uploads/"
    assert raw.images[0] == Picture(f"{uploads}ferry.jpg", "A ferry", "A & B", "Mei Tan")
    assert [each.url for each in raw.images[1:]] == [
        f"{uploads}hall.jpg",
        f"{uploads}bridge.jpg",
        "https://old.example/u/own-300x200.jpg",
    ]
    assert raw.body.count(b"<figure>") == 2


def test_of_two_leads_the_first_counts_as_it_does_for_wordpress(path):
    leads = meta("_thumbnail_id", "31") + meta("_thumbnail_id", "32")
    [raw] = articles(path, wxr(item(1, more=leads), picture(31, "a.jpg"), picture(32, "b.jpg")))
    assert [each.url.rpartition("/")[2] for each in raw.images] == ["a.jpg"]


def test_a_picture_in_another_size_is_the_same_picture(path):
    body = "<img src='https://old.example/wp-content/uploads/ferry-300x200.jpg'>"
    lead = meta("_thumbnail_id", "31")
    [raw] = articles(path, wxr(item(1, body, more=lead), picture(31, "ferry.jpg")))
    assert [each.url for each in raw.images] == ["https://old.example/wp-content/uploads/ferry.jpg"]


def test_every_address_that_led_to_it_is_kept(path):
    [raw] = articles(
        path,
        wxr(
            item(
                5,
                link="https://old.example/2019/03/new-name/",
                guid="http://beta.old.example/?p=5",
                wp__post_name="new-name",
                more=meta("_wp_old_slug", "old-name") + meta("_wp_old_slug", "first-name"),
            )
        ),
    )
    assert raw.urls == (
        "http://beta.old.example/?p=5",
        "https://old.example/?p=5",
        "https://old.example/2019/03/old-name/",
        "https://old.example/2019/03/first-name/",
    )


def test_an_old_name_of_what_has_none_now_is_no_address(path):
    link = "https://old.example/?p=5"
    old = meta("_wp_old_slug", "old-name")
    [raw] = articles(path, wxr(item(5, link=link, wp__post_name="", more=old)))
    assert raw.urls == ()


def test_a_block_that_articles_share_stands_in_each(path):
    body = '<!-- wp:p -->\n<p>Rain.</p>\n<!-- /wp:p -->\n\n<!-- wp:block {"ref":40} /-->'
    shared = "<!-- wp:p -->\n<p>All prices in dollars.</p>\n<!-- /wp:p -->"
    [raw] = articles(path, wxr(item(1, body), item(40, shared, wp__post_type="wp_block")))
    assert raw.body.endswith(b"<p>All prices in dollars.</p>")


def test_co_authors_come_instead_of_the_one_who_typed(path):
    coauthors = "".join(
        f'<category domain="author" nicename="cap-{login}"><![CDATA[{login}]]></category>'
        for login in ("mtan", "guest", "nobody")
    )
    guest = meta("cap-user_login", "guest") + meta("cap-display_name", "Arif Rahman")
    [raw] = articles(
        path,
        wxr(
            item(1, dc__creator="typist", more=coauthors),
            item(2, wp__post_type="guest-author", more=guest),
        ),
    )
    assert raw.authors == ("Mei Tan", "Arif Rahman", "nobody")
    assert raw.categories == ()


def test_what_is_no_article_is_passed_over_in_silence(path):
    internal = ["revision", "nav_menu_item", "custom_css", "wp_block", "acf-field-group"]
    kinds = [item(number, wp__post_type=kind) for number, kind in enumerate(internal)]
    order = item(90, wp__post_type="order", link="https://old.example/?post_type=order&p=90")
    event = item(91, wp__post_type="event")
    planned = item(92, wp__post_type="event", link="https://old.example/?post_type=event&p=92")
    found = articles(path, wxr(*kinds, order, event, planned))
    assert [raw.title for raw in found] == ["Rain 91", "Rain 92"]


def test_a_post_about_exports_is_a_post(path):
    [raw] = articles(path, wxr(item(1, "Look for <wp:post_type>attachment</wp:post_type>.")))
    assert raw.title == "Rain 1"


def test_filed_nowhere_is_no_category(path):
    unfiled = '<category domain="category" nicename="uncategorized">Uncategorized</category>'
    [raw] = articles(path, wxr(item(1, more=unfiled)))
    assert raw.categories == ()


def test_older_exports_escape_where_newer_have_cdata(path):
    old = """<item><title>Q&amp;A</title><link>https://old.example/1/</link>
<dc:creator>mtan</dc:creator><content:encoded>&lt;p&gt;One&lt;/p&gt;</content:encoded>
<wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>"""
    [raw] = articles(path, (HEAD + old + END).encode())
    assert (raw.title, raw.authors) == ("Q&A", ("Mei Tan",))
    assert raw.body == b"<h1>Q&A</h1>\n<p>One</p>"


# Damage


def failed(found):
    return [each.reason for each in found if isinstance(each, Failure)]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("<item><title>No end</title>\n", "</item> is missing"),
        ("<item><title>Wrong</b></title></item>\n", "Its XML is broken"),
        (item(2, "a\n\n" * 600_000), "one page may have 2 MB"),
        (item(2, "a" * 9_000_000), "8 MB are the most"),
    ],
)
def test_a_bad_item_fails_alone_with_its_reason(path, broken, reason):
    found = take(path, wxr(item(1), broken, item(3)))
    [why] = failed(found)
    assert reason in why
    assert [each.title for each in found if not isinstance(each, Failure)] == ["Rain 1", "Rain 3"]


def test_a_bad_item_is_named(path):
    broken = item(2, title="Q&amp;A").replace("</guid>", "</b>")
    endless = item(3, "a" * 9_000_000, title="Without end")
    untitled = "<item><b></item>\n"
    found = take(path, wxr(item(1), broken, endless, untitled))
    assert [bad.label for bad in found if isinstance(bad, Failure)] == [
        f"{path}, item 2 “Q&A”",
        f"{path}, item 3 “Without end”",
        f"{path}, item 4",
    ]


def test_an_export_cut_short_gives_what_it_has(path):
    found = take(path, wxr(item(1), item(2))[:-150])
    assert [type(each).__name__ for each in found] == ["RawArticle", "Failure"]
    assert "ends in the middle" in failed(found)[0]


def test_a_broken_picture_is_told_of_and_costs_no_article(path):
    broken = picture(31, "ferry.jpg").replace("</title>", "</b>")
    found = take(path, wxr(item(1, more=meta("_thumbnail_id", "31")), broken))
    assert [type(each).__name__ for each in found] == ["Failure", "RawArticle"]


def test_control_characters_and_stray_ampersands_cost_nothing(path):
    body = "Rain\x0b &nbsp; and \x00 <b>wind</b> \ufffe."
    extra = "<wp:note>AT&T &nbsp; &#0; &#8217;</wp:note>"
    [raw] = articles(path, wxr(item(1, body, more=extra)))
    assert b"Rain &nbsp; and  <b>wind</b> ." in raw.body


def test_bodies_stay_the_bytes_they_were(path):
    """An export that says UTF-8 and is Big5 or Windows-1252 in part: cleaning chooses."""
    good, big5 = item(1, "Caf\u00e9").encode(), item(2, "BODY").encode()
    big5 = big5.replace(b"BODY", "香港渡輪".encode("big5"))
    western = item(3, "BODY", title="TITLE").encode().replace(b"BODY", b"Caf\xe9 &amp; bar")
    western = western.replace(b"TITLE", b"A caf\xe9")
    first, second, third = articles(path, HEAD.encode() + good + big5 + western + END.encode())
    assert "Café".encode() in first.body and first.declared_encoding == "utf-8"
    assert "香港渡輪".encode("big5") in second.body
    assert b"Caf\xe9 &amp; bar" in third.body
    assert third.title == "A café"


def test_references_stay_references_beside_such_bytes(path):
    body = wxr(item(1, "BODY", title="T")).replace(b"BODY", b"Caf\xe9")
    [raw] = articles(path, body.replace(b"<![CDATA[T]]>", b"Rain &#8211; wind"))
    assert raw.body.startswith(b"<h1>Rain &#8211; wind</h1>")
    assert raw.title == "Rain \u2013 wind"


def test_half_a_letter_in_a_title_does_not_cost_the_others(path):
    body = wxr(item(1, title="CUT")).replace(b"CUT", "“Rain” für 香".encode()[:-1])
    [raw] = articles(path, body)
    assert raw.title == "“Rain” für \ufffd"


def test_white_space_and_warnings_before_the_declaration_do_no_harm(path):
    warning = b"\n<br />\n<b>Warning</b>: Undefined index in /var/www/plugin.php on line 3<br />\n"
    [raw] = articles(path, warning + wxr(item(1)))
    assert raw.title == "Rain 1"


def test_an_export_in_utf_16_is_read(path):
    [raw] = articles(path, wxr(item(1, "Café")).decode().encode("utf-16"))
    assert "Café" in raw.body.decode()
