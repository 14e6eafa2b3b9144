from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.report.content import Heading, Kind, ListItem, Paragraph, Run, as_text
from workbench.report.markdown import as_markdown, as_markdown_between, blocks_of, headings_below


def read(text, level=1):
    return blocks_of(text, level=level, series=count(1))


def test_paragraphs_with_emphasis():
    assert read("One *two* **three**\nfour") == (
        Paragraph(
            (Run("One "), Run("two", emphasis=True), Run(" "), Run("three", strong=True), Run(" four")),
        ),
    )


def test_headings_stand_below_the_themes_own():
    assert read("# a\n\n## b\n\n### c\n\n###### d") == tuple(
        Heading(text, level) for text, level in [("a", 2), ("b", 2), ("c", 3), ("d", 4)]
    )
    assert read("## b", level=2) == (Heading("b", 3),)


def test_headings_are_set_below_a_level_and_nothing_else_changes():
    written = "# a\n\n#### b #\n> ## c\n\n```\n# no heading\n```\n#neither\u2028# this\n\nd\n==="
    shifted = "#### a\n\n###### b #\n> ##### c\n\n```\n# no heading\n```\n#neither\u2028# this\n\nd\n==="
    assert headings_below(written, level=3) == shifted
    assert headings_below(written, level=0) == written


def test_ordered_lists_are_series_of_their_own():
    items = read("3. a\n4. b\n\ntext\n\n1. c\n   - d\n\n   more")
    assert items[0] == ListItem((Run("a"),), ordered=True, series=1, first=3)
    assert items[3] == ListItem((Run("c"),), ordered=True, series=2, first=1)
    assert items[4] == ListItem((Run("d"),), level=1)
    assert items[5] == Paragraph((Run("more"),), Kind.LISTED)


def test_links_print_as_text_and_html_stays_text():
    assert read("[here](https://a.example) <https://b.example> <b>x</b>") == (
        Paragraph((Run("here (https://a.example) https://b.example <b>x</b>"),)),
    )
    assert read("<script>alert(1)</script>") == (Paragraph((Run("<script>alert(1)</script>"),)),)


def test_a_set_in_passage_is_no_quotation():
    assert read("> words") == (Paragraph((Run("words"),), Kind.INDENTED),)


def test_brackets_of_redactions_are_text():
    assert read("in [names city] and (name), [/bold]") == (Paragraph((Run("in [names city] and (name), [/bold]"),)),)


_SIGNS = st.sampled_from([*"\\`*_{}[]()<>#+-=.!|~&:;/\"' \t\n1a\u00a0\u2028", "&amp;", "&#42;", "http://a.b", "  \n"])
_LETTERS = st.characters(exclude_categories=("Cc", "Cs"))


@given(st.lists(_SIGNS | _LETTERS, max_size=40).map("".join))
def test_words_written_as_markdown_are_read_as_exactly_these_words(words):
    meant = "\n".join(line.strip(" \t") for line in words.strip().split("\n"))
    assert read(as_markdown(words)) == ((Paragraph((Run(meant),)),) if meant else ())
    (among_others,) = read(f"They *say*: {as_markdown(f'“{words}')}” **or** not.\nMore")
    assert "".join(among_others.runs[2].text.split()) == "".join(f":“{words}”".split())


@pytest.mark.parametrize(
    ("before", "after", "begins", "ends"),
    [
        ("They say: ", " And so on.", "", ""),
        ("- one\n  two ", "\n- three", "", ""),
        ("See [", "](http://x)", "", ""),
        ("He wrote `x and ", " y` z", "\n\n", ""),
        ("Look: ![", "](x)", "\n\n", ""),
        ("# ", "\n\nMore `", "\n\n", ""),
        ("A line\n", "\n---", "\n\n", "\n\n"),
    ],
)
def test_where_words_would_be_read_otherwise_they_begin_a_paragraph(before, after, begins, ends):
    words = "“He said `no` *never*\nand left” (PM1, T2)"
    written = as_markdown_between(before, words, after)
    assert written == f"{begins}{as_markdown(words)}{ends}"
    assert sum(words in as_text(block) for block in read(before + written + after)) == 1


def test_in_an_open_fence_only_words_that_mean_nothing_are_written():
    assert as_markdown_between("```\n", "“a *word*”", "") is None
    assert as_markdown_between("```\n", "“a word”", "") == "“a word”"
    assert as_markdown_between("```\nx\n```\n", "“a *word*”", "") == r"“a \*word\*”"


@settings(max_examples=30)
@given(st.lists(_SIGNS | _LETTERS | st.just("```\n"), max_size=20).map("".join), st.text(max_size=20))
def test_wherever_words_are_written_they_are_read_as_these_words(around, words):
    before, after = around[: len(around) // 2], around[len(around) // 2 :]
    written = as_markdown_between(before, f"“{words}”", after)
    meant = "\n".join(line.strip(" \t") for line in f"“{words}”".split("\n"))
    if written is not None:
        assert any(meant in as_text(block) for block in read(before + written + after))


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    read(text)
