"""Single codes out of a codebook's text: what reading the whole text gives, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.codebook import pieces
from workbench.codebook.editing import edit
from workbench.codebook.file import parse
from workbench.codebook.pieces import codes_of
from workbench.codebook.schema import Change, Code, Conflict
from workbench.errors import BadInput

B = "  - id: b\n    name: B\n"
WRITTEN = {
    "dashes at the border": "codes:\n- id: a\n  name: A\n- id: b # then\n  name: |\n    codes:\n    - id: c\n",
    "comments, and keys behind": (
        'name: N\ncodes:  # all\n\n  # one\n  - id: "a"\n    name: A\n' + B + "version: 2\n"
    ).replace("\n", "\r\n"),
    "a list in a code": "codes:\n  - id: a\n    name: A\n    examples:\n    - One.\n    - coding: none\n" + B,
    "the name first": "codes:\n  - name: A\n    id: a\n" + B,
    "brackets": "codes: [{id: a, name: A}, {id: b, name: B}]\n",
    "a bracket in dashes": "codes:\n  - {id: a, name: A}\n" + B,
    "an escape": 'codes:\n  - id: "\\x61"\n    name: A\n' + B,
    "a text with codes in it": 'description: "x\n\ncodes:\n  - id: a"\ncodes:\n  - id: a\n    name: A\n' + B,
    "a text that goes on to the left": 'codes:\n  - id: a\n    name: "A\n\n  - id: c\n    name: B"\n' + B,
    "words behind": "codes:\n  - id: a\n    name: A\n" + B + "description: >\n  - id: c\n    name: C\n",
    "no codes": "name: N\n",
    "empty": "",
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_a_code_alone_is_what_the_whole_text_says(text):
    try:
        whole = {code.id: code for code in parse(text, file="f").codes}
    except BadInput:
        whole = {}
    assert {one: codes_of(text).get(one) for one in "abcN"} == {one: whole.get(one) for one in "abcN"}


TEXTS = st.sampled_from(
    ["", "x", "- id: a\n  name: B", "codes:\n- id: b", "a: b # c", '"', "'", "  two\n\n  - id: d", "#", "| >"]
)


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), TEXTS, TEXTS, st.booleans()), unique_by=lambda one: one[0], max_size=5
    )
)
def test_what_the_program_writes_is_read_in_pieces(codes):
    text = ""
    for code_id, one, other, retired in codes:
        code = Code(
            code_id,
            one.strip() or "N",
            definition=other.strip(),
            examples=tuple(filter(None, [one.strip()])),
            retired=retired,
            changes=(Change("2026-01-01", "Why"),),
        )
        text = edit.add_code(text, code)
    whole = {code.id: code for code in parse(text, file="f").codes}
    found = codes_of(text)
    assert {one: found.get(one) for one in "abcdefz"} == {one: whole.get(one) for one in "abcdefz"}


def test_a_code_that_many_states_have_is_read_once(monkeypatch):
    states = [
        f"codes:\n  - id: a\n    name: A\n  - id: lasting\n    name: Lasting {'!' * 9}\n  - id: n{n}\n    name: N\n"
        for n in range(50)
    ]
    asked = []
    monkeypatch.setattr(pieces, "parse", lambda text, file: asked.append(text) or parse(text, file=file))
    assert {codes_of(state)["lasting"] for state in states} == {Code("lasting", "Lasting !!!!!!!!!")}
    assert sum("lasting" in text for text in asked) == 1
    # Conflicts and what else is in a code come with it.
    left = "codes:\n  - id: a\n    name: A\n    conflicts:\n      name:\n        ours: A\n        theirs: B\n"
    assert codes_of(left)["a"] == Code("a", "A", conflicts=(Conflict("name", "A", "B"),))
