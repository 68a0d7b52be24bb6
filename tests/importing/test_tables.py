"""CSV and JSONL: columns by whatever name, cells byte for byte, one bad row alone."""

import json
import tracemalloc
from datetime import UTC, datetime

import pytest

from newsroom.importing import Failure, Picture, Standing
from newsroom.importing.tables import MAX_ROW
from tests.importing.exports import articles, take


@pytest.fixture
def csv(tmp_path):
    return tmp_path / "archive.csv"


@pytest.fixture
def jsonl(tmp_path):
    return tmp_path / "crawl.jsonl"


def test_a_row_of_csv_with_all_that_it_states(csv):
    [raw] = articles(
        csv,
        b"Permalink,Headline,Excerpt,Body HTML,Publish Date,Author,Section,Tags,Image URL,Status,"
        b"GUID\r\n"
        b'https://old.example/1,Q&A,Wet.,"<p>One, ""two"".</p>\r\n<p>Three.</p>",'
        b'2019-03-04T08:30:00+08:00,Mei Tan; Arif Rahman,News,"Rain, Wind",'
        b"https://old.example/a.jpg,Publish,https://old.example/?p=1\r\n",
    )
    assert raw.key == raw.url == "https://old.example/1"
    assert raw.urls == ("https://old.example/?p=1",)
    assert (raw.title, raw.standfirst) == ("Q&A", "Wet.")
    assert raw.body == b'<h1>Q&A</h1>\n<p>One, "two".</p>\r\n<p>Three.</p>'
    assert raw.published == datetime(2019, 3, 4, 0, 30, tzinfo=UTC)
    assert raw.authors == ("Mei Tan", "Arif Rahman")
    assert (raw.categories, raw.tags) == (("News",), ("Rain", "Wind"))
    assert raw.images == (Picture("https://old.example/a.jpg"),)
    assert (raw.status, raw.format) == (Standing.PUBLISHED, "csv")
    assert raw.label == f"{csv}, row 2 “Q&A”"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_that_of_the_header(csv, delimiter):
    rows = [["Title", "TEXT", "date_published"], ["Rain", "It, rained; a lot.", "2019-03-04"]]
    body = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    [raw] = articles(csv, body.encode())
    assert raw.body == b"Rain\n\nIt, rained; a lot."
    assert raw.published == datetime(2019, 3, 4)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "big5"])
def test_cells_are_handed_over_in_the_encoding_they_came_in(csv, encoding):
    text = "標題,內文"
    [raw] = articles(csv, f"title,text\n香港,渡輪開航。{text[:2]}\n".encode(encoding))
    kept = "utf-8" if encoding.startswith("utf") else encoding
    assert "香港\n\n渡輪開航。標題".encode(kept) == raw.body


def test_a_title_in_western_letters_is_read_as_such(csv):
    [raw] = articles(csv, b"title,text\nCaf\xe9,It rained.\n")
    assert raw.title == "Café"


def test_bad_rows_fail_alone(csv):
    found = take(
        csv,
        b"title,text,date,status\nA,Rain.,,\n\nB,Rain.\nC,,,\nD,Rain.,3/4/2019,\nE,Rain.,,odd\n"
        b"F,Rain.,,\n",
    )
    assert [each.label for each in found] == [
        f"{csv}, row 2 “A”",
        *(f"{csv}, row {number}" for number in (4, 5, 6, 7)),
        f"{csv}, row 8 “F”",
    ]
    reasons = [each.reason for each in found if isinstance(each, Failure)]
    for reason, part in zip(
        reasons, ["It has 2 cells, the header 4", "has no text", "“3/4/2019”", "“odd”"], strict=True
    ):
        assert part in reason


def test_a_cell_too_large_for_a_page_fails_alone(csv):
    found = take(csv, b"title,text\nA," + b"a" * 2_200_000 + b"\nB,Rain.\n")
    assert [type(each).__name__ for each in found] == ["Failure", "RawArticle"]


