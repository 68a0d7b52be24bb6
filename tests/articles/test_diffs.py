"""What changed between two texts, by word."""

import pytest

from newsroom.articles.diffs import Kind, Piece, excerpts, word_diff


def marked(pieces) -> str:
    """As git writes a word diff."""
    marks = {Kind.SAME: "{}", Kind.REMOVED: "[-{}-]", Kind.ADDED: "{{+{}+}}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("before", "after", "diff"),
    [
        ("", "", ""),
        ("The same.", "The same.", "The same."),
        ("", "New.", "{+New.+}"),
        ("Old.", "", "[-Old.-]"),
        ("A red kite flew.", "A blue kite flew.", "A [-red -]{+blue +}kite flew."),
        ("print.From here", "print.\n\nFrom here", "print[-.-]{+.\n\n+}From here"),
        ("渡輪票價凍結", "渡輪票價上漲", "渡輪票價[-凍結-]{+上漲+}"),
        ("<p>One</p>", "<h2>One</h2>", "[-<p>-]{+<h2>+}One[-</p>-]{+</h2>+}"),
        ("5 < 6 days", "5 < 7 days", "5 < [-6 -]{+7 +}days"),
    ],
)
def test_words_that_differ_are_marked(before, after, diff):
    assert marked(word_diff(before, after)) == diff


@pytest.mark.parametrize("kind", [Kind.REMOVED, Kind.ADDED])
def test_the_pieces_of_one_side_are_its_text(kind):
    texts = {
        Kind.REMOVED: "  He said: “kites”, 風箏 & <em>kites</em>.\n",
        Kind.ADDED: "She said: “ferries”,\n\n渡輪 & <strong>kites</strong>…",
    }
    pieces = word_diff(texts[Kind.REMOVED], texts[Kind.ADDED])
    assert "".join(p.text for p in pieces if p.kind in {Kind.SAME, kind}) == texts[kind]


def test_excerpts_keep_each_change_with_a_little_around_it():
    words = " ".join(f"word{number}" for number in range(100))
    pieces = word_diff(f"{words} old {words} {words}", f"{words} new {words} {words} end")
    found = marked(excerpts(pieces, around=10))
    assert found == (" … 98 word99 [-old -]{+new +}word0 word … 97 word98 [-word99-]{+word99 end+}")


def test_a_long_change_is_cut_in_the_middle():
    pieces = [Piece(Kind.ADDED, "a" * 300 + "b" * 300)]
    assert marked(excerpts(pieces, longest=10)) == "{+aaaaa … bbbbb+}"


def test_two_long_texts_are_compared_without_loss():
    """Compared exactly they would take minutes."""
    before, after = (" ".join(f"the {n % cycle} of" for n in range(15_000)) for cycle in (997, 991))
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != Kind.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.kind != Kind.REMOVED) == after
