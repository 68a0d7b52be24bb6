"""The archive audit at the desk: who sees it, what it shows, and that it counts nothing itself."""

import re

import pytest
from django.urls import reverse

from newsroom.articles import audit
from newsroom.articles.models import AuditReport
from tests import builders
from tests.articles.desk import change_url, signed_in
from tests.articles.test_furniture import page, take

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:articles_auditreport_changelist")


def shown(**filters) -> str:
    answer = signed_in(builders.user("Editor")).get(PAGE, filters)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def rows(**filters) -> list[str]:
    """The rows of the table as they are read."""
    body = re.search(r"<tbody>(.*)</tbody>", shown(**filters))
    found = re.findall(r"<tr>(.*?)</tr>", body[1]) if body else []
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in found]


@pytest.fixture
def archive():
    take(page("Cebu"))
    story = builders.article(headline="Piers & <kites>", regions=(), body="<p>So itâ€™s.</p>")
    audit.run()
    return story


def test_before_the_first_count_it_says_how_to_get_one():
    assert "The archive has not been read yet." in shown()


def test_the_groups_are_shown_with_samples_that_lead_to_the_story(archive):
    text, (mojibake, *others) = shown(), rows()
    assert "the 2 stories that" in text and len(others) == 5
    month = f"{archive.published_at:%b %Y}"
    assert mojibake.startswith("Damaged characters the desk ")
    assert mojibake.endswith("1 story Piers &amp; &lt;kites&gt; So itâ€™s.") and month in mojibake
    assert f'<a href="{change_url(archive)}">Piers &amp; &lt;kites&gt;</a>' in text


def test_a_report_of_before_an_upgrade_may_name_a_kind_that_is_no_more(archive):
    report = AuditReport.objects.get()
    report.groups[0]["signature"] = "no-picture"
    report.save()
    assert rows()[0].startswith("no-picture the desk")


def test_a_kind_and_a_source_may_be_asked_for(archive):
    kinds = [row.split(" harbour.example")[0] for row in rows(source="harbour.example")]
    assert kinds == ["No tag", "No author", "No date of its own"]
    assert len(rows(signature="no-tag")) == 2
    assert len(rows(signature="no-tag", source="-")) == 1
    assert '<option value="no-tag" selected>No tag: 1</option>' in shown(
        signature="no-tag", source="-"
    )


@pytest.mark.parametrize("filters", [{"signature": "dead-link"}, {"source": "x", "page": "y"}])
def test_a_filter_that_leaves_nothing_says_so(archive, filters):
    assert "Nothing of this kind was found." in shown(**filters)


def test_an_archive_without_a_fault_is_told_so():
    audit.run()
    assert "Nothing was found wrong." in shown()


def test_many_groups_come_in_pages_that_keep_the_filter():
    group = {"signature": "no-tag", "source": "a", "count": 1, "samples": []}
    groups = [{**group, "month": f"20{year:02}-01"} for year in range(60)]
    AuditReport.objects.create(seconds=1, articles=60, groups=groups)
    assert len(rows()) == 50 and len(rows(page=2)) == 10
    assert 'href="?source=a&amp;page=2"' in shown(source="a")


def test_the_page_reads_one_row_and_counts_nothing(archive, django_assert_max_num_queries):
    client = signed_in(builders.user("Editor"))
    builders.article(tags=())
    with django_assert_max_num_queries(8):
        assert client.get(PAGE).content.count(b'<th scope="row">') == 6


def test_editors_find_it_in_the_desks_list_and_reporters_do_not(archive):
    for role, status in [("Editor", 200), ("Admin", 200), ("Reporter", 403)]:
        client = signed_in(builders.user(role))
        assert client.get(PAGE).status_code == status
        index = client.get(reverse("admin:index")).content.decode()
        assert ("Archive audit" in index) == (status == 200)


@pytest.mark.parametrize("action", ["add", "change", "delete"])
def test_nobody_types_or_deletes_a_report(archive, action):
    args = [] if action == "add" else [AuditReport.objects.get().pk]
    url = reverse(f"admin:articles_auditreport_{action}", args=args)
    answer = signed_in(builders.user("Admin")).post(url, {"post": "yes"})
    assert answer.status_code == 403 and AuditReport.objects.exists()
