"""Take transcripts into a study: read, recognise, copy as received, store. One bad file does not stop the others."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from workbench.errors import BadInput, WorkbenchError
from workbench.model import storable
from workbench.safefile import TEMPORARY_PREFIX, conflict_copy, write_bytes_safely
from workbench.study import Study
from workbench.transcripts import facts as known_facts
from workbench.transcripts import listing, matching, readers, storing
from workbench.transcripts.naming import NameReader, transcript_name
from workbench.transcripts.speakers import known_labels
from workbench.transcripts.storing import Ready
from workbench.transcripts.tables import ParticipantFacts, People, TranscriptFacts, put_participants, put_transcripts

_IGNORED = (".csv", ".tmp", ".ini", ".db")


@dataclass(frozen=True)
class Given:
    """What the user says of the files to import; empty or None: nothing."""

    participants: tuple[str, ...] = ()
    wave: str | None = None
    role: str | None = None
    kind: str | None = None
    record: str | None = None


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
    """

    source: Path
    name: str
    file: str
    facts: TranscriptFacts
    turns: int
    words: int
    notices: tuple[str, ...]


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


def files_in(paths: Sequence[Path]) -> tuple[list[Path], list[tuple[Path, str]]]:
    """The files that paths name, folders opened, in order of their names; and what in folders is left out, with why.

    Hidden and temporary files and tables (.csv) in folders are passed over.
    """
    files: list[Path] = []
    left: list[tuple[Path, str]] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        left += [
            (one, "a link that leads nowhere.") for one in path.rglob("*") if one.is_symlink() and not one.exists()
        ]
        inside = sorted((one for one in path.rglob("*") if one.is_file()), key=lambda one: listing.natural(str(one)))
        for one in inside:
            hidden = one.name.startswith((".", "~$", TEMPORARY_PREFIX)) or one.suffix.casefold() in _IGNORED
            if hidden or any(part.startswith(".") for part in one.relative_to(path).parts[:-1]):
                continue
            original = conflict_copy(one.name, [other.name for other in inside if other.parent == one.parent])
            if original is not None and one.suffix.casefold() not in readers.SUFFIXES:
                left.append((one, f"a synchroniser's conflict copy of {original}."))
            else:
                files.append(one)
    return list(dict.fromkeys(files)), left


def import_files(
    study: Study,
    paths: Sequence[Path],
    given: Given | None = None,
    *,
    dry_run: bool = False,
    progress: Callable[[int, int, str], None] = lambda done, total, what: None,
) -> ImportSummary:
    """Take transcripts in, all as one step, and write what was recognised back to the tables.

    Args:
        study: The study.
        paths: Files and folders.
        given: What the user says of all of them; it goes before tables and file names.
        dry_run: Only find out what would be done.
        progress: Told how far it is.

    Raises:
        BadInput: A table of the study cannot be read, or none of the paths holds a file.
        Unavailable: The database or the folder cannot be written; nothing was taken in.
    """
    given = given or Given()
    summary = ImportSummary()
    files, left = files_in(paths)
    summary.left_out += left
    if not files and not left:
        raise BadInput(
            "There is no transcript to import there.", f"There are readers for {', '.join(sorted(readers.SUFFIXES))}."
        )
    recogniser = _Recogniser(study, given)
    summary.notices += recogniser.tables.faults
    ready = []
    for done, path in enumerate(files):
        progress(done, len(files), path.name)
        try:
            if (one := recogniser.read(path, summary)) is not None:
                ready.append(one)
        except WorkbenchError as error:
            summary.left_out.append((path, str(error)))
    progress(len(files), len(files), "")
    summary.new_participants = recogniser.new_participants
    summary.imported = [_told(one) for one in ready]
    if ready and not dry_run:
        summary.notices += _store(study, ready, recogniser)
    elif recogniser.changed_rows and not dry_run:
        if recogniser.new_participants:
            put_participants(study.transcripts / known_facts.PARTICIPANTS, recogniser.new_participants)
        put_transcripts(study.transcripts / known_facts.TRANSCRIPTS, recogniser.changed_rows)
        summary.notices += known_facts.take_in(study)
    return summary


