"""Codebooks with all that a field can hold: what properties of the formats are tried on."""

from __future__ import annotations

from hypothesis import strategies as st

from workbench.codebook.schema import Change, Code, Codebook

HOSTILE = (
    "trust", "=1+1", "+44", "-", "'=cmd()", "@SUM(A1)", "1.0", "#N/A", "<b>&amp;", "[/bold]", "\x1b[31m", "\x07",
    "_x0041_",
    '"so"', "“so”", "a, b; c", "Include: x", "\\Exclude: y", "Examples:", "• x", "2026-03-14: y", ": z", "عربي\u200f",
    "👩\u200d👩\u200d👧", "e\u0301", "\ufffe", "yes", "coding: x", "A::B", "A/B", "\t", "\xa0",
)  # fmt: skip
LINE = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4).map(" ".join)
TEXT = st.lists(st.one_of(LINE, st.just("")), max_size=4).map("\n".join).map(str.strip)
NAME = LINE.map(lambda words: words.replace("\t", " ").strip()).filter(bool)
REASONS = st.builds(Change, st.sampled_from(["", "2026-03-14"]), TEXT).filter(any)
EXAMPLE = st.one_of(TEXT.filter(bool), st.just("coding: 6f1c5f0e-6f0b-4c5e-9a6d-0d1a5b1c2d3e"))


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    """A codebook that a file could hold: values as reading gives them, groups before or behind what stands in them."""
    ids = draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5, unique=True))
    codes = []
    for at, code_id in enumerate(ids):
        codes.append(
            Code(
                code_id,
                f"{draw(NAME)} {code_id}",
                draw(TEXT),
                draw(TEXT),
                draw(TEXT),
                tuple(draw(st.lists(EXAMPLE, max_size=3))),
                draw(st.sampled_from([None, *ids[:at]])),
                draw(st.sampled_from([None, "#12AB9f"])),
                draw(st.sampled_from([None, "a priori", "data-driven"])),
                tuple(draw(st.sampled_from([[], [f"was-{code_id}"], [f"was-{code_id}", f"w2{code_id}"]]))),
                draw(st.sampled_from([None, None, None, *ids[:at]])),
                (),
                draw(st.booleans()),
                draw(st.booleans()),
                tuple(draw(st.lists(REASONS, max_size=2))),
            )
        )
    return Codebook("Book", "1", "", tuple(codes), "book.yaml")
