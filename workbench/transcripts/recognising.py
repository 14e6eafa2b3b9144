"""Find out of files to import who, when and what kind they are: the user says, or tables, names and words tell."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from workbench.errors import BadInput
from workbench.model import storable
from workbench.study import Study
from workbench.transcripts import facts as known_facts
from workbench.transcripts import listing, matching, readers, resplitting
from workbench.transcripts.naming import NameReader, folded, transcript_name
from workbench.transcripts.received import WHAT_TO_DO
from workbench.transcripts.speakers import SpeakerAssignment, speakers_of
from workbench.transcripts.storing import Ready
from workbench.transcripts.tables import INTERVIEWER, ParticipantFacts, People, TranscriptFacts


@dataclass(frozen=True)
class Given:
    """What the user says of all the files to import; empty or None: nothing."""

    participants: tuple[str, ...] = ()
    wave: str | None = None
    role: str | None = None
    kind: str | None = None
    record: str | None = None


@dataclass(frozen=True)
class Corrected:
    """What the user says of one file: the whole of it, which holds whatever tables and names say.

    Attributes:
        facts: Who, when and what kind; None and empty: unknown, but that the kind follows from the number of people
            where it is not said. The file's name in it does not count.
        role: The role of its participants who are new, whatever their names tell; None: as their names tell.
    """

    facts: TranscriptFacts
    role: str | None = None


class Readings:
    """Reads files, each once as long as it stays the same: for going over the same files again."""

    def __init__(self) -> None:
        self._kept: dict[Path, tuple[object, readers.Reading]] = {}

    def read(self, path: Path, known_labels: Collection[str]) -> readers.Reading:
        """A file's reading; see `readers.read`."""
        seen = path.stat() if path.is_file() else None
        state = (seen and (seen.st_mtime_ns, seen.st_size), tuple(known_labels))
        kept = self._kept.get(path)
        if kept is None or kept[0] != state:
            self._kept[path] = kept = (state, readers.read(path, known_labels=known_labels))
        return kept[1]


_SURELY_ONE = 50
"""So many same words in two files are one interview, whatever the files are called."""


