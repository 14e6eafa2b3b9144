"""Any sequence of changes of whole codes: what need not change stays, it reads as meant, and no id is ever lost."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.codebook.changes.between_files import Given, handed_over
from workbench.codebook.editing.edit_many import change_codes, move_codes, take_out_code, with_followers
from workbench.codebook.file import parse
from workbench.codebook.lineage import Lineage
from workbench.codebook.schema import Code
from workbench.errors import BadInput
from workbench.yamltext import item_lines, read_yaml

FORMS = (
    "id: {id}\nname: {id}   # called",
    "name: 'Its'\n# within\nid: {id}\ndefinition: >-\n  Folded\n  text.",
    "{{id: {id}, name: N, was: [was-{id}]}}",
    'id: {id}\nname: N\nexamples:\n- x  # twice\n- "y: z"\n\ndefinition: |\n  Last.\n',
    "id:   {id}\nname: é😀\ninclude: [a, b]\nwas:\n  - was-{id}\nunknown: kept",
)
ABOVE = ("", "\n", "\n# -- part --\n\n", "\n# about it\n", "# right above\n")


@st.composite
def codebooks(draw):
    """A codebook as people write it, with odd spacing; and the ids in it."""
    dash, gap = " " * draw(st.integers(0, 3)), " " * draw(st.integers(1, 3))
    text = "# INVENTED\nname: N\ncodes:\n"
    for number in range(draw(st.integers(2, 5))):
        for line in draw(st.sampled_from(ABOVE)).splitlines():
            text += f"{dash}{line}\n" if line else "\n"
        lines = draw(st.sampled_from(FORMS)).format(id=f"c{number}").split("\n")
        text += f"{dash}-{gap}{lines[0]}\n"
        text += "".join(f"{dash} {gap}{line}\n" if line else "\n" for line in lines[1:])
    text += draw(st.sampled_from(["", "# end\n", "\nversion: 1.10\n"]))
    text = text.rstrip("\n") if draw(st.booleans()) else text
    text = draw(st.sampled_from(["", "\ufeff"])) + text
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


def step(data, text, fresh):
    """One change, drawn; gives the new text and the ids of the codes whose own lines may differ."""
    book = parse(text, file="codebook")
    ids = [code.id for code in book.codes]
    one, other = (data.draw(st.sampled_from(ids)) for _ in "ab")
    code = book.code(one)
    what = data.draw(st.sampled_from(["id", "merge", "split", "retire", "rename", "under", "move", "out"]))
    if what == "id":
        new = f"n{next(fresh)}"
        following = {}
        for each in book.codes:
            fields = {name: new for name in ("parent", "merged_into") if getattr(each, name) == one}
            if one in each.split_into:
                fields["split_into"] = [new if part == one else part for part in each.split_into]
            if fields:
                following[each.id] = fields
        following[one] = following.get(one, {}) | {"was": [*code.was, one]}
        return change_codes(text, following, ids={one: new}), {*following}
    if what == "merge":
        below = {child.id: {"parent": other} for child in book.children(one) if child.id != other}
        fields = {**below, one: {"merged_into": other, "split_into": None}}
        return change_codes(text, fields), {*fields}
    if what == "split":
        new = [Code(f"n{next(fresh)}", "New", parent=code.parent), Code(f"n{next(fresh)}", "Newer", "Two\nlines.")]
        last = book.codes[with_followers(book, one)[1] - 1].id
        fields = {one: {"split_into": [*code.split_into, new[0].id, new[1].id, other], "merged_into": None}}
        return change_codes(text, fields, added={last: new}), {one}
    if what in ("retire", "rename", "under"):
        value = {"retired": not code.retired, "rename": "It's: new", "under": other}
        field = {"retire": "retired", "rename": "name", "under": "parent"}[what]
        fields = {field: not code.retired if what == "retire" else value[what]}
        return change_codes(text, {one: fields}), {one}
    if what == "move":
        return move_codes(text, one, **{data.draw(st.sampled_from(["before", "behind"])): other}), set()
    return take_out_code(text, one), {one}


def own_lines(text):
    """The lines of each code, by its id; and those that belong to none, without empty ones."""
    spans = item_lines(read_yaml(text, name="codebook"), ("codes",))
    ids = [code.id for code in parse(text, file="codebook").codes]
    rest, at = "", 0
    for start, end in spans:
        rest, at = rest + text[at:start], end
    rest += text[at:]
    return {code: text[start:end] for code, (start, end) in zip(ids, spans, strict=True)}, rest.split()


@settings(suppress_health_check=list(HealthCheck))
@given(codebooks(), st.data())
def test_a_chain_of_changes_of_whole_codes(text, data):
    fresh = count()
    known = {one for code in parse(text, file="codebook").codes for one in (code.id, *code.was)}
    ending = "\r\n" if "\r\n" in text else "\n"
    for _ in range(4):
        before, between = own_lines(text)
        try:
            new, touched = step(data, text, fresh)
        except BadInput:
            # A circle, or a code under one that is taken out: refused, and nothing is done.
            continue
        if not parse(new, file="codebook").codes:
            return
        after, still_between = own_lines(new)
        # What need not change has the same bytes; a comment that stood between codes stands there still.
        assert {code: lines for code, lines in after.items() if code in before and code not in touched} == {
            code: lines for code, lines in before.items() if code in after and code not in touched
        }
        assert still_between == between
        for code in touched & after.keys() & before.keys():
            comments = re.findall(r"#[^\r\n]*", before[code])
            assert comments == [one for one in re.findall(r"#[^\r\n]*", after[code]) if one in comments]
        assert new.startswith("\ufeff") == text.startswith("\ufeff")
        assert set(re.findall(r"\r\n|\n|\r", new)) <= {ending}
        book = parse(new, file="codebook")
        here = {code.id for code in book.codes}
        gone = {one for code in before.keys() - after.keys() for one in [code] if code not in Lineage([book])._today}
        gone |= {was for code in parse(text, file="codebook").codes if code.id in gone for was in code.was}
        known = (known | here) - gone
        lineage = Lineage([book])
        # Only what was taken out is not found any more; all else leads to a code that is there.
        assert all(lineage.today(one) in here for one in known)
        text = new


@settings(suppress_health_check=list(HealthCheck), max_examples=20)
@given(codebooks(), codebooks(), st.data())
def test_codes_that_go_to_another_file_lose_no_word_and_no_comment(text, other, data):
    other = re.sub(r"\bc(\d)\b", r"d\1", other)
    ids = [code.id for code in parse(text, file="a").codes]
    going = data.draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
    where = data.draw(st.sampled_from([code.id for code in parse(other, file="b").codes]))
    place = {data.draw(st.sampled_from(["before", "behind"])): where}
    left, new = handed_over(Given("a", text), Given("b", other), going, **place)
    assert [code for code in parse(text, file="a").codes if code.id in going] == [
        code for code in parse(new, file="b").codes if code.id in going
    ]
    words = Counter(f"{left}\n{new}".replace("codes: []", "codes:").replace("\ufeff", "").split())
    assert words == Counter(f"{text}\n{other}".replace("\ufeff", "").split())
    lines = new.splitlines()
    assert [line for line in other.splitlines() if line not in lines] == []
    assert ("\r\n" in other) == ("\n" in new and "\n" not in new.replace("\r\n", ""))
