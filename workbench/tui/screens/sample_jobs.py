"""What the room of samples has done in threads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from uuid import UUID

from textual.message import Message

from workbench import sight
from workbench.agreement import samples as rounds
from workbench.agreement.drawing import Asked, Drawn, any_seed, plan
from workbench.agreement.sample_list import SampleFound, find, samples
from workbench.agreement.sample_words import amount_of, by_stratum, how_far, not_finished, was_handed_out, whole_number
from workbench.agreement.sampling import Stratum
from workbench.errors import NotFound, WorkbenchError
from workbench.study import Study, coder_key, same_coder
from workbench.transcripts import listing
from workbench.transcripts.lines import line_from
from workbench.tui.widgets.rows import Column, Row, Table, table
from workbench.visible import one_line, plural

LIST = (
    Column("Sample", 30, 12, ends=True),
    Column("Round", 5, 5, right=True),
    Column("State", 14, 14),
    Column("Finished", 60, 26),
    Column("Drawn on", 10, 4),
)
"""The columns of the list of samples."""

DRAWN = (
    Column("Stratum", 34, 10),
    Column("there", 6, 5, right=True),
    Column("drawn", 6, 5, right=True),
    Column("Transcripts", 2_000, 2_000),
)
"""The columns of what would be drawn."""

_NAMED = 50
"""So many transcripts that a stratum would give are named; nobody reads more in one line."""

_SIGNS = {"finished": "√ finished", "in work": "… in work", "not started": "not started"}


class SamplesRead(Message):
    """The samples, the latest first, the list of them, and what is told of each.

    Attributes:
        found: The samples.
        table: The list of them.
        transcripts: The transcripts of each.
        strata: Of each what its strata give.
        left: Of each who has not finished what; empty where all have.
    """

    def __init__(self, found: Sequence[SampleFound]) -> None:
        self.found = list(reversed(found))
        self.table = table(LIST, [_row(one) for one in self.found])
        self.transcripts = {one.id: _transcripts(one, {}) for one in found}
        self.strata = {one.id: strata_in_words(one) for one in found}
        self.left = {one.id: not_finished(one) for one in found}
        super().__init__()


class LinesRead(Message):
    """Of a sample that is drawn in stretches, the same with the lines in which each lies."""

    def __init__(self, sample: SampleFound, transcripts: Table) -> None:
        self.sample, self.transcripts = sample, transcripts
        super().__init__()


class Changed(Message):
    """Something was done with a sample; ``said`` says what; ``is_step``: it is in the history, and can be undone."""

    def __init__(self, said: str, *, is_step: bool = True) -> None:
        self.said, self.is_step = said, is_step
        super().__init__()


class DrawnNow(Changed):
    """A sample was drawn."""

    def __init__(self, sample: SampleFound) -> None:
        self.sample = sample
        said = f"Drew “{one_line(sample.name)}”. On it each sees their own codings only, until it is revealed."
        if sample.coded_before:
            who = " and ".join(map(one_line, sample.coded_before))
            said += f" {who} had coded on it already, in sight of all; results mention it."
        super().__init__(said)


@dataclass(frozen=True)
class Wanted:
    """What is filled in, as it is typed.

    Attributes:
        coders: Names, with semicolons between.
        amount: A share or a number.
        by: What makes the strata.
        minimum: How many of each at least.
        turns: How many turns a stretch has; empty: whole transcripts.
        without: The transcripts that are left out.
        uncoded: Whether those are left out too on which one of the coders has coded.
        seed: With what chance begins.
    """

    coders: str
    amount: str
    by: tuple[str, ...]
    minimum: str
    turns: str
    without: tuple[str, ...]
    uncoded: bool
    seed: str


class Begun(Message):
    """With what a form begins: a name, who codes, whom the study knows, which transcripts there are, and a seed."""

    def __init__(self, name: str, coders: str, known: Sequence[str], transcripts: Sequence[str], seed: int) -> None:
        self.name, self.coders, self.known, self.transcripts, self.seed = name, coders, known, transcripts, seed
        super().__init__()


class Previewed(Message):
    """What would be drawn for what is filled in, or why nothing can be."""

    def __init__(self, wanted: object, drawn: Drawn | None, trouble: str = "") -> None:
        self.wanted, self.drawn, self.trouble = wanted, drawn, trouble
        self.table = table(DRAWN, [_stratum(one) for one in drawn.strata] if drawn is not None else [])
        super().__init__()


def read(study: Study) -> Message:
    """Read the samples."""
    return SamplesRead(samples(study))


def lines(study: Study, sample: SampleFound) -> Message:
    """Find in which lines the stretches of a sample lie."""
    places: dict[UUID, str] = {}
    with study.read() as session:
        texts = listing.spoken(session, {one.revision_id for one in sample.transcripts if one.start is not None})
    for one in sample.transcripts:
        if one.start is not None and one.end is not None:
            its = texts[one.revision_id].lines
            first, last = (line_from(its, at) + 1 for at in (one.start, one.end - 1))
            places[one.transcript_id] = f"{first:,}–{last:,}"
    return LinesRead(sample, _transcripts(sample, places))


def finish(study: Study, sample: str, transcripts: Sequence[str]) -> Message:
    """Say that transcripts are finished."""
    done = rounds.finish(study, sample, transcripts)
    if not done:
        return Changed("That was finished before.", is_step=False)
    found = find(study, sample)
    then = ""
    if not found.unfinished():
        end = "pack it and give it back" if was_handed_out(found) else "it can be revealed"
        then = f" All of it is finished: {end}."
    return Changed(f"Finished {_named(done)}.{then}")


def reopen(study: Study, sample: str, transcripts: Sequence[str]) -> Message:
    """Take back that transcripts are finished."""
    done = rounds.reopen(study, sample, transcripts)
    return Changed(f"Reopened {_named(done)}." if done else "None of that was finished.", is_step=bool(done))


def reveal(study: Study, sample: str, *, early: bool) -> Message:
    """Reveal a sample."""
    shown = rounds.reveal(study, sample, early=early)
    return Changed(f"Revealed “{one_line(shown.name)}”{', early' * shown.revealed_early}.")


def discard(study: Study, sample: str) -> Message:
    """Take a sample away."""
    gone = rounds.discard(study, sample)
    return Changed(f"Discarded “{one_line(gone.name)}”.")


def begun(study: Study) -> Message:
    """Find with what the form of a draw begins."""
    there = samples(study)
    with study.read() as session:
        names = [one.name for one in listing.transcripts(session) if one.words]
        coded = sight.coders_by_transcript(session, study).values()
    known = sorted({study.coder}.union(*coded, *(one.coders for one in there)), key=coder_key)
    others = [one for one in known if not same_coder(one, study.coder)]
    # With one other coder it goes without saying who it is for; of several somebody has to choose.
    filled = "; ".join([study.coder, *others]) if len(others) == 1 else f"{study.coder}; "
    taken = {one.name.casefold() for one in there}
    name = next(one for one in (f"Sample {number}" for number in count(1)) if one.casefold() not in taken)
    return Begun(name, filled, known, names, any_seed())


def preview(study: Study, wanted: Wanted) -> Message:
    """What would be drawn."""
    try:
        share, number = amount_of(wanted.amount)
        seed = whole_number(wanted.seed, "The seed", otherwise=None)
        minimum = whole_number(wanted.minimum, "How many of each at least", otherwise=0)
        turns = whole_number(wanted.turns, "How many turns a stretch has", otherwise=None)
        asked = Asked(share, number, wanted.by, minimum or 0, wanted.without, turns)
        names = [one.strip() for one in wanted.coders.split(";") if one.strip()]
        return Previewed(wanted, plan(study, names, asked, seed=seed, uncoded=wanted.uncoded))
    except WorkbenchError as error:
        return Previewed(wanted, None, f"{error.message} {error.hint}".strip())


def preview_round(study: Study, sample: str, wanted: tuple[str, str]) -> Message:
    """What a next round would take: the same transcripts again, others, or only uncoded ones, with what seed."""
    which, typed = wanted
    try:
        seed = whole_number(typed, "The seed", otherwise=None)
        same, uncoded = which == "same", which == "uncoded"
        return Previewed(wanted, rounds.plan_round(study, sample, same=same, seed=seed, uncoded=uncoded))
    except NotFound:
        raise
    except WorkbenchError as error:
        return Previewed(wanted, None, f"{error.message} {error.hint}".strip())


def draw(study: Study, name: str, drawn: Drawn) -> Message:
    """Draw just what was shown."""
    return DrawnNow(rounds.draw_planned(study, name, drawn))


def draw_round(study: Study, sample: str, name: str, drawn: Drawn) -> Message:
    """Draw a next round, just as it was shown."""
    return DrawnNow(rounds.draw_round(study, sample, name, drawn))


def strata_in_words(sample: SampleFound) -> list[str]:
    """Of each stratum how many transcripts it gives, and how many of them each coder has finished."""
    said = []
    for one in by_stratum(sample):
        far = ", ".join(f"{one_line(who)} {count}" for who, count in one.finished.items())
        said.append(f"{one_line(one.name) or 'all'}: {plural(one.transcripts, 'transcript')}; finished: {far}")
    return said


def columns_of(sample: SampleFound | None) -> list[Column]:
    """The columns of a sample's transcripts: where it is drawn in stretches which lines, and one a coder."""
    names = sample.coders if sample is not None else ()
    where = [Column("Lines", 13, 5)] if sample is not None and _has_stretches(sample) else []
    them = [Column(one_line(name), 14, 11, ends=True) for name in names]
    return [Column("Transcript", 36, 16, ends=True), Column("Stratum", 30, 8), *where, *them]


