"""The small study with codings in it, and a codebook that was changed since: some of them wait for another look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from workbench.codebook.states import states
from workbench.study import Study

PARENT = "Parent 1 Early"


def rewrite(study: Study, *changes: tuple[str, str]) -> None:
    """Change the codebook in an editor, and take it in."""
    book = study.codebooks / "peer.yaml"
    text = book.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    book.write_text(text)
    states.take_in(study)


SPLIT = (
    "  - id: doubt\n    name: Doubt\n",
    "  - id: doubt\n    name: Doubt\n    split_into: [fear, doubt]\n  - id: fear\n    name: Fear\n"
    "    definition: Afraid.\n",
)


@pytest.fixture
def waiting(study: Study, code: Callable[..., Any]) -> Study:
    """Seven codings of Ruth's, one of Owen's; five of hers wait."""
    code(study, PARENT, "I was scared", "doubt")
    code(study, PARENT, "She sat with me", "listening", "trust")
    code(study, PARENT, "She came every week.", "listening")
    code(study, PARENT, "Go on.", "practical")
    code(study, "Parent 1 Late", "I doubt it", "doubt")
    code(replace(study, coder="Owen"), PARENT, "She sat with me", "listening")
    rewrite(
        study,
        SPLIT,
        ("definition: Being heard.", "definition: Being heard without being judged."),
        ("  - id: trust\n    name: Trust\n    was: [confidence]\n", ""),
    )
    return study
