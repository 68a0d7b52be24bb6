"""WordPress bodies as the site showed them: no paragraph lost, no shortcode left."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.importing.markup import pictures_in
from newsroom.importing.records import Picture
from newsroom.importing.wordpress import as_html, paragraphs

PICTURES = {"1": Picture("https://old.example/1.jpg", 'A "ferry"', "Fish & <chips>")}


def shown(body: str) -> str:
    """The body without the line ends between its blocks."""
    html = as_html(body, gallery=lambda ids: [PICTURES[each] for each in ids or ["1"]])
    return "".join(line.strip() for line in html.split("\n"))


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("One.\r\n\r\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("A road\nA town", "<p>A road<br>A town</p>"),
        ("A road<br />\nA town", "<p>A road<br>A town</p>"),
        ("One.\n \t\n\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("<h2>Why</h2>\nOne.\n\nTwo.", "<h2>Why</h2><p>One.</p><p>Two.</p>"),
        ("<p>One.</p>\n<p>Two\nlines.</p>", "<p>One.</p><p>Twolines.</p>"),
        ("<p>One.\n\nTwo.</p>", "<p>One.</p><p>Two.</p>"),
        ("<p>One.\n\n<p>Two.\n\nThree.", "<p>One.<p>Two.</p><p>Three."),
        (
            "<ul>\n<li>A</li>\n<li>B\n\nC</li>\n</ul>",
            "<ul><li>A</li><li><p>B</p><p>C</p></li></ul>",
        ),
        ("<blockquote>Q.\n\nR.</blockquote>", "<blockquote><p>Q.</p><p>R.</p></blockquote>"),
        ("<div>One.\n\nTwo.</div>", "<div><p>One.</p><p>Two.</p></div>"),
        ("<pre>a\n\nb</pre>", "<pre>ab</pre>"),
        ("<TABLE><TR><TD>a</TD></TR></TABLE>", "<TABLE><TR><TD>a</TD></TR></TABLE>"),
        ("One.<!--more Read on-->Two.<!--nextpage-->Three.", "<p>One.</p><p>Two.</p><p>Three.</p>"),
        ("<!-- a note -->\n\nOne.", "<!-- a note --><p>One.</p>"),
    ],
)
def test_bare_lines_become_the_paragraphs_that_readers_saw(body, html):
    assert shown(body) == html


FIGURE = (
    '<figure><img src="https://old.example/1.jpg" alt="A &quot;ferry&quot;">'
    "<figcaption>Fish &amp; &lt;chips&gt;</figcaption></figure>"
)


def link(url: str) -> str:
    return f'<p><a href="{url}">{url}</a></p>'


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (
            '[caption width="300"]<a href="x"><img src="a.jpg"></a> A <b>boat</b>[/caption]',
            '<figure><a href="x"><img src="a.jpg"></a><figcaption>A <b>boat</b></figcaption>'
            "</figure>",
        ),
        (
            '[wp_caption caption="A boat"]<img src="a.jpg">[/wp_caption]',
            '<figure><img src="a.jpg"><figcaption>A boat</figcaption></figure>',
        ),
        ('[caption id="a_5"]No picture[/caption]', "<p>No picture</p>"),
        ('[gallery ids="1" columns="2"]', FIGURE),
        ("[gallery]", FIGURE),
        ("[embed]https://x.example/1[/embed]", link("https://x.example/1")),
        ('[embed width="300"]https://x.example/1[/embed]', link("https://x.example/1")),
        ('[video mp4="https://x.example/1.mp4"][/video]', link("https://x.example/1.mp4")),
        (
            "[youtube https://www.youtube.com/watch?v=abc&amp;t=3]",
            link("https://www.youtube.com/watch?v=abc&amp;t=3"),
        ),
        ("[youtube=https://youtu.be/abc]", link("https://youtu.be/abc")),
        ("[youtube dQw4w9WgXcQ]", link("https://www.youtube.com/watch?v=dQw4w9WgXcQ")),
        ('[vimeo id="123456"]', link("https://vimeo.com/123456")),
        ("[embed]javascript:alert(1)[/embed]", ""),
    ],
)
def test_shortcodes_of_pictures_and_films_leave_what_they_showed(body, html):
    assert shown(body) == html


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ('One. [contact-form-7 id="1" title="x"]', "<p>One.</p>"),
        ("[toc]\n\nOne.", "<p>One.</p>"),
        ("[vc_row][vc_column width=”1/2″]One.[/vc_column][/vc_row]", "<p>One.</p>"),
        ("[button link=&quot;x&quot;]Read[/button] on.", "<p>Read on.</p>"),
        ("[highlight]One[/highlight] two.", "<p>One two.</p>"),
        ("[divider /]One.", "<p>One.</p>"),
        ("[adrotate group=3]One.", "<p>One.</p>"),
    ],
)
def test_other_shortcodes_go_and_leave_the_text_between(body, html):
    assert shown(body) == html


@pytest.mark.parametrize(
    "text",
    [
        "He said [sic] it.",
        "[The company] grew.",
        "We want [more] ads, [video] too, and [newsletter]s.",
        "See note [1] and [a].",
        "The [pan-Asian] account [video of the day].",
    ],
)
def test_an_editors_brackets_stay(text):
    assert shown(text) == f"<p>{text}</p>"


def test_an_escaped_shortcode_is_shown_as_one():
    assert shown("Write [[gallery id='1']] here.") == "<p>Write [gallery id='1'] here.</p>"


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (
            '<!-- wp:paragraph {"align":"left"} -->\n<p>One\ntwo.</p>\n<!-- /wp:paragraph -->',
            "<p>Onetwo.</p>",
        ),
        (
            '<!-- wp:latest-posts {"count":3} /-->\n<!-- wp:p -->\n<p>A</p><!-- /wp:p -->',
            "<p>A</p>",
        ),
        ("<!-- wp:freeform -->\nOld.\n\nWay.\n<!-- /wp:freeform -->", "<p>Old.</p><p>Way.</p>"),
        (
            "<!-- wp:p -->\n<p>A</p>\n<!-- /wp:p -->\n\nLoose\n\nends",
            "<p>A</p><p>Loose</p><p>ends</p>",
        ),
        ("<!-- wp:gallery --> [gallery] <!-- /wp:gallery -->", FIGURE),
        (
            '<!-- wp:embed --><figure><div class="wp-block-embed__wrapper">\n'
            "https://x.example/?a=1&amp;b=2\n</div></figure><!-- /wp:embed -->",
            f"<figure>{link('https://x.example/?a=1&amp;b=2')}</figure>",
        ),
        (
            "<!-- wp:more --><!--more--><!-- /wp:more --><!-- wp:p --><p>A</p><!-- /wp:p -->",
            "<p>A</p>",
        ),
    ],
)
def test_blocks_lose_their_comments_and_nothing_else(body, html):
    assert shown(body) == html


PIECES = ["a", "b c", "\n", "\n\n", " ", "<p>", "</p>", "<li>", "</li>", "<div>", "</div>", "<h2>"]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_paragraphs_lose_no_letter(text):
    def letters(html: str) -> str:
        for tag in ("<p>", "</p>", "<br>"):
            html = html.replace(tag, "")
        return "".join(html.split())

    assert letters(paragraphs(text)) == letters(text)


@pytest.mark.parametrize(
    "piece",
    [
        *("[", "[[", "[a ", "[a x=", '[a b="', "[toc]", "[/a]", "[embed]", "[caption]", "]"),
        *(
            "<",
            "<p>",
            "<p ",
            "</p>",
            "<li>\n\n",
            "<!--",
            "<!-- wp:a ",
            "<!-- wp:a -->",
            "<br>",
            "<!--more ",
        ),
        *("\n", "\n\n", " ", "\n ", "\t", "<figure>", "<img ", "<figcaption>", "<figure><img>"),
    ],
)
def test_a_body_of_one_piece_over_and_over_is_read_to_its_end(piece):
    """Read from each piece anew it would take hours."""
    body = (piece * 200_000)[:200_000]
    for shown in (as_html(body), as_html("<!-- wp:p -->" + body)):
        assert len(shown) < 10 * len(body)
    assert len(list(pictures_in(f"<img>{body}", base=""))) <= len(body)