@dataclass(frozen=True)
class _Known:
    """A transcript whose words are known, from the study or from this import."""

    name: str
    file: str
    participants: tuple[str, ...]
    wave: str | None


class _Recogniser:
    """Reads files and finds out who, when and what kind they are."""

    def __init__(self, study: Study, given: Given) -> None:
        settings = study.settings
        wave = matching.named(given.wave or "", settings.waves) or given.wave
        role = matching.named(given.role or "", settings.roles) or given.role
        given = replace(given, wave=wave, role=role)
        self.study, self.given = study, given
        self.tables = known_facts.read_tables(study)
        self.people = {one.participant: one for one in self.tables.participants.participants}
        with study.read() as session:
            self.people = {one.participant: one for one in known_facts.people(session)} | self.people
            found = listing.transcripts(session)
        self.everybody = People(self.people.values())
        self.names = {item.name for item in found}
        self.files = {item.file.casefold() for item in found}
        self.by_text: dict[str, list[_Known]] = defaultdict(list)
        for item in found:
            self.by_text[item.text_sha256].append(_Known(item.name, item.file, item.participants, item.wave))
        self.found = {item.name: item for item in found}
        self.new_participants: list[ParticipantFacts] = []
        self.changed_rows: list[TranscriptFacts] = []
        self.name_reader = NameReader(self.people.values(), settings.waves, settings.roles)
        for who in given.participants:
            self._meet(who, who, given.role)
        self.labels = known_labels(
            participants=self.people.values(), roles=settings.roles, interviewers=settings.interviewers
        )

    def read(self, path: Path, summary: ImportSummary) -> Ready | None:
        """One file, recognised; None where its content is in the study already."""
        if storable(str(path)) != str(path):
            raise BadInput(f"{path.name!a}: the file's name is not readable text.", "Rename the file and try again.")
        try:
            data = path.read_bytes() if path.is_file() else b""
        except OSError as error:
            raise BadInput(f"{path} cannot be read: {error.strerror}.", "Check who may read it.") from error
        reading = readers.read(path, known_labels=self._labels_for(path))
        text_sha256 = hashlib.sha256(reading.text.encode()).hexdigest()
        if (known := self._same(path, self.by_text[text_sha256])) is not None:
            if known.name in self.found:
                self._changed_facts(self.found[known.name])
            summary.known.append((path, known.name))
            return None
        file = self._file_name(path, data)
        facts = self._facts(path, file)
        people = [self.people[who] for who in facts.participants if who in self.people]
        wave = self.study.settings.wave(facts.wave)
        name = transcript_name(
            labels=[one.label for one in people],
            ids=[one.participant for one in people],
            wave_label=wave.printed if wave else facts.wave,
            stem=path.stem,
            taken=self.names,
        )
        self.names.add(name)
        self.files.add(file.casefold())
        self.by_text[text_sha256].append(_Known(name, file, facts.participants, facts.wave))
        return Ready(path, data, reading, text_sha256, facts, name)

    def _same(self, path: Path, known: Sequence[_Known]) -> _Known | None:
        """The transcript that a file with the same words is; None where it is somebody else's, or of another wave.

        Two people may answer a questionnaire in the same words: then table, file name or user tell them apart.
        """
        for one in known:
            if one.file.casefold() == path.name.casefold():
                return one
        facts = self._facts(path, path.name, meet=False)
        for one in known:
            others = bool(facts.participants and one.participants) and set(facts.participants) != set(one.participants)
            another_time = None not in (facts.wave, one.wave) and facts.wave != one.wave
            if not others and not another_time:
                return one
        return None

    def _labels_for(self, path: Path) -> tuple[str, ...]:
        """The labels that count even where they stand once: the study's, and whoever the file's name names anew."""
        said = self.tables.transcripts.of_file(path.name)
        told = self.name_reader.read(path.stem).new_participants
        named = [*(said.participants if said else ()), *(said.speakers if said else ())]
        return tuple(dict.fromkeys([*self.labels, *named, *(label for new in told for label in (new.id, new.label))]))

    def _file_name(self, path: Path, data: bytes) -> str:
        """The name the file gets in `transcripts/`: its own, made unique where another file has it."""
        number, name = 1, path.name
        while True:
            there = self.study.transcripts / name
            same = there.is_file() and there.read_bytes() == data
            if name.casefold() not in self.files and (same or not there.exists()):
                return name
            number += 1
            name = f"{path.stem} ({number}){path.suffix}"

    def _facts(self, path: Path, file: str, *, meet: bool = True) -> TranscriptFacts:
        said = self.tables.transcripts.of_file(file)
        told = self.name_reader.read(path.stem)
        facts = said or TranscriptFacts(file)
        if meet and not facts.participants and not self.given.participants:
            for new in told.new_participants:
                self._meet(new.id, new.label, new.role or self.given.role)
        people = self.given.participants or facts.participants or told.participants
        for who in people if meet else ():
            self._meet(who, who, self.given.role or told.role)
        kind = self.given.kind or facts.kind or told.kind
        if kind is None and people:
            kind = "individual" if len(people) == 1 else "joint" if len(people) == 2 else "group"
        return replace(
            facts,
            file=file,
            participants=tuple(self._known_id(who) for who in people),
            kind=kind,
            wave=self.given.wave or facts.wave or told.wave,
            record=self.given.record or facts.record or told.record,
            date=facts.date or told.date,
            language=facts.language or self.study.settings.language,
        )

    def _changed_facts(self, known: listing.TranscriptFound) -> None:
        """What the user says of a file that is in the study already is taken up too."""
        row = self.tables.transcripts.of_file(known.file) or TranscriptFacts(
            known.file,
            known.participants,
            known.wave,
            known.kind,
            known.record,
            known.date,
            known.interviewer,
            known.language,
        )
        people = self.given.participants or row.participants
        changed = replace(
            row,
            participants=tuple(self._known_id(who) for who in people),
            wave=self.given.wave or row.wave,
            kind=self.given.kind or row.kind,
            record=self.given.record or row.record,
        )
        if changed != row or self.tables.transcripts.of_file(known.file) is None:
            self.changed_rows.append(changed)

    def _known_id(self, who: str) -> str:
        found = self.everybody.find(who)
        return found.participant if found else who

    def _meet(self, who: str, label: str, role: str | None) -> None:
        """Know a participant that no table has yet."""
        if self.everybody.find(who) is not None:
            return
        new = ParticipantFacts(who, label, role)
        self.people[who] = new
        self.everybody.add(new)
        self.name_reader.add(new)
        self.new_participants.append(new)


def _told(one: Ready) -> Imported:
    return Imported(
        one.source,
        one.name,
        one.facts.file,
        one.facts,
        len(one.reading.turns),
        len(one.reading.text.split()),
        one.reading.notices,
    )


def _store(study: Study, ready: Sequence[Ready], recogniser: _Recogniser) -> list[str]:
    """Store what is ready; says what the user should be told."""
    study.transcripts.mkdir(exist_ok=True)
    for one in ready:
        target = study.transcripts / one.facts.file
        if not target.exists() or target.read_bytes() != one.data:
            write_bytes_safely(target, one.data)
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
        for one, transcript in zip(ready, transcripts, strict=True):
            labels = list(dict.fromkeys(turn.speaker for turn in one.reading.turns))
            unknown = known_facts.put_speakers(
                work.session, study, transcript, one.facts, recogniser.everybody, ids, labels
            )
            told += known_facts.untold_speakers(one.name, one.facts, unknown)
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
