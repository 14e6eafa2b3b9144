"""What the themes screen has done in threads: each job reads the study or does one thing to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from textual.message import Message

from workbench import report, themes
from workbench.codebook.schema import Code
from workbench.codebook.states import states
from workbench.errors import ChangedElsewhere
from workbench.study import Study
from workbench.themes import CodeInThemes, Theme, ThemeExtract
from workbench.transcripts import facts
from workbench.tui import work
from workbench.tui.commands import key_of
from workbench.tui.widgets.theme_rows import Names
from workbench.visible import beginning, one_line, plural

_WORDS = 30
"""So many characters tell which extract was judged."""


@dataclass(frozen=True)
class Standing:
    """Themes, codes and extracts as they are now.

    Attributes:
        codes: Every code, in the codebook's order.
        themes: Every theme, followed by its subthemes.
        extracts: The extracts behind each theme.
        known: The codes that are in a codebook, for their marks and colours.
        names: What extracts are labelled with.
    """

    codes: Sequence[CodeInThemes]
    themes: Sequence[Theme]
    extracts: Mapping[UUID, Sequence[ThemeExtract]]
    known: Sequence[Code]
    names: Names


class Read(Message):
    """How themes, codes and extracts stand now."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        super().__init__()


class Done(Message):
    """Something was done to the study and is on the disk; ``sentence`` says what."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__()


class NothingDone(Done, work.NotDone):
    """The study is as it was; ``sentence`` says why."""


class Judged(Message):
    """Extracts of a theme were judged; what was not said stays. ``sentence`` says which and how."""

    def __init__(
        self, theme: UUID, passages: Collection[UUID], stance: str | None, use: str | None, sentence: str
    ) -> None:
        self.theme, self.passages, self.stance, self.use, self.sentence = theme, passages, stance, use, sentence
        super().__init__()


class Attributed(Message):
    """Extracts in the words that may stand in print."""

    def __init__(self, extracts: Sequence[report.Attributed]) -> None:
        self.extracts = extracts
        super().__init__()


def read(study: Study) -> Message:
    """Read everything the themes screen shows."""
    known = list(states.current(study).codes())
    with study.read() as session:
        people = {who.participant: who.label for who in facts.people(session)}
    names = Names(
        people,
        {code.id: code.name for code in known},
        {wave.id: wave.printed for wave in study.settings.waves},
        study.coder,
    )
    standing = Standing(
        themes.codes_in_themes(study),
        themes.themes(study),
        themes.theme_extracts(study),
        known,
        names,
    )
    return Read(standing)


def move_in(study: Study, theme: Theme, codes: Sequence[CodeInThemes]) -> Message:
    """Move codes into a theme."""
    themes.edit(study, theme, add_codes=[code.id for code in codes])
    return Done(f"Moved {_named(codes)} into “{one_line(theme.name)}”; {key_of('app.undo')} takes it back.")


def move_out(study: Study, theme: Theme, codes: Sequence[CodeInThemes]) -> Message:
    """Move codes out of a theme."""
    themes.edit(study, theme, remove_codes=[code.id for code in codes])
    return Done(f"Moved {_named(codes)} out of “{one_line(theme.name)}”; {key_of('app.undo')} takes it back.")


def _named(codes: Sequence[CodeInThemes]) -> str:
    return f"“{one_line(codes[0].name)}”" if len(codes) == 1 else f"{len(codes):,} codes"


def judge(
    study: Study, theme: Theme, meant: Sequence[ThemeExtract], *, stance: str | None = None, use: str | None = None
) -> Message:
    """Say what extracts are to a theme."""
    themes.judge(study, theme, [one.extract.id for one in meant], stance=stance, use=use)
    words = beginning(one_line(meant[0].extract.quote), _WORDS)
    which = f"“{words}”" if len(meant) == 1 else f"{len(meant):,} extracts"
    return Judged(theme.id, {one.extract.passage_id for one in meant}, stance, use, f"{which}: {stance or use}")


def forget(study: Study, theme: Theme, meant: Sequence[ThemeExtract]) -> Message:
    """Take back what was said of extracts."""
    count = themes.forget(study, theme, [one.extract.id for one in meant])
    many = plural(count, "extract")
    return Done(f"Took back what was said of {many}; {key_of('app.undo')} brings it back.")


class Holds(work.NotDone):
    """A theme is not removed before it is known what goes with it by now; ``held`` says that."""

    def __init__(self, theme: Theme, held: Sequence[str]) -> None:
        self.theme, self.held = theme, held
        super().__init__()


def remove(study: Study, theme: Theme, agreed: Sequence[str]) -> Message:
    """Remove a theme, unless more goes with it by now than was agreed to."""
    try:
        themes.remove(study, theme, agreed=agreed)
    except ChangedElsewhere:
        now = themes.find_theme(study, str(theme.id))
        return Holds(now, themes.goes_with(now, themes.theme_extracts(study).get(now.id, ())))
    return Done(f"Removed “{one_line(theme.name)}”; {key_of('app.undo')} brings it back.")


def move(study: Study, theme: Theme, way: str) -> Message:
    """Move a theme by one place."""
    moved = themes.move(study, theme, way)
    return Done("") if moved is not None else NothingDone("There is no place for it that way.")


def attribute(study: Study, codings: Sequence[UUID], theme: UUID | None = None) -> Message:
    """Extracts as they may be copied; as they are prepared for print in a theme."""
    return Attributed(report.attributed(study, codings, theme=theme))
