"""Take transcripts into a study: read, recognise, copy as received, store. One bad file does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workbench.errors import BadInput, WorkbenchError
from workbench.progress import Tell, silent
from workbench.safefile import TEMPORARY_PREFIX, conflict_copy, write_bytes_safely
from workbench.study import Study
from workbench.transcripts import facts as known_facts
from workbench.transcripts import listing, readers, received, storing, untold, who_speaks
from workbench.transcripts.recognising import Corrected as Corrected
from workbench.transcripts.recognising import Given as Given
from workbench.transcripts.recognising import Readings as Readings
from workbench.transcripts.recognising import Recogniser
from workbench.transcripts.speakers import SpeakerAssignment
from workbench.transcripts.storing import Ready
from workbench.transcripts.tables import ParticipantFacts, TranscriptFacts, put_participants, put_transcripts
from workbench.visible import first_few

_IGNORED = (".csv", ".tmp", ".ini", ".db")


@dataclass(frozen=True)
class Imported:
    """One file that was, or would be, taken in.

    Attributes:
        source: Where it came from.
        name: What the transcript is called.
        file: Its name in `transcripts/`.
        facts: Who, when and what kind, as far as known.
        turns: How many turns it has.
        words: How many words.
        notices: What the user should be told of it.
        speakers: Who stands behind each label, in order of appearance; None: turns without one.
    """

    source: Path
    name: str
    file: str
    facts: TranscriptFacts
    turns: int
    words: int
    notices: tuple[str, ...]
    speakers: tuple[tuple[str | None, SpeakerAssignment], ...]


@dataclass
class ImportSummary:
    """What an import came to.

    Attributes:
        imported: Taken in, in the order given.
        known: Files whose content is in the study already, with the transcript's name.
        left_out: Files that could not be taken in, with the reason and what to do.
        new_participants: Participants that were not in participants.csv.
        notices: What the user should be told besides.
    """

    imported: list[Imported] = field(default_factory=list)
    known: list[tuple[Path, str]] = field(default_factory=list)
    left_out: list[tuple[Path, str]] = field(default_factory=list)
    new_participants: list[ParticipantFacts] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def new_in(self, one: Imported) -> list[ParticipantFacts]:
        """Of the new participants, those who take part or speak in a file."""
        there = {*one.facts.participants, *(who for _, speaker in one.speakers for who in speaker.participants)}
        return [who for who in self.new_participants if who.participant in there]


def files_in(
    paths: Sequence[Path], listed: Callable[[str], object] = lambda name: False
) -> tuple[list[Path], list[tuple[Path, str]]]:
    """The files that paths name, folders opened, in order of their names; and what is left out, with why.

    Hidden and temporary files and tables (.csv) in folders are passed over. A synchroniser's conflict copy is left out.

    Args:
        paths: Files and folders.
        listed: Whether transcripts.csv has a row for a file of that name; then it is no conflict copy.
    """
    found: list[Path] = []
    left: list[tuple[Path, str]] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        left += [
            (one, "a link that leads nowhere.") for one in path.rglob("*") if one.is_symlink() and not one.exists()
        ]
        for one in sorted((one for one in path.rglob("*") if one.is_file()), key=_in_order):
            hidden = one.name.startswith((".", "~$", TEMPORARY_PREFIX)) or one.suffix.casefold() in _IGNORED
            if not hidden and not any(part.startswith(".") for part in one.relative_to(path).parts[:-1]):
                found.append(one)
    files: list[Path] = []
    beside: dict[Path, list[str]] = {}
    for one in dict.fromkeys(found):
        if one.parent not in beside:
            beside[one.parent] = _names_in(one.parent)
        original = conflict_copy(one.name, beside[one.parent], sure=one.suffix.casefold() in readers.SUFFIXES)
        if original is None or listed(one.name):
            files.append(one)
        else:
            left.append((one, f"a synchroniser's conflict copy of {original}; it is not read. {_IF_IT_IS_NONE}"))
    return files, left


_IF_IT_IS_NONE = f"Is it an interview of its own, give it another name, or a row in {known_facts.TRANSCRIPTS}."


def _in_order(path: Path) -> tuple[object, ...]:
    """By names without their endings: "Parent 1 T1.txt" comes before "Parent 1 T1 (2).txt"."""
    return listing.natural(str(path.with_suffix(""))), path.suffix


def _names_in(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        # A folder that is not there, or not to be looked into: of its file the reader tells what is wrong.
        return []


@dataclass(frozen=True)
class Found:
    """Files that were read and recognised; nothing is taken in yet.

    Attributes:
        summary: What taking them in would come to.
        ready: Those that would be taken in.
        recogniser: What it was found out with.
    """

    summary: ImportSummary
    ready: tuple[Ready, ...]
    recogniser: Recogniser


def recognise(
    study: Study,
    paths: Sequence[Path],
    given: Given | None = None,
    *,
    corrected: Mapping[Path, Corrected] | None = None,
    readings: Readings | None = None,
    progress: Tell = silent,
) -> Found:
    """Read files and find out what taking them in would come to; the study stays as it is.

    Args:
        study: The study.
        paths: Files and folders.
        given: What the user says of all of them; it goes before tables and file names.
        corrected: What the user says of single files, by the path that the summary of an earlier look gives.
        readings: Keeps what it read, where the same files are gone over again.
        progress: Told how far it is; what it raises goes on to the caller.

    Raises:
        BadInput: A table of the study cannot be read, or none of the paths holds a file.
    """
    summary = ImportSummary()
    recogniser = Recogniser(study, given or Given(), corrected or {}, readings or Readings())
    files, left = files_in(paths, recogniser.tables.transcripts.of_file)
    summary.left_out += left
    if not files and not left:
        raise BadInput(
            "There is no transcript to import there.", f"There are readers for {', '.join(sorted(readers.SUFFIXES))}."
        )
    summary.notices += recogniser.tables.faults
    ready = []
    for done, path in enumerate(files):
        progress(done, len(files), path.name)
        try:
            if (one := recogniser.read(path)) is not None:
                ready.append(one)
        except WorkbenchError as error:
            summary.left_out.append((path, str(error)))
    progress(len(files), len(files), "")
    summary.known = recogniser.known
    summary.notices += [*recogniser.notices, *_perhaps_copies(ready, recogniser)]
    told_of = {path.name for path, _ in summary.left_out}
    summary.notices += received.told([file for file in received.changed(study) if file not in told_of])
    summary.new_participants = recogniser.new_participants
    summary.imported = [_told(one, recogniser) for one in ready]
    return Found(summary, tuple(ready), recogniser)


def _perhaps_copies(ready: Sequence[Ready], recogniser: Recogniser) -> list[str]:
    """One line about files whose names may be a copy's, and whose words are not those of the file beside them."""
    names = {folder: _names_in(folder) for folder in {one.source.parent for one in ready}}
    originals = {one.source.name: conflict_copy(one.source.name, names[one.source.parent]) for one in ready}
    rows = [
        f"{name} ({original})"
        for name, original in originals.items()
        if original is not None and recogniser.tables.transcripts.of_file(name) is None
    ]
    if not rows:
        return []
    return [
        f"By their names these may be copies of the files in brackets, though the words differ: {first_few(rows)}. "
        f"They count as interviews of their own; what is none should not be imported."
    ]


