"""What the room of the codebook has done in threads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from textual.message import Message

from workbench import coding, sight, themes
from workbench.codebook.books import Codebooks
from workbench.codebook.differences.told_as import as_text
from workbench.codebook.pieces import codebook_of
from workbench.codebook.states import states
from workbench.codebook.states.comparing import compared, with_codings
from workbench.codebook.states.stamps import under_other_rules
from workbench.codebook.versions.ground import Ground
from workbench.codebook.versions.life_told import Comparisons, StageTold, told
from workbench.codebook.versions.lives import Stage, lives
from workbench.codebook.versions.seen import InStudy
from workbench.codebook.versions.versions import Version
from workbench.errors import NotFound
from workbench.study import Study
from workbench.tui.screens.coding_change_jobs import PAGE, ExtractsRead


@dataclass(frozen=True)
class Standing:
    """The codebooks, and what their codes are used for.

    Attributes:
        books: The codebooks.
        own: How many codings the coder has made with each code, by today's id.
        everybody: How many everybody in sight has made.
        waiting: How many of the coder's own codings wait for another look, by today's id.
        themes: The names of the themes that each code was moved into, by today's id.
    """

    books: Codebooks
    own: Mapping[str, int]
    everybody: Mapping[str, int]
    waiting: Mapping[str, int]
    themes: Mapping[str, tuple[str, ...]]


class Read(Message):
    """How the codebooks of a study stand now."""

    def __init__(self, study: Study, standing: Standing) -> None:
        self.study, self.standing = study, standing
        super().__init__()


class LifeRead(Message):
    """What became of a code, or of a codebook.

    Attributes:
        key: Which, as the list of codes calls it.
        stages: All versions that are known, to be asked about other codes.
        told: What those changed that concern it, latest first.
        missing: What history does not tell, and why; empty where it tells all.
        after: After how many readings of the codes it was asked for: what is older than these is not shown.
    """

    def __init__(
        self, key: str, stages: Sequence[Stage], told: Sequence[StageTold], missing: str, *, after: int
    ) -> None:
        self.key, self.stages, self.told, self.missing, self.after = key, stages, told, missing, after
        super().__init__()


def life(
    study: Study, key: str, stages: Sequence[Stage] | None, missing: str, *, known: Comparisons, after: int
) -> Message:
    """Tell what became of a code; of a codebook, whose key begins with a blank.

    Args:
        study: The study.
        key: As in the list of codes.
        stages: All versions, where they were looked for already.
        missing: What was missing then.
        known: What was compared for other codes already; it is added to.
        after: See `LifeRead`.
    """
    if stages is None:
        ground = Ground(study.folder, lambda: study)
        stages, missing = lives(ground), ground.missing
    found: Sequence[StageTold] = ()
    if key.startswith(" "):
        found = list(told([one for one in stages if one.file == key.strip()], known=known))
    else:
        # One that stands in the codebook and in no version was made since they were looked for.
        with suppress(NotFound):
            found = list(told(stages, key, known=known))
    return LifeRead(key, stages, found, missing, after=after)


class Compared(Message):
    """What is other now than it was, in lines."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        super().__init__()


def compare(study: Study, stage: Stage, books: Codebooks, other: Stage | None = None) -> Message:
    """Tell what is other between a version of a codebook and another one of it; without one, and now."""
    if other is not None:
        old, new = sorted((stage, other), key=lambda one: one.made_at)
        telling = compared(_version(old), _version(new))
        return Compared(as_text(telling, between=(_label(old), _label(new))))
    then, now = _version(stage), Version("now", books.books, {})
    telling = with_codings(compared(then, now), then, now, InStudy(study))
    return Compared(as_text(telling, between=(_label(stage), "now")))


def _label(stage: Stage) -> str:
    made = f"{stage.made_at.astimezone():%Y-%m-%d %H:%M}"
    return f"version {stage.version}, {made}" if stage.version else made


def _version(stage: Stage) -> Version:
    books = (codebook_of(stage.text, file=stage.file),) if stage.text is not None else ()
    return Version(_label(stage), books, {}, whole=False)


def extracts(study: Study, code: str, offset: int) -> Message:
    """A page of the extracts of a code, newest first."""
    return ExtractsRead(code, coding.newest_extracts(study, [code], limit=PAGE, offset=offset), offset)


def read(study: Study) -> Message:
    """Read all codes and how often they were used."""
    books = states.current(study)
    with study.read() as session:
        own = sight.counts_by_code(session, study, coder=study.coder)
        everybody = sight.counts_by_code(session, study)
    waiting = under_other_rules(study, books, coder=study.coder)
    behind: dict[str, tuple[str, ...]] = {}
    for theme in themes.themes(study):
        for code in theme.codes:
            behind[code] = (*behind.get(code, ()), theme.name)
    return Read(study, Standing(books, books.lineage.added_up(own), books.lineage.added_up(everybody), waiting, behind))
