"""What would be brought into a report, and what was. Plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.report.update.deciding import BROUGHT, LEFT_TO_DO, What


@dataclass(frozen=True)
class Change:
    """What is to be said of one quotation.

    Attributes:
        what: Of what kind it is: see `workbench.report.update.deciding.What`.
        where: Where it stands in the report; of one that comes in, behind or under what it comes.
        section: The heading it stands under.
        before: What stands there; empty where it must not be printed, or is not there yet.
        after: What is to stand there; empty where it is taken out or left as it is.
        why: Why, where there is more to be said.
        source: Where in the transcripts the words stand: transcript, start, end; None where that is not known.
    """

    what: What
    where: str
    section: str
    before: str = ""
    after: str = ""
    why: str = ""
    source: tuple[str, int, int] | None = None


@dataclass(frozen=True)
class UpdatePlan:
    """What would be brought into a report.

    Attributes:
        path: The report.
        changes: First what must not be printed any more, then what cannot be brought, then the others in their order.
        quotations: How many quotations with marks stand in it.
        own: How many of them its writer changed, and the study did not.
        notices: What the user must know besides.
        otherwise: What else the study says otherwise than when the report was exported: no words of an interview.
        asked: What was asked for, so that it can be asked again: coder, other choices, whether missing ones are added.
    """

    path: Path
    changes: tuple[Change, ...]
    quotations: int
    own: int
    notices: tuple[str, ...]
    otherwise: tuple[str, ...] = ()
    asked: tuple[str | None, Mapping[str, Any] | None, bool] = (None, None, False)

    @property
    def brought(self) -> tuple[Change, ...]:
        """Those that change the report."""
        return tuple(change for change in self.changes if change.what in BROUGHT)

    @property
    def left_to_do(self) -> tuple[Change, ...]:
        """Those that the report's writer has to see to."""
        return tuple(change for change in self.changes if change.what in LEFT_TO_DO)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many of each kind."""
        return Counter(change.what for change in self.changes)


@dataclass(frozen=True)
class Updated:
    """A report that was brought up to date.

    Attributes:
        path: The file.
        plan: What was brought into it.
        notices: What its writer must know of the writing.
    """

    path: Path
    plan: UpdatePlan
    notices: tuple[str, ...] = ()
