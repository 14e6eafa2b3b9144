"""What a change of codes would touch: told before it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench import sight_use
from workbench.codebook.books import Codebooks
from workbench.codebook.changes import lost
from workbench.codebook.changes.new_code import NewCode
from workbench.codebook.changes.reshape import under_merged
from workbench.codebook.rule import matters
from workbench.codebook.schema import Code
from workbench.codebook.states import states
from workbench.codebook.states.stamps import under_other_rules
from workbench.study import Study
from workbench.themes.listing import themes
from workbench.visible import first_few, one_line, plural

_WAIT = ("waits", "wait")

Doing = Literal["retire", "split", ""]
"""What is about to be done with codes, as far as the same befalls all codes under them; see `told_of_merge` as well."""

_BELOW: Mapping[Doing, tuple[str, str]] = {
    "retire": ("1 code stands below, and stays in use", "{:,} codes stand below, and stay in use"),
    "split": ("1 code stands below, and stays there", "{:,} codes stand below, and stay there"),
}
"""What befalls a code that stands under one with which that is done, and several."""


@dataclass(frozen=True)
class Touched:
    """What hangs on some codes, as far as the coder may see it.

    Attributes:
        codings: How many living codings were made with them, under whichever of their ids.
        coders: Whose they are, and how many each has, most first.
        transcripts: In how many transcripts they stand.
        waiting: How many of them wait for another look already, since they were made under another rule.
        themes: The names of the themes that have one of the codes, by itself or through a group.
        below: How many living codes stand under them, at whatever depth.
    """

    codings: int
    coders: tuple[tuple[str, int], ...]
    transcripts: int
    waiting: int
    themes: tuple[str, ...]
    below: int = 0

    def __bool__(self) -> bool:
        """Whether anything hangs on them."""
        return bool(self.codings or self.themes)

    @property
    def sentence(self) -> str:
        """What it touches, in words."""
        if not self:
            return "It touches no coding and no theme."
        said = []
        if self.codings:
            whose = ", ".join(f"{one_line(coder)} {count:,}" for coder, count in self.coders)
            where = plural(self.transcripts, "transcript")
            waiting = f", {self.waiting:,} of which {_WAIT[self.waiting > 1]} for another look" if self.waiting else ""
            said.append(f"{plural(self.codings, 'coding')} in {where} ({whose}){waiting}")
        if self.themes:
            names = first_few(f"“{one_line(name)}”" for name in self.themes)
            said.append(f"the {'theme' if len(self.themes) == 1 else 'themes'} {names}")
        return f"It touches {', and '.join(said) if self.waiting else ' and '.join(said)}."

    def told(self, doing: Doing) -> str:
        """What it touches, and what befalls the codes under them, in words."""
        fate = _BELOW.get(doing)
        if fate is None or not self.below:
            return self.sentence
        return f"{self.sentence} {fate[self.below > 1].format(self.below)}."


def touched(study: Study, codes: Sequence[str]) -> Touched:
    """What a change of some codes would touch.

    Args:
        study: The study; its coder is who looks.
        codes: Ids of codes, as they stand in a codebook; former ids find today's. What is in no codebook any more
            counts by its id.
    """
    books = states.current(study)
    ids = {one for code in codes for one in ids_touched(books, code)}
    with study.read() as session:
        used = sight_use.use_of(session, study, ids)
    waiting = under_other_rules(study, books) if used else Counter[str]()
    coders = Counter[str]()
    for one in used:
        coders[one.coder] += one.codings
    most_first = sorted(coders.items(), key=lambda one: (-one[1], one[0]))
    return Touched(
        coders.total(),
        tuple(most_first),
        len({one.transcript_id for one in used}),
        sum(waiting[code] for code in {books.lineage.today(one) for one in codes} & ids),
        tuple(theme.name for theme in themes(study) if not ids.isdisjoint(books.with_descendants(theme.codes))),
        len(_below(books, codes)),
    )


def told_of_merge(
    study: Study, codes: Sequence[str], into: str | NewCode, *, keep_children: bool = False
) -> tuple[Touched, str]:
    """What merging some codes would touch; and the same in words, with where those go that stand under them.

    Args:
        study: The study; its coder is who looks.
        codes: Ids of the codes that go, as they stand in a codebook.
        into: The code that takes their place, or what it is to be.
        keep_children: Whether what stands under them stays there.

    Raises:
        NotFound: There is no such code.
        Refused: The one that is to take their place is put on passages no more.
    """
    found = touched(study, codes)
    moved, stayed = under_merged(states.current(study), codes, into, keep_children=keep_children)
    said = list[str]()
    if moved:
        below = "it" if len(codes) == 1 else "them"
        said.append(f"{plural(len(moved), 'code')} under {below} {'goes' if len(moved) == 1 else 'go'} along")
    if stayed:
        where = "there" if keep_children else "in another file"
        said.append(f"{plural(len(stayed), 'code')} {'stays' if len(stayed) == 1 else 'stay'} {where}")
    return found, f"{found.sentence} {', and '.join(said)}." if said else found.sentence


def told_of_former(study: Study, code_id: str, former: str) -> tuple[Touched, str]:
    """What it would touch to say that a code had another id before; and the same in words, with what becomes of it.

    Args:
        study: The study; its coder is who looks.
        code_id: The code, as it stands in a codebook.
        former: The id it had.

    Raises:
        BadInput: The former id is a code's, or a former one of another code.
        NotFound: There is no such code, or the study never knew that id.
    """
    books = states.current(study)
    code = books.as_it_stands(code_id)
    ids = lost.ids_to_note(study, books, code, former.strip())
    if not ids:
        return Touched(0, (), 0, 0, ()), "It is noted already."
    found, was = touched(study, ids), lost.last_seen(study, former.strip())
    said = [found.sentence]
    if was is not None and code.id in was.beside:
        said.append(
            f"“{one_line(was.code.name)}” and “{one_line(code.name)}” stood in the codebook side by side: they become "
            "one code, as with a merge."
        )
    return found, " ".join((*said, *_other_rule(found, was, code)))


def told_of_new(study: Study, code: Code) -> tuple[Touched, str]:
    """What it would touch to make a code whose id is that of one that is gone; and the same in words, else empty.

    Args:
        study: The study; its coder is who looks.
        code: The code, as it is to be.
    """
    if states.current(study).lineage.known(code.id):
        return Touched(0, (), 0, 0, ()), ""  # that is refused where it is written
    found = touched(study, [code.id])
    if not found:
        return found, ""
    was = lost.last_seen(study, code.id)
    whose = f"that of “{one_line(was.code.name)}”, which is gone" if was is not None else "in use"
    return found, " ".join((f"Its id is {whose}. {found.sentence}", *_other_rule(found, was, code)))


def _other_rule(found: Touched, was: lost.LastSeen | None, code: Code) -> list[str]:
    """What is said of the codings of a code that is gone, where one of another rule gets them."""
    if was is None or not found.codings or not (fields := matters(was.code, code)):
        return []
    waits = "its coding waits" if found.codings == 1 else "its codings wait"
    return [f"The rule is another ({', '.join(fields)}): {waits} for another look."]


def _below(books: Codebooks, codes: Sequence[str]) -> set[str]:
    """The living codes that stand under some, as the files have it."""
    below = {one for book in books.books for code in codes if book.code(code) is not None for one in book.below(code)}
    return (below & {code.id for code in books.living()}) - set(codes)


def ids_touched(books: Codebooks, code_id: str) -> Collection[str]:
    """The ids under which codings change with a code: its own, its former ones, and those that were merged into it.

    Of a code that was itself merged it is only its own: the others of its successor stay what they are.
    """
    known = {code.id: code for code in books.codes()}
    code = known.get(code_id)
    if code is not None and books.lineage.today(code.id) != code.id:
        return {code.id, *code.was}
    return books.lineage.ids_of(code_id)
