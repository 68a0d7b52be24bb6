"""The allowlist, and the one form in which blocks leave the sanitiser."""

import pytest

from newsroom.cleaning.sanitise import sanitise, sanitise_and_explain

MEDIA = ("/media/",)

FORMS = {
    "text becomes a paragraph": ("Rain fell.", "<p>Rain fell.</p>"),
    "two breaks part paragraphs": ("Rain.<br><br>Sun.", "<p>Rain.</p>\n<p>Sun.</p>"),
    "one break stays": ("<p>1 Pier Road<br>Cebu</p>", "<p>1 Pier Road<br>Cebu</p>"),
    "breaks at the edges go": ("<p><br>Rain.<br></p>", "<p>Rain.</p>"),
    "div soup": ("<div><div>Rain.</div>Sun.</div>", "<p>Rain.</p>\n<p>Sun.</p>"),
    "emphasis goes around a block": (
        "Then <b>sun<div>Snow",
        "<p>Then <strong>sun</strong></p>\n<p><strong>Snow</strong></p>",
    ),
    "spaces move out of emphasis": (
        "<p>a <em> b </em>c  d</p>",
        "<p>a <em>b</em> c d</p>",
    ),
    "headings": ("<h1>A</h1><h4>B</h4>c", "<h2>A</h2>\n<h3>B</h3>\n<p>c</p>"),
    "a list in an item": (
        "<ul><li>a<ul><li>b</ul><li>c</ul>",
        "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
    ),
    "a list in a list joins the item before": (
        "<ul><li>a</li><ul><li>b</li></ul></ul>",
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
    ),
    "a quotation holds paragraphs": (
        "<blockquote>a<p>b</blockquote>",
        "<blockquote><p>a</p><p>b</p></blockquote>",
    ),
    "a table is completed": (
        "<table><caption>C</caption><th scope=col>a<td>b<tr><td colspan=2>c</table>",
        "<table><caption>C</caption><tbody><tr>"
        '<th scope="col">a</th><td>b</td></tr><tr><td colspan="2">c</td></tr></tbody></table>',
    ),
    "a table of one cell was layout": ("<table><tr><td><p>a<p>b</table>", "<p>a</p>\n<p>b</p>"),
    "rows outside a table are text": ("<tr><td>a</td></tr>", "<p>a</p>"),
    "preformatted lines": ("<pre>a\nb</pre>", "<p>a<br>b</p>"),
    "a quotation in the line": ("<p><q>Yes</q>, he said</p>", "<p>“Yes”, he said</p>"),
    "scripts go with their content": ("a<script>b</script><style>c</style>d", "<p>ad</p>"),
    "an unclosed drawing eats no story": ("<svg><path><p>a</p>", "<p>a</p>"),
    "text stays text": ("a &lt;b&gt; &amp;lt; c", "<p>a &lt;b&gt; &amp;lt; c</p>"),
    "controls go": ("a\x01b\x00c\x9fd", "<p>abcd</p>"),
    "language is kept": ('<p lang="ms">Hai</p>', '<p lang="ms">Hai</p>'),
    "no class, id or style": ('<p class=a id=b style="c:d">x</p>', "<p>x</p>"),
    "a paragraph held open is none": (
        "<p>a</p><p>&nbsp;</p><p> &nbsp; </p><p>b",
        "<p>a</p>\n<p>b</p>",
    ),
    "a line held open parts paragraphs": ("a<br>&nbsp;<br>b", "<p>a</p>\n<p>b</p>"),
    "a no-break space within stays": ("<p>12&nbsp;km</p>", "<p>12\u00a0km</p>"),
    "a bold wrapper that is not bold": (
        '<b style="font-weight:normal"><p>a</p><p>b</p></b>',
        "<p>a</p>\n<p>b</p>",
    ),
    "a second caption is text": (
        "<figure><img src=/media/a.png><figcaption>b</figure><figcaption>c</figcaption>",
        '<figure><img src="/media/a.png" alt=""><figcaption>b</figcaption></figure>\n<p>c</p>',
    ),
    "an embed is a figure with a link": (
        '<figure><a href="https://video.example/1">Watch</a><figcaption>b</figcaption></figure>',
        '<figure><a href="https://video.example/1" rel="noopener">Watch</a>'
        "<figcaption>b</figcaption></figure>",
    ),
    "what the editor makes of a list": (
        "<ul><li><p>a</p></li><li><p>b</p><ul><li><p>c</p></li></ul></li></ul>",
        "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>",
    ),
    "nothing": ("<p> </p><div><b></b></div>", ""),
}


