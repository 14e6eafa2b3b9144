"""Who stands behind a speaker's label. Pure.

A label may stand for one of several participants, where the transcriber could not tell them apart: then the speaker is
*one of* these, and never counted as a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from workbench.settings import StudySettings
from workbench.transcripts.matching import Named, key, pieces
from workbench.transcripts.tables.facts import ParticipantFacts, People, TranscriptFacts
from workbench.transcripts.tables.values import INTERVIEWER

EVERYONE = ("Both", "All", "Everyone", "Everybody", "Group", "Several", "Participants", "Interviewees", "Respondents")
"""Labels for one of all who take part."""
GENERIC = ("Participant", "Interviewee", "Respondent", "Informant", "R", "P")
"""Labels for the participant of an interview with one."""
INTERPRETERS = ("Interpreter", "Translator")
"""Labels of those who speak for the participant of an interview with one."""

_SEVERAL_KINDS = ("joint", "group")
_EVERYONE = frozenset(map(key, EVERYONE))
_GENERIC = frozenset(map(key, GENERIC))
_INTERPRETERS = frozenset(map(key, INTERPRETERS))
_MEMBERS = frozenset(("member", "members"))
_SOME_OF = frozenset(
    ("all", "the", "both", "one", "of", "a", "an", "some", "two", "three", "several", "another", "any", "each")
)
_ALL_OF = frozenset(("all", "both", "two", "three", "several"))
_AND = frozenset(("and", "or", "to", "et", "und"))
_NUMBERED = 9
_NEAR_BEGINNING, _NEAR_END = 40, 20
_JOINERS = re.compile(r"[&/,+;|]|(?<!\S)(?:and|or|to|et|und)(?!\S)", re.IGNORECASE)
_BETWEEN_CODES = re.compile(r"(?<=\d) (?=[^\W_]{1,12}\d)")


@dataclass(frozen=True)
class SpeakerAssignment:
    """Who a label stands for."""

    participants: tuple[str, ...] = ()
    """Ids. Several: one of these. None: nobody, or not known."""
    interviewer: bool = False
    is_settled: bool = True
    """False where nobody could be found and a person should say who it is."""


NOBODY_FOUND = SpeakerAssignment(is_settled=False)
NO_SPEECH = SpeakerAssignment()


def assign(
    labels: Iterable[str | None],
    *,
    interviewers: Iterable[str],
    participants_of_transcript: Sequence[ParticipantFacts],
    all_participants: Iterable[ParticipantFacts] | People,
    roles: Sequence[Named],
    kind: str | None,
    given: Mapping[str, tuple[str, ...]],
) -> dict[str | None, SpeakerAssignment]:
    """Find who stands behind each label of a transcript.

    In this order: what `given` says; interviewers; ids and printed labels, the transcript's own participants first; a
    role (one of those who have it); words for everybody; and, in an interview with one, words for the participant, the
    interpreter, and at last the only speaker nobody knows (unless the participant has a label of their own, or others
    speak for them, or that speaker speaks but once among several questions). There a label that names several of a role
    (`Both parents`) is nobody's: somebody speaks who takes no part.

    Args:
        labels: As they stand in the transcript, one for each turn, in order; None for turns that have none, "" for
            what is no speech.
        interviewers: The study's interviewers' labels, and this transcript's interviewer.
        participants_of_transcript: Who takes part.
        all_participants: All of the study; for many transcripts a `People` made once is faster.
        roles: The study's roles.
        kind: The transcript's kind; None where it is unknown.
        given: `speakers` of transcripts.csv.

    Returns:
        For every label, in order of appearance, an assignment.
    """
    everybody = all_participants if isinstance(all_participants, People) else People(all_participants)
    room = _Room(interviewers, participants_of_transcript, everybody, roles, kind, given)
    turns = Counter(labels)
    named = [label for label in turns if label]
    own = participants_of_transcript
    unlabelled = SpeakerAssignment((own[0].participant,)) if len(own) == 1 and not named else NOBODY_FOUND
    found = {label: room.who(label, named) if label else unlabelled if label is None else NO_SPEECH for label in turns}
    if room.the_one and kind in {None, "individual", "questionnaire"}:
        others = _EVERYONE | _INTERPRETERS
        people = [label for label in named if key(label) not in others and not room.names_several(label)]
        unknown = [label for label in people if not found[label].is_settled]
        questions = sum(turns[label] for label in people if found[label].interviewer)
        # Who speaks once where others answer, or among several questions, is not the one who answers them.
        answers_once = turns[unknown[0]] == 1 and (len(people) < len(named) or questions > 1) if unknown else False
        is_told = any(room.the_one in found[label].participants for label in people)
        if len(unknown) == 1 and not (is_told or answers_once or room.is_interviewers_too(unknown[0])):
            found[unknown[0]] = SpeakerAssignment((room.the_one,))
    return found


def speakers_of(
    facts: TranscriptFacts, labels: Iterable[str | None], *, everybody: People, settings: StudySettings, text: str
) -> dict[str | None, SpeakerAssignment]:
    """Find who stands behind each label of a transcript, from what is known of it and of the study; see `assign`.

    A text without labels is nobody's where its lines name an interviewer: then the questions stand in it.

    Args:
        facts: What is known of the transcript.
        labels: As they stand in it, one for each turn, in order.
        everybody: All participants.
        settings: The study's settings.
        text: Its text; only looked at where there is no label.
    """
    interviewers = [*settings.interviewers, *([facts.interviewer] if facts.interviewer else [])]
    found = assign(
        labels,
        interviewers=interviewers,
        participants_of_transcript=[known for who in facts.participants if (known := everybody.find(who))],
        all_participants=everybody,
        roles=settings.roles,
        kind=facts.kind,
        given=facts.speakers,
    )
    if None in found and not any(found) and names_an_interviewer(text, interviewers):
        found[None] = NOBODY_FOUND
    return found


def names_an_interviewer(text: str, interviewers: Iterable[str]) -> bool:
    """Whether two lines or more name an interviewer near their beginning or end, as the study writes it or in capitals.

    Args:
        text: A transcript in which no label was found.
        interviewers: Their labels. One letter is no name here: "I" begins every other sentence.
    """
    said = [label.strip() for label in interviewers if len(label.strip()) > 1]
    names = [*said, *map(str.upper, said)]
    if not names:
        return False
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?![^\W\d_])")
    lines = (line.strip() for line in text.splitlines())
    there = (line for line in lines if named.search(line[:_NEAR_BEGINNING]) or named.search(line[-_NEAR_END:]))
    return len(list(islice(there, 2))) == 2


def unresolved(assignments: Mapping[str | None, SpeakerAssignment]) -> list[str | None]:
    """The labels for which nobody was found, in order; None only where no turn has a label at all.

    Unlabelled turns before the first label (a heading, a date) are nobody's, and nothing to ask about.
    """
    return [label for label, who in assignments.items() if not who.is_settled and is_speech(label, assignments)]


def is_speech(label: str | None, labels: Collection[str | None]) -> bool:
    """Whether what stands under a label is somebody's words: where others have labels, a turn without one is not.

    Args:
        label: As written; None: turns without one; empty: what the reader took for no speech.
        labels: All labels of the transcript.
    """
    return bool(label) or (label is None and not any(labels))


def known_labels(
    *, participants: Iterable[ParticipantFacts], roles: Iterable[Named], interviewers: Iterable[str]
) -> tuple[str, ...]:
    """The labels that are speakers' even where they stand once: for the readers.

    Args:
        participants: All of the study.
        roles: The study's roles.
        interviewers: The study's interviewers' labels.
    """
    labels: list[str] = []
    for interviewer in interviewers:
        space = " " if len(interviewer) > 1 else ""
        labels += [interviewer, *(f"{interviewer}{space}{number}" for number in range(1, _NUMBERED + 1))]
    for facts in participants:
        labels += [facts.participant, facts.label]
    for role in roles:
        for name in (role.id, role.label):
            labels += [name, f"{name}s", f"{name} member", f"All {name}"] if name else []
    labels += [*EVERYONE, *(word for word in GENERIC if len(word) > 1), *INTERPRETERS]
    return tuple(dict.fromkeys(label.strip() for label in labels if label.strip()))


class _Room:
    """Who is in one interview."""

    def __init__(
        self,
        interviewers: Iterable[str],
        own: Sequence[ParticipantFacts],
        everybody: People,
        roles: Sequence[Named],
        kind: str | None,
        given: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.interviewers = [label for label in interviewers if label.strip()]
        self.interviewer_keys = {key(label) for label in self.interviewers}
        self.own = list(own)
        self.own_people = People(own)
        self.everybody = everybody
        self.roles = roles
        self.given = {key(label): people for label, people in given.items()} | dict(given)
        self.the_one = own[0].participant if len(own) == 1 and kind not in _SEVERAL_KINDS else None

    def who(self, label: str, labels: Collection[str | None]) -> SpeakerAssignment:
        """Who a label stands for, by itself."""
        folded, bare = key(label), key(" ".join(_without_articles([piece.folded for piece in pieces(label)])))
        if (said := self.given.get(label, self.given.get(folded))) is not None:
            return self._given(said)
        if folded in self.interviewer_keys or bare in self.interviewer_keys:
            return SpeakerAssignment(interviewer=True)
        named = self._named(label)
        if named:
            return SpeakerAssignment(named)
        if self._is_numbered_interviewer(label):
            return SpeakerAssignment(interviewer=True)
        if of_role := self._of_role(label, labels):
            return SpeakerAssignment(of_role)
        if folded in _EVERYONE and len(self.own) > 1:
            return SpeakerAssignment(self._ids(self.own))
        if self.the_one and bare in _GENERIC | _INTERPRETERS:
            return SpeakerAssignment((self.the_one,))
        return NOBODY_FOUND

    def is_interviewers_too(self, label: str) -> bool:
        """Whether a label names an interviewer beside others: `Parent 1 / Interviewer`."""
        return any(key(part) in self.interviewer_keys for part in _parts(label))

    def _given(self, said: tuple[str, ...]) -> SpeakerAssignment:
        if len(said) == 1 and key(said[0]) == INTERVIEWER and not self.everybody.find(said[0]):
            return SpeakerAssignment(interviewer=True)
        people = [self.own_people.find(name) or self.everybody.find(name) for name in said]
        found = self._ids(facts for facts in people if facts)
        return SpeakerAssignment(found, is_settled=bool(found) or not said)

    def _named(self, label: str) -> tuple[str, ...]:
        """Those whose id or printed label it is; of a label such as `PM1 & PM2`, one of these."""
        own = self.own_people.all_named(label)
        if own:
            return self._ids(own)
        if one := self.everybody.find(label):
            return (one.participant,)
        parts = [part for part in _parts(label) if part]
        people = [self.own_people.find(part) or self.everybody.find(part) for part in parts]
        return self._ids(facts for facts in people if facts) if len(parts) > 1 and all(people) else ()

    def _is_numbered_interviewer(self, label: str) -> bool:
        """`Interviewer 2`, `I2`, `Interviewer KL`."""
        run = [piece.folded for piece in pieces(label)]
        last = run[-1] if run else ""
        if len(run) < 2 or not (last.isdigit() or len(last) <= 2):
            return False
        for interviewer in self.interviewers:
            words = [piece.folded for piece in pieces(interviewer)]
            if words == run[:-1] and (last.isdigit() or len("".join(words)) > 2):
                return True
        return False

    def _of_role(self, label: str, labels: Collection[str | None]) -> tuple[str, ...]:
        """Those who have the role that a label names: `Staff`, `Mentors`, `All staff`, `Staff member 2`."""
        role = self._role(label)
        there = [facts for facts in self.own if facts.role == role] if role else []
        if self.the_one and self.names_several(label):
            return ()
        if len(there) < sum(word.isdigit() for word in _numbers(label)) > 1:
            return ()
        if len(there) == 1 and _number(label):
            others = [other for other in labels if other and other != label and self._role(other) == role]
            return () if others else self._ids(there)
        return self._ids(there)

    def _role(self, label: str) -> str | None:
        """The role that a label names, whatever the number after it."""
        words = [piece.folded for piece in pieces(label)]
        if _number(label):
            words = words[: len(words) - len(_numbers(label))]
        wanted = _role_forms(_without_articles([word for word in words if word]))
        for role in self.roles:
            for name in (role.id, role.label):
                if name and wanted & _role_forms([piece.folded for piece in pieces(name)]):
                    return role.id
        return None

    def names_several(self, label: str) -> bool:
        """Whether a label says that several of a role speak: `Parents`, `Both parents`, `All staff`."""
        words = [piece.folded for piece in pieces(label) if not piece.is_number]
        if self._role(label) is None or not words:
            return False
        names = [pieces(name) for role in self.roles for name in (role.id, role.label)]
        is_plural = words[-1].endswith("s") and words[-1] not in {run[-1].folded for run in names if run}
        return (is_plural and "of" not in words) or words[0] in _ALL_OF

    @staticmethod
    def _ids(people: Iterable[ParticipantFacts]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(facts.participant for facts in people))


def _number(label: str) -> str:
    """The number at the end of a label with words before it."""
    run = pieces(label)
    return run[-1].folded if len(run) > 1 and run[-1].is_number else ""


def _numbers(label: str) -> list[str]:
    """The numbers at the end of a label, and the words that join them: 1, and, 2 of ``Mentors 1 and 2``."""
    run = pieces(label)
    first = len(run)
    while first > 1 and (run[first - 1].is_number or (run[first - 1].folded in _AND and first < len(run))):
        first -= 1
    return [piece.folded for piece in run[first:]]


def _without_articles(words: Sequence[str]) -> list[str]:
    """The words without ``one of the``, ``a`` and the like before them."""
    first = 0
    while first < len(words) - 1 and words[first] in _SOME_OF:
        first += 1
    return list(words[first:])


def _role_forms(words: Sequence[str]) -> set[str]:
    """A role's words in the singular, with and without "member"."""
    forms = {" ".join(words), " ".join(words[:-1] if len(words) > 1 and words[-1] in _MEMBERS else words)} - {""}
    return {form[:-1] if form.endswith("s") and len(form) > 3 else form for form in forms}


def _parts(label: str) -> list[str]:
    """The names in a label such as `PM1 & PM2`, `PM1/PM2`, `PM1 and PM2`, `PM1 PM2`."""
    parts = [part.strip() for part in _JOINERS.split(label)]
    return parts if len(parts) > 1 else [part.strip() for part in _BETWEEN_CODES.split(label)]
