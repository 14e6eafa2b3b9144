"""Who said it, in the words that may stand in print. Pure.

A participant's own label is printed only where the participant allows it and the transcriber knew the speaker.
What a transcript calls its speakers is never printed: it may be a real name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from workbench.prepared import BY_ROLE, FULL, NO_NUMBER, NO_WAVE
from workbench.report.facts import BY_ROLE_ONLY, NEVER, ExtractRow, ParticipantRow, ReportFacts, TranscriptRow
from workbench.report.quotation import Spoken

DEFAULT_FORMAT = "{label}, {wave}"
"""The attribution of a role that has no format of its own."""

FROM_NOTES = "from notes"
"""Stands in the attribution of what was noted by hand: these are the words of the notes."""

TRANSLATED = "translated"
"""Stands in the attribution of what was said in another language: these are the words of whoever translated it."""

INTERVIEWER = "Interviewer"
"""What stands before an interviewer's words in a dialogue, whoever it was and whatever the transcript calls them."""

NOT_KNOWN = "speaker not known"
"""Stands for whoever speaks under a label that is nobody's of the study, or under none."""

_FIELD = re.compile(r"\{(label|role|wave)\}")
_SEPARATOR = r"\s*[,;:/·–—-]?\s*"
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_NUMBER = re.compile(r"[\s#.:_-]*\d+[a-z]?\s*$", re.IGNORECASE)
_NAMELESS = {
    "questionnaire": "Questionnaire",
    "observation": "Observation",
    "case file": "Case file",
    "document": "Document",
}


def may_be_quoted(facts: ReportFacts, participants: Iterable[str]) -> bool:
    """Whether none of the participants (ids) asked never to be quoted."""
    rows = (facts.participant_of.get(participant) for participant in participants)
    return all(row is None or row.quoting != NEVER for row in rows)


def by_role_only(facts: ReportFacts, participants: Iterable[str]) -> bool:
    """Whether any of the participants (ids) is to be named by role only."""
    rows = (facts.participant_of.get(participant) for participant in participants)
    return any(row is not None and row.quoting == BY_ROLE_ONLY for row in rows)


def answerable(facts: ReportFacts, extract: ExtractRow, parts: Iterable[Spoken]) -> tuple[str, ...]:
    """The participants (ids) whose wishes count for an extract: its speakers, as `whose_wishes` has them."""
    people = whose_wishes(facts.transcript_of[extract.transcript], (part.participants for part in parts))
    return tuple(dict.fromkeys((*extract.participants, *people)))