@pytest.mark.parametrize(("given", "expected"), FORMS.values(), ids=FORMS)
def test_blocks_take_their_one_form(given: str, expected: str) -> None:
    assert sanitise(given, media_prefixes=MEDIA) == expected
    assert sanitise(expected, media_prefixes=MEDIA) == expected


LINKS = {
    "https://example.com/a?b=1&c=2": "https://example.com/a?b=1&amp;c=2",
    " https://example.com/a b ": "https://example.com/a%20b",
    "//example.com/a": "https://example.com/a",
    "mailto:desk@example.com": "mailto:desk@example.com",
    "/articles/ferry/": "/articles/ferry/",
    "HTTPS://EXAMPLE.COM/": "HTTPS://EXAMPLE.COM/",
    "javascript:123": None,
    "java\nscript:alert(1)": None,
    "https://user@example.com/": None,
    "#top": None,
    "page.html": None,
    "/\\example.com": None,
    "ftp://example.com/": None,
    "mailto:?subject=Read": None,
    "data:text/html,x": None,
    "": None,
}


@pytest.mark.parametrize(("given", "expected"), LINKS.items())
def test_a_link_keeps_only_a_safe_address(given: str, expected: str | None) -> None:
    rel = ' rel="noopener"' if expected and expected.lower().startswith("http") else ""
    linked = f'<p><a href="{expected}"{rel}>x</a></p>' if expected else "<p>x</p>"
    assert sanitise(f'<a href="{given}">x</a>') == linked


def test_an_image_stays_only_under_our_own_media() -> None:
    own = '<p><img src="/media/a.webp" alt="A &quot;pier&quot;" width="640" height="480"></p>'
    assert sanitise(own, media_prefixes=MEDIA) == own
    assert sanitise(own) == ""
    assert sanitise('<img src="/media/../admin/logout/">', media_prefixes=MEDIA) == ""
    assert sanitise('<img src="/media/%2e%2e/admin/">', media_prefixes=MEDIA) == ""


def test_what_had_to_go_is_told() -> None:
    removed = sanitise_and_explain(
        '<iframe src="https://video.example/1"></iframe><img src="https://x.example/p.gif">'
        '<a href="javascript:1">x</a><script>y</script>'
    ).removed
    assert [(each.element, each.value) for each in removed] == [
        ("iframe", "https://video.example/1"),
        ("img", "https://x.example/p.gif"),
        ("a", "javascript:1"),
        ("script", ""),
    ]


def test_deep_nesting_is_flattened_and_loses_no_word() -> None:
    html = sanitise("<div><blockquote><ul><li>" * 5000 + "deep")
    assert html.count("deep") == 1
    assert html.count("<blockquote>") < 20


def test_a_prefix_names_a_folder_and_its_end_counts() -> None:
    assert sanitise('<img src="/media-x/a.png">', media_prefixes=("/media",)) == ""
    for open_door in ("", "/", "//"):
        assert sanitise('<img src="/admin/logout/">', media_prefixes=(open_door,)) == ""
        assert sanitise('<img src="//x.example/a.png">', media_prefixes=(open_door,)) == ""
    cdn = sanitise(
        '<img src="https://cdn.example/m/a.png">', media_prefixes=("https://cdn.example/m/",)
    )
    assert cdn == '<p><img src="https://cdn.example/m/a.png" alt=""></p>'
