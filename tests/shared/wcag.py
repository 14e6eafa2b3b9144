"""The contrast of colours as WCAG 2.2 defines it, reckoned apart from the program's own."""

from __future__ import annotations

from textual.color import Color


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (level / 255 for level in colour.rgb)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
