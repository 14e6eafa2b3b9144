"""What the commands share: opening the study, the options that several have."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar
from uuid import UUID

import click

from workbench.cli import output
from workbench.errors import BadInput
from workbench.typed_ids import find_id

if TYPE_CHECKING:
    from workbench.coding import Applied
    from workbench.study import Study

Command = TypeVar("Command", bound=Callable[..., Any])

json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON and nothing else.")
coder_option = click.option(
    "--coder", metavar="NAME", help="Who is working; else WORKBENCH_CODER or your own settings."
)


def _take_plain(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        context.meta[output.PLAIN] = True


plain_option = click.option(
    "--plain",
    is_flag=True,
    expose_value=False,
    callback=_take_plain,
    help="One fact a line, labelled, instead of columns: for screen readers.",
)
yes_option = click.option("--yes", is_flag=True, help="Do it without asking.")
replace_option = click.option("--yes", is_flag=True, help="Replace a file that is there, without asking.")
quiet_option = click.option("--quiet", is_flag=True, help="No progress bar and no summary.")


def output_option(
    metavar: str, help_text: str, *, required: bool = True
) -> Callable[[click.decorators.FC], click.decorators.FC]:
    """The options that name the file to write, and that one which is there may be replaced; see `may_write`."""
    kind = click.Path(path_type=Path)
    option = click.option("-o", "--output", "path", type=kind, required=required, metavar=metavar, help=help_text)
    return lambda command: option(replace_option(command))


def place_options(command: click.decorators.FC) -> click.decorators.FC:
    """The options that name a passage of a transcript: by its words, or by two offsets."""
    command = click.option("--end", type=int, metavar="N", help="Where the passage ends (exclusive).")(command)
    command = click.option("--start", type=int, metavar="N", help="Where the passage begins, in characters from 0.")(
        command
    )
    return click.option("--quote", metavar="TEXT", help="The passage's words; they must stand once in the transcript.")(
        command
    )


def date_option(
    name: str, help_text: str, *, may_be_empty: bool = False
) -> Callable[[click.decorators.FC], click.decorators.FC]:
    """An option that is a day, written as in the study's tables; it gives a date, or "" where it may be empty."""

    def as_date(context: click.Context, parameter: click.Parameter, value: str | None) -> dt.date | Literal[""] | None:
        if value is None:
            return None
        from workbench.transcripts.tables.values import CellProblem, read_date

        try:
            day = read_date(value)
        except CellProblem as problem:
            raise click.BadParameter(f"{problem} {problem.hint}") from None
        if day is None and not may_be_empty:
            raise click.BadParameter("It is empty; give a day, as in 2026-03-14.")
        return day or ""

    return click.option(name, callback=as_date, metavar="YYYY-MM-DD", help=help_text)


@contextmanager
def opened(context: click.Context, coder: str | None = None) -> Iterator[Study]:
    """The study the command is for, open; what the user should know is told on standard error."""
    from workbench import opening
    from workbench.folder import find_folder

    folder = find_folder(Path(context.obj) if context.obj else Path.cwd())
    study, notices = opening.open_study(folder, coder=coder)
    try:
        lost = lost_codes(study) if notices else []
        # With what to type, where it is told that a code has likely got another id.
        context.meta["told"] = [next((one for one in lost if one.startswith(said)), said) for said in notices]
        for notice in context.meta["told"]:
            output.tell(notice)
        yield study
    finally:
        study.close()


def tell_new(context: click.Context, notices: Iterable[str]) -> None:
    """Tell what was not told already since the study was opened."""
    for notice in notices:
        if notice not in context.meta["told"]:
            context.meta["told"].append(notice)
            output.tell(notice)


def lost_codes(study: Study) -> list[str]:
    """What is to be told of codes that are gone though they are in use, and have likely got another id."""
    from workbench import themes

    return [" ".join(one) for one in themes.lost_codes(study)]


def coding_ids(study: Study, values: tuple[str, ...]) -> list[UUID]:
    """The codings that ids, or the beginnings of ids, on the command line mean; removed ones too."""
    from workbench import sight

    def between(first: UUID, last: UUID) -> list[UUID]:
        with study.read() as session:
            return sight.coding_ids(session, study, first, last, removed=True)

    return [find_id(value, between, what="coding") for value in values]


def memo_id_of(study: Study, value: str) -> UUID:
    """The memo that an id, or the beginning of one, on the command line means."""
    from workbench import sight_memos

    def between(first: UUID, last: UUID) -> list[UUID]:
        with study.read() as session:
            return sight_memos.memo_ids(session, study, first, last)

    return find_id(value, between, what="memo")


def applied_as_json(done: Iterable[Applied]) -> list[dict[str, Any]]:
    """What became of codes on passages, as JSON has it."""
    return [
        {
            "id": one.id,
            "code": one.code,
            "transcript": one.transcript,
            "start": one.span.start,
            "end": one.span.end,
            "new": one.new,
        }
        for one in done
    ]


def confirmed(question: str, *, yes: bool) -> None:
    """Go on only where the user says so: by ``--yes``, or, on a terminal, when asked.

    Raises:
        BadInput: Nobody can be asked.
    """
    if yes:
        return
    if not sys.stdin.isatty():
        raise BadInput("Nothing was changed: this has to be confirmed.", "Say the same with --yes.")
    click.confirm(question, abort=True, err=True)


def may_write(
    study: Study, path: Path, *, yes: bool, endings: tuple[str, ...] = (".docx",), beside: Iterable[Path] = ()
) -> None:
    """Go on only where a document can be written to a file, and the user lets one that is there be replaced.

    Args:
        study: The study.
        path: The file.
        yes: Whether nobody is to be asked.
        endings: What its name may end in.
        beside: Files that are written with it.

    Raises:
        BadInput: No document is written there; or there is a file, and nobody can be asked.
        Unavailable: It cannot be written.
    """
    from workbench.report.place import check_place

    check_place(study, path, endings=endings)
    may_replace(path, *beside, yes=yes)


def may_replace(*paths: Path, yes: bool) -> None:
    """Go on only where there are no such files, or the user lets them be replaced.

    Raises:
        BadInput: There is one, and nobody can be asked.
    """
    there = [] if yes else [path for path in paths if path.exists()]
    for path in there:
        output.tell(f"{path} is there already. Writing replaces it.")
    if there:
        confirmed("Replace it?" if len(there) == 1 else "Replace them?", yes=False)
