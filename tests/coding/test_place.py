"""Where a coder was in each transcript, and what of it was before them."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import uuid4

from workbench.coding.place import Place, keep_place, last_place, place_in, read_by
from workbench.settings import user_data_folder
from workbench.spans import Span


def test_places_and_what_was_read_are_each_coders_own(study):
    one, two = uuid4(), uuid4()
    assert (last_place(study), place_in(study, one), read_by(study)) == (None, None, {})
    keep_place(study, Place(one, 30, (Span(0, 40),), 100))
    keep_place(study, Place(two, 7, (Span(0, 10),), 10))
    keep_place(study, Place(one, 60, (Span(40, 50), Span(90, 100)), 100))
    assert last_place(study) == Place(one, 60)
    assert (place_in(study, one), place_in(study, two)) == (60, 7)
    assert read_by(study) == {one: 0.6, two: 1.0}
    other = replace(study, coder="Somebody else")
    assert (place_in(other, one), read_by(other)) == (None, {})
    # A corrected text is to be read anew.
    keep_place(study, Place(one, 5, (Span(0, 20),), 200))
    assert read_by(study)[one] == 0.1


def test_files_of_before_and_damaged_ones_are_read(study):
    one = uuid4()
    keep_place(study, Place(one, 3))
    (kept,) = user_data_folder().rglob("places.json")
    key = next(iter(json.loads(kept.read_text())))

    def holds(own):
        kept.write_text(json.dumps({key: own}))

    holds({"transcript": str(one), "at": 9})
    assert (place_in(study, one), read_by(study)) == (9, {})
    for places in ([1], {"x": 1}, {"x": {"at": "y"}}, {str(one): 4}):
        holds({"places": places})
        assert place_in(study, one) is None
        assert set(read_by(study).values()) <= {0.0}
    for read, of in (("0-", 10), ("3-x", 10), (7, 10), ("0-5", "x"), ("0-5", 0), ("5-2", 10)):
        holds({"places": {str(one): {"at": 4, "read": read, "of": of}}})
        assert (place_in(study, one), read_by(study)) == (4, {one: 0.0})
    keep_place(study, Place(one, 8, (Span(0, 5),), 10))
    assert read_by(study) == {one: 0.5}