def test_a_quote_that_never_ends_costs_the_rest_and_says_so(csv):
    found = take(csv, b'title,text\nA,Rain.\nB,"' + b"a\n" * MAX_ROW)
    assert [type(each).__name__ for each in found] == ["RawArticle", "Failure"]
    assert isinstance(found[1], Failure) and "From row 3 on" in found[1].reason


def test_a_quote_without_an_end_takes_no_rows_into_its_own(csv):
    found = take(csv, b'title,text\nA,Rain.\nB,"Wind.\nC,Snow.\n')
    assert [type(each).__name__ for each in found] == ["RawArticle", "Failure"]
    assert isinstance(found[1], Failure) and "From row 3 on" in found[1].reason


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_a_quote_may_end_with_the_file(csv, end):
    [raw] = articles(csv, b'title,text\nA,"Rain.\nWind."' + end)
    assert raw.body == b"A\n\nRain.\nWind."


def test_a_table_of_one_endless_line_is_not_kept(csv):
    csv.write_bytes(b"title,text\n" + b"a" * (12 * MAX_ROW))
    tracemalloc.start()
    try:
        found = take(csv)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert all(isinstance(each, Failure) for each in found)
    assert peak < 10 * MAX_ROW, peak / MAX_ROW


def test_half_a_character_of_utf_16_costs_no_other(csv):
    text = "\ufefftitle,text\nA,Rain\n".encode("utf-16-le")
    [raw] = articles(csv, text.replace(b"i\0n\0", b"\x00\xd8n\0"))
    assert raw.body.decode() == "A\n\nRa\ufffdn"


@pytest.mark.parametrize("body", [b"", b"title,date\nA,2019-01-01\n", b"\n\n"])
def test_a_table_without_a_column_of_text_says_what_to_do(csv, body):
    [bad] = take(csv, body)
    assert isinstance(bad, Failure) and "Call one of them text or html" in bad.reason


def test_line_ends_of_old_macs_are_told_of(csv):
    [bad] = take(csv, b"title,text\rA,Rain.\r")
    assert isinstance(bad, Failure) and "save as CSV UTF-8" in bad.reason


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def test_a_line_of_a_crawl(jsonl):
    page = "<!DOCTYPE html><html><head><title>Rain</title></head><body><p>It rained.</p></body>"
    first, second = articles(
        jsonl,
        line(url="https://old.example/1", html=page, date="2019-03-04", title="Rain", text="x")
        + b"\n"
        + line(url="https://old.example/2", text="Rain\n\nIt rained.", title="Rain"),
    )
    assert (first.url, first.body) == ("https://old.example/1", page.encode())
    assert (first.format, first.label) == ("jsonl", f"{jsonl}, line 1 “Rain”")
    assert second.body == b"Rain\n\nIt rained."


def test_values_may_be_lists_and_objects(jsonl):
    [raw] = articles(
        jsonl,
        line(
            body="<p>Rain.</p>",
            authors=[{"name": "Mei Tan"}, "Arif Rahman", None],
            tags=["Rain, wind", 7],
            images=[
                {"url": "https://a.example/1.jpg", "caption": "A &amp; B", "credit": "Mei"},
                "x",
            ],
            id=12,
            published=1551659400,
            title=None,
        ),
    )
    assert raw.authors == ("Mei Tan", "Arif Rahman")
    assert raw.tags == ("Rain, wind", "7")
    assert raw.images == (Picture("https://a.example/1.jpg", caption="A & B", credit="Mei"),)
    assert raw.key == f"file:{jsonl}#12"
    assert raw.published == datetime(2019, 3, 4, 0, 30, tzinfo=UTC)
    assert raw.body == b"<p>Rain.</p>"


