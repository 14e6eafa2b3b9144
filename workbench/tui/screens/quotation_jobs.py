"""Jobs of the box in which a quotation is prepared: done in threads, answered by messages."""

from __future__ import annotations

from uuid import UUID

from textual.message import Message

from workbench import themes
from workbench.prepared import Prepared
from workbench.report.quotation_shown import OpenQuotation, ShownQuotation, open_quotation, shown_as
from workbench.study import Study


class QuotationOpened(Message):
    """A quotation can be prepared."""

    def __init__(self, opened: OpenQuotation) -> None:
        self.opened = opened
        super().__init__()


class QuotationShown(Message):
    """How a quotation would print, if it were prepared so."""

    def __init__(self, prepared: Prepared, shown: ShownQuotation) -> None:
        self.prepared, self.shown = prepared, shown
        super().__init__()


class QuotationSaved(Message):
    """A quotation is prepared so, on the disk."""

    def __init__(self, prepared: Prepared | None) -> None:
        self.prepared = prepared
        super().__init__()


def open_to_prepare(study: Study, theme: str, coding: UUID, place: tuple[str, int] | None = None) -> Message:
    """Read what is needed to prepare an extract of a theme; arguments as for `open_quotation`."""
    return QuotationOpened(open_quotation(study, theme, coding, place=place))


def look(opened: OpenQuotation, prepared: Prepared) -> Message:
    """How it would print."""
    return QuotationShown(prepared, shown_as(opened, prepared))


def save(study: Study, opened: OpenQuotation, prepared: Prepared) -> Message:
    """Prepare it so, as one step."""
    theme = themes.find_theme(study, str(opened.theme_id))
    return QuotationSaved(themes.prepare(study, theme, opened.coding, prepared, before=opened.prepared))
