"""The desk in a real browser: nothing breaks its policy, and nothing of a story is lost."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from newsroom.articles import workflow
from newsroom.articles.fields import sanitise_body
from newsroom.articles.images import in_text
from newsroom.articles.models import Article, State, Tag
from tests import builders
from tests.browser.desk import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = ".prose-editor > .ProseMirror"
# Every element and attribute of the allowlist, in places where writers put them. Where two kinds
# of emphasis meet, the editor writes the strong one outside: the same text, in one form.
STORY = """
<p>The two said <strong>on <em>Monday</em></strong> that CO<sub>2</sub> fell<sup>1</sup>.<br>See
<a href="https://example.com/a" rel="noopener sponsored">their note</a> and
<a href="/tags/x/">x</a>.</p>
<h2>What it costs</h2>
<h3 lang="zh-Hans">多少钱</h3>
<p lang="vi">Xin chào <strong lang="fr">tout</strong></p>
<ul><li>One</li><li>Two<ul><li>Inside</li></ul></li></ul>
<ol><li>First</li><li><strong>Second</strong></li></ol>
<blockquote><p>We are happy.</p><p>Very.</p></blockquote>
<aside><p>The line that <em>sells</em> the story.</p></aside>
<figure><img src="SRC" alt="Towers" width="160" height="107"><figcaption>The <em>towers</em>.
<a href="https://example.com/p">Photo</a>: Newsroom</figcaption></figure>
<figure><a href="https://example.com/video"><img src="SRC" alt="A film"></a>
<figcaption>Watch</figcaption></figure>
<figure><blockquote><p>Said by somebody.</p></blockquote><figcaption>Somebody</figcaption></figure>
<table lang="en"><caption>Sales, in <em>millions</em></caption>
<thead><tr><th scope="col">Year</th><th scope="col" colspan="2">Sales</th></tr></thead>
<tbody><tr><th scope="row">2025</th><td>1</td><td rowspan="2">2</td></tr>
<tr><td>2026</td><td></td></tr></tbody>
<tbody><tr><td>Sum</td><td>3</td><td><ul><li>4</li></ul></td></tr></tbody></table>
<p>A sign <img src="SRC" alt="a star"> in the line.</p>
<p>The end</p>
"""


def sign_in(page: Page, account) -> None:
    page.goto(reverse("admin:login"))
    page.fill("#id_username", account.username)
    page.fill("#id_password", "correct horse")
    page.click("input[type=submit]")
    page.wait_for_url("**/admin/")


def open_story(page: Page, story: Article) -> None:
    page.goto(reverse("admin:articles_article_change", args=[story.pk]))
    page.wait_for_selector(".prose-menubar")


def save(page: Page) -> None:
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")


def story_with_everything() -> Article:
    body = STORY.strip().replace("SRC", builders.image().file.url)
    return builders.article(state=State.DRAFT, body=body)


def test_no_page_of_the_desk_breaks_its_policy(page):
    story = story_with_everything()
    picture = builders.image()
    sign_in(page, builders.user("Admin"))
    for address in (
        reverse("admin:articles_article_changelist"),
        reverse("admin:articles_article_add"),
        reverse("admin:articles_article_history", args=[story.pk]),
        reverse("admin:articles_region_changelist"),
        reverse("admin:articles_region_add"),
        reverse("admin:articles_tag_changelist"),
        reverse("admin:articles_tag_add"),
        reverse("admin:articles_author_add"),
        reverse("admin:articles_image_changelist"),
        reverse("admin:articles_image_change", args=[picture.pk]),
        reverse("admin:articles_redirect_add"),
        reverse("admin:articles_rawdocument_changelist"),
        reverse("admin:articles_source_changelist"),
        reverse("admin:articles_auditreport_changelist"),
        reverse("admin:core_sitesettings_changelist"),
        reverse("admin:auth_user_changelist"),
        reverse("admin:auth_user_add"),
        reverse("admin:password_change"),
    ):
        answer = page.goto(address)
        assert answer is not None and answer.status == 200, address
    open_story(page, story)


def test_the_policy_allows_one_nonce_and_nothing_inline(page):
    enter(page, builders.user("Editor"))
    answer = page.goto(reverse("admin:articles_article_add"))
    policy = dict(
        part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";")
    )
    assert re.fullmatch(r"'self' 'nonce-[A-Za-z0-9+/=]+'", policy["script-src"])
    assert policy["style-src"] == "'self'"


def test_a_story_opened_and_saved_is_byte_for_byte_the_same(page):
    story = story_with_everything()
    before = story.body
    enter(page, builders.user("Reporter"))
    open_story(page, story)
    save(page)
    story.refresh_from_db()
    assert story.body == before


def test_a_story_with_one_word_changed_loses_nothing_else(page):
    story = story_with_everything()
    before = story.body
    enter(page, builders.user("Reporter"))
    open_story(page, story)
    page.click(f"{TEXT} > p:last-child")
    page.keyboard.press("Control+End")
    page.keyboard.type(" of it")
    save(page)
    story.refresh_from_db()
    assert story.body == before.replace("The end", "The end of it")
    assert sanitise_body(story.body) == story.body


def test_an_editor_types_makes_bold_and_saves(page):
    story = builders.article(state=State.DRAFT, body="")
    enter(page, builders.user("Editor"))
    open_story(page, story)
    page.click(TEXT)
    page.keyboard.type("Kiosks ")
    page.keyboard.press("Control+b")
    page.keyboard.type("everywhere")
    save(page)
    story.refresh_from_db()
    assert story.body == "<p>Kiosks <strong>everywhere</strong></p>"
    assert page.inner_text(f"{TEXT} strong") == "everywhere"


def test_what_the_writer_makes_with_the_buttons_is_of_the_allowlist(page):
    story = builders.article(state=State.DRAFT, body="<p>A line that sells.</p>")
    picture = builders.image(caption="The piers")
    enter(page, builders.user("Editor"))
    open_story(page, story)
    page.click(f"{TEXT} p")
    page.click("button[data-name=pullQuote]")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.click("button[data-name=figure]")
    with page.expect_popup() as library:
        page.click("dialog button:has-text('Choose…')")
    library.value.click("#result_list tbody a >> nth=0")
    assert page.input_value("dialog input[name=picture]") == str(picture.pk)
    page.click("dialog button[type=submit]")
    page.wait_for_selector(f"{TEXT} figcaption")
    save(page)
    story.refresh_from_db()
    assert "<aside><p>A line that sells.</p></aside>" in story.body
    assert f'<img src="{in_text(picture).url}" alt="{picture.alt}"' in story.body
    assert "<figcaption>The piers Illustration: Newsroom</figcaption></figure>" in story.body


def test_a_table_made_in_the_editor_gets_a_head(page):
    story = builders.article(state=State.DRAFT, body="<p>Figures:</p>")
    enter(page, builders.user("Editor"))
    open_story(page, story)
    page.click(f"{TEXT} p")
    page.keyboard.press("Control+End")
    page.click("button[data-name=table]")
    page.select_option("dialog select", "Yes")
    page.click("dialog button[type=submit]")
    page.keyboard.type("Year")
    page.click("button[data-name='table:caption']")
    page.fill("dialog input[name=text]", "Sales & costs")
    page.click("dialog button[type=submit]")
    page.wait_for_selector(f"{TEXT} caption")
    page.click(f"{TEXT} td >> nth=0")
    page.keyboard.type("2026")
    save(page)
    story.refresh_from_db()
    assert "<table><caption>Sales &amp; costs</caption><thead><tr><th>Year</th>" in story.body
    assert "</tr></thead><tbody><tr><td>2026</td>" in story.body


def test_a_tag_is_found_by_another_of_its_names(page):
    story = builders.article(state=State.DRAFT)
    tag = builders.tag("Ford")
    tag.aliases.create(name="Ford Motor")
    enter(page, builders.user("Reporter"))
    open_story(page, story)
    page.click(".field-tags .select2-selection")
    page.keyboard.type("Motor")
    page.click(".select2-results__option:has-text('Ford')")
    save(page)
    assert list(story.tags.all()) == [tag]


def test_an_editor_schedules_a_story_at_an_hour_of_the_site(page):
    story = builders.article(state=State.IN_REVIEW)
    day = timezone.now() + timedelta(days=2)
    enter(page, builders.user("Editor"))
    open_story(page, story)
    page.click("summary:has-text('Schedule…')")
    page.fill("input[name=step_at_0]", f"{day:%Y-%m-%d}")
    page.fill("input[name=step_at_1]", "11:00")
    page.click("button[name=_schedule]")
    page.wait_for_selector(".messagelist .success")
    assert "11:00 SGT" in page.inner_text(".messagelist")
    assert "Scheduled" in page.inner_text(".desk-state")
    story.refresh_from_db()
    assert story.state == State.SCHEDULED and story.published_at.hour == 3


def test_enter_in_a_field_saves_and_takes_no_step(page):
    story = builders.article(state=State.IN_REVIEW)
    enter(page, builders.user("Editor"))
    open_story(page, story)
    page.fill("#id_headline", "A headline of the editor's own")
    page.press("#id_slug", "Enter")
    page.wait_for_selector(".messagelist .success")
    story.refresh_from_db()
    assert story.state == State.IN_REVIEW and story.headline.startswith("A headline")
    assert not Tag.objects.exists()


def test_what_a_reporter_typed_stays_on_the_page_though_the_draft_moved_on(page):
    story = builders.article(state=State.DRAFT, body="<p>Old.</p>")
    enter(page, builders.user("Reporter"))
    open_story(page, story)
    page.click(f"{TEXT} p")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Typed for an hour.")
    workflow.submit(story, by=None)
    with page.expect_response("**/change/") as answer:
        page.click("input[name=_continue]")
    page.wait_for_selector(".errornote")
    assert answer.value.status == 409
    assert "A colleague has moved this story on" in page.inner_text(".errorlist")
    assert page.inner_text(TEXT) == "Old. Typed for an hour."
    assert not page.is_visible("input[name=_save]")


def test_an_editor_ticks_the_box_and_the_page_says_updated(page):
    story = builders.article(published_at=timezone.now() - timedelta(days=1))
    enter(page, builders.user("Editor"))
    open_story(page, story)
    page.check("text=Tell readers that the story was updated")
    save(page)
    assert "Updated" in page.inner_text(".desk-state")
    assert not page.is_checked("text=Tell readers that the story was updated")