def _words_sha256(text: str) -> str:
    """Of the words alone: white space and line ends differ between the formats in which one transcript is kept."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


@dataclass(frozen=True)
class _Known:
    """A transcript whose words are known, from the study or from this import."""

    name: str
    file: str
    participants: tuple[str, ...]
    wave: str | None


class Recogniser:
    """Reads files and finds out who, when and what kind they are.

    Args:
        study: The study.
        given: What the user says of all files; it goes before tables and file names.
        corrected: What the user says of single files, by path; it goes before everything.
        readings: Reads the files.

    Attributes:
        tables: The study's tables as they are on disk.
        people: The participants that are known by now, by id.
        new_participants: Those among them who stand in no table yet.
        changed_rows: What the user said anew of files that are in the study already.
        known: Files whose words are in the study already, with the transcript's name.
        notices: What the user should be told of such files.
    """

    def __init__(self, study: Study, given: Given, corrected: Mapping[Path, Corrected], readings: Readings) -> None:
        settings = study.settings
        wave = matching.named(given.wave or "", settings.waves) or given.wave
        role = matching.named(given.role or "", settings.roles) or given.role
        given = replace(given, wave=wave, role=role)
        self.study, self.given, self.corrected, self.readings = study, given, corrected, readings
        self.said_roles = _said_roles(corrected.values())
        self.known: list[tuple[Path, str]] = []
        self.notices: list[str] = []
        self.by_words: dict[str, _Known] = {}
        self.tables = known_facts.read_tables(study)
        self.people = {one.participant: one for one in self.tables.participants.participants}
        with study.read() as session:
            self.people = {one.participant: one for one in known_facts.people(session)} | self.people
            found = listing.transcripts(session)
        self.everybody = People(self.people.values())
        self.names = {item.name for item in found}
        self.said_names = {one.name for one in self.tables.transcripts.transcripts if one.name}
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
        self.labels = resplitting.labels_of(settings, self.people.values())

    def read(self, path: Path) -> Ready | None:
        """One file, recognised; None where its words are in the study already.

        Raises:
            BadInput: It cannot be read, or it is a file of the study's own that was changed since its import.
        """
        if storable(str(path)) != str(path):
            raise BadInput(f"{path.name!a}: the file's name is not readable text.", "Rename the file and try again.")
        try:
            data = path.read_bytes() if path.is_file() else b""
        except OSError as error:
            raise BadInput(f"{path} cannot be read: {error.strerror}.", "Check who may read it.") from error
        reading = self.readings.read(path, self._labels_for(path))
        text_sha256 = hashlib.sha256(reading.text.encode()).hexdigest()
        known = self._same(path, self.by_text[text_sha256]) or self._word_for_word(path, reading.text)
        if known is not None:
            if known.name in self.found:
                self._changed_facts(self.found[known.name])
            self.known.append((path, known.name))
            return None
        self._refuse_changed(path)
        file = self._file_name(path, data)
        facts = self._facts(path, file)
        people = [self.people[who] for who in facts.participants if who in self.people]
        name = transcript_name(
            labels=[one.label for one in people],
            ids=[one.participant for one in people],
            wave_label=self.study.settings.printed_wave(facts.wave) or None,
            stem=path.stem,
            taken=self.names | self.said_names,
        )
        if facts.name and folded(facts.name) not in {folded(other) for other in self.names}:
            name = facts.name
        # A row that says another name is to say this one.
        facts = replace(facts, name=facts.name and name)
        if file != path.name:
            self._tell_of_another(path, file, name)
        self.names.add(name)
        self.files.add(file.casefold())
        this = _Known(name, file, facts.participants, facts.wave)
        self.by_text[text_sha256].append(this)
        self.by_words.setdefault(_words_sha256(reading.text), this)
        return Ready(path, data, reading, text_sha256, facts, name)

    def _refuse_changed(self, path: Path) -> None:
        """A file of the study's own that was changed since its import is not another interview."""
        inside = path.parent.resolve() == self.study.transcripts.resolve()
        if inside and path.name.casefold() in {one.file.casefold() for one in self.found.values()}:
            message = f"{path} is not what was imported under this name; the study keeps the text of then."
            raise BadInput(message, WHAT_TO_DO)

    def _tell_of_another(self, path: Path, file: str, name: str) -> None:
        """Say that the study has another file of that name: this one may well be meant to take its place."""
        other = next((one.name for one in self.found.values() if one.file.casefold() == path.name.casefold()), None)
        if other is None:
            there = f"{path.name}: another file of that name is there already; this one becomes {file}, “{name}”."
            self.notices.append(there)
            return
        self.notices.append(
            f"{path.name} is in the study already with another text: this one becomes {file}, “{name}”. If it is a "
            f"correction, take “{other}” out of the study, and import this one in its place."
        )

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

    def _word_for_word(self, path: Path, text: str) -> _Known | None:
        """The transcript of which a file is a copy under another name, unless somebody says that it is not.

        So many same words are no two interviews, whatever the files are called; short answers may well be.
        """
        given = self.given.participants or self.given.wave or path in self.corrected
        if given or self.tables.transcripts.of_file(path.name) is not None:
            return None
        count = len(text.split())
        if count < _SURELY_ONE:
            return None
        digest = _words_sha256(text)
        same = self.by_words.get(digest)
        if same is None:
            alike = {item.revision_id: item for item in self.found.values() if item.words == count}
            with self.study.read() as session:
                texts = listing.texts(session, alike)
            items = [alike[one] for one, words in texts.items() if _words_sha256(words) == digest]
            same = next((_Known(one.name, one.file, one.participants, one.wave) for one in items), None)
        if same is not None:
            self.notices.append(
                f"{path.name} has the same words as {same.name} ({same.file}) and was taken for a copy of it. Are they "
                f"two interviews all the same, give {path.name} a row in {known_facts.TRANSCRIPTS} and import it again."
            )
        return same

    def _labels_for(self, path: Path) -> tuple[str, ...]:
        """The labels that count even where they stand once: the study's, and whoever the file's name names anew."""
        own = self.corrected.get(path)
        said = own.facts if own else self.tables.transcripts.of_file(path.name)
        told = self.name_reader.read(path.stem).new_participants
        named = resplitting.own_labels(said)
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

    def speakers(self, one: Ready) -> tuple[tuple[str | None, SpeakerAssignment], ...]:
        """Who stands behind each label of a file that was read."""
        labels, text = [turn.speaker for turn in one.reading.turns], one.reading.text
        found = speakers_of(one.facts, labels, everybody=self.everybody, settings=self.study.settings, text=text)
        return tuple(found.items())

    def _facts(self, path: Path, file: str, *, meet: bool = True) -> TranscriptFacts:
        if (own := self.corrected.get(path)) is not None:
            return self._said(own, file, meet=meet)
        said = self.tables.transcripts.of_file(file)
        told = self.name_reader.read(path.stem)
        facts = said or TranscriptFacts(file)
        if meet and not facts.participants and not self.given.participants:
            for new in told.new_participants:
                self._meet(new.id, new.label, self.given.role or new.role)
        people = self.given.participants or facts.participants or told.participants
        for who in people if meet else ():
            self._meet(who, who, self.given.role or told.role)
        kind = self.given.kind or facts.kind or told.kind
        return replace(
            facts,
            file=file,
            participants=tuple(self._known_id(who) for who in people),
            kind=kind or _kind_of(people),
            wave=self.given.wave or facts.wave or told.wave,
            record=self.given.record or facts.record or told.record,
            date=facts.date or told.date,
            language=facts.language or self.study.settings.language,
        )

    def _said(self, own: Corrected, file: str, *, meet: bool) -> TranscriptFacts:
        """What the user says of one file, with the ids by which people and the wave are known."""
        facts, speakers = own.facts, {}
        for who in facts.participants if meet else ():
            self._meet_by_name(who)
        for label, people in facts.speakers.items():
            for who in people if meet else ():
                if matching.key(who) != INTERVIEWER:
                    self._meet_by_name(who)
            speakers[label] = tuple(self._known_id(who) for who in people)
        return replace(
            facts,
            file=file,
            kind=facts.kind or _kind_of(facts.participants),
            participants=tuple(dict.fromkeys(self._known_id(who) for who in facts.participants)),
            wave=matching.named(facts.wave or "", self.study.settings.waves) or facts.wave,
            speakers=speakers,
        )

    def _meet_by_name(self, who: str) -> None:
        """Know a participant whom the user named; a name such as "Parent 7" tells the role."""
        told = self.name_reader.read(who).new_participants
        if len(told) == 1 and matching.key(told[0].id) == matching.key(who):
            self._meet(told[0].id, told[0].label, told[0].role)
        else:
            self._meet(who, who, None)

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
            known.translated_from,
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
        said = self.said_roles.get(matching.key(who)) or role
        new = ParticipantFacts(who, label, said or self.name_reader.role_of(who))
        self.people[who] = new
        self.everybody.add(new)
        self.name_reader.add(new)
        self.new_participants.append(new)


def _said_roles(corrected: Iterable[Corrected]) -> dict[str, str]:
    """The roles that the user says people have, by key: whichever of somebody's files is read first, they hold."""
    return {
        matching.key(who): one.role
        for one in corrected
        if one.role
        for who in chain(one.facts.participants, *one.facts.speakers.values())
    }


def _kind_of(people: Sequence[str]) -> str | None:
    """The kind of an interview of which only is known who takes part."""
    return (None, "individual", "joint")[len(people)] if len(people) < 3 else "group"
