"""Which memos are asked for, by whatever lists, prints or counts them. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from workbench.errors import BadInput
from workbench.memos.kinds import check_about, check_kind, check_phase
from workbench.model import SAFEGUARDING
from workbench.study import same_coder
from workbench.visible import one_line
from workbench.words import unaccented


@dataclass(frozen=True, kw_only=True)
class Sifting:
    """Which memos are asked for; what is None or empty is not asked.

    Attributes:
        kind: Only of this kind; those on safeguarding come only so.
        phase: Only of this phase, 1 to 6.
        coder: Only this coder's.
        since: Only of this day and later ones.
        until: Only of this day and earlier ones.
        words: Only where all of these words stand in the text, as parts of others too; case and accents aside.
        about: Only about such a thing, one of `ABOUT`.
        name: Only about the one of that name; of passages and codings those in the transcript of that name. Needs
            ``about``.
        coding_id: Only about this coding; needs ``about="coding"``.
        transcript: Only about the transcript of that name, its passages, and the codings on them.

    Raises:
        BadInput: A kind, a phase, or what it is about is none of theirs; or no day is among those asked for.
    """

    kind: str | None = None
    phase: int | None = None
    coder: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    words: str = ""
    about: str | None = None
    name: str = ""
    coding_id: UUID | None = None
    transcript: str | None = None

    def __post_init__(self) -> None:
        check_kind(self.kind)
        check_phase(self.phase)
        check_about(self.about)
        if self.since and self.until and self.since > self.until:
            raise BadInput(f"No day is both since {self.since} and until {self.until}.", "Give the earlier one first.")

    @property
    def told(self) -> str:
        """Kind, phase, coder and days in words; empty where none of these is asked."""
        parts = [
            self.kind or "",
            f"phase {self.phase}" if self.phase is not None else "",
            f"by {one_line(self.coder)}" if self.coder is not None else "",
            f"since {self.since}" if self.since is not None else "",
            f"until {self.until}" if self.until is not None else "",
        ]
        return ", ".join(part for part in parts if part)

    @property
    def is_of_concerns(self) -> bool:
        """Whether those on safeguarding are asked for."""
        return self.kind == SAFEGUARDING

    @property
    def takes_notes(self) -> bool:
        """Whether notes in codings' own rows may be among them."""
        return self.kind in (None, "analytic") and self.about in (None, "coding") and self.phase is None

    def takes_coder(self, coder: str) -> bool:
        """Whether what that coder wrote is asked for."""
        return self.coder is None or same_coder(self.coder, coder)

    def takes_text(self, text: str, date: dt.date | None, made_at: dt.datetime) -> bool:
        """Whether the words stand in the text, and its day is among those asked for."""
        if self.since or self.until:
            day = date or made_at.astimezone().date()
            if not (self.since or day) <= day <= (self.until or day):
                return False
        text = unaccented(text) if self._unaccented else ""
        return all(word in text for word in self._unaccented)

    @cached_property
    def _unaccented(self) -> tuple[str, ...]:
        return tuple(unaccented(word) for word in self.words.split())


ALL_MEMOS = Sifting()
"""All but those on safeguarding."""
