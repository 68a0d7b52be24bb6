"""What is no export, or no longer what was exported; and the command that says so."""

import hashlib
import io
import json
import shutil
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from newsroom.articles.editing import save_article
from newsroom.articles.exchange.folder import BadFolder, is_export, lines
from newsroom.articles.exchange.restore import restore_folder
from newsroom.articles.ingest import Status
from newsroom.articles.models import Article, Tag
from tests.articles.exchange.newsroom import story, told

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["articles.jsonl", "taxonomy.jsonl", "media"])
def test_a_file_that_was_changed_is_refused_before_anything_is_stored(exported, name):
    path = exported / name
    path = path if path.is_file() else next(each for each in path.rglob("*.png"))
    path.write_bytes(path.read_bytes() + b"\n")
    before = told()
    with pytest.raises(BadFolder, match="SHA-256"):
        restore_folder(exported)
    assert told() == before


@pytest.mark.parametrize("name", ["articles.jsonl", "media"])
def test_a_lost_file_is_refused(exported, name):
    path = exported / name
    path.unlink() if path.is_file() else shutil.rmtree(path)
    with pytest.raises(BadFolder, match="cannot be read"):
        restore_folder(exported)


def with_manifest(folder: Path, **changed) -> Path:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changed, indent=1))
    return folder


def test_an_unknown_version_is_refused(exported):
    assert is_export(with_manifest(exported, version=2))
    with pytest.raises(BadFolder, match="version 2; this newsroom reads version 1"):
        restore_folder(exported)


def test_a_manifest_that_leads_out_of_the_folder_is_refused(exported):
    sums = json.loads((exported / "manifest.json").read_text())["files"]
    with pytest.raises(BadFolder, match="outside"):
        restore_folder(with_manifest(exported, files=sums | {"media/../../x": ""}))


def replaced(folder: Path, name: str, old: bytes, new: bytes) -> Path:
    """A folder by somebody who knows how hashes are made."""
    path = folder / name
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new))
    sums = json.loads((folder / "manifest.json").read_text())["files"]
    return with_manifest(folder, files=sums | {name: hashlib.sha256(path.read_bytes()).hexdigest()})


def test_a_text_is_sanitised_whoever_wrote_it(exported):
    replaced(exported, "articles.jsonl", b"<p>It rained.</p>", b"<p onclick='x()'>It rained.</p>")
    list(restore_folder(exported))
    assert story().body.startswith("<p>It rained.</p>")


def test_a_file_that_is_no_picture_fails_with_its_stories_and_stops_no_other(exported):
    plain = next(each for each in lines(exported / "pictures.jsonl") if each["alt"] == "A quay")
    replaced(exported, f"media/{plain['file']}", b"PNG", b"<script>")
    outcomes = list(restore_folder(exported))
    picture, its_story = (each.reason for each in outcomes if each.status == Status.FAILED)
    assert "no picture" in picture and its_story.startswith("“Ferry fares stay” cannot be restored")
    assert not default_storage.exists(plain["file"])
    assert Article.objects.count() == len(outcomes) - 2


def test_a_story_with_a_state_that_is_none_fails_alone(exported):
    replaced(exported, "articles.jsonl", b'"state":"in_review"', b'"state":"everywhere"')
    failed = [each for each in restore_folder(exported) if each.status == Status.FAILED]
    assert len(failed) == 1 and "In review" in failed[0].reason


# By command


def run(*arguments: str) -> tuple[str, str, int]:
    """Output, complaints and exit status of `import_articles`."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("import_articles", *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        status = int(end.code or 0)
    return out.getvalue(), err.getvalue(), status


def test_the_import_command_knows_an_export(exported):
    total = len(list(lines(exported / "articles.jsonl")))
    summary = "{} created, 0 updated, {} unchanged, 0 skipped, 0 failed.\n"
    assert run(str(exported), "--dry-run")[0] == f"Dry run: {summary.format(total, 0)}"
    assert not Article.objects.exists() and not Tag.objects.exists()
    assert run(str(exported)) == (summary.format(total, 0), "", 0)
    assert run(str(exported)) == (summary.format(0, total), "", 0)


def test_the_import_command_names_a_story_that_is_another_by_now(exported):
    run(str(exported))
    article = story()
    article.standfirst = "Nobody pays more."
    save_article(article)
    out, err, status = run(str(exported))
    assert status == 1 and "1 failed" in out
    assert err.startswith(
        f"{exported}/{article.slug}: It is here already and differs in standfirst"
    )


@pytest.mark.parametrize("option", ["--publish", "--fold", "--undated=2019-03-04"])
def test_an_export_is_restored_as_it_was_or_not_at_all(exported, option):
    with pytest.raises(CommandError, match="just as they were") as caught:
        run(str(exported), option)
    assert caught.value.returncode == 2 and not Article.objects.exists()


def test_the_import_command_refuses_an_export_that_was_changed(exported):
    (exported / "articles.jsonl").write_text("")
    with pytest.raises(CommandError, match="SHA-256") as caught:
        run(str(exported))
    assert caught.value.returncode == 2 and not Tag.objects.exists()
