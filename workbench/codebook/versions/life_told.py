"""The life of the codebooks, or of one code, in plain words: what each version that is known changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.codebook.differences.summing_up import in_one_line
from workbench.codebook.differences.telling import tell
from workbench.codebook.differences.things import Telling, Told
from workbench.codebook.differences.voices import Plain
from workbench.codebook.differences.wording import Line, Words
from workbench.codebook.pieces import codebook_of
from workbench.codebook.schema import Code, Codebook
from workbench.codebook.versions.lives import Stage
from workbench.errors import BadInput, NotFound
from workbench.typed_ids import nearest
from workbench.visible import one_line


@dataclass(frozen=True)
class StageTold:
    """A version, and what it changed.

    Attributes:
        stage: The version.
        summary: What was done, in one line.
        lines: The same in sentences.
        telling: The same as values; None where the text, or what stood before it, cannot be read.
    """

    stage: Stage
    summary: str
    lines: tuple[Line, ...]
    telling: Telling | None


def told(stages: Sequence[Stage], name: str | None = None, *, known: Comparisons | None = None) -> Iterator[StageTold]:
    """What each version changed, in the order in which they are given, newest first.

    Args:
        stages: The versions.
        name: Only what concerns this code: its id, a former one, or its name. Its life goes back through other ids, to
            the codes that were merged into it, and to the one it was split from. Versions that do not concern it are
            passed over.
        known: What was compared before, where more than one code is asked about; it is added to.

    Raises:
        NotFound: No version has such a code.
    """
    books = known or Comparisons()
    ids = {_called(name, stages, books)} if name is not None else None
    for stage in stages:
        telling = books.change(stage)
        if ids is None:
            yield _in_words(stage, telling)
        elif telling is not None:
            about = tuple(one for one in telling.told if ids & _codes_of(one))
            ids |= {code_id for one in about for code_id in _came_from(one, ids)}
            if about:
                yield _in_words(stage, replace(telling, told=about), of_one_code=True)


class Comparisons:
    """The codebooks of versions and what each changed: every text is read, and every two are compared, once."""

    def __init__(self) -> None:
        self._read: dict[str, Codebook | None] = {}
        self._told: dict[tuple[str | None, str | None, str], Telling] = {}

    def of(self, text: str, file: str) -> Codebook | None:
        """The codebook of a text; None where it is none that can be used."""
        if text not in self._read:
            try:
                self._read[text] = codebook_of(text, file=file)
            except BadInput:
                self._read[text] = None
        return self._read[text]

    def change(self, stage: Stage) -> Telling | None:
        """What a version changed; where it joined lines of work, what is in none of them."""
        after = [self.of(stage.text, stage.file)] if stage.text is not None else []
        befores = [[self.of(text, stage.file)] if text is not None else [] for text in stage.before] or [[]]
        if None in after or any(None in one for one in befores):
            return None
        tellings = [
            self._telling(text, stage, before[0] if before else None, after[0] if after else None)
            for text, before in zip(stage.before or (None,), befores, strict=True)
        ]
        if len(tellings) == 1:
            return tellings[0]
        common = set.intersection(*({_about(one) for one in each.told} for each in tellings))
        return replace(tellings[0], told=tuple(one for one in tellings[0].told if _about(one) in common))

    def _telling(self, text: str | None, stage: Stage, was: Codebook | None, now: Codebook | None) -> Telling:
        """What is other between two texts; the same two, as where lines of work are joined or undone, are told once."""
        key = (text, stage.text, stage.file)
        if key not in self._told:
            self._told[key] = tell([(was, now)])
        return self._told[key]


def _about(one: Told) -> tuple[str, ...]:
    """What is told of which codes, whatever it was before."""
    return (one.kind, *(code.id for code in one.codes))


def _codes_of(one: Told) -> set[str]:
    return {code.id for code in (*one.codes, *one.others)} | ({one.before} if one.kind == "id" else set())


def _came_from(one: Told, ids: Collection[str]) -> Iterator[str]:
    """The codes whose life went over into one of these by what is told."""
    if one.kind == "id":
        yield one.before
    elif one.kind in ("merged", "split") and any(code.id in ids for code in one.others):
        yield from (code.id for code in one.codes)
    elif one.kind == "new" and any(code.id in ids for code in one.codes):
        yield from (code.id for code in one.others)


def _in_words(stage: Stage, telling: Telling | None, *, of_one_code: bool = False) -> StageTold:
    if telling is None:
        return StageTold(stage, "cannot be read as a codebook", (), None)
    words = Words(telling, Plain())
    said = [one for one in telling.told if words.has_sentence(one) and not words.is_told_with_its_name(one)]
    lines = [words.line(one) for one in said]
    if of_one_code:
        # Which other codes came or went with the codebook is not the life of this one.
        lines = [
            Line(f"{line.text.removesuffix(':')}.") if one.kind in ("book new", "book gone") and line.below else line
            for one, line in zip(said, lines, strict=True)
        ]
    nothing = "brought lines of work together" if len(stage.before) > 1 else "changed comments or spacing only"
    return StageTold(stage, in_one_line(telling) or nothing, tuple(lines), telling)


def _called(name: str, stages: Sequence[Stage], books: Comparisons) -> str:
    """The id of the code that a name means, in the newest version that has it."""
    known: dict[str, None] = {}
    for stage in stages:
        book = books.of(stage.text, stage.file) if stage.text is not None else None
        if book is None:
            continue
        found = _named(book.codes, name)
        if found is not None:
            return found.id
        known |= dict.fromkeys(one for code in book.codes for one in (code.id, code.name))
    near = nearest(name, known)
    hint = f"The nearest is {one_line(near)}." if near else ""
    raise NotFound(f"No version of the codebooks has a code called “{one_line(name)}”.", hint)


def _named(codes: Sequence[Code], name: str) -> Code | None:
    folded = name.casefold()
    for is_meant in (
        lambda code: code.id == name,
        lambda code: name in code.was,
        lambda code: folded in (code.id.casefold(), code.name.casefold()),
    ):
        found = next((code for code in codes if is_meant(code)), None)
        if found is not None:
            return found
    return None
