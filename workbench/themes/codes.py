"""The codes of the study and where each stands among the themes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from workbench import sight
from workbench.codebook.books import Codebooks
from workbench.codebook.schema import Code
from workbench.codebook.states import states
from workbench.study import Study
from workbench.themes.listing import themes
from workbench.visible import one_line


@dataclass(frozen=True)
class CodeInThemes:
    """A code, and where it stands among the themes.

    Attributes:
        id: Today's id.
        name: Its name; its id where it is in no codebook any more.
        depth: How many groups it stands in.
        is_group: Whether codes stand under it.
        codings: How many codings there are with it, those under it included.
        themes: The themes it stands behind, by itself or through its group.
        moved_in: Of these, those into which it was itself moved.
        is_loose: Whether it stands behind no theme; a group only where passages were coded with the group itself.
        is_coded: Whether passages were coded with it itself, and not only with codes under it.
        is_known: Whether it is in a codebook.
        became: What became of it, in words, where it is put on passages no more; else empty.
    """

    id: str
    name: str
    depth: int
    is_group: bool
    codings: int
    themes: frozenset[UUID]
    moved_in: frozenset[UUID]
    is_loose: bool
    is_coded: bool
    is_known: bool = True
    became: str = ""


def codes_in_themes(study: Study, *, of_all: bool = False) -> list[CodeInThemes]:
    """Every code in the codebooks' order, each group before its codes; codes that have left the codebook come last.

    Args:
        study: The study; its coder is who looks.
        of_all: Count the codings of everybody in sight, not only the coder's own.
    """
    books = states.current(study)
    with study.read() as session:
        counts = books.lineage.added_up(sight.counts_by_code(session, study, coder=None if of_all else study.coder))
    moved_in: dict[str, set[UUID]] = defaultdict(set)
    behind: dict[str, set[UUID]] = defaultdict(set)
    for theme in themes(study):
        for code_id in theme.codes:
            moved_in[code_id].add(theme.id)
        for code_id in books.with_descendants(theme.codes):
            behind[code_id].add(theme.id)
    found = []
    for code, depth in _walk(books):
        below = books.lineage.descendants(code.id)
        found.append(
            CodeInThemes(
                code.id,
                code.name,
                depth,
                is_group=bool(below),
                codings=counts[code.id] + sum(counts[one] for one in below),
                themes=frozenset(behind[code.id]),
                moved_in=frozenset(moved_in[code.id]),
                is_loose=not behind[code.id] and (not below or counts[code.id] > 0),
                is_coded=counts[code.id] > 0,
                became=books.lineage.became(code),
            )
        )
    known = {one.id for one in found}
    return found + [
        _gone(code_id, counts, behind, moved_in) for code_id in sorted({*counts, *moved_in}) if code_id not in known
    ]


class NotLiving(NamedTuple):
    """A code of a theme that is put on passages no more.

    Attributes:
        theme: The theme's name.
        code: Today's id of the code.
        became: What became of it, in words.
    """

    theme: str
    code: str
    became: str


def codes_not_living(study: Study) -> list[NotLiving]:
    """The codes of themes that were retired or split away: perhaps the themes should follow."""
    books = states.current(study)
    became = {code.id: books.lineage.became(code) for code in books.codes() if not code.is_living}
    return [
        NotLiving(theme.name, code, became[code]) for theme in themes(study) for code in theme.codes if code in became
    ]


def told_of_codes(study: Study, codes: Sequence[str]) -> list[str]:
    """What is to be told of codes that come into a theme as they were named: put on passages no more, or merged.

    Args:
        study: The study.
        codes: Ids, or names, as `themes.add` takes them.
    """
    books = states.current(study)
    by_id = {code.id: code for code in books.codes()}
    told = []
    for given in dict.fromkeys(codes):
        held = books.find(given)
        named = by_id.get(given, held)
        if named.id != held.id:
            said = f"“{one_line(named.name)}” ({named.id}) is {books.lineage.became(named)}"
            told.append(f"{said}: {held.id} stands behind the theme.")
        if became := books.lineage.became(held):
            said = f"“{one_line(held.name)}” ({held.id}) is put on passages no more: {became}."
            told.append(f"{said} Behind the theme stand the codings it has.")
    return told


def _gone(
    code_id: str, counts: Counter[str], behind: Mapping[str, set[UUID]], moved_in: Mapping[str, set[UUID]]
) -> CodeInThemes:
    """A code that is in no codebook any more."""
    held, moved = frozenset(behind.get(code_id, ())), frozenset(moved_in.get(code_id, ()))
    used = counts[code_id]
    return CodeInThemes(
        code_id, code_id, 0, False, used, held, moved, is_loose=not held, is_coded=used > 0, is_known=False
    )


def _walk(books: Codebooks) -> Iterator[tuple[Code, int]]:
    """Every living code with its depth, each before those under it."""
    living = {code.id: code for code in books.codes() if books.lineage.today(code.id) == code.id}
    below: dict[str | None, list[Code]] = defaultdict(list)
    for code in living.values():
        parent = books.lineage.today(code.parent) if code.parent else None
        below[parent if parent in living else None].append(code)
    waiting = [(code, 0) for code in reversed(below[None])]
    while waiting:
        code, depth = waiting.pop()
        yield code, depth
        waiting.extend((child, depth + 1) for child in reversed(below[code.id]))
