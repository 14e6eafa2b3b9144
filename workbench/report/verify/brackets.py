"""Brackets as attributions stand in, and figures of notes, as patterns."""

from __future__ import annotations

import re

FIGURE = r"(?:\[?\d{1,3}(?:, ?\d{1,3}){0,3}\]?|[¹²³⁰⁴-⁹]+(?:, ?[¹²³⁰⁴-⁹]+){0,3}|[*†‡§ᵃᵇᶜᵈᵉ]{1,3})"
"""A footnote's figure, or several, or another sign of one."""
IN_BRACKETS = r"[(\[（［【]((?:[^()\[\]（）［］【】]|\([^()]{0,60}\)|\[[^\[\]]{0,60}\]){1,160})[)\]）］】]"
"""What stands in brackets."""
BEHIND = re.compile(rf"[\s.,;:。，；：、]{{0,20}}{FIGURE}?[\s.,;:–—-]{{0,20}}{IN_BRACKETS}")
"""Brackets right behind a closing mark."""
NEAR = 300
"""So many characters from a quotation somebody may be named."""
