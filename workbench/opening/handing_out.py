"""A sample handed out to somebody who codes it apart: its transcripts and the codebooks, and nothing else."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbench.agreement.sample_list import SampleFound, TranscriptOfSample, find
from workbench.agreement.stretches import stretch_in
from workbench.codebook.files import codebook_files, read_of
from workbench.codebook.states import states
from workbench.coding.codebook_words import told_of_books
from workbench.errors import BadInput, NotFound
from workbench.folder import STUDY_FILE
from workbench.model import Sample, SampleCoder, SampleTranscript
from workbench.opening import read_me
from workbench.opening.door import open_study
from workbench.opening.making import FOLDERS, keep_out_of_git, new_settings
from workbench.progress import Tell, silent
from workbench.report.codebook_words import refuse_codebook_words
from workbench.report.for_the_team.copying import write_copy
from workbench.report.for_the_team.write_handbook import write_handbook
from workbench.safefile import plain_name, write_bytes_safely, write_text_safely
from workbench.spans import Span
from workbench.study import Study, coder_key
from workbench.transcripts import importing, listing
from workbench.transcripts.listing import SpokenText, TranscriptFound
from workbench.transcripts.readers import plain
from workbench.transcripts.readers.reading import Reading
from workbench.transcripts.recognising import Given, Readings, Recogniser
from workbench.transcripts.storing import Ready
from workbench.transcripts.tables import INTERVIEWER, TranscriptFacts
from workbench.transcripts.turns import Turn
from workbench.whereabouts import is_on_network, is_synchronised

HANDBOOK = "Codebook.docx"
"""What the codebooks are called beside transcripts handed out as Word files."""

_DATABASE = ".workbench/study.db"


@dataclass(frozen=True)
class HandedOut:
    """A sample that was handed out.

    Attributes:
        folder: Where it lies.
        sample: The sample's name.
        coder: For whom.
        transcripts: The names of its transcripts.
        as_docx: Whether as Word files; else as a study of its own.
        notices: What whoever hands it over should know.
    """

    folder: Path
    sample: str
    coder: str
    transcripts: tuple[str, ...]
    as_docx: bool
    notices: tuple[str, ...]


@dataclass(frozen=True)
class ToHandOut:
    """What would be handed out.

    Attributes:
        sample: The sample's name.
        coder: For whom.
        files: The files that would be written, in order, from the folder on.
        notices: What whoever hands it over should know of the codebooks.
    """

    sample: str
    coder: str
    files: tuple[str, ...]
    notices: tuple[str, ...]


def to_hand_out(study: Study, coder: str, *, sample: str | None = None, docx: bool = False) -> ToHandOut:
    """What would be handed out; nothing is written.

    Args:
        study: The study.
        coder: For whom: one of the sample's coders.
        sample: The sample; None for the one that is open.
        docx: Whether as Word files.

    Raises:
        NotFound: There is no such sample, or it is not for that coder.
        BadInput: It is revealed.
        Refused: A text of the codebooks holds words that must not be printed.
    """
    found = find(study, sample)
    name = _coder_named(found, coder)
    names = _file_names(found)
    if docx:
        files = (read_me.FILE, *(f"{one}.docx" for one in names), HANDBOOK)
    else:
        books = (f"codebooks/{path.name}" for path in read_of(codebook_files(study.codebooks)))
        texts = (f"transcripts/{one}.txt" for one in names)
        files = (read_me.FILE, STUDY_FILE, ".gitignore", *books, *texts, "transcripts/transcripts.csv", _DATABASE)
    return ToHandOut(found.name, name, files, _told_of_codebooks(study))


def hand_out(
    study: Study, folder: Path, coder: str, *, sample: str | None = None, docx: bool = False, progress: Tell = silent
) -> HandedOut:
    """Write a folder with what somebody needs to code a sample apart.

    It is a study of its own: the sample's transcripts as they are now, without what is known of the participants; the
    codebooks; and the sample, so that they can say what they have finished. No coding, theme, memo or step of this
    study is in it. What they pack there is unpacked here.

    Args:
        study: The study.
        folder: Where to write; it must not be there yet, or be empty.
        coder: For whom: one of the sample's coders.
        sample: The sample; None for the one that is open.
        docx: Write Word files instead, for a colleague who notes codes in comments, and the codebooks as one.
        progress: Told how far it is; where it raises, nothing stays written.

    Raises:
        NotFound: There is no such sample, or it is not for that coder.
        BadInput: It is revealed; or the folder cannot take it.
        Refused: A text of the codebooks holds words that must not be printed.
        Unavailable: The folder cannot be written.
    """
    found = find(study, sample)
    name = _coder_named(found, coder)
    check_folder(study, folder, docx=docx)
    told = _told_of_codebooks(study)
    is_new = not folder.exists()
    try:
        if docx:
            told += _write_documents(study, found, name, folder, progress)
        else:
            _write_study(study, found, name, folder, progress)
    except BaseException:
        _empty(folder, gone=is_new)
        raise
    names = tuple(one.name for one in found.transcripts)
    return HandedOut(folder, found.name, name, names, docx, told)


def _coder_named(found: SampleFound, coder: str) -> str:
    if not found.is_open:
        raise BadInput(f"The sample “{found.name}” is revealed: nobody codes it apart any more.", "Draw a next round.")
    for name in found.coders:
        if coder_key(name) == coder_key(coder):
            return name
    message = f"The sample “{found.name}” is not for {coder.strip()}: it is for {', '.join(found.coders)}."
    raise NotFound(message, command="See: workbench sample show")


def _told_of_codebooks(study: Study) -> tuple[str, ...]:
    """What is to be told of the words in the codebooks; refuses where words stand there that must not be printed."""
    books = states.current(study)
    for book in books.books:
        refuse_codebook_words(study, book)
    return tuple(told_of_books(study, books.books))


def _file_names(found: SampleFound) -> list[str]:
    """Of each transcript the name of its file, without the ending: no two are alike, nor like the codebook's."""
    names: list[str] = []
    taken = {Path(HANDBOOK).stem.casefold()}
    for number, one in enumerate(found.transcripts, 1):
        name = plain_name(one.name, otherwise=f"transcript {number}")
        if name.casefold() in taken:
            name = f"{name} ({number})"
        taken.add(name.casefold())
        names.append(name)
    return names


