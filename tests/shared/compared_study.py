"""The small study as two coders coded it: they agree, and differ in every way in which coders differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import strategies as st

from workbench.spans import Span
from workbench.study import Study

_LENGTH = 24
_SPANS = st.lists(
    st.tuples(st.integers(0, _LENGTH - 1), st.integers(1, 12)).map(lambda one: Span(one[0], min(sum(one), _LENGTH))),
    max_size=4,
)
CODINGS = st.lists(st.dictionaries(st.sampled_from("XYZ"), _SPANS, max_size=3), min_size=2, max_size=3)
"""What two or three coders put on a short text, by code."""

JOINT, PARENT = "PM1+PM2 Early", "Parent 1 Early"


@pytest.fixture
def compared(study: Study, code: Callable[..., Any]) -> Study:
    """Ruth's and Owen's codings of two transcripts, and one of Ruth's on a third."""
    owen = replace(study, coder="Owen")
    # Alike.
    code(study, JOINT, "PM1: I listened more than I talked.", "listening")
    code(owen, JOINT, "I listened more than I talked.", "listening")
    # Only one of them; the other has another code on some of it, which both have.
    code(study, PARENT, "She came every week.", "practical", "listening", memo="because she came")
    code(owen, PARENT, "She came every week.", "listening")
    # Other borders; and once no more than white space.
    code(study, PARENT, "She sat with me when the letters came.", "trust")
    code(owen, PARENT, "She sat with me", "trust")
    code(study, JOINT, "We listened, really. ", "listening")
    code(owen, JOINT, "We listened, really.", "listening")
    # Another code for the same words.
    code(study, PARENT, "I was scared of (name).", "doubt")
    code(owen, PARENT, "I was scared", "trust")
    # What interviewers said; and a transcript that only one has coded.
    code(study, PARENT, "What was it like?", "doubt")
    code(study, "Parent 1 Late", "I doubt it", "doubt")
    return study