def _has_stretches(sample: SampleFound) -> bool:
    return any(one.start is not None for one in sample.transcripts)


def _transcripts(sample: SampleFound, lines: Mapping[UUID, str]) -> Table:
    has_stretches = _has_stretches(sample)
    rows = []
    for one in sample.transcripts:
        where = (lines.get(one.transcript_id, "all" if one.start is None else "…"),) if has_stretches else ()
        states = (_SIGNS[one.states[who]] if who in one.states else "–" for who in sample.coders)
        rows.append(Row(one.transcript_id, (one.name, one.stratum or "–", *where, *states)))
    return table(columns_of(sample), rows)


def _row(one: SampleFound) -> Row:
    drawn = f"{one.made_at.astimezone():%Y-%m-%d}"
    state = "open" if one.is_open else f"revealed{' early' * one.revealed_early}"
    return Row(one.id, (one.name, str(one.round), state, how_far(one), drawn))


def _stratum(one: Stratum) -> Row:
    name, there, drawn = one
    more = f" and {len(drawn) - _NAMED:,} more" if len(drawn) > _NAMED else ""
    return Row(name, (name or "all", f"{there:,}", f"{len(drawn):,}", ", ".join(drawn[:_NAMED]) + more))


def _named(names: Sequence[str]) -> str:
    return one_line(names[0]) if len(names) == 1 else plural(len(names), "transcript")
