"""`import_articles` and `clean_text` as typed: counts, reasons, reports, exit status."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from newsroom.articles import cleaners
from newsroom.articles.ingest import storing
from newsroom.articles.models import Article, RawDocument
from tests.articles.test_ingest import PAGE

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "good.txt").write_text(PAGE)
    (tmp_path / "page.html").write_text(
        "<!doctype html><html><head><title>Ferry fares frozen for a second year</title></head>"
        "<body><article><h1>Ferry fares frozen for a second year</h1><p>The ferry company in Cebu "
        "has frozen its fares for a second year, its chief said.</p><p>Fares last rose in 2019, "
        "and nobody expects them to rise before the end of next year.</p></article></body></html>"
    )
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 9)
    (tmp_path / "nothing.txt").write_text("share on\n\nsubscribe now open in new window\n")
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(50 * 1024**2)
    return tmp_path


def run(*arguments, **options) -> tuple[str, str, int]:
    """Output, complaints and exit status."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("import_articles", *map(str, arguments), stdout=out, stderr=err, **options)
    except SystemExit as end:
        status = int(end.code or 0)
    return out.getvalue(), err.getvalue(), status


def test_good_pages_are_created_and_the_second_run_changes_nothing(folder):
    pages = [folder / "good.txt", folder / "page.html"]
    assert run(*pages) == ("2 created, 0 updated, 0 unchanged, 0 skipped, 0 failed.\n", "", 0)
    assert run(*pages) == ("0 created, 0 updated, 2 unchanged, 0 skipped, 0 failed.\n", "", 0)
    assert Article.objects.count() == RawDocument.objects.count() == 2


def test_bad_pages_get_a_line_each_and_take_no_other_with_them(folder):
    bad = ["empty.txt", "picture.txt", "nothing.txt", "large.txt", "page.zip"]
    (folder / "page.zip").write_bytes(b"no zip")
    out, err, status = run(*(folder / name for name in bad), folder / "good.txt")
    assert status == 1
    assert out == "1 created, 0 updated, 0 unchanged, 0 skipped, 5 failed.\n"
    lines = err.splitlines()
    assert [line.split(": ")[0] for line in lines] == [str(folder / name) for name in bad]
    assert all(len(line.split(": ", 1)[1]) > 20 for line in lines), "each line says why"
    assert "Traceback" not in err


def test_even_a_mistake_of_ours_is_one_line_and_stops_no_other(folder, monkeypatch):
    real = cleaners.clean

    def clean(body, **options):
        if b"Cebu" in body:
            raise ZeroDivisionError("oh")
        return real(body, **options)

    monkeypatch.setattr(cleaners, "clean", clean)
    out, err, status = run(folder / "page.html", folder / "good.txt")
    assert (out, status) == ("1 created, 0 updated, 0 unchanged, 0 skipped, 1 failed.\n", 1)
    assert "Nothing was stored: ZeroDivisionError: oh" in err


def test_a_dry_run_says_what_would_happen_and_stores_nothing(folder):
    out, _err, status = run(folder / "good.txt", dry_run=True)
    assert (out, status) == (
        "Dry run: 1 created, 0 updated, 0 unchanged, 0 skipped, 0 failed.\n",
        0,
    )
    assert not Article.objects.exists() and not RawDocument.objects.exists()


def test_a_story_that_cannot_be_written_takes_no_other_of_its_batch_with_it(folder, monkeypatch):
    real = storing.lines_of

    def lines_of(document, cleaned):
        if "Cebu" in cleaned.html:
            raise OSError("disk")
        return real(document, cleaned)

    monkeypatch.setattr(storing, "lines_of", lines_of)
    other = folder / "other.txt"
    other.write_text(PAGE.replace("Harbourlight", "Lantern"))
    out, err, status = run(folder / "good.txt", folder / "page.html", other)
    assert (out, status) == ("2 created, 0 updated, 0 unchanged, 0 skipped, 1 failed.\n", 1)
    assert "page.html: Nothing was stored: OSError: disk" in err
    assert Article.objects.count() == RawDocument.objects.count() == 2


@pytest.mark.parametrize(
    "arguments",
    [["missing.txt"], ["good.txt", "--media", "nowhere"]],
)
def test_a_path_that_is_not_there_stops_the_run_before_it_starts(folder, monkeypatch, arguments):
    monkeypatch.chdir(folder)
    with pytest.raises(CommandError, match="there is no such") as caught:
        call_command("import_articles", *arguments)
    assert caught.value.returncode == 2
    assert not Article.objects.exists()


@pytest.mark.parametrize("wrong", ["--jobs=0", "--jobs=many", "--undated=31/1/2013"])
def test_a_wrong_option_stops_the_run_with_a_sentence(folder, wrong):
    with pytest.raises(CommandError, match="is no day|a number of processes"):
        call_command("import_articles", str(folder / "good.txt"), wrong)
    assert not Article.objects.exists()


def test_publish_makes_the_stories_public(folder):
    assert run(folder / "good.txt", "--undated", "2019-03-04", publish=True)[2] == 0
    assert Article.objects.published().count() == 1


@pytest.mark.parametrize("suffix", [".csv", ".json"])
def test_the_report_has_a_line_for_each_page(folder, suffix):
    report = folder / f"report{suffix}"
    run(folder / "good.txt", folder / "empty.txt", report=str(report))
    text = report.read_text()
    rows = json.loads(text) if suffix == ".json" else list(csv.DictReader(io.StringIO(text)))
    assert [row["status"] for row in rows] == ["created", "failed"]
    assert rows[0]["address"] == Article.objects.get().get_absolute_url()
    assert rows[1]["reason"]


@pytest.mark.parametrize("report", ["report.xlsx", "no/such/folder/report.csv"])
def test_a_report_that_cannot_be_written_stops_the_run_before_it_starts(folder, report):
    with pytest.raises(CommandError) as caught:
        call_command("import_articles", str(folder / "good.txt"), report=report)
    assert caught.value.returncode == 2
    assert not Article.objects.exists()


def test_clean_text_prints_the_article_and_touches_no_database(folder, django_assert_num_queries):
    out = io.StringIO()
    with django_assert_num_queries(0):
        call_command("clean_text", str(folder / "good.txt"), stdout=out)
    assert out.getvalue().startswith("Harbourlight Bank names Kopi Lane its agency in Malaysia\n\n")
    assert "share on" not in out.getvalue()


def test_clean_text_as_json_has_what_a_program_needs(folder):
    out = io.StringIO()
    call_command("clean_text", str(folder / "good.txt"), json=True, stdout=out)
    found = json.loads(out.getvalue())
    assert {"title", "paragraphs", "html", "tags", "regions", "report"} <= found.keys()
    assert len(found["paragraphs"]) == 3


@pytest.mark.parametrize("name", ["empty.txt", "picture.txt", "nothing.txt", "large.txt", "."])
def test_clean_text_refuses_bad_input_in_one_line(folder, name):
    with pytest.raises(CommandError) as caught:
        call_command("clean_text", str(folder / name))
    assert caught.value.returncode == 1
    assert str(caught.value).startswith(f"{folder / name}: ")
