"""`audit_archive`: what is found wrong with a small archive, how it is grouped, what it costs."""

import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.articles import audit, workflow
from newsroom.articles.audit import Signature, lines_of
from newsroom.articles.ingest import ingest, vocabulary
from newsroom.articles.links import dead, internal_paths
from newsroom.articles.models import Article, AuditReport, PatternState, State
from newsroom.articles.slugs import leave_redirect
from tests import builders
from tests.articles.test_furniture import LINE, TOWNS, learn, page, say, take

pytestmark = pytest.mark.django_db

MARCH = datetime(2016, 3, 31, 20, tzinfo=UTC)  # the first of April in Singapore


def story(body: str = "<p>The piers opened. Nobody paid.</p>", **fields) -> Article:
    """A story with nothing wrong but what is given."""
    fields = {"published_at": MARCH, "tags": ["Ferries"]} | fields
    return builders.article(body=body, **fields)


def found() -> dict[str, int]:
    """How many stories have what."""
    counts: dict[str, int] = {}
    for group in audit.run().groups:
        counts[group["signature"]] = counts.get(group["signature"], 0) + group["count"]
    return counts


def evidence(signature: Signature) -> list[str]:
    groups = audit.run().groups
    return [
        sample["evidence"]
        for group in groups
        if group["signature"] == signature
        for sample in group["samples"]
    ]


# What is found


def test_a_good_story_has_nothing_wrong():
    story('<p>“Kites”, said 陳大文 — twice… See <a href="/latest/">all</a>.</p>', standfirst="S.")
    assert found() == {}


@pytest.mark.parametrize(
    ("signature", "body", "shown"),
    [
        (Signature.MOJIBAKE, "<p>So. The bankâ€™s team won.</p>", "So. The bankâ€™s team won."),
        (
            Signature.REPLACEMENT,
            "<p>Mr \ufffd\ufffd\ufffd won. He left.</p>",
            "Mr \ufffd\ufffd\ufffd won. He left.",
        ),
        (
            Signature.RUN_ON,
            "<p>Sales fall as print declines.From here on it is the web.</p>",
            "Sales fall as print declines.From here on it is the web.",
        ),
        (
            Signature.DEAD_LINK,
            '<p>Look. <a href="/articles/gone/">At it</a>.</p>',
            "/articles/gone/",
        ),
    ],
)
def test_what_is_wrong_with_a_text_is_found_once_with_its_place(signature, body, shown):
    story(body)
    assert found() == {signature: 1}
    [place] = evidence(signature)
    assert place and place in shown


@pytest.mark.parametrize("field", ["headline", "standfirst"])
def test_the_headline_and_the_standfirst_are_looked_at_as_well(field):
    story(**{field: "The bankâ€™s ferries are late"})
    assert found() == {Signature.MOJIBAKE: 1}


def test_region_tag_and_author_are_missed():
    story(regions=())
    story(tags=())
    story(authors=())
    story(regions=(), tags=(), authors=())
    assert found() == {Signature.NO_REGION: 2, Signature.NO_TAG: 2, Signature.NO_AUTHOR: 2}


def test_a_line_that_the_sources_pages_share_is_found_while_nobody_has_refused_it():
    take(*(page(town, LINE) for town in TOWNS[:3]), page("Vigan"))
    learn()
    for state, number in [
        (PatternState.SUGGESTED, 3),
        (PatternState.CONFIRMED, 3),
        (PatternState.REFUSED, 0),
    ]:
        say(state)
        assert found().get(Signature.FURNITURE, 0) == number
    say(PatternState.SUGGESTED)
    assert evidence(Signature.FURNITURE) == [LINE] * 3
    call_command("reclean_articles", apply=True, verbosity=0)
    assert found()[Signature.FURNITURE] == 3, "a suggestion takes nothing out"
    say(PatternState.CONFIRMED)
    call_command("reclean_articles", apply=True, verbosity=0)
    assert Signature.FURNITURE not in found()


