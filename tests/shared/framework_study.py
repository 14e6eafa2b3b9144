"""The small study as two coders coded it who have a codebook of their own each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from workbench.codebook.states import states
from workbench.study import Study

OWN_BOOK = """\
# Owen's codes; written with other habits.
name: Owen's
codes:
-   id: presence
    name: Presence      # being there
    definition: Somebody is there.
    changes:
    -   date: 2024-02-01
        reason: From the first reading.

# What follows is about fear.
-   id: fear
    name: Fear
-   id: night-fear   # under fear
    name: Fear at night
    parent: fear
-   id: kettle
    name: Kettle
"""
JOINT, PARENT = "PM1+PM2 Early", "Parent 1 Early"


@pytest.fixture
def frameworks(study: Study, code: Callable[..., Any]) -> Study:
    """Ruth's codings with the team's codebook, Owen's with one of his own, on the same two transcripts."""
    (study.codebooks / "owen.yaml").write_bytes(OWN_BOOK.encode())
    states.take_in(study)
    owen = replace(study, coder="Owen")
    code(study, JOINT, "PM1: I listened more than I talked.", "listening")
    code(owen, JOINT, "I listened more", "presence")
    code(study, JOINT, "We listened, really. ", "listening")
    code(owen, JOINT, "We listened, really.", "presence")
    code(study, PARENT, "She came every week. She came every week", "listening")
    code(study, PARENT, "I was scared of (name).", "doubt")
    code(owen, PARENT, "I was scared", "fear", "night-fear")
    code(study, PARENT, "She sat with me", "trust")
    code(owen, JOINT, "A kettle, mostly.", "kettle")
    return study
