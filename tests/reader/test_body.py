"""What the page adds to the stored text."""

import pytest

from newsroom.reader.body import FIGURE, absolute, addresses, dressed


def test_the_dateline_opens_the_first_paragraph():
    assert dressed("<p>The piers opened.</p>", place="Hong Kong") == (
        '<p><span class="dateline">Hong Kong</span> The piers opened.</p>'
    )


@pytest.mark.parametrize("stored", ["", "<h2>First</h2><p>Text</p>", "<ul><li>One</li></ul>"])
def test_a_text_that_does_not_start_with_a_paragraph_has_no_dateline(stored):
    assert dressed(stored, place="Hong Kong") == stored


def test_a_dateline_cannot_bring_markup_in():
    assert "<script>" not in dressed("<p>Text</p>", place="<script>")


def test_a_table_scrolls_in_a_region_with_its_own_name():
    stored = "<p>A</p><table><caption>Share</caption><tbody><tr><td>B</td></tr></tbody></table>"
    assert dressed(stored + "<p>C</p>").startswith(
        '<p>A</p><div class="tbl" role="region" tabindex="0" aria-label="Share"><table>'
    )
    two = dressed("<table><tbody><tr><td>1</td></tr></tbody></table>" * 2)
    assert 'aria-label="Table 1"' in two and 'aria-label="Table 2"' in two


def test_columns_of_figures_are_set_to_the_right_with_their_heads():
    shown = dressed(
        "<table><thead><tr><th>Sector</th><th>2026</th><th>Who</th></tr></thead><tbody>"
        "<tr><td>Banks</td><td>41%</td><td>3 agencies</td></tr>"
        "<tr><td>Grocers</td><td>n/a</td><td>12</td></tr></tbody></table>"
    )
    assert '<th class="n">2026</th>' in shown and '<td class="n">41%</td>' in shown
    assert "<th>Who</th>" in shown and "<td>12</td>" in shown


def test_figures_beside_the_head_of_their_row_are_set_to_the_right():
    shown = dressed(
        '<table><tbody><tr><th scope="row">Banks</th><td>8%</td><td>41%</td></tr>'
        '<tr><th scope="row">Grocers</th><td>few</td><td>12%</td></tr></tbody></table>'
    )
    assert '<td class="n">41%</td>' in shown and '<td class="n">12%</td>' in shown
    assert "<td>8%</td>" in shown and '<th scope="row">Banks</th>' in shown


@pytest.mark.parametrize("text", ["8%", "S$4.2m", "1,200", "−3.5", "+0.4%", "US$12bn", "–", "RM 9"])
def test_a_figure_is_seen_as_one(text):
    assert FIGURE.fullmatch(text)


@pytest.mark.parametrize("text", ["3 agencies", "2023 to 2026", "Banking", "", "A4 paper"])
def test_words_are_no_figure(text):
    assert not FIGURE.fullmatch(text)


def test_a_text_that_starts_at_the_third_level_skips_none():
    assert dressed("<h3>A</h3><p>B</p><h3>C</h3>") == "<h2>A</h2><p>B</p><h2>C</h2>"
    assert "<h3>C</h3>" in dressed("<h2>A</h2><p>B</p><h3>C</h3>")


def test_pictures_in_the_text_wait_until_they_are_near():
    assert 'loading="lazy"' in dressed('<figure><img src="/media/a.jpg" alt=""></figure>')


def test_text_that_leaves_the_site_carries_full_addresses():
    shown = absolute('<p><a href="/tags/media/">Media</a> <img src="/media/a.jpg"></p>')
    assert 'href="http://localhost:8000/tags/media/"' in shown
    assert 'src="http://localhost:8000/media/a.jpg"' in shown


def test_paper_gets_the_addresses_in_the_order_of_the_links():
    stored = '<p><a href="/latest/">A</a> <a href="https://example.com/">B</a></p>'
    assert addresses(stored) == ["http://localhost:8000/latest/", "https://example.com/"]
    assert addresses("") == []
