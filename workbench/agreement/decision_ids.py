"""By what a passage on which coders differ is known, and the decision on it: the same on every machine. Pure."""

from __future__ import annotations

import json
from collections.abc import Collection
from uuid import UUID, uuid5

from workbench.spans import Span
from workbench.study import coder_key


def decision_id(text: Collection[str], span: Span, codes: Collection[str], coders: Collection[str]) -> UUID:
    """The id of a passage on which coders differ, and of a decision on it that is made while its codes are called so.

    Args:
        text: What names the text: its hash, and the transcript's name where several have that very text.
        span: The passage.
        codes: The ids of the codes it is about.
        coders: The names of the coders who differ, in any spelling.
    """
    named = json.dumps([*text, *span, sorted(codes), sorted(map(coder_key, coders))])
    return uuid5(_NAMESPACE, named)


_NAMESPACE = UUID("8a4f2f0e-36a5-5d0e-9a5b-6c1be6c0a7d4")
