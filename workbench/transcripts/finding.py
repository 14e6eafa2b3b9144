"""Find words in a text. Pure."""

from __future__ import annotations

import re

from workbench.spans import Span


def places_of(text: str, words: str) -> list[Span]:
    """Where words stand in a text: capital and small letters aside, and any white space for a blank.

    Args:
        text: A transcript's text.
        words: What is looked for; white space at its ends is left out.

    Returns:
        The places in order; none where nothing was looked for.
    """
    wanted = words.split()
    if not wanted:
        return []
    pattern = r"\s+".join(re.escape(word) for word in wanted)
    return [Span(found.start(), found.end()) for found in re.finditer(pattern, text, re.IGNORECASE)]
