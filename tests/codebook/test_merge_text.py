"""Two sides' texts of one codebook brought together: exactly the merged codebook, in the text of ours."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from workbench.codebook.editing.edit import add_code, set_fields
from workbench.codebook.editing.edit_many import change_codes, move_codes
from workbench.codebook.file import parse
from workbench.codebook.merges.lines import merged_lines
from workbench.codebook.merges.merging import merged
from workbench.codebook.merges.text import merged_text
from workbench.codebook.schema import Code
from workbench.errors import BadInput

BASE = """\
# INVENTED
name: Peer mentoring
version: "1.3"

codes:
  # about contact
  - id: contact
    name: Contact
    definition: How they are in touch.  # short

  # -- second part --

  - id: by-text
    name: By text
    parent: contact
    definition: Written messages.
    examples:
      - She wrote.

  - id: calls
    name: Calls
    definition: By phone.

# the end
"""
# Its comment stays behind where a code was taken out.
WITHOUT_CONTACT = re.sub(r"  - id: contact\n(    .*\n)*", "", BASE).replace("    parent: contact\n", "")
WORDS = st.sampled_from(["trust", "no", "a: b", "# x", "it's", "1.10", "[names city]", "two\nlines", "é😀", ""])


PLACES = ["above the code", "above its name", "beside its name", "below its name", "end"]


def told(text: str) -> set[str]:
    """The comments of a text; none of them is among `WORDS`."""
    return {one for one in re.findall(r"#[^\n\r]*", text) if not one.startswith("# x")}


def commented(text: str, code_id: str, comment: str, place: str) -> str:
    """A text with one comment more."""
    if place == "end":
        return f"{text}{comment}\n"
    code = text.index(f"  - id: {code_id}\n")
    name = text.index("    name:", code)
    end = text.index("\n", name)
    at = {"above the code": code, "above its name": name, "beside its name": end, "below its name": end + 1}[place]
    if place == "beside its name":
        return f"{text[:at]}{' and ' if '#' in text[name:end] else '  '}{comment}{text[at:]}"
    return f"{text[:at]}{'  ' if at == code else '    '}{comment}\n{text[at:]}"


@st.composite
def edited(draw, text: str, mark: str) -> str:
    """A text after a few edits as people make them: fields, codes, places, comments; called by ``mark``."""
    for turn in range(draw(st.integers(0, 4))):
        ids = [code.id for code in parse(text, file="b").codes]
        code_id = draw(st.sampled_from(ids))
        kind = draw(
            st.sampled_from(["field", "field", "examples", "add", "move", "comment", "comment", "retire", "out"])
        )
        if kind == "field":
            text = set_fields(text, code_id, {draw(st.sampled_from(["definition", "include", "exclude"])): draw(WORDS)})
        elif kind == "examples":
            text = set_fields(text, code_id, {"examples": draw(st.lists(WORDS, max_size=3, unique=True))})
        elif kind == "add":
            after = draw(st.sampled_from([None, *ids]))
            new = Code(f"{mark}{turn}", "New", definition=draw(WORDS).strip())
            text = change_codes(text, {}, added={after: [new]}) if after is not None else add_code(text, new)
        elif kind == "move" and len(ids) > 1:
            one, other = draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
            # Not to a place among those that go along with it.
            with suppress(BadInput):
                text = move_codes(text, one, before=other)
        elif kind == "comment":
            text = commented(text, code_id, f"# {mark} says {turn}", draw(st.sampled_from(PLACES)))
        elif kind == "retire":
            text = set_fields(text, code_id, {"retired": True})
        elif kind == "out" and len(ids) > 2:
            text = re.sub(rf"  - id: {code_id}\n(    .*\n| *\n(?=    ))*", "", text).replace(
                "    parent: contact\n", ""
            )
    return text


@settings(suppress_health_check=list(HealthCheck))
@example(BASE.replace("How they are in touch.", "trust"), WITHOUT_CONTACT, False, "as it is")
@given(edited(BASE, "o"), edited(BASE, "t"), st.booleans(), st.sampled_from(["as it is", "crlf", "narrow", "wide"]))
def test_whatever_two_sides_wrote(ours, theirs, is_crlf, manner):
    if is_crlf:
        ours = "\ufeff" + ours.replace("\n", "\r\n")
    if manner == "crlf":
        theirs = theirs.replace("\n", "\r\n")
    elif manner != "as it is":
        top, codes = theirs.split("codes:\n")
        old, new = ("^  ", "") if manner == "narrow" else ("^", "  ")
        theirs = f"{top}codes:\n{re.sub(old, new, codes, flags=re.MULTILINE)}"
        parse(theirs, file="b")
    found = merged_text(BASE, ours, theirs, file="b")
    expected = merged(*(parse(text, file="b") for text in (BASE, ours, theirs)))
    assert parse(found.text, file="b") == expected
    assert not found.trouble
    assert not found.is_rewritten
    assert [(one.code, one.field) for one in found.conflicts] == [
        (code.id, one.field) for code in expected.codes for one in code.conflicts
    ]
    lines = found.text.splitlines()
    assert all(lines[one.line - 1].strip() == f"{one.field}:" for one in found.conflicts)
    if found.text != theirs:
        assert found.text.startswith("\ufeff") == ours.startswith("\ufeff")
        assert ("\r" in found.text) == ("\r" in ours)
    # Once more changes nothing.
    assert merged_text(BASE, found.text, theirs, file="b").text == found.text
    # No comment is lost, unless a side took it out.
    was, one, other = told(BASE), told(ours), told(theirs)
    assert (one & other) | (one - was) | (other - was) <= told(found.text)
    assert found.text.count("# INVENTED") == 1


def both(base, ours, theirs):
    found = merged_text(base, ours, theirs, file="b")
    expected = merged(parse(base, file="b") if base else None, parse(ours, file="b"), parse(theirs, file="b"))
    assert parse(found.text, file="b") == expected
    return found


def test_both_add_codes_change_fields_and_comments_in_one_place():
    ours = BASE.replace('"1.3"', '"1.4"').replace("By phone.", "Over the phone.")
    ours = ours.replace("\n# the end", "\n  - id: visits\n    name: Visits\n\n# the end")
    theirs = BASE.replace('"1.3"', '"1.10"').replace("By phone.", "By telephone.").replace("# about", "# all about")
    theirs = theirs.replace("      - She wrote.\n", "      - She wrote.\n      - He wrote.  # both did\n")
    theirs = theirs.replace("  # -- second", "  - id: letters  # new\n    name: Letters\n\n  # -- second")
    theirs = theirs.replace("\n# the end", "\n  - id: email\n    name: E-mail\n\n# the end")
    # Comments come along also where something beside them is left to be decided.
    theirs = theirs.replace("# INVENTED", "# INVENTED, all of it").replace("name: Calls", "name: Calls  # often")
    found = both(BASE, ours, theirs)
    assert found.text == (
        ours.replace('"1.4"', '"1.10"')
        .replace("# INVENTED", "# INVENTED, all of it")
        .replace("name: Calls", "name: Calls  # often")
        .replace("# about", "# all about")
        .replace("      - She wrote.\n", "      - She wrote.\n      - He wrote.  # both did\n")
        .replace("  # -- second", "  - id: letters  # new\n    name: Letters\n\n  # -- second")
        .replace(
            "Over the phone.\n",
            "Over the phone.\n    conflicts:\n      definition:\n"
            "        ours: Over the phone.\n        theirs: By telephone.\n",
        )
        .replace("\n# the end", "\n  - id: email\n    name: E-mail\n\n# the end")
    )
    assert [tuple(one) for one in found.conflicts] == [("calls", "definition", "Over the phone.", "By telephone.", 28)]


A, B = "- id: a\n  name: A\n", "- id: b\n  name: B\n"
SHAPES = {
    "both added it": ("", BASE, BASE.replace("By text", "Texts") + f"  {B}".replace("\n  n", "\n    n")),
    "none yet": ("name: B\ncodes: []\n", "name: B\ncodes: []  # none yet\n", BASE),
    "no key": ("name: B\ncodes: []\n", "name: B\nversion: 2\n", f"name: B\ncodes:\n{A}"),
    "all gone": (BASE, BASE.split("codes:")[0] + "codes: []\n", BASE.replace('"1.3"', '"1.4"')),
    "in brackets": ("codes: [{id: a, name: A}]", "codes: [{id: a, name: B}]", f"version: 2\ncodes:\n{A}{B}"),
    "theirs in brackets": (
        "codes: [{id: a, name: A}]\n",
        f"codes:\n{A}".replace("A", "B"),
        "codes: [{id: a, name: A, definition: D}, {id: c, name: C}]\n",
    ),
    "anchors": (
        "codes:\n- &x {id: a, name: A}\n",
        "codes:\n- &x {id: a, name: &n A}\n- {id: b, name: *n}\n",
        "codes:\n- {id: c, name: A, was: [a]}\n",
    ),
    "no last line end": (f"codes:\n{A}", f"codes:\n{A}"[:-1], f"codes:\n{A}{B}"[:-1]),
    "each takes one out": (f"codes:\n{A}{B}", f"codes:\n{A}", f"codes:\n{B}"),
}


@pytest.mark.parametrize(("base", "ours", "theirs"), SHAPES.values(), ids=SHAPES)
def test_files_of_other_shapes(base, ours, theirs):
    for one, other in ((ours, theirs), (theirs, ours)):
        assert both(base, one, other).trouble == ""


@pytest.mark.parametrize(
    "spoilt", ["name: [\n", "<<<<<<< x\nname: a\n=======\nname: b\n>>>>>>> y\n", "codes:\n\t- id: a\n"]
)
def test_a_side_that_is_no_codebook_is_merged_line_by_line(spoilt):
    found = merged_text(BASE, BASE.replace("Written", "Typed"), BASE + spoilt, file="b")
    assert found.trouble
    assert found.text == BASE.replace("Written", "Typed") + spoilt
    found = merged_text(BASE, BASE.replace("Written", "Typed"), BASE.replace("Written", "[") + spoilt, file="b", size=9)
    assert "<<<<<<<<< ours\n    definition: Typed messages.\n=========\n    definition: [ messages.\n" in found.text


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_lines_of_both_are_there(base, ours, theirs):
    texts = ["".join(f"{line}\n" for line in lines) for lines in (base, ours, theirs)]
    assert merged_lines(texts[0], texts[1], texts[0]).text == texts[1]
    assert merged_lines(texts[0], texts[0], texts[2]).text == texts[2]
    found = merged_lines(*texts)
    new = {line for side in (ours, theirs) for line in side if line not in base}
    assert new <= set(found.text.split("\n"))
    assert found.is_clean == ("<<<<<<<" not in found.text)
