"""The codings at the caret."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import nsmallest
from uuid import UUID

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from workbench.coding.reading import CodingHere
from workbench.sight import PlacedCoding
from workbench.study import same_coder
from workbench.tui.faults import Unbroken
from workbench.tui.transcript.page import Look
from workbench.visible import one_line

MOST = 50
"""So many codings are listed: with the whole of a long transcript selected there are thousands."""


def innermost(codings: Sequence[PlacedCoding], held: UUID | None = None) -> list[PlacedCoding]:
    """Those of the codings that are listed: the `MOST` shortest, with the one that is held."""
    if len(codings) <= MOST:
        return list(codings)
    shortest = nsmallest(MOST, codings, key=_order)
    kept = [one for one in codings if one.id == held] if held is not None else []
    return shortest if not kept or kept[0] in shortest else [*shortest[:-1], *kept]


class CodingsHere(Unbroken, OptionList):
    """What is coded at the caret, the innermost first; the cursor says which one is meant."""

    class Meant(Message):
        """Another coding is meant now; None where there is none here."""

        def __init__(self, coding: UUID | None) -> None:
            self.coding = coding
            super().__init__()

    def __init__(self) -> None:
        super().__init__(classes="pane", markup=False)
        self.border_title = "Codings here"
        self._codings: tuple[CodingHere, ...] = ()
        self._named: list[Content] = []
        self._more = 0
        self._drawn: object = None

    @property
    def meant(self) -> CodingHere | None:
        """The coding under the cursor."""
        return self._codings[self.highlighted] if self.highlighted is not None and self._codings else None

    def has(self, coding: UUID) -> bool:
        """Whether a coding is among those shown."""
        return any(one.id == coding for one in self._codings)

    @property
    def meant_line(self) -> Content:
        """The coding that is meant in one line, and how many there are here; empty where there is none."""
        if self.meant is None:
            return Content("")
        place, many = self.highlighted or 0, len(self._codings) + self._more
        return self._named[place] + Content(f" ({place + 1} of {many})" if many > 1 else "")

    def show(
        self,
        codings: Sequence[CodingHere],
        names: Mapping[str, str],
        looks: Mapping[str, Look],
        coder: str,
        held: UUID | None = None,
        *,
        more: int = 0,
    ) -> None:
        """Show codings.

        Args:
            codings: Those at the caret, as far as they are listed.
            names: The codes' names.
            looks: How codes look.
            coder: Who is coding; whose codings need no name.
            held: The one that is meant, where it is among them; None leaves that as it is.
            more: How many others there are.
        """
        before, former = self.meant, {one.id for one in self._codings}
        ordered = tuple(sorted(codings, key=_order))
        drawn = held, more, ordered, tuple((names.get(one.code), looks.get(one.code)) for one in ordered), coder
        if drawn == self._drawn:
            return
        self._codings, self._more, self._drawn = ordered, more, drawn
        self.clear_options()
        if not ordered:
            self.add_option(Option(Content.styled("Nothing is coded here.", "dim"), disabled=True))
            self.post_message(self.Meant(None))
            return
        self._named = [_line(one, names, looks, coder) for one in ordered]
        self.add_options([Option(line + _memo(one)) for one, line in zip(ordered, self._named, strict=True)])
        if more:
            self.add_option(Option(Content.styled(f"and {more:,} more: select less", "dim"), disabled=True))
        # Read anew, the same one is meant; elsewhere it is the innermost.
        same = {one.id for one in ordered} == former
        stays = held if held in {one.id for one in ordered} else before.id if same and before is not None else None
        kept = next((place for place, one in enumerate(ordered) if one.id == stays), 0)
        self.highlighted = kept
        self.post_message(self.Meant(ordered[kept].id))

    def mean_next(self) -> None:
        """Go on to the next of the codings that overlap here."""
        if self._codings:
            self.highlighted = ((self.highlighted or 0) + 1) % len(self._codings)

    def on_option_list_option_highlighted(self) -> None:
        """Say which one is meant."""
        if self.meant is not None:
            self.post_message(self.Meant(self.meant.id))


def _order(one: CodingHere | PlacedCoding) -> tuple[int, str, str]:
    return one.end - one.start, one.code, one.coder


def _line(one: CodingHere, names: Mapping[str, str], looks: Mapping[str, Look], coder: str) -> Content:
    look = looks.get(one.code)
    mark = Content.styled(look.mark, f"bold {look.colour}") if look is not None else Content("?")
    parts = [mark, Content(" "), Content(one_line(names.get(one.code, f"{one.code} (not in the codebook)")))]
    if not same_coder(one.coder, coder):
        parts.append(Content.styled(f" · {one_line(one.coder)}", "dim"))
    if len(one.speakers) > 1:
        parts.append(Content.styled(f" · {one_line(', '.join(one.speakers))}", "dim"))
    if one.not_for_quotation:
        parts.append(Content.styled(" · not for quotation", "dim"))
    return Content.assemble(*parts)


def _memo(one: CodingHere) -> Content:
    return Content.styled(f"\n  {one_line(one.memo)}", "italic dim") if one.memo else Content("")
