"""What a code was before one side of a merge took it out and the other changed it."""

from __future__ import annotations

import datetime as dt

from workbench.codebook.file import parse
from workbench.codebook.versions.contested import before_contested, fields_changed, needing
from workbench.codebook.versions.lives import Stage

BASE = "name: B\ncodes:\n  - id: a\n    name: A\n    definition: One.\n  - id: b\n    name: B\n"
FIRST = BASE.replace("One.", "One, or two.")
THEIRS = FIRST.replace("name: A\n", "name: A\n    origin: a priori\n")
GONE = "name: B\ncodes:\n  - id: b\n    name: B\n"
MERGED = THEIRS.replace("  - id: b\n", "    conflicts:\n      code: {ours: taken out, theirs: changed}\n  - id: b\n")


def stages(*texts):
    """Versions, newest first, each with those before it."""
    day = dt.datetime(2026, 3, 14, tzinfo=dt.UTC)
    return [Stage("b.yaml", day, "Ruth", "", "", new, tuple(before)) for new, *before in texts]


def changed(found):
    code = parse(MERGED, file="b.yaml").codes[0]
    before = before_contested(found, code)
    return [(one.field, one.before, one.after) for one in fields_changed(before, code)] if before else None


def test_it_is_what_stood_there_when_it_was_taken_out():
    whole = [("definition", "One.", "One, or two."), ("origin", "", "a priori")]
    # Git knows both lines of work: what theirs changed in two steps is told as one.
    known = stages((MERGED, GONE, THEIRS), (THEIRS, FIRST), (FIRST, BASE), (GONE, BASE), (BASE,))
    assert changed(known) == whole
    # Ours alone is known, as where there is no git.
    assert changed(stages((MERGED, GONE), (GONE, BASE), (BASE,))) == whole
    # Theirs took it out, and that is not known: what ours changed last is told.
    assert changed(stages((MERGED, THEIRS), (THEIRS, FIRST), (FIRST, BASE), (BASE,))) == whole[1:]
    assert changed(stages((MERGED, THEIRS), (THEIRS,))) is None
    assert changed(stages((MERGED, "a: [", None), ("a: [", THEIRS))) is None


def test_codes_that_need_another_are_told():
    book = parse(
        "name: B\ncodes:\n  - id: a\n    name: A\n  - id: b\n    name: B\n    parent: a\n"
        "  - id: c\n    name: C\n    merged_into: a\n  - id: d\n    name: D\n    split_into: [a, b]\n"
        "  - id: e\n    name: E\n",
        file="b.yaml",
    )
    assert [one.id for one in needing(book, "a")] == ["b", "c", "d"]
