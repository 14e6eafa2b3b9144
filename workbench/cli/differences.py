"""What `agreement` shows beside figures: where coders differ, codes mixed, what was settled, rounds side by side."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import click

from workbench.cli import output
from workbench.cli.common import Command, opened
from workbench.visible import beginning, one_line, plural

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.agreement.before_after import BeforeAfter
    from workbench.agreement.consensus import Settled
    from workbench.agreement.differing import Differences, Differing, Passage
    from workbench.agreement.rounds import Rounds
    from workbench.agreement.rule_changes import RuleChange
    from workbench.study import Study

_WORDS = 60
"""So many characters of a passage are shown in the list."""


class File(Protocol):
    """A Word file to be written."""

    def checked(self, study: Study, *, rounds: bool = False) -> Path:
        """Where it goes, if it may be written."""

    def write(self, study: Study, path: Path, done: BeforeAfter, changes: Sequence[RuleChange]) -> None:
        """Write what was settled, and say so."""

    def write_rounds(self, study: Study, path: Path, found: Rounds) -> None:
        """Write the rounds side by side, and say so."""


def instead_options(command: Command) -> Command:
    """The options that show something else of a comparison than its figures."""
    for option in reversed(_INSTEAD):
        command = option(command)
    return command


_INSTEAD = (
    click.option("--differences", is_flag=True, help="List the passages on which they differ, largest first."),
    click.option("--code", metavar="CODE", default="", help="With --differences: only those of this code."),
    click.option("--confusion", is_flag=True, help="Show which of A's codes stand where B has which other ones."),
    click.option("--consensus", is_flag=True, help="Show what was settled, and the figures before and after."),
    click.option("--rounds", is_flag=True, help="Show the rounds of a sample side by side, and what changed between."),
    click.option(
        "--by",
        type=click.Choice(["role", "wave"]),
        multiple=True,
        help="Figures of each role's words apart, or of each wave's; both: of each role's in each wave.",
    ),
)


class Form(NamedTuple):
    """In which form something is shown.

    Attributes:
        quiet: Whether no progress is told.
        as_json: Whether it is shown as JSON.
        as_csv: Whether it was asked for as CSV, as which there are only figures.
        more: Whether every figure is wanted.
        file: The Word file that was asked for, if one was.
    """

    quiet: bool
    as_json: bool
    as_csv: bool
    more: bool
    file: File | None


def show_instead(
    context: click.Context,
    coders: Sequence[str],
    asked: dict[str, Any],
    *,
    sample: str | bool | None,
    form: Form,
) -> bool:
    """Show what was asked for instead of figures, if anything was; whether it was.

    Args:
        context: What click knows of the command.
        coders: Whom to compare.
        asked: The command's options; those of `instead_options` are taken out.
        sample: On what they are compared, see `gathering.gathered`.
        form: In which form.

    Raises:
        UsageError: The options do not go together.
    """
    code, by = asked.pop("code"), tuple(dict.fromkeys(asked.pop("by")))
    wanted = [name for name in ("differences", "confusion", "consensus", "rounds") if asked.pop(name)]
    wanted += ["by"] if by else []
    _check(wanted, code, sample, form)
    if not wanted:
        return False
    quiet, as_json, file = form.quiet, form.as_json, form.file
    words = asked | {"sample": sample}
    with opened(context) as study:
        if wanted == ["differences"]:
            words = {"include_interviewer": asked["include_interviewer"], "sample": sample}
            look(study, coders, words, quiet=quiet or as_json).show(study, code=code, only="", as_json=as_json)
        elif wanted == ["confusion"]:
            _confusion(study, coders, words, quiet=quiet, as_json=as_json)
        elif by:
            from workbench.cli.agreement_parts import show_parts

            show_parts(study, coders, by, words, form=form)
        elif wanted == ["rounds"]:
            from workbench.cli.agreement_rounds import show_rounds

            show_rounds(study, coders, words, quiet=quiet, as_json=as_json, file=file)
        else:
            _consensus(study, coders, words, quiet=quiet, as_json=as_json, file=file)
        if wanted not in (["differences"], ["confusion"]):
            remark(study, coders, quiet=quiet)
    return True


def remark(study: Study, coders: Sequence[str], *, quiet: bool) -> None:
    """Say beside coefficients what they are not, where a study is worked on reflexively."""
    if study.settings.mode == "reflexive" and not quiet:
        output.tell("This study is worked on reflexively: coefficients of agreement are no mark of quality there.")
        output.tell(f"Where you read differently: workbench agreement {shlex.join(coders)} --differences")


def _check(wanted: Sequence[str], code: str, sample: str | bool | None, form: Form) -> None:
    """Refuse options that do not go together."""
    if code and wanted != ["differences"]:
        raise click.UsageError("--code goes with --differences.")
    if len(wanted) > 1:
        raise click.UsageError(f"Give --{wanted[0]} or --{wanted[1]}, not both.")
    if not wanted:
        return
    has_csv, has_word = wanted == ["by"], wanted in (["consensus"], ["rounds"])
    if (form.as_csv and not has_csv) or (form.file is not None and not has_word):
        raise click.UsageError(f"--{wanted[0]} is shown here, or as JSON{' or CSV' if has_csv else ''}.")
    if sample is True and wanted == ["rounds"]:
        raise click.UsageError("Give --all or --rounds: rounds are those of a sample.")


def _confusion(study: Study, coders: Sequence[str], asked: dict[str, Any], *, quiet: bool, as_json: bool) -> None:
    """Show A's codes by B's codes: first those that were taken for each other, then all as a map."""
    from workbench.agreement import confusion, consensus_told

    words = {name: asked[name] for name in ("sample", "unit", "include_interviewer")}
    with output.progress("Comparing", quiet=quiet or as_json) as tell:
        found = confusion.confusion(study, coders, tell=tell, **words)
    if as_json:
        output.write_json(consensus_told.confusion_as_json(found))
        return
    first, second = map(one_line, found.coders)
    output.paragraph(f"Where {first} (A) has one code and {second} (B) another, in {plural(found.units, found.unit)}.")
    output.say()
    names = {
        code: f"{number} {name}" for number, (code, name) in enumerate(zip(found.codes, found.names, strict=True), 1)
    }
    pairs = [[names[one.code_a], names[one.code_b], one.units] for one in found.pairs]
    output.table(["A's code", "B's code", found.unit + "s"], pairs, empty="They took no code for another.")
    output.say()
    output.paragraph("All codes, A's down and B's across; on the diagonal what both gave the same code.")
    numbers = range(len(found.codes))
    rows = [[names[code], *(found.shown(row, column) for column in numbers)] for row, code in enumerate(found.codes)]
    across = ["code", *(str(number + 1) for number in numbers)]
    output.table(across, rows, empty="There are no codes.", breaks=[])


def _consensus(
    study: Study, coders: Sequence[str], asked: dict[str, Any], *, quiet: bool, as_json: bool, file: File | None
) -> None:
    """Show what was settled: the figures before and after, each decision, and the rules that were changed."""
    from workbench.agreement import before_after, consensus_told, differing_told, rule_changes

    path = file.checked(study) if file is not None else None
    words = {name: asked[name] for name in ("sample", "unit", "include_interviewer", "draws", "seed")}
    with output.progress("Comparing", quiet=quiet or as_json) as tell:
        done = before_after.before_after(study, coders, tell=tell, **words)
    changes = rule_changes.rule_changes(study, done.made)
    if as_json:
        output.write_json(consensus_told.as_json(done, changes))
        return
    if file is not None and path is not None:
        file.write(study, path, done, changes)
        return
    for line in consensus_told.in_short(done):
        output.paragraph(line)
    output.say()
    headings, rows = consensus_told.by_code(done)
    output.table(headings, rows, empty="There are no codes.", breaks=[1 + len(headings) // 2])
    called = differing_told.names_of(done.found.books)
    output.say()
    output.table(
        ["what", "code", "transcript", "lines", "decided", "by", "why"],
        [
            [
                differing_told.kind_in_words(one, done.found.coders),
                " / ".join(map(called, one.codes)),
                one.transcript,
                one.lines.numbers,
                consensus_told.choice_in_words(made, called),
                made.coder,
                beginning(one_line(made.note), _WORDS),
            ]
            for one, made in done.decided
        ],
        empty="Nothing is settled yet.",
    )
    for change in changes:
        output.say()
        output.paragraph(consensus_told.change_in_words(change, called))
        for line in consensus_told.wordings_in_words(change.fields):
            output.say(f"    {line}")


class Found(NamedTuple):
    """Where coders differ, and what was settled of it."""

    found: Differences
    settled: Settled

    @property
    def coders(self) -> tuple[str, ...]:
        """Their names; the first is A."""
        return self.found.coders

    def named(self, ids: Sequence[str]) -> list[Differing]:
        """The differences that ids, or the beginnings of ids, mean."""
        from workbench.agreement.naming import find_differences

        return find_differences(self.found, self.settled, ids)

    def show(self, study: Study, *, code: str, only: str, as_json: bool) -> None:
        """List them, largest first.

        Args:
            study: The study.
            code: Only passages of this code, by its id or name; empty for all.
            only: "open" or "settled", where only these are wanted.
            as_json: Whether they are listed as JSON.
        """
        from workbench.agreement import consensus_told, differing

        found, settled = self
        # What is in no codebook any more is known by its passages.
        those = (found.of(code) or found.of(found.books.find(code).id)) if code else found.passages
        those = tuple(one for one in those if not only or settled.is_settled(one) == (only == "settled"))
        read = differing.passages(study, those, found.books)
        if as_json:
            output.write_json([consensus_told.difference_as_json(one, settled) for one in read])
        else:
            _say_passages(self, read, only)


def look(study: Study, coders: Sequence[str], words: dict[str, Any], *, quiet: bool) -> Found:
    """Find where coders differ, and what was settled of it."""
    from workbench.agreement import consensus, differing

    with output.progress("Comparing", quiet=quiet) as tell:
        found = differing.differences(study, coders, tell=tell, **words)
    return Found(found, consensus.settled(study, found))


def _say_passages(whole: Found, read: Sequence[Passage], only: str) -> None:
    from workbench.agreement import consensus_told, differing_told

    found, settled = whole
    called, those = differing_told.names_of(found.books), [one.differing for one in read]
    kinds, done = differing_told.kinds_counted(those, found.coders), sum(map(settled.is_settled, those))
    output.paragraph(f"{plural(len(those), f'{only} passage'.strip())}{f': {kinds}' if kinds else ''}.")
    if done and not only:
        output.say(f"{done:,} of them settled.")
    if settled.outdated:
        output.paragraph(consensus_told.outdated_in_words(settled))
    if len(found.coders) == 2:
        output.say(f"A is {one_line(found.coders[0])}, B is {one_line(found.coders[1])}.")
    output.say()
    rows = []
    for passage in read:
        one, decided = passage.differing, settled.of(passage.differing)
        words = beginning(one_line(passage.words), _WORDS) + (" (not for quotation)" * passage.not_for_quotation)
        rows.append(
            [
                one.id,
                differing_told.kind_in_words(one, found.coders),
                " / ".join(map(called, one.codes)),
                one.transcript,
                one.lines.numbers,
                one.size,
                words,
                consensus_told.choice_in_words(decided, called) if decided is not None else None,
                beginning(one_line(decided.note), _WORDS) if decided is not None else None,
            ]
        )
    headings = ["id", "what", "code", "transcript", "lines", "size", "words"]
    if any(row[-2] for row in rows):
        headings += ["settled", "why"]
    empty = {"open": "All of it is settled.", "settled": "Nothing is settled yet."}.get(only, "They differ nowhere.")
    if not found.passages:
        empty = "They differ nowhere."
    output.table(headings, [row[: len(headings)] for row in rows], empty=empty)
