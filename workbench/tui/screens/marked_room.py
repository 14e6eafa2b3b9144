"""A transcript whose codings are painted: all of them once, and then only what has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from uuid import UUID, uuid5

from workbench.coding.reading import Coded, Opened
from workbench.sight import PlacedCoding
from workbench.spans import Span
from workbench.study import same_coder
from workbench.tui import looks
from workbench.tui.screens.folding_room import FoldingRoom
from workbench.tui.transcript.page import Look

_SEALED = ""
"""Stands for a code where a passage is not for quotation: that is shown like a coding."""


class MarkedRoom(FoldingRoom):
    """A room that paints codings, everybody's or only the coder's own."""

    def __init__(self) -> None:
        super().__init__()
        self._looks: dict[str, Look] = {}
        self._names: dict[str, str] = {}
        self._only_mine = False
        self._hidden: frozenset[str] = frozenset()
        self._painted: dict[UUID, PlacedCoding] = {}
        self._sifted: dict[UUID, PlacedCoding] = {}
        self._used: Counter[str] = Counter()

    @property
    def codings(self) -> Collection[PlacedCoding]:
        """The codings that are shown: everybody's, or only the coder's own; those of hidden codes left out."""
        return self._painted.values()

    @property
    def only_mine(self) -> bool:
        """Whether only the coder's own is shown."""
        return self._only_mine

    @property
    def sifted(self) -> Collection[PlacedCoding]:
        """The same with those of hidden codes: what is hidden is coded all the same."""
        return self._sifted.values()

    @property
    def hidden(self) -> frozenset[str]:
        """The codes hidden on the text; those that are in no codebook any more could be shown by nobody, and are."""
        return self._hidden & self._names.keys()

    def take_codes(self, opened: Opened) -> None:
        """Know what the codes of these codebooks are called and how they look."""
        ascii_only = self.workbench.ascii_only
        self._looks = looks.looks_of(opened.books.codes(), self.app.current_theme, ascii_only=ascii_only)
        self._looks[_SEALED] = looks.SEALED_IN_ASCII if ascii_only else looks.SEALED
        self._names = {code.id: code.name for code in opened.books.codes()}

    def paint_all(self, opened: Opened) -> None:
        """Paint the codings of a transcript and no others."""
        self._sifted = {one.id: one for one in self._sift(opened.coded.codings.values())}
        self._used = Counter([one.code for one in self._sifted.values()])
        hidden = self.hidden
        self._painted = {one.id: one for one in self._sifted.values() if one.code not in hidden}
        self._look_for(self._used)
        self.view.mark([*self._painted.values(), *seals(opened, opened.coded.not_for_quotation)], self._looks)

    def paint_change(
        self, opened: Opened, before: Coded, gone: Iterable[PlacedCoding], new: Iterable[PlacedCoding]
    ) -> None:
        """Paint what is different from before: with thousands of codings the others are not looked at."""
        ids, hidden = [one.id for one in gone], self.hidden
        out, come = [self._sifted.pop(one) for one in ids if one in self._sifted], self._sift(new)
        self._sifted |= {one.id: one for one in come}
        self._used.subtract([one.code for one in out])
        self._used.update([one.code for one in come])
        painted = [one for one in come if one.code not in hidden]
        no_longer = [self._painted.pop(one) for one in ids if one in self._painted]
        self._painted |= {one.id: one for one in painted}
        self._look_for({one.code for one in painted})
        were, are = set(before.not_for_quotation), set(opened.coded.not_for_quotation)
        self.view.change(
            [*no_longer, *seals(opened, were - are)],
            [*painted, *seals(opened, are - were)],
            self._looks,
        )

    def _sift(self, codings: Iterable[PlacedCoding]) -> list[PlacedCoding]:
        """Those of the codings whose coders are shown."""
        found = list(codings)
        if not self._only_mine:
            return found
        # Of each coder once: there may be thousands of codings.
        own = {coder for coder in {one.coder for one in found} if same_coder(coder, self.study.coder)}
        return [one for one in found if one.coder in own]

    def _look_for(self, codes: Iterable[str]) -> None:
        for code in codes:
            self._looks.setdefault(code, looks.GONE)


def seals(opened: Opened, spans: Iterable[Span]) -> Iterator[PlacedCoding]:
    """Passages that are not for quotation, as the transcript view shows them."""
    revision = opened.spoken.revision_id
    return (PlacedCoding(uuid5(revision, f"{one.start}–{one.end}"), *one, _SEALED, "", "") for one in spans)
