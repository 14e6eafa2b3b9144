"""Words of a codebook in Markdown are read as exactly these words: nothing of them is markup, whatever they hold."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from workbench.codebook.differences.telling import tell
from workbench.codebook.differences.told_as import as_markdown
from workbench.codebook.differences.voices import Markdown, Plain, escaped
from workbench.codebook.differences.word_diff import word_diff
from workbench.codebook.schema import Code, Codebook
from workbench.visible import one_line

READER = MarkdownIt("commonmark").enable(["strikethrough", "table"])
UNSEEN = "\u200b"
SIGNS = st.text(st.sampled_from("*_`~[]()<>&;#!|\\@$%:/.-+= \n1awG\u202e\x1b\u4fe1\uff0c"), max_size=30)


def words_of(markdown):
    """What a reader sees, and the kinds of tokens in it."""
    (inline,) = [token for token in READER.parse(markdown) if token.type == "inline"]
    return "".join(child.content for child in inline.children), {child.type for child in inline.children}


@given(SIGNS)
@example("<img src=x onerror=alert(1)> <!-- @ruth #12 -->")
@example("&#35; &amp; **b** __i__ ~~s~~ `c` [l](http://x) ![p](y) <http://z> $a$ \\")
def test_words_are_read_as_they_are(text):
    shown, kinds = words_of(f"x {escaped(one_line(text))} x")
    assert shown.replace(UNSEEN, "") == f"x {one_line(text)} x".replace(UNSEEN, "")
    assert kinds <= {"text"}


def test_nobody_is_called_and_nothing_becomes_a_link():
    held = escaped("@ruth, a@b.org, #12, GH-12, !34, ~label, %5, http://x.org, www.x.org, :smile:")
    for call in ("@ruth", "@b.org", "#12", "GH-12", "!34", "~label", "%5", "://x", "www.x", ":smile:"):
        assert call not in held
    assert escaped("5 % of 12, a: b, 50% - (x) #") == "5 % of 12, a: b, 50% - (x) \\#"


@given(SIGNS, SIGNS)
@example("\u4fe1", "\u4fe1\uff0c\u4fe1")
def test_old_words_are_struck_out_and_new_ones_bold(old, new):
    pieces = word_diff(old.strip(), new.strip())
    shown, kinds = words_of(f"x {Markdown().compared(pieces)} x")
    both = "".join(one_line(piece.text) for piece in pieces)
    assert "".join(shown.split()).replace(UNSEEN, "") == f"x{''.join(both.split())}x".replace(UNSEEN, "")
    marks = {"old": {"s_open", "s_close"}, "new": {"strong_open", "strong_close"}, "same": set()}
    wanted = set().union(*(marks[piece.kind] for piece in pieces if piece.text.strip()))
    assert kinds - {"text"} == wanted


def test_in_a_terminal_the_marks_are_those_of_git():
    assert Plain().compared(word_diff("a b c", "a x\ny c")) == "a [-b-] {+x y+} c"
    assert Plain().compared(word_diff("\u5199\u4fe1", "\u5199\u4fe1\u4ed6")) == "\u5199\u4fe1{+\u4ed6+}"
    assert Plain().compared(word_diff("a\nb", "a b")) == "a b"
    assert Markdown().identifier("by-text") == "`by-text`"
    assert Markdown().identifier("`*") == "\\`\\*"


def test_a_hostile_codebook_makes_no_markup():
    nasty = "# <script>*x*</script> | [a](b) @all `c`\n- d"
    old = Codebook(nasty, "1. ", nasty, (Code("a*", "A", nasty), Code("`b`", nasty, nasty)), "b.yaml")
    new = Codebook("B", "# 2 #", "", (Code("a*", nasty, f"{nasty} e"), Code("<c>", nasty, nasty)), "b.yaml")
    for pair in ((old, new), (new, old)):
        tokens = READER.parse(as_markdown(tell([pair])))
        kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
        assert kinds == {"heading", "inline", "paragraph", "bullet_list", "list_item"}
        inside = {child.type for token in tokens for child in token.children or ()}
        assert inside <= {"text", "code_inline", "s_open", "s_close", "strong_open", "strong_close"}
        assert all(
            child.content in ("a*", "<c>")
            for token in tokens
            for child in token.children or ()
            if child.type == "code_inline"
        )
