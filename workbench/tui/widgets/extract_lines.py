"""Extracts in a list: where they stand and who speaks, then the words."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from textual.content import Content

from workbench.coding import Extract
from workbench.study import same_coder
from workbench.tui.widgets.row_list import RowList
from workbench.visible import one_line, visible


def about(one: Extract, *, coder: str = "", named: bool = True) -> Content:
    """What is told of an extract in a line.

    Args:
        one: The extract.
        coder: Who is coding: of others the name is told.
        named: Whether its transcript is named.
    """
    parts = [one_line(one.transcript)] if named else []
    parts += [one_line(", ".join(one.speakers))] if one.speakers else []
    if not same_coder(one.coder, coder):
        parts.append(f"coded by {one_line(one.coder)}")
    sealed = ("not for quotation  ", "bold $error") if one.not_for_quotation else ""
    return Content.assemble(sealed, (" · ".join(parts), "bold"))


class ExtractLines(RowList[Extract]):
    """Extracts, three lines each.

    Args:
        coder: Who is coding.
        named: Whether the transcript is named.
        note: What else is told of an extract, before the rest.
    """

    def __init__(
        self, coder: str, *, named: bool = True, note: Callable[[Extract], str] = lambda _: "", id: str | None = None
    ) -> None:
        super().__init__(id=id, can_mark=False)
        self.row_height = 3
        self._coder, self._are_named, self._note = coder, named, note

    def key(self, row: Extract) -> UUID:
        """Its coding."""
        return row.id

    def lines(self, row: Extract, width: int) -> list[Content]:
        """A line about it, and two of its words."""
        room = self.row_height - 1
        # A passage may be a whole interview: only what can be seen is wrapped.
        begun = one_line(row.quote[: 4 * width * room])
        words = Content(begun).wrap(width)
        if len(words) > room or len(row.quote) > 4 * width * room:
            words = [*words[: room - 1], Content(words[room - 1].plain.rstrip() + " …").truncate(width, ellipsis=True)]
        return [self._about(row, width), *words[:room]]

    def whole(self, row: Extract, width: int) -> list[Content]:
        """A line about it, all its words, and its memo."""
        words = Content(visible(row.quote)).wrap(width)
        memo = visible(row.memo.strip())
        noted = Content.assemble(("Memo: ", "bold"), memo).wrap(width) if memo else []
        return [self._about(row, width), *words, *noted, Content("")]

    def words(self) -> Callable[[Extract], str]:
        """Where it stands, and its words."""
        return lambda row: f"{row.transcript}\n{row.quote}"

    def _about(self, row: Extract, width: int) -> Content:
        note = self._note(row)
        before = Content.assemble((f"{note}  ", "$warning")) if note else Content("")
        return (before + about(row, coder=self._coder, named=self._are_named)).truncate(width, ellipsis=True)
