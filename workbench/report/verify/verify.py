"""A report held against the study: each of its quotations with what is to be said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench import themes
from workbench.codebook.states import states
from workbench.coding import extracts
from workbench.errors import NotFound
from workbench.progress import Tell, silent
from workbench.report.facts import ReportFacts
from workbench.report.gather import as_its_files_say, codebook_rows, gather, marked_rows, printed_coder, told_of_files
from workbench.report.rows import extract_row, people_and_texts, study_facts, theme_row
from workbench.report.verify.assessing import Place
from workbench.report.verify.attributions import Names
from workbench.report.verify.checking import Checked, check_found, known_marks
from workbench.report.verify.counted import Counted, Counting, find_counting, with_codings
from workbench.report.verify.counting_words import TONGUES
from workbench.report.verify.denying import is_known
from workbench.report.verify.document import read_report
from workbench.report.verify.finding import find_quotations
from workbench.report.verify.paragraphs import FoundQuotation, ReportParagraph
from workbench.report.verify.plain import with_plain
from workbench.report.verify.prose import check_own_text
from workbench.report.verify.tongue import spoken
from workbench.study import Study
from workbench.visible import plural


@dataclass(frozen=True)
class Verified:
    """What was found in a report.

    Attributes:
        path: The report.
        quotations: Its quotations in the order of the document, and words of its own text that must not be printed.
        counted: The words in it that count people beside a theme, with what the codings say.
        notices: What the user must know of the study's files.
        paragraphs: How many paragraphs the report has, those in tables and notes among them.
    """

    path: Path
    quotations: tuple[Checked, ...]
    counted: tuple[Counted, ...] = ()
    notices: tuple[str, ...] = ()
    paragraphs: int = 0

    @property
    def quoted(self) -> tuple[Checked, ...]:
        """Its quotations alone."""
        return tuple(one for one in self.quotations if not one.is_own_text)

    @property
    def has_faults(self) -> bool:
        """Whether anything must not stay as it is."""
        return any(one.is_fault for one in self.quotations)


def verify(study: Study, path: Path, *, coder: str | None = None, progress: Tell = silent) -> Verified:
    """Read a report back, and hold its quotations against the transcripts.

    Args:
        study: The study.
        path: The report, ours or anybody's: .docx, .md or .txt.
        coder: Whose codings words that count are held against; else the lead coder's, else those of whoever is coding.
        progress: Told of each transcript that was gone through.

    Raises:
        NotFound: There is no such file, or nobody of that name has coded.
        BadInput: It is no such file, or damaged; or study.yaml or participants.csv is faulty.
        Unavailable: It cannot be read.
    """
    _, paragraphs = read_report(path)
    study, told = as_its_files_say(study)
    is_marked = any(one.marked for one in paragraphs)
    printed, nobody = _printed(study, coder) if is_marked else (None, "")
    facts = printed or _facts(study)
    names = Names(facts, study.settings.interviewers)
    quoted = find_quotations(paragraphs, names)
    found = with_plain(paragraphs, names, quoted)
    tidied, fillers = study.settings.quoting_style == "tidied", study.settings.fillers
    places = known_marks(facts, [one.mark for one in found if one.mark], lambda: map(extract_row, extracts(study)))
    checked = check_found(
        facts, paragraphs, found, tidied=tidied, fillers=fillers, places=places, shows=True, progress=progress
    )
    checked = check_own_text(facts, paragraphs, found, checked)
    counting = _counting(facts, paragraphs, quoted)
    if counting and not is_marked:
        printed, nobody = _printed(study, coder)
    counted = with_codings(printed, counting) if counting and printed is not None else []
    uncounted = (f"{plural(len(counting), 'sentence')} that may count people {nobody}",) if counting and nobody else ()
    notices = (*told, *_told_of_marks(found, places), *_told_of_language(facts), *uncounted, *told_of_files(study))
    return Verified(path, tuple(checked), tuple(counted), notices, len(paragraphs))


def _told_of_marks(found: Sequence[FoundQuotation], places: Mapping[str, Place]) -> Iterator[str]:
    """Say where a report seems to be of another study."""
    marked = [one.mark for one in found if one.mark]
    if marked and not places:
        came = f"{plural(len(marked), 'quotation')} of it came from the program"
        yield f"{came}, and none from the themes of this study: is it another study's report?"


def _told_of_language(facts: ReportFacts) -> Iterator[str]:
    """Say what is not looked for in a report of the study's language, and in transcripts of theirs."""
    if spoken(facts.study.language) not in TONGUES:
        yield (
            f"The study's language is {facts.study.language}: words that count people, and verbs of saying in the "
            f"report's own sentences, are known in {', '.join(TONGUES)} only."
        )
    written = Counter(row.language or facts.study.language for row in facts.transcripts)
    for language, many in sorted(written.items()):
        if not is_known(language):
            yield (
                f"{plural(many, 'transcript')} in {language}: whether a cut takes away a word that denies or sets a "
                "condition is not known in this language; look at every cut."
            )


def _counting(
    facts: ReportFacts, paragraphs: Sequence[ReportParagraph], found: Sequence[FoundQuotation]
) -> list[Counting]:
    known = {theme.id: theme.name for theme in facts.themes}
    return find_counting(
        paragraphs, found, known, {role.id: role.label for role in facts.study.roles}, language=facts.study.language
    )


def _printed(study: Study, coder: str | None) -> tuple[ReportFacts | None, str]:
    """The study with its themes as a report prints them: whose extracts stand behind them, and who spoke of them.

    Where these cannot be printed yet (the lead coder has not coded, nothing is settled), with the codings of whoever
    asks: a report may well be anybody's. Words can be held against transcripts without any.

    Returns:
        The study; or, where whoever asks has not coded either, None and what that means for words that count.
    """
    try:
        return gather(study, printed_coder(study, coder), choices=study.choices), ""
    except NotFound:
        if coder is not None:
            raise
    try:
        return gather(study, study.coder), ""
    except NotFound as error:
        return None, f"could not be held against codings. {error.message} {error.hint}".rstrip()


def _facts(study: Study) -> ReportFacts:
    """The study without codings, which nothing is asked about where no words count and no quotation is marked.

    Its themes and codes are there for their names, which are no quotations.
    """
    participants, transcripts = people_and_texts(study)
    facts = study_facts(study, study.coder, [])
    marked, redactions = marked_rows(study, transcripts), tuple(themes.redactions(study))
    return ReportFacts(
        facts,
        participants,
        transcripts,
        tuple(theme_row(theme, (), {}) for theme in themes.themes(study)),
        codebook_rows(states.current(study)),
        marked=marked,
        redactions=redactions,
    )


def as_json(found: Verified) -> list[dict[str, object]]:
    """The quotations as a list for programs."""
    return [
        {
            "quotation": one.quotation,
            "attribution": one.attribution,
            "verdict": one.verdict,
            "transcript": one.transcript or None,
            "start": one.start,
            "end": one.end,
            "nearest": one.nearest or None,
            "difference": [{"kind": piece.kind, "text": piece.text} for piece in one.difference],
            "reasons": list(one.reasons),
            "where": one.where,
            "section": one.section,
            "own_text": one.is_own_text,
        }
        for one in found.quotations
    ]
