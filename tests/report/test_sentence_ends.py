"""Where words were left out an omission mark stands, whatever a full stop may look like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.report.facts import TurnRow
from workbench.report.quotation import spoken
from workbench.spans import Span

MARK = "⟦⟧"


def quoted(words: str, extract: str) -> str:
    text = f"Ada: {words}\n"
    start = text.index(extract, 5)
    turns = (TurnRow(5, 5 + len(words), "Ada", ("P1",)),)
    (part,) = spoken(text, Span(start, start + len(extract)), turns)
    return part.words


@pytest.mark.parametrize(
    ("words", "extract", "printed"),
    [
        ("It cost me 3.50 a day.", "It cost me 3", "It cost me 3 …"),
        ("It cost me 3.50 a day.", "It cost me 3.", "It cost me 3. …"),
        ("It cost me 3.50 Euros.", "50 Euros.", "… 50 Euros."),
        ("So that is that... really.", "So that is that", "So that is that …"),
        ("So that is that... really.", "So that is that.", "So that is that. …"),
        ("So that is that... really.", "So that is that...", "So that is that... …"),
        ("So that is that... Really.", "So that is that...", "So that is that..."),
        ("So that is that… really.", "So that is that", "So that is that …"),
        ("So that is that... Really.", "Really.", "Really."),
        ("So that is that... Really.", ". Really.", "… . Really."),
        ("I asked Mr. Smith.", "I asked Mr", "I asked Mr …"),
        ("I asked Mr. Smith.", "I asked Mr.", "I asked Mr. …"),
        ("I asked Mr. Smith.", "Smith.", "… Smith."),
        ("Some help, e.g. Lifts.", "Lifts.", "… Lifts."),
        ("See us.org Now.", "See us", "See us …"),
        ("It was mad. We left.", "It was mad", "It was mad"),
        ("It was mad. We left.", "We left", "We left"),
        ("“It was mad.” We left.", "It was mad", "It was mad"),
        ("“It was mad.” We left.", "We left.", "We left."),
        ("Was it? We left.", "Was it", "Was it"),
        ("他说。我走了。", "他说", "他说"),
    ],
)
def test_an_extract_prints_a_mark_where_it_was_cut(words: str, extract: str, printed: str) -> None:
    assert quoted(words, extract) == printed


WORDS = st.lists(st.sampled_from(["a", "B", " ", ".", "…", "3", "?", "”", "Mr", "\n"]), min_size=1, max_size=25)


@given(WORDS.map("".join), st.data())
def test_what_has_no_mark_ends_where_a_sentence_or_the_turn_does(words: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    parts = spoken(words, Span(start, end), (TurnRow(0, len(words), "", ("P1",)),), omission=MARK)
    if not parts:
        return
    cut = words[start:end].strip()
    at = start + words[start:end].index(cut)
    before, behind = words[:at].rstrip(), words[at + len(cut) :].lstrip("” \n")
    if not parts[-1].words.endswith(MARK) and behind:
        last = cut.rstrip("”")[-1:]
        assert last in ".?…" or behind[0] in ".?"
        if last not in ".?…" and behind[0] == ".":
            assert behind[1:2] in ("", " ", "\n", "”")
            # Whatever stands last in a turn ends it.
            to_the_dot = words[: len(words) - len(behind)]
            assert not behind[1:] or not to_the_dot.endswith("Mr") or to_the_dot[:-2][-1:].isalnum()
    if not parts[0].words.startswith(MARK) and before:
        assert before.rstrip("”")[-1:] in (".", "?", "…", "")
        is_one_stop = before.endswith(".") and before[-2:-1] not in (".", "…")
        assert not (is_one_stop and words[at - 1] == "." and cut[0] != "”")
