"""The styles of the transcript view: tints of codes on the theme's colours, always readable, never by colour alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rich.color import Color as RichColor
from rich.color_triplet import ColorTriplet
from rich.style import Style
from textual.color import Color

from workbench.tui.transcript.page import Look

Part = Literal["words", "label", "asked", "asked label", "outside", "beyond", "beyond label", "time"]
"""What a piece of a row is: a participant's words and label, an interviewer's, what stands outside turns, words and a
label that are no part of what is to be coded, a time."""

READABLE = 4.5
"""The least contrast of text on its background (WCAG 2.2, success criterion 1.4.3)."""
_DISCERNIBLE = 3.0
"""The least contrast of marks (success criterion 1.4.11)."""
_CLEAR = 7.0
"""The contrast wished for in the selection: it is what one looks at."""

_ONE, _SEVERAL, _STRONG = 0.32, 0.42, 0.62
_COARSE = 64
"""The steps in which mixtures of codes differ: unseen in a tint, and the next page needs few new styles."""
_UNKNOWN = Look("?", "#808080")


def readable(text: Color, background: Color, least: float = READABLE) -> Color:
    """The text's colour, moved towards black or white as far as the contrast asks for."""
    return Color(*_readable(text.rgb, background.rgb, least))


# A page may need a hundred styles that no page before it had: what follows counts in bare triples of numbers.

_Rgb = tuple[int, int, int]
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
_LINEAR = tuple(
    part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (step / 255 for step in range(256))
)


def _luminance(colour: _Rgb) -> float:
    red, green, blue = colour
    return 0.2126 * _LINEAR[red] + 0.7152 * _LINEAR[green] + 0.0722 * _LINEAR[blue]


def _contrast(one: float, other: float) -> float:
    return (one + 0.05) / (other + 0.05) if one > other else (other + 0.05) / (one + 0.05)


def _mixed(one: _Rgb, other: _Rgb, part: float) -> _Rgb:
    return (
        int(one[0] + (other[0] - one[0]) * part),
        int(one[1] + (other[1] - one[1]) * part),
        int(one[2] + (other[2] - one[2]) * part),
    )


def _readable(text: _Rgb, background: _Rgb, least: float) -> _Rgb:
    behind = _luminance(background)
    if _contrast(_luminance(text), behind) >= least:
        return text
    edge = max((_BLACK, _WHITE), key=lambda colour: _contrast(_luminance(colour), behind))
    moved = (_mixed(text, edge, step / 10) for step in range(1, 11))
    return next((colour for colour in moved if _contrast(_luminance(colour), behind) >= least), edge)


def _tint(background: _Rgb, colour: _Rgb, strength: float, text: _Rgb) -> _Rgb:
    """The background tinted with a colour: as strongly as asked for, or as the text stays readable."""
    luminance = _luminance(text)
    for step in range(10, 0, -1):
        tinted = _mixed(background, colour, strength * step / 10)
        if _contrast(luminance, _luminance(tinted)) >= READABLE:
            return tinted
    return background


