"""Random edits, one after the other, on random codebooks: only the field's own lines differ, and it reads as meant."""

import re
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.codebook.editing.edit import add_code, set_fields
from workbench.codebook.editing.edit_many import change_codes
from workbench.codebook.file import parse
from workbench.codebook.lineage import Lineage
from workbench.codebook.schema import Change, Code, Conflict

WORDS = st.sampled_from(
    [
        "mentor",
        "no",
        "1.10",
        "é😀",
        "it's",
        '"so"',
        "a: b",
        "# x",
        "- y",
        "[names city]",
        "يا",
        "null",
        "{z}",
        "\\",
        "%",
        "*c",
        "|",
        ">",
        "x\ty",
        "\xa0x",
        "~",
    ]
)
LINE = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)
TEXTS = st.one_of(LINE, st.lists(st.one_of(LINE, st.just("")), min_size=1, max_size=4).map("\n".join), st.just(""))
CHANGES = st.one_of(
    st.tuples(st.sampled_from(["definition", "include", "exclude"]), TEXTS),
    st.tuples(st.just("name"), LINE),
    st.tuples(st.just("examples"), st.lists(TEXTS, max_size=4)),
    st.tuples(st.just("colour"), st.sampled_from(["#123456", "#ABCDEF", None])),
    st.tuples(st.just("origin"), st.sampled_from(["a priori", "data-driven", None])),
    st.tuples(st.sampled_from(["exclusive", "retired"]), st.booleans()),
    st.tuples(st.just("changes"), st.lists(st.builds(Change, st.sampled_from(["", "2026-03-14"]), LINE), max_size=3)),
    st.tuples(
        st.just("conflicts"),
        st.lists(
            st.builds(Conflict, st.sampled_from(["definition", "include"]), TEXTS, TEXTS),
            max_size=2,
            unique_by=lambda one: one.field,
        ),
    ),
    st.tuples(st.just("examples"), st.just(["She rang.", "coding: 6f1c5f0e-6f0b-4c5e-9a6d-0d1a5b1c2d3e"])),
)
STYLES = {
    "definition": [
        "definition: Plain: text",
        "definition: >-\n  Folded text\n  of two lines.",
        "definition: |  # why\n    One.\n\n    Two.",
        "definition: 'It''s'",
        'definition: "a\n  b"',
        "definition: plain text\n  goes on",
        "definition:",
    ],
    "include": ["include: [a, b]", "include:\n- a\n# between\n- b", "include: text  # c", 'include: ""'],
    "examples": ["examples:\n  - She rang.  # c\n  - 'No.'", "examples: [x]", "examples: one"],
    "colour": ['colour: "#2E6F9E"', "colour: '#2E6F9E' # c"],
    "was": ["was: [w{0}]", "was: w{0}"],
    "changes": [
        "changes:\n  - date: 2026-03-14  # the day\n    reason: Too wide.\n  - Said so.",
        "changes:\n- {{date: 2026-03-14, reason: x}}",
    ],
    "conflicts": ["conflicts:\n  definition:\n    ours: a\n    theirs: >-\n      b\n      c"],
}
STYLES["definition"][0] = "definition: Plain text"


@st.composite
def codebooks(draw):
    dash, gap = " " * draw(st.integers(0, 3)), " " * draw(st.integers(1, 3))
    lines = ["# INVENTED", "name: é😀", "", "codes:"]
    for number in range(draw(st.integers(1, 4))):
        fields = [draw(st.sampled_from(styles)).format(number) for styles in STYLES.values() if draw(st.booleans())]
        fields = draw(st.permutations(["name: N", *fields]))
        lines += draw(st.sampled_from([[], [""], ["", f"{dash}# -- part --"]]))
        lines += [f"{dash}-{gap}id: c{number}"]
        for written in fields:
            lines += [f"{dash} {gap}{line}".rstrip() if line else "" for line in written.split("\n")]
            lines += draw(st.sampled_from([[], [], [f"{dash} {gap}# note"], [""]]))
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n# end\n"]))
    text = draw(st.sampled_from(["", "\ufeff"])) + text
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


def changed(codebook, code_id, field, value):
    """The codebook as it should be read after the change."""
    if field in ("changes", "conflicts"):
        unix = [[re.sub(r"\r\n?", "\n", part).strip() for part in one] for one in value]
        value = tuple(type(one)(*parts) for one, parts in zip(value, unix, strict=True))
    elif isinstance(value, list):
        value = tuple(text.strip() for text in value if text.strip())
    elif isinstance(value, str):
        value = value.strip()
    codes = tuple(replace(code, **{field: value}) if code.id == code_id else code for code in codebook.codes)
    return replace(codebook, codes=codes)


def in_other_lines(old, new, code_id):
    """Assert that every line outside the code's own lines is the same, in the same order."""
    start = re.search(rf"id: {code_id}\b", old).start()
    end = re.search(r"id: c\d", old[start + 4 :])
    end = len(old) if end is None else start + 4 + end.start()
    assert new.startswith(old[:start])
    assert new.endswith(old[end:])
    kept = set(old[start:end].splitlines()) - set(new.splitlines())
    assert not any("# note" in line or "# -- part" in line for line in kept)


@settings(suppress_health_check=list(HealthCheck))
@given(codebooks(), st.data())
def test_a_chain_of_edits(text, data):
    codebook = parse(text, file="codebook")
    for _ in range(3):
        code_id = data.draw(st.sampled_from([code.id for code in codebook.codes]))
        field, value = data.draw(CHANGES)
        new = set_fields(text, code_id, {field: value})
        expected = changed(codebook, code_id, field, value)
        codebook = parse(new, file="codebook")
        assert codebook == expected
        in_other_lines(text, new, code_id)
        assert ("\r\n" in new) == ("\r\n" in text)
        assert set_fields(new, code_id, {field: value}) == new
        text = new


@settings(suppress_health_check=list(HealthCheck))
@given(codebooks(), st.data())
def test_a_code_added_anywhere(text, data):
    before = parse(text, file="codebook")
    after = data.draw(st.sampled_from([None, *(code.id for code in before.codes)]))
    code = Code(
        "new",
        data.draw(LINE).strip(),
        definition=data.draw(TEXTS).strip(),
        examples=tuple(found for each in data.draw(st.lists(TEXTS, max_size=3)) if (found := each.strip())),
        parent=data.draw(st.sampled_from([None, "c0"])),
        was=tuple(data.draw(st.sampled_from([(), ("no",), ("x", "1.10")]))),
        exclusive=False,
    )
    new = change_codes(text, {}, added={after: [code]}) if after is not None else add_code(text, code)
    # Behind another code, or behind all that is in its group.
    group = (
        {code.parent, *Lineage((before,)).descendants(code.parent)} if code.parent else {one.id for one in before.codes}
    )
    last = after or [one.id for one in before.codes if one.id in group][-1]
    position = [one.id for one in before.codes].index(last) + 1
    assert parse(new, file="codebook").codes == (*before.codes[:position], code, *before.codes[position:])
    # Lines were added in one place, and none was changed.
    shared = next((at for at, (one, two) in enumerate(zip(text, new, strict=False)) if one != two), len(text))
    assert new.endswith(text[shared:])
