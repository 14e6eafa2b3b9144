"""The rounds of a sample side by side: how far coders agreed in each, and what became of the codebook in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from workbench.agreement.comparison import DRAWS, CodeCompared, Comparison, compare
from workbench.agreement.consensus import decisions
from workbench.agreement.frame import Unit
from workbench.agreement.rule_changes import RuleChange, rule_changes
from workbench.agreement.sample_list import SampleFound, samples
from workbench.codebook.books import Codebooks, parsed
from workbench.codebook.differences.telling import tell as tell_of
from workbench.codebook.differences.things import Telling
from workbench.codebook.states import states
from workbench.codebook.versions.known import SeenState
from workbench.codebook.versions.seen import seen_states, texts_of
from workbench.codebook.versions.versions import Version, paired
from workbench.errors import NotFound, Refused
from workbench.progress import Tell, silent
from workbench.study import Study, coder_key


@dataclass(frozen=True)
class Round:
    """A round.

    Attributes:
        sample: Its sample.
        comparison: What the coders had coded on it when it was revealed, compared; None where that cannot be.
        why_not: Why it is not compared; empty where it is.
        codebooks: The codebooks as they were when it was revealed; None where this database does not know.
        changes: What was other in them than in the round before; None of the first, or where it is not known.
        rules: The rules that were changed because coders differed, between the reveal of the round before and of this.
    """

    sample: SampleFound
    comparison: Comparison | None
    why_not: str = ""
    codebooks: Version | None = None
    changes: Telling | None = None
    rules: tuple[RuleChange, ...] = ()


@dataclass(frozen=True)
class Rounds:
    """Rounds of a sample side by side.

    Attributes:
        coders: The names of those who are compared; the first is A.
        unit: What is counted.
        rounds: The rounds in order, those that are not compared too.
        codes: Every code that is compared in any of them, with its name, in the order of today's codebooks.
        books: Today's codebooks: all rounds are compared under their codes.
    """

    coders: tuple[str, ...]
    unit: Unit
    rounds: tuple[Round, ...]
    codes: tuple[tuple[str, str], ...]
    books: Codebooks

    @property
    def compared(self) -> list[tuple[Round, Comparison]]:
        """The rounds that are compared."""
        return [(one, one.comparison) for one in self.rounds if one.comparison is not None]

    def of(self, code: str, one: Round) -> CodeCompared | None:
        """The figures of a code in a round; None where there are none, or the code was in no codebook then."""
        found = next((each for each in one.comparison.codes if each.id == code), None) if one.comparison else None
        if found is None or one.codebooks is None:
            return found
        there = {self.books.lineage.today(each.id) for book in one.codebooks.books for each in book.codes}
        return found if found.is_used or code in there else None


def compare_rounds(
    study: Study,
    coders: Sequence[str],
    *,
    sample: str | None = None,
    unit: Unit = "turn",
    include_interviewer: bool = False,
    draws: int = DRAWS,
    seed: int = 0,
    tell: Tell = silent,
) -> Rounds:
    """Compare the rounds of a sample, each by what its coders had coded when it was revealed, under today's codes.

    Args:
        study: The study; its coder is who looks.
        coders: Two or more names.
        sample: The name of any of the rounds; None for those of their sample that was drawn last.
        unit: What is counted.
        include_interviewer: Whether what interviewers said belongs to it too.
        draws: How many bootstrap draws intervals are made from; 0 for none.
        seed: With what chance begins.
        tell: Told how many codes of a round are done.

    Raises:
        BadInput: Fewer than two coders are named, or one twice.
        NotFound: There is no such sample, none that two of them share, or no round can be compared; or somebody has
            not worked in the study.
        Refused: No round is revealed.
    """
    found: list[Round] = []
    trouble: list[NotFound | Refused] = []
    books = states.current(study)
    last: Round | None = None
    words: dict[str, Any] = {
        "unit": unit,
        "include_interviewer": include_interviewer,
        "draws": draws,
        "seed": seed,
        "tell": tell,
    }
    for one in _rounds(study, coders, sample):
        comparison: Comparison | None = None
        why = ""
        try:
            comparison = compare(study, coders, sample=one.name, as_revealed=True, **words)
        except (NotFound, Refused) as error:
            trouble.append(error)
            why = error.message
        found.append(_with_codebooks(study, Round(one, comparison, why), last, books))
        last = found[-1] if one.revealed_at is not None else last
    compared = [one.comparison for one in found if one.comparison is not None]
    if not compared:
        raise trouble[0]
    return Rounds(compared[0].coders, unit, tuple(found), _codes(compared, books), books)


def _codes(compared: Sequence[Comparison], books: Codebooks) -> tuple[tuple[str, str], ...]:
    """Every code that is compared anywhere, with its name: in the codebooks' order, then those that are in none."""
    names = {code.id: code.name for one in compared for code in one.codes}
    order = [code.id for code in books.codes() if code.id in names]
    return tuple((code, names[code]) for code in (*order, *(code for code in names if code not in order)))


def _rounds(study: Study, coders: Sequence[str], name: str | None) -> list[SampleFound]:
    """The rounds of a sample that two of some coders share, in order."""
    found = samples(study)
    by_name = {one.name: one for one in found}
    keys = set(map(coder_key, coders))
    theirs = [one for one in found if len(keys & set(map(coder_key, one.coders))) > 1]
    if name is not None:
        folded = name.strip().casefold()
        meant = next((one for one in found if one.name.casefold() == folded), None)
        if meant is None:
            raise NotFound(f"There is no sample {name!r}.", command="See: workbench sample list")
        theirs = [one for one in theirs if one.name == meant.name] or [meant]
    if not theirs:
        message = f"There is no sample for two of these: {', '.join(coders)}."
        raise NotFound(message, "Rounds are those of a sample.", command="See: workbench sample draw")

    def first_of(one: SampleFound) -> str:
        while one.follows is not None:
            one = by_name[one.follows]
        return one.name

    first = first_of(theirs[-1])
    return sorted((one for one in found if first_of(one) == first), key=lambda one: (one.round, one.made_at))


def _with_codebooks(study: Study, one: Round, before: Round | None, books: Codebooks) -> Round:
    """A round with the codebooks as they were then, and what was other in them than in the round before."""
    at = one.sample.revealed_at
    if at is None:
        return one
    with study.read() as session:
        seen = [state for state in seen_states(session) if state.made_at <= at]
        version = _codebooks(session, seen)
    changes = None
    if before is not None and before.codebooks is not None and version is not None:
        changes = tell_of(paired(before.codebooks, version))
    rules = _rules_since(study, before, seen, books) if before is not None else []
    return replace(one, codebooks=version, changes=changes, rules=tuple(rules))


def _codebooks(session: Session, seen: Sequence[SeenState]) -> Version | None:
    """The codebooks as steps left them; None where there are none."""
    last = {one.file: one.sha256 for one in seen}
    shas = {file: sha256 for file, sha256 in sorted(last.items()) if sha256 is not None}
    texts = texts_of(session, list(shas.values()))
    there = {file: texts[sha256] for file, sha256 in shas.items() if sha256 in texts}
    return Version("", tuple(parsed(text, file) for file, text in there.items()), there) if there else None


def _rules_since(study: Study, before: Round, seen: Sequence[SeenState], books: Codebooks) -> list[RuleChange]:
    """The rules that were changed, by steps since the round before, because coders differed on that."""
    since = before.sample.revealed_at
    made = {one.sha256 for one in seen if since is not None and one.made_at > since}
    differed = decisions(study, {one.revision_id for one in before.sample.transcripts}, books)
    return rule_changes(study, [one for one in differed if one.rule_after in made])
