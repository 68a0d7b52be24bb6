"""Page furniture at the desk: what an editor sees, who decides, and what is said afterwards."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse

from newsroom.articles.furniture import learn_patterns
from newsroom.articles.models import ChromePattern, PatternState, Source
from tests import builders
from tests.articles.desk import said, signed_in
from tests.articles.test_furniture import LINE, SOURCE, TOWNS, page, take

pytestmark = pytest.mark.django_db

LIST = reverse("admin:articles_chromepattern_changelist")


def suggested(line: str = LINE, *, source: str = SOURCE) -> ChromePattern:
    """The suggestion that comes of three stories with the line."""
    take(*(page(town, line, source=source) for town in TOWNS[:3]))
    learn_patterns(Source.objects.get(name=source))
    return ChromePattern.objects.get(source__name=source, sample=line)


def decide(account, action: str, *patterns: ChromePattern):
    data = {"action": action, "_selected_action": [pattern.pk for pattern in patterns]}
    return signed_in(account).post(LIST, data)


def states() -> list[str]:
    return list(ChromePattern.objects.order_by("pk").values_list("state", flat=True))


def test_the_list_shows_each_line_as_it_stood_where_and_how_often():
    suggested()
    listed = signed_in(builders.user("Editor")).get(LIST).content.decode()
    assert LINE in listed and SOURCE in listed and "3 stories" in listed
    assert "Page furniture: take out of later imports" in listed
    assert "Part of the stories: leave in, do not suggest again" in listed


def test_what_waits_for_an_editor_comes_first():
    for number, state in enumerate(PatternState):
        suggested(f"Line {number} of the pier", source=f"{state}.example")
        ChromePattern.objects.filter(source__name=f"{state}.example").update(state=state)
    ChromePattern.objects.filter(state=PatternState.REFUSED).update(seen_count=9)
    found = signed_in(builders.user("Editor")).get(LIST).context["cl"].result_list
    assert found[0].state == PatternState.SUGGESTED


def test_an_empty_list_says_what_would_fill_it():
    client = signed_in(builders.user("Editor"))
    assert "Lines are counted at the end of each import." in client.get(LIST).content.decode()
    searched = client.get(LIST, {"q": "ferry"}).content.decode()
    assert "No line fits this search or filter." in searched


def test_an_editor_confirms_and_is_told_how_many_stories_have_the_line():
    pattern, editor = suggested(), builders.user("Editor")
    [message] = said(decide(editor, "confirm_selected", pattern))
    pattern.refresh_from_db()
    assert pattern.state == PatternState.CONFIRMED and pattern.decided_at
    assert LINE in message and "left alone: 3 stories." in message
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (editor, str(pattern.pk))


def test_an_editor_decides_on_several_lines_and_may_think_again():
    lines = [suggested(), suggested("Another line of the pier", source="other.example")]
    editor = builders.user("Editor")
    [message] = said(decide(editor, "refuse_selected", *lines))
    assert "2 lines" in message and states() == [PatternState.REFUSED] * 2
    [message] = said(decide(editor, "confirm_selected", *lines))
    assert "left alone: 6 stories." in message and states() == [PatternState.CONFIRMED] * 2


def test_a_line_has_a_page_with_its_stories_and_buttons_that_decide():
    pattern = suggested()
    client = signed_in(builders.user("Editor"))
    shown = client.get(reverse("admin:articles_chromepattern_change", args=[pattern.pk]))
    text = shown.content.decode()
    assert all(f"Ferry fares in {town} stay frozen" in text for town in TOWNS[:3])
    assert 'name="action" value="confirm_selected"' in text
    assert 'name="action" value="refuse_selected"' in text
    assert f'name="_selected_action" value="{pattern.pk}"' in text and f'action="{LIST}"' in text


def test_a_line_with_markup_does_no_harm_here():
    hostile = "Ferries <script>alert(1)</script> sail"
    pattern = suggested()
    ChromePattern.objects.update(sample=hostile, line=hostile)
    client = signed_in(builders.user("Editor"))
    line_page = reverse("admin:articles_chromepattern_change", args=[pattern.pk])
    decision = {"action": "confirm_selected", "_selected_action": [pattern.pk]}
    answers = (client.get(LIST), client.get(line_page), client.post(LIST, decision, follow=True))
    for answer in answers:
        text = answer.content.decode()
        assert "<script>alert" not in text and "&lt;script&gt;alert" in text


def test_a_reporter_neither_sees_nor_decides():
    pattern, reporter = suggested(), builders.user("Reporter")
    assert signed_in(reporter).get(LIST).status_code == 403
    assert decide(reporter, "confirm_selected", pattern).status_code == 403
    assert states() == [PatternState.SUGGESTED]


def test_whoever_may_only_look_does_not_decide():
    pattern, guest = suggested(), builders.user()
    guest.user_permissions.add(Permission.objects.get(codename="view_chromepattern"))
    decide(guest, "confirm_selected", pattern)
    assert states() == [PatternState.SUGGESTED]
    url = reverse("admin:articles_chromepattern_change", args=[pattern.pk])
    assert 'name="action"' not in signed_in(guest).get(url).content.decode()


@pytest.mark.parametrize("action", ["add", "change", "delete"])
def test_nobody_types_or_deletes_a_line(action):
    pattern = suggested()
    args = [] if action == "add" else [pattern.pk]
    url = reverse(f"admin:articles_chromepattern_{action}", args=args)
    data = {"sample": "Mine", "post": "yes"}
    assert signed_in(builders.user("Admin")).post(url, data).status_code == 403
    assert ChromePattern.objects.get().sample == LINE


def test_a_source_says_what_is_suggested_and_leads_to_it():
    pattern = suggested()
    suggested("Another line of the pier", source="other.example")
    client = signed_in(builders.user("Editor"))
    url = reverse("admin:articles_source_change", args=[pattern.source_id])
    link = f"{LIST}?source__id__exact={pattern.source_id}"
    for place in (url, reverse("admin:articles_source_changelist")):
        assert (
            f'<a href="{link}">1 suggested, 0 confirmed</a>' in client.get(place).content.decode()
        )
    assert list(client.get(link).context["cl"].result_list) == [pattern]


def test_a_long_list_costs_no_more_than_a_short_one(django_assert_max_num_queries):
    source = Source.objects.create(name=SOURCE)
    for number in range(40):
        digest, line = f"{number:016}", f"Line of pier {number}"
        ChromePattern.objects.create(
            source=source, line_hash=digest, line=line, sample=line, seen_count=number
        )
    client = signed_in(builders.user("Editor"))
    with django_assert_max_num_queries(12):
        client.get(LIST)