def test_another_source_may_print_the_line():
    take(*(page(town, LINE) for town in TOWNS[:3]), page("Vigan", LINE, source="other.example"))
    learn()
    assert found()[Signature.FURNITURE] == 3


@pytest.mark.parametrize(("head", "is_missing"), [("", True), ("By Mei Tan | 3 May 2016", False)])
@pytest.mark.parametrize("publish", [False, True])
def test_an_import_without_a_date_of_its_own_is_missed_published_or_not(head, is_missing, publish):
    made = ingest(page("Manila", above=head), known=vocabulary(), publish=publish).article
    assert made.is_published() == (publish and not is_missing)
    assert (made.raws.get().report["date"] is None) == is_missing
    assert (found().get(Signature.NO_DATE, 0) == 1) == is_missing


def test_what_an_editor_publishes_today_has_its_date():
    made = take(page("Manila"))[0]
    workflow.publish(made, by=None)
    assert Signature.NO_DATE not in found()


# What is looked at, and how it is grouped


def test_the_desks_own_drafts_and_what_is_withdrawn_are_not_looked_at():
    for state in (State.DRAFT, State.IN_REVIEW, State.WITHDRAWN):
        builders.article(state=state, tags=())
    assert audit.run().articles == 0
    take(page("Cebu"))
    story()
    assert audit.run().articles == 2


def test_groups_are_of_kind_source_and_month_in_the_zone_of_the_site():
    story(tags=())
    story(tags=(), published_at=MARCH - timedelta(hours=5))
    story(tags=(), published_at=MARCH)
    take(page("Cebu", above="By Mei Tan | 3 May 2016"), page("Manila"))
    groups = [
        (group["source"], group["month"], group["count"])
        for group in audit.run().groups
        if group["signature"] == Signature.NO_TAG
    ]
    assert groups == [
        ("", "2016-03", 1),
        ("", "2016-04", 2),
        ("harbour.example", "", 1),
        ("harbour.example", "2016-05", 1),
    ]


def test_a_group_names_some_stories_and_counts_them_all():
    stories = [story(f"<p>No. {number}.</p>", tags=()) for number in range(4)]
    [group] = audit.run(samples=2).groups
    assert group["count"] == 4
    assert [sample["article"] for sample in group["samples"]] == [s.pk for s in stories[:2]]
    assert group["samples"][0]["headline"] == stories[0].headline
    assert group["samples"][0]["address"] == stories[0].get_absolute_url()


def test_only_the_newest_report_is_kept_and_no_story_changes():
    story(tags=())
    audit.run()
    story(tags=())
    before = list(Article.objects.order_by("pk").values())
    newest = audit.run()
    assert AuditReport.objects.get() == newest and newest.groups[0]["count"] == 2
    assert list(Article.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("", []),
        ("<p>One<br>two</p>", ["One", "two"]),
        ("<p>Fish &amp; <em>chips</em> &lt;b&gt;</p>", ["Fish & chips <b>"]),
        ('<ul>\n<li>A</li>\n<li><p lang="fr">B</p></li></ul>', ["A", "B"]),
        ("<blockquote><p>Q</p></blockquote><table><tr><td>1</td><td>2</td></tr></table>", [*"Q12"]),
    ],
)
def test_each_block_of_a_text_is_a_line(html, lines):
    assert lines_of(html) == lines


# Links


@pytest.mark.parametrize(
    ("href", "paths"),
    [
        ("/tags/kites/?page=2#top", {"/tags/kites/"}),
        ("http://localhost:8000/latest/", {"/latest/"}),
        ("//localhost:8000", {"/"}),
        ("/articles/%E9%A2%A8/", {"/articles/風/"}),
        ("/a?b=1&amp;c=2", {"/a"}),
        ("https://example.com/latest/", set()),
        ("mailto:desk@localhost", set()),
        ("#top", set()),
        ("/static/css/site.css", set()),
        ("https://[kites]/", set()),
    ],
)
def test_internal_links_are_told_from_others(href, paths):
    assert internal_paths(f'<p><a rel="noopener" href="{href}">x</a></p>') == paths


