"""From an open study to a working copy of its transcripts, and on to a Word file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.codebook.states import states
from workbench.coding import extracts, marked_passages, marks
from workbench.errors import BadInput, NotFound
from workbench.model import utc_now
from workbench.progress import Tell, silent
from workbench.report.facts import BY_ROLE_ONLY, NEVER
from workbench.report.for_the_team.working_copy import CopiedTranscript, Remark, SpokenLine, WorkingCopy, copied
from workbench.report.gather import as_its_files_say, marked_rows, told_of_files
from workbench.report.place import check_place, goes_to_exports
from workbench.report.rows import people_and_texts
from workbench.report.withheld_words import repeating_marked_words
from workbench.spans import Span
from workbench.study import Study
from workbench.transcripts import facts as known_facts
from workbench.transcripts import in_words, listing, order
from workbench.transcripts.listing import SpokenText, TranscriptFound
from workbench.transcripts.speakers import is_speech
from workbench.transcripts.tables import ParticipantFacts
from workbench.visible import first_few, plural

REPEATS = "[left out: it repeats words that are not for quotation]"
"""What stands for a memo, or the name of a code, that holds marked words."""

BESIDE = "[memo left out: its passage is not for quotation]"
"""What stands for the memo of a coding on marked words."""


@dataclass(frozen=True)
class Copied:
    """A working copy that was written.

    Attributes:
        path: The file.
        transcripts: How many transcripts stand in it.
        codings: How many codings stand in its margin.
        left_out: How many passages are left out, since they are not for quotation.
        notices: What whoever prints it should know.
    """

    path: Path
    transcripts: int
    codings: int
    left_out: int
    notices: tuple[str, ...]


def copy_path(study: Study, name: str | None = None) -> Path:
    """Where a working copy of one transcript, or of all, is written to unless somebody says otherwise."""
    if name is None:
        return study.exports / "working-copy.docx"
    plain = "".join(one if one.isalnum() or one in " +-_." else "-" for one in name).strip(" .")[:80]
    return study.exports / f"{plain or 'transcript'}.docx"


def write_copy(
    study: Study,
    path: Path,
    names: Sequence[str] | None = None,
    *,
    codings: bool = False,
    coder: str | None = None,
    facts: bool = True,
    to_code: Mapping[str, Span] | None = None,
    said: Sequence[tuple[str, str]] = (),
    progress: Tell = silent,
) -> Copied:
    """Write transcripts as a Word file to read on paper and write on.

    Whoever asked never to be quoted is printed: it is the team's own copy, and the notices say so. What is marked not
    for quotation is not, nor a memo beside it or one that repeats it.

    Args:
        study: The study.
        path: The .docx file; one that is there is replaced.
        names: The transcripts, in this order; None: all, in the study's order.
        codings: Whether codings stand in the margin.
        coder: Only this coder's; else all that the coder may see.
        facts: Whether what is known stands below each name.
        to_code: By the transcript's name what of it is to be coded, where that is not all: told below the name.
        said: What stands below each name besides.
        progress: Told before each transcript how many of how many are done.

    Raises:
        NotFound: There is no such transcript, none at all, or nobody of that name has coded.
        BadInput: The file's name does not end in .docx, or it lies where none should be; or study.yaml or
            participants.csv is faulty.
        Unavailable: The file cannot be written, or one of the study's not read.
    """
    check_place(study, path)
    if coder is not None and not codings:
        raise BadInput("Whose codings was said, and that none are to be printed.", command="Add: --codings")
    study, told = as_its_files_say(study)
    chosen = _chosen(study, names)
    total, done, people = len(chosen), [], _people(study)
    for number, one in enumerate(chosen):
        progress(number, total, one.name)
        remarks = _remarks(study, one.name, coder) if codings else ()
        made = as_copied(study, one, remarks, [*(_facts(study, one, people) if facts else ()), *said])
        stretch = (to_code or {}).get(one.name)
        done.append(made if stretch is None else _with_stretch(made, stretch))
    progress(total, total, f"Writing {path.name}")
    done = _without_marked_words(study, done)
    copy = WorkingCopy(study.settings.title, tuple(done), study.settings.language, utc_now())
    from workbench import safefile
    from workbench.report.word.working_copy import copy_to_docx  # takes long to load; only writers want it

    content = copy_to_docx(copy)
    if goes_to_exports(study, path):
        study.exports.mkdir(exist_ok=True)
    safefile.write_bytes_safely(path, content)
    left_out = sum(one.left_out for one in done)
    notices = (*told, *told_of_files(study), *_never_to_be_quoted(chosen, people), *_told_of_left_out(left_out))
    return Copied(path, total, sum(len(one.remarks) for one in done), left_out, tuple(dict.fromkeys(notices)))


def _chosen(study: Study, names: Sequence[str] | None) -> list[TranscriptFound]:
    with study.read() as session:
        if names is not None:
            found = [listing.find_transcript(session, name) for name in names]
            return list({one.id: one for one in found}.values())
        found = order.transcripts(session, study.settings)
    if not found:
        raise NotFound("There are no transcripts yet.", command="Take some in: workbench import FILE…")
    return found


def _people(study: Study) -> dict[str, ParticipantFacts]:
    with study.read() as session:
        return {one.participant: one for one in known_facts.people(session)}


def as_copied(
    study: Study, one: TranscriptFound, remarks: Sequence[Remark] = (), facts: Sequence[tuple[str, str]] = ()
) -> CopiedTranscript:
    """A transcript as it is printed, without what is marked not for quotation.

    Args:
        study: The study.
        one: The transcript.
        remarks: What stands in the margin.
        facts: What stands below its name.
    """
    with study.read() as session:
        spoken = listing.spoken(session, {one.revision_id})[one.revision_id]
        sealed = marked_passages(session).get(one.revision_id, [])
    return copied(one.name, facts, spoken.text, _lines(spoken), sealed=sealed, remarks=remarks)


def _with_stretch(made: CopiedTranscript, stretch: Span) -> CopiedTranscript:
    """The transcript with the lines named that are to be coded; the others are grey."""
    lines = tuple(
        replace(line, is_beside=not any(one.start < stretch.end and one.end > stretch.start for one in line.stretches))
        for line in made.lines
    )
    inside = [line.number for line in lines if not line.is_beside]
    which = f"lines {inside[0]} to {inside[-1]}" if len(inside) > 1 else f"line {inside[0]}" if inside else "none of it"
    said = f"{which}; the rest, in grey, is there to be read with it"
    return replace(made, facts=(*made.facts, ("To be coded", said)), lines=lines)


def _lines(spoken: SpokenText) -> list[SpokenLine]:
    labels = {turn.label for turn in spoken.turns}
    if not spoken.turns:
        return [SpokenLine(0, len(spoken.text))]
    return [
        SpokenLine(turn.start, turn.end, turn.label or "", turn.interviewer, is_speech(turn.label, labels), turn.time)
        for turn in spoken.turns
    ]


def _facts(study: Study, one: TranscriptFound, people: dict[str, ParticipantFacts]) -> list[tuple[str, str]]:
    """What stands below a transcript's name: what is known."""
    present = [people[who] for who in one.participants if who in people]
    made = ", ".join(said for said in (one.kind, one.record) if said)

    def those(quoting: str) -> str:
        return ", ".join(in_words.person(who.participant, people) for who in present if who.quoting == quoting)

    known = (
        ("Participants", ", ".join(in_words.person(who, people) for who in one.participants)),
        ("Time point", study.settings.printed_wave(one.wave)),
        ("Kind", made),
        ("Date", one.date.isoformat() if one.date else ""),
        ("Interviewer", one.interviewer or ""),
        ("Never to be quoted", those(NEVER)),
        ("To be quoted by role only", those(BY_ROLE_ONLY)),
        ("File", one.file),
    )
    return [(what, said) for what, said in known if said]