def store(study: Study, found: Found) -> ImportSummary:
    """Take in what was found, all as one step, and write what was recognised back to the tables.

    Args:
        study: The study; its settings may know waves and roles that were added since.
        found: What `recognise` found.

    Raises:
        Unavailable: The database or the folder cannot be written; nothing was taken in.
    """
    summary, recogniser = found.summary, found.recogniser
    if found.ready:
        summary.notices += _store(study, found.ready, recogniser)
    elif recogniser.changed_rows:
        if recogniser.new_participants:
            put_participants(study.transcripts / known_facts.PARTICIPANTS, recogniser.new_participants)
        put_transcripts(study.transcripts / known_facts.TRANSCRIPTS, recogniser.changed_rows)
        summary.notices += known_facts.take_in(study)
    return summary


def import_files(
    study: Study,
    paths: Sequence[Path],
    given: Given | None = None,
    *,
    dry_run: bool = False,
    progress: Tell = silent,
) -> ImportSummary:
    """Take transcripts in: `recognise`, then `store`.

    Args:
        study: The study.
        paths: Files and folders.
        given: What the user says of all of them.
        dry_run: Only find out what would be done.
        progress: Told how far it is.

    Raises:
        BadInput: A table of the study cannot be read, or none of the paths holds a file.
        Unavailable: The database or the folder cannot be written; nothing was taken in.
    """
    found = recognise(study, paths, given, progress=progress)
    if not dry_run:
        return store(study, found)
    for one in found.ready:
        speakers = dict(found.recogniser.speakers(one))
        found.summary.notices += untold.told(one.name, one.facts, speakers)
    return found.summary


