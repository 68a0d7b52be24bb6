"""What an export holds, which stories, and that it is whole or not there."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.articles.exchange.export import chosen, export_folder
from newsroom.articles.exchange.folder import BadFolder, is_export
from newsroom.articles.models import Article, Region, Source
from tests import builders
from tests.articles.exchange.newsroom import fill
from tests.articles.test_ingest import raw, take

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def records(folder: Path, name: str = "articles.jsonl") -> list[dict]:
    return [json.loads(line) for line in (folder / name).read_text("ascii").splitlines()]


def headlines(folder: Path) -> set[str]:
    return {record["headline"] for record in records(folder)}


def test_two_exports_of_the_same_stories_are_the_same_but_for_their_time(tmp_path):
    fill()
    export_folder(tmp_path / "one")
    export_folder(tmp_path / "two")
    assert {p.name for p in tmp_path.glob("one/*")} == {
        *("manifest.json", "taxonomy.jsonl", "pictures.jsonl"),
        *("articles.jsonl", "deleted.jsonl", "media"),
    }
    one, two = (json.loads((tmp_path / n / "manifest.json").read_text()) for n in ("one", "two"))
    assert one | {"made_at": ""} == two | {"made_at": ""}


def test_a_story_stands_on_one_line_in_words_and_universal_time(tmp_path):
    fill()
    export_folder(tmp_path / "out")
    (story,) = [each for each in records(tmp_path / "out") if each["slug"] == "ferry-fares-stay"]
    assert story["regions"] == ["singapore", "straits"]
    assert story["bylines"][1] == {"author": "mei-tan", "position": 1}
    assert story["created_at"].endswith("Z")
    assert [each["path"] for each in story["redirects"]] == [
        "/articles/fares-stay/",
        "/articles/ferry-fares-frozen/",
    ]
    assert [each["by"] for each in story["transitions"]] == ["mei", None]
    assert (tmp_path / "out/media" / story["hero"]).is_file()
    assert "/pictures/{images/" in story["body"]


def test_no_password_and_no_address_of_an_account_leaves(tmp_path):
    fill()
    export_folder(tmp_path / "out")
    everything = b"".join(path.read_bytes() for path in tmp_path.glob("out/*.json*"))
    assert b"mei@example.com" not in everything and b"md5$" not in everything


def test_people_can_stay_behind(tmp_path):
    fill()
    call_command("export_articles", str(tmp_path / "out"), without_people=True, verbosity=0)
    assert '"mei"' not in "".join(p.read_text() for p in tmp_path.glob("out/*.jsonl"))


def queries(folder: Path) -> int:
    with CaptureQueriesContext(connection) as asked:
        export_folder(folder)
    return len(asked)


def test_queries_are_asked_for_each_chunk_and_not_for_each_story(tmp_path, monkeypatch):
    fill()
    few = queries(tmp_path / "few")
    fill_more()
    many = queries(tmp_path / "many")
    assert many == few
    monkeypatch.setattr("newsroom.articles.exchange.records.CHUNK", 10)
    further_chunks = (Article.objects.count() - 1) // 10
    assert further_chunks > 1
    assert queries(tmp_path / "chunks") - many <= 15 * further_chunks


def fill_more() -> None:
    for number in range(20):
        page = take(
            raw(f"A page {number}\n\nSomething about {number} ferries happened.\n", f"{number}")
        )
        story = page.article
        story.tags.add(builders.tag(f"Tag {number}"))


# Which stories


def test_a_region_takes_those_below_it_along(tmp_path):
    builders.article("In Cebu", regions=["Philippines"])
    builders.article("In Delhi", regions=["India"])
    region = Region.objects.get(slug="southeast-asia")
    export_folder(tmp_path / "out", articles=chosen(region=region))
    assert headlines(tmp_path / "out") == {"In Cebu"}


def test_a_source_is_what_the_pages_came_from(tmp_path):
    builders.article("By hand")
    story = take(raw()).article
    source = Source.objects.get(name="pages")
    export_folder(tmp_path / "out", articles=chosen(source=source))
    assert headlines(tmp_path / "out") == {story.headline}


def test_since_is_when_a_story_was_last_changed(tmp_path):
    old, _new = builders.article("Old"), builders.article("New")
    Article.objects.filter(pk=old.pk).update(changed_at=timezone.now() - timedelta(days=3))
    yesterday = str((timezone.now() - timedelta(days=1)).date())
    call_command("export_articles", str(tmp_path / "out"), f"--since={yesterday}", verbosity=0)
    assert headlines(tmp_path / "out") == {"New"}


def test_a_part_takes_only_its_own_pictures(tmp_path):
    builders.article("Old", hero=builders.image(), regions=["India"])
    new = builders.article("New", hero=builders.image())
    export_folder(tmp_path / "out", articles=chosen(region=Region.objects.get(slug="singapore")))
    assert [each["file"] for each in records(tmp_path / "out", "pictures.jsonl")] == [
        str(new.hero.file)
    ]


def test_an_unknown_region_is_named_and_nothing_written(tmp_path):
    with pytest.raises(CommandError, match="no region “atlantis”: .*singapore") as caught:
        call_command("export_articles", str(tmp_path / "out"), region="atlantis")
    assert caught.value.returncode == 2 and not (tmp_path / "out").exists()


# Whole or not there


def test_an_export_that_breaks_off_leaves_nothing(tmp_path):
    builders.article()

    def breaks(stories, total):
        yield next(iter(stories))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_folder(tmp_path / "outs/out", progress=breaks)
    assert not list((tmp_path / "outs").iterdir())


def test_a_folder_that_is_there_already_is_not_touched(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(BadFolder, match="there already"):
        export_folder(tmp_path)
    with pytest.raises(CommandError) as caught:
        call_command("export_articles", str(tmp_path))
    assert caught.value.returncode == 2


def test_a_picture_without_its_file_is_counted_and_stops_nothing(tmp_path):
    image = builders.image()
    image.file.storage.delete(str(image.file))
    assert export_folder(tmp_path / "out")["lost_files"] == 1


def test_a_web_apps_manifest_is_not_taken_for_an_export(tmp_path):
    export_folder(tmp_path / "out")
    assert is_export(tmp_path / "out")
    (tmp_path / "manifest.json").write_text('{"name": "Newsroom", "format": "app"}')
    assert not is_export(tmp_path) and not is_export(tmp_path / "none")