def test_a_host_may_be_allowed_with_all_below_it(settings):
    settings.ALLOWED_HOSTS = [".paper.example", "*"]
    ours, theirs = "https://www.paper.example/latest/", "https://example.com/latest/"
    assert internal_paths(f'<p><a href="{ours}">x</a></p>') == {"/latest/"}
    assert internal_paths(f'<p><a href="{theirs}">x</a></p>') == set(), "* is no name of ours"


def test_a_link_is_dead_where_a_reader_finds_no_page(client):
    public, hidden = story(), builders.article("Hidden", state=State.DRAFT)
    withdrawn = builders.article("Withdrawn", state=State.WITHDRAWN)
    moved, lost = "/articles/moved/", "/articles/lost/"
    leave_redirect(moved, public.get_absolute_url())
    leave_redirect(lost, "/articles/nowhere/")
    leave_redirect("/2016/03/old.aspx", public.get_absolute_url())
    tag, mei = builders.tag("Ferries"), builders.author("Mei Tan")
    alive = {
        *("/", "/latest/", "/latest", "/feeds/rss.xml", moved, moved.rstrip("/")),
        *("/2016/03/old.aspx", "/regions/singapore/", "/regions/singapore/rss.xml"),
        *(public.get_absolute_url(), tag.get_absolute_url(), mei.get_absolute_url()),
    }
    gone = {
        *("/no/such/page/", "/articles/never/", "/tags/never/", "/tags/never/rss.xml", lost),
        *(hidden.get_absolute_url(), withdrawn.get_absolute_url()),
    }
    assert dead(alive | gone) == gone
    for path in alive:
        assert client.get(path, follow=True).status_code == 200, path
    for path in gone:
        assert client.get(path, follow=True).status_code in {404, 410}, path


def test_a_thousand_links_are_asked_for_together(django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        assert len(dead({f"/articles/no-{number}/" for number in range(1500)})) == 1500


# The command


def run(**options) -> str:
    out = io.StringIO()
    call_command("audit_archive", stdout=out, no_color=True, **options)
    return out.getvalue()


def test_the_table_tells_each_group_with_its_samples():
    made = story(tags=())
    lines = run().splitlines()
    assert lines[0].startswith("Stories read: 1, in ")
    assert lines[2:] == [
        "No tag: 1",
        "        1  2016-04  the desk",
        f"{'':20}{made.headline}  {made.get_absolute_url()}",
    ]


def test_json_has_the_same_groups(tmp_path):
    story("<p>The bankâ€™s team won. It left.</p>", tags=())
    run(json=str(tmp_path / "audit.json"), samples=1)
    data = json.loads((tmp_path / "audit.json").read_text())
    assert data["groups"] == AuditReport.objects.get().groups and len(data["groups"]) == 2
    assert data["articles"] == 1 and datetime.fromisoformat(data["made_at"]) <= timezone.now()


@pytest.mark.parametrize("name", ["no/audit.json", "", "n" * 300])
def test_a_file_that_cannot_be_written_stops_the_run_before_it_starts(tmp_path, name):
    with pytest.raises(CommandError) as caught:
        run(json=f"{tmp_path}/{name}")
    assert caught.value.returncode == 2 and not AuditReport.objects.exists()


def test_fewer_samples_than_none_cannot_be_meant():
    with pytest.raises(CommandError, match="not below 0") as caught:
        run(samples=-1)
    assert caught.value.returncode == 2 and not AuditReport.objects.exists()


def test_many_stories_cost_no_more_queries_than_few():
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            audit.run()
        return len(asked)

    story('<p>One. <a href="/articles/gone/">Two</a>.</p>')
    take(page("Cebu", LINE))
    few = queries()
    for number in range(20):
        story(f'<p>One. <a href="/articles/gone-{number}/">Two</a>.</p>', tags=[f"Tag {number}"])
    take(*(page(town, LINE) for town in TOWNS[1:]))
    assert queries() == few