def _remarks(study: Study, name: str, coder: str | None) -> list[Remark]:
    books = states.current(study)
    names = {code.id: code.name for book in books.books for code in book.codes}
    return [
        Remark(
            one.start,
            one.end,
            one.coder,
            names.get(one.code, f"{one.code} (not in the codebook)"),
            BESIDE if one.memo.strip() and one.not_for_quotation else one.memo.strip(),
            one.made_at,
        )
        for one in extracts(study, transcript=name, coder=coder)
    ]


def _without_marked_words(study: Study, done: Sequence[CopiedTranscript]) -> list[CopiedTranscript]:
    """The copies without what repeats, in the margin, words that are not for quotation."""
    found = marks(study)
    if not found or not any(one.remarks for one in done):
        return list(done)
    _, texts = people_and_texts(study, {name for name, _ in found})
    marked = marked_rows(study, texts)
    remarks = [remark for one in done for remark in one.remarks]
    named = repeating_marked_words(texts, marked, [one.title for one in remarks])
    noted = repeating_marked_words(texts, marked, [one.text for one in remarks])
    cleaned = iter(
        replace(one, title=REPEATS if at in named else one.title, text=REPEATS if at in noted else one.text)
        for at, one in enumerate(remarks)
    )
    return [replace(one, remarks=tuple(next(cleaned) for _ in one.remarks)) for one in done]


def _never_to_be_quoted(chosen: Sequence[TranscriptFound], people: dict[str, ParticipantFacts]) -> list[str]:
    present = dict.fromkeys(who for one in chosen for who in one.participants if who in people)
    never = [in_words.person(who, people) for who in present if people[who].quoting == NEVER]
    if not never:
        return []
    return [
        f"Printed, though never to be quoted: {first_few(never)}. The copy is for the team; whoever gets it "
        "must know that."
    ]


def _told_of_left_out(passages: int) -> list[str]:
    if not passages:
        return []
    which = plural(passages, "passage is", "passages are")
    return [f"{which} left out, marked not for quotation; a note stands in each one's place."]