def whose_wishes(transcript: TranscriptRow, speakers: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The participants (ids) whose wishes count for words of a transcript, quoted or written into another text.

    An unknown speaker may be anybody who takes part in the transcript: then the wishes of all of them count.

    Args:
        transcript: The transcript.
        speakers: Of each piece of the words (an interviewer's left out) who may have spoken it; nobody where that is
            not known.
    """
    people: list[str] = []
    unknown = False
    for one in speakers:
        people += one
        unknown = unknown or not one
    if unknown:
        people += transcript.participants
        people += [each for turn in transcript.turns for each in turn.participants]
    return tuple(dict.fromkeys(people))


def attribution(facts: ReportFacts, extract: ExtractRow, parts: Sequence[Spoken], *, less: str = FULL) -> str:
    """What stands in brackets after a quotation; never empty.

    Args:
        facts: The study's participants, roles and waves.
        extract: The extract: its role, wave and transcript.
        parts: Who speaks in it; the names come from those whose words are printed.
        less: Which of `workbench.prepared.ATTRIBUTIONS`: how much less it is to tell than it would.
    """
    parts = speakers(extract, parts)
    role = _role_id(facts, extract, parts)
    row = facts.role_of.get(role) if role else None
    role_label = row.label if row else ""
    hidden = roles_to_hide(facts, extract, parts, less=less)
    names = _distinct(speaker_name(facts, extract, part, hidden=hidden, less=less) for part in parts)
    names = names or [_nameless(facts, extract)]
    wave = facts.wave_of.get(extract.wave) if extract.wave else None
    fields = {"label": _joined(names), "role": role_label, "wave": wave.label if wave else extract.wave or ""}
    fields |= {"wave": ""} if NO_WAVE in less else {}
    pattern = (row.attribution if row else "") or DEFAULT_FORMAT
    if fields["label"] == role_label and "{role}" in pattern:
        fields["label"] = ""
    said = filled(pattern, fields) or fields["label"] or role_label
    transcript = facts.transcript_of.get(extract.transcript)
    return ", ".join((said, *(how_it_came(transcript) if transcript else ())))


def how_it_came(transcript: TranscriptRow) -> tuple[str, ...]:
    """What an attribution says of how a transcript's words came about, where they are not those that were said."""
    notes = (FROM_NOTES,) if transcript.record == "notes" else ()
    return (*notes, TRANSLATED) if transcript.translated_from else notes


def speakers(extract: ExtractRow, parts: Sequence[Spoken]) -> Sequence[Spoken]:
    """The parts, or the extract as one where its turns name nobody but the extract does."""
    if extract.participants and not any(part.participants for part in parts):
        return (Spoken("", extract.participants, extract.one_of),)
    return parts


def roles_to_hide(
    facts: ReportFacts, extract: ExtractRow, parts: Sequence[Spoken], *, less: str = FULL
) -> frozenset[str]:
    """The roles whose members are all named by role in this quotation.

    They are those of which one who speaks in it is to be named so (of two staff members in one interview, the name of
    the one would tell who the other is), and those whose own attribution leaves the label out.
    """
    people = {*extract.participants, *(each for part in parts for each in part.participants)}
    rows = [row for each in people if (row := facts.participant_of.get(each)) is not None]
    hidden = {row.role or "" for row in rows if row.quoting == BY_ROLE_ONLY}
    nameless = {role.id for role in facts.role_of.values() if role.attribution and "{label}" not in role.attribution}
    if extract.role in nameless or BY_ROLE in less:
        # The role that all have in this interview, whatever theirs is elsewhere.
        hidden |= {row.role or "" for row in rows}
    return frozenset(hidden | nameless)


def speaker_name(
    facts: ReportFacts, extract: ExtractRow, part: Spoken, *, hidden: Collection[str] = frozenset(), less: str = FULL
) -> str:
    """The printed name of one speaker: the participant's label, or the role's where the label may not stand.

    Args:
        facts: The study.
        extract: What is printed.
        part: What the speaker says in it.
        hidden: The roles of `roles_to_hide`.
        less: How much less it is to tell than it would: without a label's number.
    """
    if part.interviewer:
        return INTERVIEWER
    if part.stranger and facts.transcript_of[extract.transcript].is_somebodys:
        return NOT_KNOWN
    rows = [facts.participant_of[each] for each in part.participants if each in facts.participant_of]
    if part.one_of:
        return _joined(_distinct(_role_name(facts, extract, row) for row in rows), "or") or _nameless(facts, extract)
    names = [
        _role_name(facts, extract, row)
        if row.quoting == BY_ROLE_ONLY or (row.role or "") in hidden
        else _label(facts, extract, row, less)
        for row in rows
    ]
    return _joined(_distinct(names)) or _nameless(facts, extract)


def _label(facts: ReportFacts, extract: ExtractRow, row: ParticipantRow, less: str) -> str:
    """A participant's label; without its number where that is wanted, and the role's where nothing is left of it."""
    label = row.label or row.participant
    return (without_number(label) or _role_name(facts, extract, row)) if NO_NUMBER in less else label


def without_number(label: str) -> str:
    """A label without the number at its end.

    >>> without_number("Parent 3")
    'Parent'
    """
    return _NUMBER.sub("", label)


def filled(pattern: str, fields: dict[str, str]) -> str:
    """A format with its fields filled in; a field without a value goes, and its comma or brackets with it.

    >>> filled("{label}, {wave}", {"label": "PM1", "wave": "", "role": ""})
    'PM1'
    >>> filled("{role} ({wave})", {"label": "", "wave": "", "role": "Trainer"})
    'Trainer'
    >>> filled("{label} ({role}, {wave})", {"label": "", "wave": "T1", "role": "Trainer"})
    'Trainer, T1'
    """
    for gone in (re.escape("{" + name + "}") for name, value in fields.items() if not value):
        pattern = re.sub(rf"\s*[(\[]\s*{gone}\s*[)\]]", "", pattern)
        pattern = re.sub(rf"^\s*{gone}{_SEPARATOR}", "", pattern)
        pattern = re.sub(rf"{_SEPARATOR}{gone}", "", pattern)
    # Brackets that stood behind what is left out, and are now round all that is left, say nothing any more.
    if whole := _IN_BRACKETS.fullmatch(pattern.strip()):
        pattern = whole[1]
    text = _FIELD.sub(lambda found: fields[found[1]], pattern)
    return " ".join(text.split())


def _role_id(facts: ReportFacts, extract: ExtractRow, parts: Sequence[Spoken]) -> str | None:
    """The role whose format counts: the extract's own, else the one all its speakers share."""
    if extract.role:
        return extract.role
    people = {each for part in parts for each in part.participants} or set(extract.participants)
    roles = {row.role for each in people if (row := facts.participant_of.get(each))}
    return roles.pop() if len(roles) == 1 else None


def _role_name(facts: ReportFacts, extract: ExtractRow, row: ParticipantRow) -> str:
    """A participant's role as printed: as it was in this interview, where the extract says so."""
    role = facts.role_of.get(extract.role or row.role or "")
    return role.label if role else "Participant"


def _nameless(facts: ReportFacts, extract: ExtractRow) -> str:
    """What to call a speaker of whom nothing but the role or the kind of source is known."""
    role = facts.role_of.get(extract.role or "")
    if role:
        return role.label
    transcript: TranscriptRow | None = facts.transcript_of.get(extract.transcript)
    return _NAMELESS.get(transcript.kind if transcript else "", "Participant")


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))


def _joined(names: Sequence[str], word: str = "and") -> str:
    """Names in a row: `PM1`, `PM1 and PM2`, `PM1, PM2 and PM3`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"