def _mixture(colours: Collection[_Rgb]) -> _Rgb:
    """Their mean: a single colour as it is, that of several rounded."""
    count = len(colours)
    red, green, blue = (sum(parts) // count for parts in zip(*colours, strict=True))
    return (red, green, blue) if count == 1 else (_rounded(red), _rounded(green), _rounded(blue))


def _rounded(part: int) -> int:
    return part // _COARSE * _COARSE + _COARSE // 2


@lru_cache(maxsize=4096)
def _style(text: _Rgb, background: _Rgb, bold: bool, underline: bool) -> Style:
    """One object for each style, however many pages and palettes it is on: Rich and Textual know it again at once."""
    return Style(
        color=RichColor.from_triplet(ColorTriplet(*text)),
        bgcolor=RichColor.from_triplet(ColorTriplet(*background)),
        bold=bold,
        underline=underline,
    )


@dataclass(frozen=True)
class Scheme:
    """The colours a theme gives.

    Attributes:
        background: Of the view.
        text: Of its words.
        accent: Of labels and the selection.
        plain: Whether colours cannot be relied on (NO_COLOR, or the terminal's own sixteen): then everything is said
            by reverse, underlined and bold.
    """

    background: Color
    text: Color
    accent: Color
    plain: bool = False


class Palette:
    """Every style the view paints with, made when first asked for."""

    def __init__(self, scheme: Scheme, looks: Mapping[str, Look]) -> None:
        self._scheme, self._looks = scheme, looks
        self._styles: dict[object, Style] = {}
        self._colours: dict[str, _Rgb] = {}
        self._mixtures: dict[frozenset[str], _Rgb] = {}
        background, text = scheme.background, scheme.text
        self._background, self._text = background.rgb, text.rgb
        parts = {
            "words": text,
            "label": readable(scheme.accent, background),
            "asked": readable(text.blend(background, 0.35), background),
            "outside": readable(text.blend(background, 0.35), background),
            "beyond": readable(text.blend(background, 0.5), background),
            "time": readable(text.blend(background, 0.45), background),
        }
        parts["beyond label"] = parts["beyond"]
        parts["asked label"] = parts["asked"]
        self._rgb = {part: colour.rgb for part, colour in parts.items()}
        self._selection = background.blend(scheme.accent, 0.88)
        self.base = Style.from_color(text.rich_color, background.rich_color)

    def look(self, code: str) -> Look:
        """How a code looks; a question mark for one that nobody told of."""
        return self._looks.get(code, _UNKNOWN)

    def text(self, part: Part, codes: frozenset[str] = frozenset(), *, strong: bool, selected: bool) -> Style:
        """The style of words with these codes on them; ``strong`` where the emphasised coding is among these."""
        mixture = self._mixtures.get(codes)
        if mixture is None:
            mixture = self._mixtures[codes] = self._mixed(codes)
        number = min(len(codes), 2)
        key = (part, mixture, number, strong, selected)
        style = self._styles.get(key)
        if style is None:
            make = self._plain if self._scheme.plain else self._coloured
            style = self._styles[key] = make(part, mixture, number, strong=strong, selected=selected)
        return style

    def caret(self, under: Style, *, focused: bool) -> Style:
        """The style of the character the caret is on, given that without it; weaker while the view has no focus."""
        if self._scheme.plain:
            return under + Style(reverse=not under.reverse, bold=focused, dim=not focused)
        text, background = self._scheme.text, self._scheme.background
        if focused:
            return Style.from_color(background.rich_color, text.rich_color) + Style(bold=True)
        block = background.blend(text, 0.45)
        return Style.from_color(readable(text, block).rich_color, block.rich_color) + Style(underline=True)

    def mark(self, code: str, *, strong: bool) -> Style:
        """The style of a code's mark in the gutter."""
        key = ("mark", code, strong)
        if key not in self._styles:
            style = Style(bold=strong, reverse=strong)
            if not self._scheme.plain:
                colour = readable(Color.parse(self.look(code).colour), self._scheme.background, _DISCERNIBLE)
                style += Style.from_color(colour.rich_color)
            self._styles[key] = self.base + style
        return self._styles[key]

    def _mixed(self, codes: frozenset[str]) -> _Rgb:
        return _mixture([self._colour(code) for code in codes]) if codes else self._background

    def _colour(self, code: str) -> _Rgb:
        if code not in self._colours:
            self._colours[code] = Color.parse(self.look(code).colour).rgb
        return self._colours[code]

    def _coloured(self, part: Part, mixture: _Rgb, codes: int, *, strong: bool, selected: bool) -> Style:
        text, background = self._rgb[part], self._background
        if selected:
            background = self._selection.rgb
            text = _readable(text, background, _CLEAR)
        elif codes:
            strength = _STRONG if strong else _SEVERAL if codes > 1 else _ONE
            background = _tint(background, mixture, strength, self._text)
            text = _readable(text, background, READABLE)
        underline = codes > 0 and (selected or strong or codes > 1)
        return _style(text, background, "label" in part, underline)

    def _plain(self, part: Part, _mixture: _Rgb, codes: int, *, strong: bool, selected: bool) -> Style:
        bold = "label" in part or strong or codes > 1
        return self.base + Style(bold=bold, dim=part not in ("words", "label"), underline=codes > 0, reverse=selected)
