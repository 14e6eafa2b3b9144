"""Extracts as they would be printed, with their attribution: for copying them into another text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from workbench.coding import Extract, extracts
from workbench.coding.extracts import marked_passages
from workbench.errors import NotFound
from workbench.report.content import Quotation
from workbench.report.facts import ExtractRow, ReportFacts, ThemeRow
from workbench.report.gather import as_its_files_say, marked_rows
from workbench.report.printing import Withheld, joined, omission_for, quotation
from workbench.report.quotation_marks import MARKS, marks_of
from workbench.report.rows import extract_row, people_and_texts, study_facts, theme_row
from workbench.spans import Span
from workbench.study import Study
from workbench.themes import find_theme, redactions, theme_extracts
from workbench.transcripts import listing
from workbench.transcripts.in_words import shared_role


@dataclass(frozen=True)
class Attributed:
    """An extract as it would be printed.

    Attributes:
        coding: The coding; None for a passage as such.
        words: What participants say in it, cut as for print; empty where it is withheld.
        attribution: Who said it, without brackets; empty where it is withheld.
        withheld: Why it may not be printed; empty where it may.
        quote_marks: What stands round the words among other text, as the report has it.
    """

    coding: UUID | None
    words: str
    attribution: str
    withheld: str = ""
    quote_marks: tuple[str, str] = MARKS["double"]

    @property
    def text(self) -> str:
        """Words and attribution as prose has them; empty where it is withheld."""
        opening, closing = self.quote_marks
        return "" if self.withheld else f"{opening}{self.words}{closing} ({self.attribution})"


def attributed(study: Study, codings: Sequence[UUID], *, theme: UUID | None = None) -> list[Attributed]:
    """Extracts in the words that may stand in print, each with its attribution, in the order given.

    What is not for quotation comes without its words.

    Args:
        study: The study.
        codings: The codings.
        theme: The theme whose extracts they are wanted as: as they are prepared for print in it.

    Raises:
        NotFound: There is no such coding in sight, or no such theme.
        BadInput: study.yaml, report.yaml or participants.csv is faulty.
    """
    study, _ = as_its_files_say(study)
    seen = {extract.id: extract for extract in extracts(study, ids=list(codings))}
    if missing := [one for one in codings if one not in seen]:
        raise NotFound(f"There is no coding {missing[0]}.", "Somebody may have removed it: look at the history.")
    wanted, marks = [seen[one] for one in codings], marks_of(study.choices, inline=True)
    of_theme = _theme_row(study, theme) if theme is not None else None
    made = _quotations(study, [extract_row(extract) for extract in wanted], wanted, of_theme)
    return [
        Attributed(extract.id, one.words, one.attribution, quote_marks=marks)
        if isinstance(one, Quotation)
        else Attributed(extract.id, "", "", one.value)
        for extract, one in zip(wanted, made, strict=True)
    ]


def attributed_passage(study: Study, transcript: str, place: Span, *, revision_id: UUID | None = None) -> Attributed:
    """Words of a transcript as they may stand in print, with their attribution, whether they are coded or not.

    Args:
        study: The study.
        transcript: The transcript's name.
        place: The passage.
        revision_id: The text in which the place was chosen, where somebody chose it in one that they saw.

    Raises:
        NotFound: There is no such transcript.
        Refused: The transcript has another text by now than that one.
        BadInput: study.yaml, report.yaml or participants.csv is faulty.
    """
    study, _ = as_its_files_say(study)
    with study.read() as session:
        found = listing.find_transcript(session, listing.find_text(session, transcript, revision_id=revision_id).name)
        spoken = listing.spoken(session, [found.revision_id])[found.revision_id]
        roles = listing.roles_by_participant(session)
        sealed = marked_passages(session).get(found.revision_id, ())
    turns = list(spoken.turns_in(place.start, place.end))
    people = tuple(dict.fromkeys(who for turn in turns for who in turn.participants))
    row = ExtractRow(
        id="",
        transcript=found.name,
        start=place.start,
        end=place.end,
        code="",
        participants=people,
        one_of=any(len(turn.participants) > 1 for turn in turns),
        wave=found.wave,
        role=shared_role(people, roles),
        not_for_quotation=any(mark.overlaps(place) for mark in sealed),
        coder=study.coder,
        memo="",
    )
    (made,) = _quotations(study, [row], [])
    if isinstance(made, Quotation):
        marks = marks_of(study.choices, inline=True)
        return Attributed(None, made.words, made.attribution, quote_marks=marks)
    return Attributed(None, "", "", made.value)


def _quotations(
    study: Study, rows: Sequence[ExtractRow], seen: Sequence[Extract], theme: ThemeRow | None = None
) -> list[Quotation | Withheld]:
    participants, transcripts = people_and_texts(study, {row.transcript for row in rows})
    facts = ReportFacts(
        study_facts(study, study.coder, seen),
        participants,
        transcripts,
        marked=marked_rows(study, transcripts),
        redactions=tuple(redactions(study)),
    )
    chosen = study.choices.omission
    omission = omission_for(facts, rows) if chosen == "automatic" else chosen
    if theme is not None:
        return [_of_theme(facts, row, theme, omission) for row in rows]
    return [quotation(facts, row, omission=omission) for row in rows]


def _theme_row(study: Study, theme_id: UUID) -> ThemeRow:
    """A theme with its extracts, whoever coded them."""
    theme = find_theme(study, str(theme_id))
    behind = theme_extracts(study)[theme.id]
    return theme_row(theme, behind, {one.extract.id: extract_row(one.extract) for one in behind})


def _of_theme(facts: ReportFacts, row: ExtractRow, theme: ThemeRow, omission: str) -> Quotation | Withheld:
    """An extract as it is printed under a theme."""
    (one,), _ = joined(facts, [row], theme, where="")
    return quotation(facts, row, omission=omission, prepared=one.prepared, following=one.following)
