"""Ids as people type them: the beginning of one finds it, whatever else there is."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput, NotFound
from workbench.typed_ids import find_id

# Many share their beginnings, and letters stand beside digits.
IDS = st.lists(st.text("0f", min_size=5, max_size=5).map(lambda begins: UUID(begins.ljust(32, "9"))), unique=True)


def chosen(ids, text):
    """What is found among ids, and how often it was asked for them."""
    asked = []

    def between(first, last):
        asked.append((first, last))
        return [one for one in ids if first <= one <= last]

    return find_id(text, between, what="coding"), len(asked)


@given(IDS, st.text("0f", min_size=4, max_size=5))
def test_a_beginning_means_the_only_one_that_begins_so(ids, typed):
    meant = [one for one in ids if one.hex.startswith(typed)]
    if len(meant) == 1:
        assert chosen(ids, f" {typed.upper()} ") == (meant[0], 1)
    else:
        with pytest.raises(BadInput if meant else NotFound):
            chosen(ids, typed)


def test_a_whole_id_is_asked_for_nowhere_and_what_is_none_is_refused():
    whole = UUID(int=7)
    assert chosen([], str(whole)) == (whole, 0)
    for text in ("", "123", "123g", f"{whole}0", "[/bold]"):
        with pytest.raises(BadInput, match=r"(is no|is too short for the) id of a coding"):
            chosen([whole], text)