def test_a_row_without_a_name_is_the_same_wherever_it_stands(jsonl):
    rain, wind = line(text="Rain.", title="Brief"), line(text="Wind.", title="Brief")
    [first, second] = articles(jsonl, rain + wind)
    [_new, *again] = articles(jsonl, line(text="Snow.", title="Brief") + rain + wind)
    assert [raw.key for raw in again] == [first.key, second.key]
    assert first.key != second.key


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ("One.\n\nTwo, where a < b.", "T\n\nOne.\n\nTwo, where a < b."),
        ("One.\n\n<em>Two</em>.", "<h1>T</h1>\n<p>One.</p>\n\n<p><em>Two</em>.</p>"),
        ("<p>One.</p>", "<h1>T</h1>\n<p>One.</p>"),
        ("<html>\n\n<p>One.</p>", "<html>\n\n<p>One.</p>"),
    ],
)
def test_content_is_html_if_it_has_any(jsonl, content, body):
    [raw] = articles(jsonl, line(content=content, title="T"))
    assert raw.body.decode() == body


def test_no_text_holds_what_no_database_stores(jsonl):
    [raw] = articles(jsonl, line(text="Rain.", title="A\0\ud800", url="https://old.example/\0"))
    assert raw.title == "A\ufffd\ufffd" and not raw.url
    assert "\0" not in raw.key


def test_bad_lines_fail_alone(jsonl):
    found = take(
        jsonl,
        b"{\n" + b"[1]\n" + line(url="x") + b"[" * 100_000 + b"\n" + b"9" * 5000 + b"\n"
        + line(text="a" * (MAX_ROW + 5)) + line(text="Rain.", title="\ud83d"),
    )  # fmt: skip
    assert [type(each).__name__ for each in found] == ["Failure"] * 6 + ["RawArticle"]
    assert [each.label.rpartition(" ")[2] for each in found[:6]] == list("123456")


def test_a_line_in_an_old_encoding_keeps_its_bytes(jsonl):
    body = '{"title": "香港", "text": "渡輪"}'.encode("big5")
    [raw] = articles(jsonl, body)
    assert "渡輪".encode("big5") in raw.body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-03-04", datetime(2019, 3, 4)),
        ("20190304", datetime(2019, 3, 4)),
        ("2019/03/04", datetime(2019, 3, 4)),
        ("2019-03-04 08:30:00", datetime(2019, 3, 4, 8, 30)),
        ("2019-03-04T00:30:00Z", datetime(2019, 3, 4, 0, 30, tzinfo=UTC)),
        ("2019-03-04 00:30:00 UTC", datetime(2019, 3, 4, 0, 30, tzinfo=UTC)),
        ("2019-03-04 08:30:00 +0800", datetime(2019, 3, 4, 0, 30, tzinfo=UTC)),
        ("1551659400", datetime(2019, 3, 4, 0, 30, tzinfo=UTC)),
        ("1551659400000", datetime(2019, 3, 4, 0, 30, tzinfo=UTC)),
        ("Mon, 04 Mar 2019 00:30:00 GMT", datetime(2019, 3, 4, 0, 30, tzinfo=UTC)),
        ("4 March 2019", datetime(2019, 3, 4)),
        ("Mar  4, 2019 08:30", datetime(2019, 3, 4, 8, 30)),
        ("", None),
    ],
)  # fmt: skip
def test_dates_are_read_with_the_zone_they_state_or_none(jsonl, text, expected):
    [raw] = articles(jsonl, line(text="Rain.", date=text))
    assert raw.published == expected
    assert (raw.published and raw.published.tzinfo is None) == (
        expected and expected.tzinfo is None
    )


@pytest.mark.parametrize(
    "text",
    [
        *("3/4/2019", "03.04.2019", "yesterday", "2019", "0000-00-00", "9" * 500),
        *("0001-01-01T00:00:00", "9999-12-31 23:59:59"),
    ],
)
def test_a_date_that_may_be_several_or_none_is_asked_about(jsonl, text):
    [bad] = take(jsonl, line(text="Rain.", date=text))
    assert isinstance(bad, Failure) and "write 2020-01-31" in bad.reason
