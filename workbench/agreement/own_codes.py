"""Whether coders coded with codes of their own: codebooks of which one of them alone put codes on what is compared.

Of such codes no figure is given before it is decided which of them are the same: what one coder had no code for says
nothing about whether two understand a code alike. Decided is what `codebook.matched` finds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from workbench.agreement.figures import Measured
from workbench.agreement.gathering import Gathered
from workbench.codebook import matched
from workbench.codebook.books import Codebooks

UNMATCHED = "the coders used codebooks of their own, and what becomes of their codes is not decided yet"
"""Why no figure is given of a code."""


@dataclass(frozen=True)
class Framework:
    """What a coder alone coded with.

    Attributes:
        coder: The coder's name.
        files: The codebooks of which nobody else put a code on what is compared; an empty one stands for codes that
            are in no codebook.
        codes: Today's ids of the codes that the coder put there of them, in the order of the codebooks; one that was
            nested under another framework's stays among them.
        undecided: Those of them of which nothing was decided yet.
    """

    coder: str
    files: tuple[str, ...]
    codes: tuple[str, ...]
    undecided: tuple[str, ...]


@dataclass(frozen=True)
class OwnCodes:
    """The frameworks of coders who are compared.

    Attributes:
        frameworks: One for each coder who has any, in the order in which they were named; none where fewer than two
            have.
        withheld: Today's ids of the codes of which no figure is given yet.
    """

    frameworks: tuple[Framework, ...] = ()
    withheld: frozenset[str] = frozenset()

    @property
    def is_open(self) -> bool:
        """Whether two coders have codes of their own of which nothing was decided yet."""
        return sum(bool(one.undecided) for one in self.frameworks) > 1


NO_OWN = OwnCodes()
"""They coded with the same codebooks."""


def own_codes(found: Gathered) -> OwnCodes:
    """The frameworks of coders, as far as they put them on what they are compared on. Pure."""
    books, today = found.books, found.books.lineage.today
    at = _Standing(books)
    files = {who: {at.file(code) for code in codes if not at.is_nested(code)} for who, codes in found.made_with.items()}
    own = {
        who: those.difference(*(others for other, others in files.items() if other != who))
        for who, those in files.items()
    }
    if sum(map(bool, own.values())) < 2:
        return NO_OWN
    used = {who: {today(code) for code in codes} for who, codes in found.made_with.items()}
    decided = {today(code) for one in matched.matched(books) for code in (one.code, one.other) if code}
    frameworks = tuple(
        _framework(found.people[who], at, files=own[who], used=used, who=who, decided=decided)
        for who in found.people
        if own[who]
    )
    every = {file for one in frameworks for file in one.files}
    those = {code for codes in used.values() for code in codes if at.file(code) in every or at.is_nested(code)}
    result = OwnCodes(frameworks, frozenset(those))
    return result if result.is_open else replace(result, withheld=frozenset())


def _framework(
    coder: str,
    at: _Standing,
    *,
    files: Collection[str],
    used: Mapping[UUID, Collection[str]],
    who: UUID,
    decided: Collection[str],
) -> Framework:
    others = {code for other, codes in used.items() if other != who for code in codes}
    codes = [code for code in used[who] if (code not in others if at.is_nested(code) else at.file(code) in files)]
    codes.sort(key=at.place)
    undecided = tuple(code for code in codes if code not in others and code not in decided)
    return Framework(coder, tuple(sorted(files)), tuple(codes), undecided)


class _Standing:
    """Where codes stand in the codebooks, under the ids they have there or had before; merged ones too."""

    def __init__(self, books: Codebooks) -> None:
        self._nested = matched.nested_ids(books)
        codes = [(code, book.file) for book in books.books for code in book.codes]
        self._id = {former: code.id for code, _ in reversed(codes) for former in code.was}
        self._id |= {code.id: code.id for code, _ in codes}
        self._place = {code.id: (number, file) for number, (code, file) in enumerate(codes)}

    def file(self, code_id: str) -> str:
        """The codebook in which a code stands; empty where it is in none."""
        return self._place.get(self._id.get(code_id, code_id), (0, ""))[1]

    def place(self, code_id: str) -> tuple[bool, int, str]:
        """By which codes are put in the order of the codebooks, those behind them that are in none."""
        number, file = self._place.get(self._id.get(code_id, code_id), (0, ""))
        return (not file, number, code_id)

    def is_nested(self, code_id: str) -> bool:
        """Whether it was nested under a code of another framework, or stands under one that was."""
        return self._id.get(code_id, code_id) in self._nested


def without_figures(measured: Measured) -> Measured:
    """The counts alone, where no figure is to be given yet."""
    return Measured(measured.counts, dict.fromkeys(measured.figures), dict.fromkeys(measured.figures, UNMATCHED), {})
