"""The report: what it says, and what can be left out of it."""

import json

import pytest

from newsroom.cleaning import CleaningReport, clean, line_key, replay

RAW = """Kopi Awards 2025 Ipoh

Kite Bank opens a branch

share on

Kite Bankâ€™s new branch opens in Ipoh.It has two rooms and a roof.

Don't miss: Mango bank hires a drummer

“We like it here,” said Farah Idris.

Kopi for readers of Tea Trade 2024
"""


def test_every_edit_has_its_step_rule_place_and_key() -> None:
    edits = clean(RAW).report.edits
    assert {step.name for step, _ in edits} == {"mojibake", "chrome", "paragraphs"}
    assert len({edit.key for _, edit in edits}) == len(edits)
    assert all(0 < edit.confidence <= 1 for _, edit in edits)


def test_removed_line_comes_back_when_its_edit_is_left_out() -> None:
    article = clean(RAW)
    edit = next(edit for edit in article.report.removed if "drummer" in edit.before)

    again = clean(RAW, without={edit.key})

    assert "Don't miss: Mango bank hires a drummer" in again.paragraphs
    assert set(article.paragraphs) < set(again.paragraphs)


def test_one_of_several_like_edits_can_be_left_out() -> None:
    raw = RAW.replace("It has", "share on\n\nIt has").replace("“We", "share on\n\n“We")
    keys = [e.key for e in clean(raw).report.removed if e.before.startswith("share on")]

    again = clean(raw, without={keys[1]})

    assert again.paragraphs.count("share on") == 1


def test_only_edit_of_a_step_stays_left_out_though_later_steps_change_the_text() -> None:
    raw = "Ferries\n\nshare on\n\nThe piers opened.Nobody paid.They had asked.Nobody came."
    (edit,) = clean(raw).report.removed

    again = clean(raw, without={edit.key})

    assert "share on" in again.paragraphs and "Nobody paid." in again.paragraphs
    assert again.report.removed == ()


def test_no_other_rule_has_its_way_with_the_place_of_an_edit_left_out() -> None:
    raw = "Ferries\n\nKopi â€“ and tea â€“ in Ipoh.Nobody paid.They had asked.\n\nshare on"
    dashes = [e.key for _, e in clean(raw).report.edits if e.before == "â€“"]
    glued = [e.key for _, e in clean(raw).report.edits if e.rule == "glued"]

    again = clean(raw, without={dashes[1], glued[1]})

    assert again.paragraphs == ("Kopi – and tea â€“ in Ipoh.", "Nobody paid.They had asked.")
    assert CleaningReport.from_dict(again.report.as_dict()) == again.report


def test_every_edit_of_a_kind_can_be_left_out_by_its_name() -> None:
    raw = RAW.replace("It has", "share on\n\nIt has").replace("“We", "share on\n\n“We")
    kind = next(e.key for e in clean(raw).report.removed if e.before == "share on\n\n")
    kind = kind.rpartition("/")[0]

    again = clean(raw, without={kind})

    assert again.paragraphs.count("share on") == 2
    assert not any(edit.key.startswith(kind) for _, edit in again.report.edits)
    assert CleaningReport.from_dict(again.report.as_dict()) == again.report


@pytest.mark.parametrize("step", ["mojibake", "chrome", "paragraphs"])
def test_whole_step_can_be_left_out(step: str) -> None:
    report = clean(RAW, without={step}).report
    assert step not in {result.name for result in report.steps}
    assert report.without == (step,)


def test_edits_that_are_alike_are_one_entry_for_whoever_reads_the_report() -> None:
    article = clean("Tea\n\nIt isnâ€™t hot. It wasnâ€™t, and it wonâ€™t be.")
    (step,) = article.report.as_dict()["steps"]
    (entry,) = step["edits"]
    assert (entry["before"], entry["after"], len(entry["at"])) == ("â€™", "’", 3)


def test_report_goes_to_json_and_back() -> None:
    article = clean(RAW.encode())
    report = CleaningReport.from_dict(json.loads(json.dumps(article.as_dict()["report"])))
    assert report == article.report
    assert replay(RAW, report).paragraphs == article.paragraphs


def test_confirmed_pattern_of_a_source_takes_its_line() -> None:
    pattern = line_key("Kopi for readers of Tea Trade 2019")
    assert "Kopi for readers of Tea Trade 2024" in clean(RAW).as_text()
    assert "Kopi for readers" not in clean(RAW, patterns=[pattern]).as_text()


def test_missing_characters_and_a_missing_headline_ask_for_review() -> None:
    reasons = " ".join(clean("The fee is \ufffd15, the council said. It rose.").needs_review)
    assert "missing" in reasons
    assert "headline" in reasons


def test_picture_of_another_site_is_missed_in_the_review_and_our_own_stays() -> None:
    page = '<p>A kite <img src="{}" alt="k"> flew over the bay.</p><p>It fell at six.</p>'
    ours = clean(page.format("/media/k.png"), media_prefixes=("/media/",))
    theirs = clean(page.format("https://x.example/k.png"), media_prefixes=("/media/",))
    assert "/media/k.png" in ours.html
    assert "img" not in theirs.html
    assert any("picture" in reason for reason in theirs.needs_review)
