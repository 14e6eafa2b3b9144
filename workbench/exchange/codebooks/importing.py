"""Takes a codebook from elsewhere into the study: planned and shown first, then done as one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import PurePath

from workbench import sight
from workbench.codebook.books import Codebooks
from workbench.codebook.changes.gone import refuse_new_beginning
from workbench.codebook.differences.diff import Diff, diff
from workbench.codebook.editing import edit
from workbench.codebook.editing.rewriting import brought_in
from workbench.codebook.file import parse
from workbench.codebook.files import SUFFIXES
from workbench.codebook.finding import new_id
from workbench.codebook.schema import Codebook
from workbench.codebook.states import states
from workbench.coding.codebook_words import told_of_changes
from workbench.errors import BadInput, NotFound, Refused
from workbench.exchange.codebooks.entries import Source, Told
from workbench.exchange.codebooks.joining import Joined, book_of_ids, joined
from workbench.exchange.codebooks.past import as_it_was
from workbench.exchange.codebooks.rows import as_key
from workbench.exchange.codebooks.word import told_of_moved
from workbench.model import CodebookState
from workbench.study import Study
from workbench.visible import one_line, plural


@dataclass(frozen=True)
class ImportPlan:
    """What taking a file in would do.

    Attributes:
        source: The file as read.
        file: The codebook that it goes into.
        is_new: Whether that codebook is made.
        base: What the file is held against: ``then`` the state that it was made from, ``now`` the present one where
            it does not say, or the database has no such state; empty for a new codebook.
        before: The codebook's present text; None where it is made.
        text: Its text then.
        old: What the present text holds; nothing but its name where it is made.
        codebook: What the new text holds.
        changes: What is other in it.
        joined: What the file says anew.
        taken_out: The ids of codes that are retired because the file does not have them any more.
        left_out: The names of codes that are new in it and are not made, since nobody asked for that.
        quoting: The words of transcripts in what is other.
        as_of: When the codebook was as the file is, where it once was: then nothing in it is newer.
        alike: Of a new codebook, the study's codebook that has most of its names already; empty where none has.
        alike_names: How many of them it has.
        called_so: Of a new codebook, the file of one in the study that has its name or its file's already; empty where
            none has.
    """

    source: Source
    file: str
    is_new: bool
    base: str
    before: str | None
    text: str
    old: Codebook
    codebook: Codebook
    changes: Diff
    joined: Joined
    taken_out: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    quoting: tuple[Told, ...] = ()
    as_of: dt.datetime | None = None
    alike: str = ""
    alike_names: int = 0
    called_so: str = ""

    @property
    def faults(self) -> tuple[Told, ...]:
        """What could not be taken in as it stands."""
        return (*self.source.faults, *self.joined.faults)

    @property
    def notices(self) -> tuple[Told, ...]:
        """What else one should know."""
        return (*self.source.notices, *self.joined.notices, *self.quoting)

    @property
    def is_nothing(self) -> bool:
        """Whether taking it in would change nothing."""
        return self.text == self.before or (self.is_new and not self.codebook.codes)


def plan_import(
    study: Study,
    source: Source,
    *,
    into: str | None = None,
    new_file: str | None = None,
    as_new: bool = False,
    take_out: bool = False,
    add: bool = False,
) -> ImportPlan:
    """What taking a file in would do; nothing is changed.

    A file that has ids or GUIDs of a codebook's codes goes into that one, whatever else it has. Any other becomes a
    codebook of its own, or goes into the study's only one where that has no code yet.

    Args:
        study: The study.
        source: The file as read.
        into: The codebook that it is joined into.
        new_file: What the new codebook's file is called; it is made even where ids are known.
        as_new: Whether a new one is made in any case, under a name that is free where none is said.
        take_out: Whether codes are retired that a table with ids does not have any more.
        add: Whether codes that are new in a handbook are made.

    Raises:
        BadInput: Both are named, the name cannot be, or the codebook would have a fault.
        NotFound: There is no such codebook.
        Refused: A codebook is gone whose codes are in use.
    """
    books = states.current(study)
    book = _book(books, source, into) if new_file is None and not as_new else None
    if into is not None and new_file is not None:
        raise BadInput("A codebook is joined into one that there is, or made anew.", "Name one of the two.")
    if book is None:
        plan = _as_new(study, books, source, new_file)
    else:
        plan = _joined_into(study, books, book, source, take_out=take_out, add=add)
    notices = (*plan.joined.notices, *_told_of_gone(study, books, plan))
    return replace(
        plan,
        joined=replace(plan.joined, notices=notices),
        quoting=tuple(Told(*one) for one in told_of_changes(study, plan.changes)),
    )


def _told_of_gone(study: Study, books: Codebooks, plan: ImportPlan) -> list[Told]:
    """The codings that new codes get because they were made with the id of one that is gone."""
    with study.read() as session:
        counts = sight.counts_by_code(session, study)
    gone = {one: counts[one] for one in books.missing(counts)}
    return [
        Told(
            plan.joined.places.get(code.id, ""),
            f"it gets {plural(gone[one], 'coding')} made with the id “{one_line(one)}”, which is in no codebook now",
        )
        for code in plan.changes.added
        for one in (code.id, *code.was)
        if one in gone
    ]


def _joined_into(
    study: Study, books: Codebooks, book: Codebook, source: Source, *, take_out: bool, add: bool
) -> ImportPlan:
    before = states.text_of(study, books, book.file)
    past = as_it_was(study, source.data) if source.data and source.data != before.encode() else None
    start = past.text if past is not None else _text_of_state(study, source.state) if source.state else None
    if start == before or (start is not None and not _is_of(start, book)):
        start = None
    others = [one for one in books.books if one.file != book.file]
    held_against = parse(start, file=book.file) if start is not None else book
    found = joined(source, held_against, _taken(books))
    left_out = tuple(code.name for code in found.added) if source.asks_for_new and not add else ()
    if left_out:
        source, told = _without_new(source, found)
        found = joined(source, held_against, _taken(books))
        found = replace(found, faults=(*told, *found.faults))
    found = replace(found, faults=(*found.faults, *told_of_moved(source, held_against)))
    out = tuple(one for one in found.missing if (code := book.code(one)) and code.is_living) if take_out else ()
    fields = {**found.fields, **{one: {**found.fields.get(one, {}), "retired": True} for one in out}}
    text = brought_in(start or before, found.added, fields, file=book.file, others=others)
    text = text if start is None else _merged(start, before, text, book.file)
    after = parse(text, file=book.file)
    base = "then" if start is not None or source.state == books.states[book.file] else "now"
    return ImportPlan(
        source,
        book.file,
        is_new=False,
        base=base,
        before=before,
        text=text,
        old=book,
        codebook=after,
        changes=diff(book, after),
        joined=found,
        taken_out=out,
        left_out=left_out,
        as_of=past.when if past is not None and start is not None else None,
    )


def _without_new(source: Source, found: Joined) -> tuple[Source, tuple[Told, ...]]:
    """A handbook without the codes that are new in it, and what is told of them."""
    places = {found.places[code.id] for code in found.added}
    entries = tuple(entry for entry in source.entries if entry.place not in places)
    told = (Told(found.places[code.id], "a new code, or one that lost its id; it is left out") for code in found.added)
    return replace(source, entries=entries), tuple(told)


def take_in(study: Study, plan: ImportPlan) -> None:
    """Do what was planned, as one step; undo takes it back, and with it a codebook's file that was made.

    Raises:
        Refused: The codebook was changed meanwhile.
        Unavailable: File or database cannot be written.
    """
    new, other = len(plan.changes.added), len(plan.changes.changed)
    what = [plural(new, "new code")] if new or not other else []
    what += [plural(other, "changed code")] if other else []
    sentence = f"Took in the codebook {one_line(plan.source.name)} to {plan.file}: {' and '.join(what)}"
    if plan.is_new:
        study.codebooks.mkdir(exist_ok=True)
    states.change(study, plan.file, plan.text, sentence, before=plan.before)


def _book(books: Codebooks, source: Source, into: str | None) -> Codebook | None:
    """The codebook that a file goes into; None where it becomes one of its own."""
    if into is not None:
        named = {into, f"{into}.yaml", f"{into}.yml", PurePath(into).name}
        found = next((book for book in books.books if book.file in named), None)
        return found or books.book(into)
    known = book_of_ids(source, books.books)
    empty = books.books[0] if len(books.books) == 1 and not books.books[0].codes else None
    return known or empty


def _as_new(study: Study, books: Codebooks, source: Source, new_file: str | None) -> ImportPlan:
    if not books.books:
        refuse_new_beginning(study)
    file = _file_name(study, source, new_file)
    found = joined(replace(source, is_whole=False), None, _taken(books))
    text = edit.new_codebook_text(one_line(source.name) or PurePath(file).stem)
    empty = parse(text, file=file)
    text = brought_in(text, found.added, {}, file=file, others=books.books)
    after = parse(text, file=file)
    usual = f"{new_id(source.name, ())}.yaml" if new_file is None else file
    called_so = next(
        (book.file for book in books.books if as_key(book.name) == as_key(empty.name) or book.file == usual), ""
    )
    plan = ImportPlan(
        source, file, True, "", None, text, empty, after, diff(empty, after), found, (), called_so=called_so
    )
    likest, most = _likest(books, {as_key(code.name) for code in found.added})
    return replace(plan, alike=likest, alike_names=most) if 2 * most > len(found.added) else plan


def _likest(books: Codebooks, names: Collection[str]) -> tuple[str, int]:
    """The codebook that has most of these names, and how many; a file that was taken in before has them all."""
    have = {book.file: len({as_key(code.name) for code in book.codes}.intersection(names)) for book in books.books}
    best = max(have, key=lambda file: have[file], default="")
    return best, have.get(best, 0)


def _file_name(study: Study, source: Source, wanted: str | None) -> str:
    """The name of a new codebook's file, which no other has."""
    there = {path.name.casefold() for path in study.codebooks.iterdir()} if study.codebooks.is_dir() else set()
    if wanted is None:
        stems = {PurePath(name).stem for name in there}
        return f"{new_id(source.name, stems)}.yaml"
    name = wanted if wanted.casefold().endswith(SUFFIXES) else f"{wanted}.yaml"
    if PurePath(name).name != name or name.startswith(".") or "\\" in name:
        raise BadInput(f"{wanted} is no name of a file.", "Name it without folder: it lies in codebooks.")
    if name.casefold() in there:
        raise Refused(f"There is a codebook {name} already.", "Name another, or join it into that one.")
    return name


def _taken(books: Codebooks) -> Collection[str]:
    return {one for code in books.codes() for one in (code.id, *code.was)}


def _text_of_state(study: Study, sha256: str) -> str | None:
    """The text of a state that the database has seen; None where it has not."""
    with study.read() as session:
        state = session.get(CodebookState, sha256)
        return state.text if state is not None else None


def _is_of(text: str, book: Codebook) -> bool:
    """Whether a state is one of this codebook's: they have codes in common."""
    try:
        return any(book.code(code.id) is not None for code in parse(text, file=book.file).codes)
    except (BadInput, NotFound):
        return False


def _merged(base: str, ours: str, theirs: str, file: str) -> str:
    """Our text with what the file changed in the state that it was made from."""
    from workbench.codebook.merges.text import merged_text

    found = merged_text(base, ours, theirs, file=file)
    if found.trouble:
        raise BadInput(f"{file}: what was changed there and here cannot be brought together.", found.trouble)
    return found.text