def check_folder(study: Study, folder: Path, *, docx: bool) -> None:
    """Look whether a folder can take what is handed out.

    Args:
        study: The study.
        folder: The folder.
        docx: Whether as Word files.

    Raises:
        BadInput: It cannot.
    """
    if folder.exists() and not folder.is_dir():
        raise BadInput(f"{folder} is a file.", "Name a folder.")
    if folder.is_dir() and any(folder.iterdir()):
        raise BadInput(f"There is something in {folder} already.", "Name a folder that is empty, or none yet.")
    for own in ("codebooks", "transcripts", "codings", ".workbench"):
        if folder.resolve().is_relative_to((study.folder / own).resolve()):
            raise BadInput(f"{folder}: the folder {own} is for what belongs there.", "Name a folder outside of it.")
    if not docx and (is_synchronised(folder) or is_on_network(folder)):
        raise BadInput(
            f"{folder} is synchronised or on a network: a study's database would not be in it.",
            "Write to a folder of this computer, and hand that over.",
        )


def _empty(folder: Path, *, gone: bool) -> None:
    """Take away what was written in vain."""
    if gone:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for one in folder.iterdir():
        if one.is_dir():
            shutil.rmtree(one, ignore_errors=True)
        else:
            one.unlink(missing_ok=True)


def _write_study(study: Study, found: SampleFound, coder: str, folder: Path, progress: Tell) -> None:
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for path in read_of(codebook_files(study.codebooks)):
        write_bytes_safely(folder / "codebooks" / path.name, path.read_bytes())
    settings = study.settings
    kept = settings.model_dump(include={"mode", "waves", "language", "interviewers", "quoting_style", "fillers"})
    # Their packs are to hold no words: what is not for quotation is not known there.
    write_text_safely(
        folder / STUDY_FILE, new_settings(f"{settings.title}: {found.name}", kept | {"roles": [], "handed_to": coder})
    )
    write_text_safely(folder / read_me.FILE, read_me.text(found.name, coder, len(found.transcripts)))
    keep_out_of_git(folder)
    its, _ = open_study(folder, coder=coder)
    with closing(its):
        _put_transcripts(study, its, found, progress)
        _put_sample(its, found, coder)