def _told(one: Ready, recogniser: Recogniser) -> Imported:
    return Imported(
        one.source,
        one.name,
        one.facts.file,
        one.facts,
        len(one.reading.turns),
        len(one.reading.text.split()),
        one.reading.notices,
        recogniser.speakers(one),
    )


def _store(study: Study, ready: Sequence[Ready], recogniser: Recogniser) -> list[str]:
    """Store what is ready; says what the user should be told."""
    study.transcripts.mkdir(exist_ok=True)
    copied: list[Path] = []
    try:
        for one in ready:
            target = study.transcripts / one.facts.file
            if not target.exists() or target.read_bytes() != one.data:
                is_new = not target.exists()
                write_bytes_safely(target, one.data)
                copied += [target] if is_new else []
        return _store_copied(study, ready, recogniser)
    except WorkbenchError:
        _take_away_unknown(study, copied)
        raise


def _take_away_unknown(study: Study, copied: Sequence[Path]) -> None:
    """Take away copies just made of files that did not come into the study: nothing was changed, we say."""
    with study.read() as session:
        known = {one.file for one in listing.transcripts(session)}
    for path in copied:
        if path.name not in known:
            path.unlink(missing_ok=True)


def _store_copied(study: Study, ready: Sequence[Ready], recogniser: Recogniser) -> list[str]:
    """Store what lies in `transcripts/` by now."""
    if recogniser.new_participants:
        put_participants(study.transcripts / known_facts.PARTICIPANTS, recogniser.new_participants)
    # Participants come in by their table, not by this step: undoing the import leaves table and database agreeing.
    known_facts.take_in(study)
    # Should we be stopped before the table is written, the next opening writes what is missing in it.
    known_facts.forget_seen(study)
    told: list[str] = []
    what = ready[0].name if len(ready) == 1 else f"{len(ready)} transcripts"
    with study.step(f"Imported {what}") as work:
        ids = {who.participant: who.id for who in listing.participants(work.session)}
        missing = [who for name, who in recogniser.people.items() if name not in ids]
        ids |= known_facts.put_people(work.session, missing, only=False) if missing else {}
        storing.store_texts(work.session, ready)
        transcripts = storing.store_transcripts(work.session, ready)
        all_known = [
            who_speaks.Known(transcript, one.facts, [turn.speaker for turn in one.reading.turns])
            for one, transcript in zip(ready, transcripts, strict=True)
        ]
        found = who_speaks.Rows(work.session, transcripts).put(study, all_known, recogniser.everybody, ids)
        for one, speakers in zip(ready, found, strict=True):
            told += untold.told(one.name, one.facts, speakers)
    rows = [one.facts for one in ready] + recogniser.changed_rows
    try:
        put_transcripts(study.transcripts / known_facts.TRANSCRIPTS, rows)
    except WorkbenchError as error:
        return [
            f"The transcripts are in the study, but {known_facts.TRANSCRIPTS} could not be written. {error}",
            *told,
        ]
    known_facts.take_in(study)
    return told