def _put_transcripts(study: Study, its: Study, found: SampleFound, progress: Tell) -> None:
    """The sample's transcripts, with turns and speakers as they are here."""
    with study.read() as session:
        there = {one.id: one for one in listing.transcripts(session)}
        spoken = listing.spoken(session, {one.revision_id for one in found.transcripts})
    ready = []
    for number, (one, file) in enumerate(zip(found.transcripts, _file_names(found), strict=True)):
        progress(number, len(found.transcripts), one.name)
        ready.append(_ready(spoken[one.revision_id], there[one.transcript_id], f"{file}.txt"))
    recogniser = Recogniser(its, Given(), {}, Readings())
    importing.store(its, importing.Found(importing.ImportSummary(), tuple(ready), recogniser))
    progress(len(ready), len(ready), "")


def _ready(spoken: SpokenText, found: TranscriptFound, file: str) -> Ready:
    """A transcript as if it had just been read from a plain text file."""
    data = spoken.text.encode()
    digest = hashlib.sha256(data).hexdigest()
    turns = tuple(Turn(turn.start, turn.end, turn.label, turn.time) for turn in spoken.turns)
    reading = Reading(spoken.text, turns, plain.NAME, plain.VERSION, digest, ())
    facts = TranscriptFacts(
        file,
        wave=found.wave,
        kind=found.kind,
        record=found.record,
        language=found.language,
        translated_from=found.translated_from,
        speakers={
            # Headings are nobody's speech: their label is empty.
            turn.label: (INTERVIEWER,) if turn.interviewer else ()
            for turn in spoken.turns
            if turn.label
        },
        name=found.name,
    )
    return Ready(Path(file), data, reading, digest, facts, found.name)


def _put_sample(its: Study, found: SampleFound, coder: str) -> None:
    """The sample, for that coder alone; strata tell of participants, and stay out."""
    with its.read() as session:
        there = {one.name: one for one in listing.transcripts(session)}
    coder_id = its.coder_id()
    drawn = replace(found.asked, without=()).as_json() | {"there": found.there}
    with its.step(f"Took over the sample “{found.name}” for {coder}") as work:
        row = Sample(id=found.id, name=found.name, round=found.round, seed=found.seed, drawn=drawn)
        work.session.add(row)
        work.session.flush()
        for one in found.transcripts:
            named: dict[str, Any] = {"sample_id": row.id, "transcript_id": there[one.name].id}
            place: dict[str, Any] = {"revision_id": there[one.name].revision_id, "start": one.start, "end": one.end}
            work.session.add(SampleTranscript(**named, **place))
            work.session.add(SampleCoder(**named, coder_id=coder_id))


def _stretch_now(study: Study, one: TranscriptOfSample) -> Span | None:
    """What of a transcript was drawn, as it stands now; None where that is all of it, or it has another text by now."""
    with study.read() as session:
        return stretch_in(one, listing.find_transcript(session, one.name).revision_id)


def _write_documents(study: Study, found: SampleFound, coder: str, folder: Path, progress: Tell) -> tuple[str, ...]:
    """The transcripts as Word files, and the codebooks as one; gives what is to be told of them."""
    folder.mkdir(parents=True, exist_ok=True)
    said = read_me.text(found.name, coder, len(found.transcripts), handbook=HANDBOOK)
    write_text_safely(folder / read_me.FILE, said)
    told: list[str] = []
    for number, (one, file) in enumerate(zip(found.transcripts, _file_names(found), strict=True)):
        progress(number, len(found.transcripts), one.name)
        to_code = {one.name: stretch} if (stretch := _stretch_now(study, one)) is not None else {}
        path = folder / f"{file}.docx"
        told += write_copy(study, path, [one.name], facts=False, to_code=to_code, said=[read_me.IN_WORD]).notices
    progress(len(found.transcripts), len(found.transcripts), HANDBOOK)
    with tempfile.TemporaryDirectory() as place:
        # Of a study that holds no codings and no other transcript, no example can tell.
        _write_study(study, found, coder, Path(place) / "study", silent)
        its, _ = open_study(Path(place) / "study", coder=coder)
        with closing(its):
            written = write_handbook(its, Path(place) / HANDBOOK, with_extracts=False)
        write_bytes_safely(folder / HANDBOOK, written.path.read_bytes())
    return tuple(dict.fromkeys([*told, *written.notices]))
