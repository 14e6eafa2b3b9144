"""The quotations of a report held against a study's rows: each with what is to be said of it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from workbench.progress import Tell, silent
from workbench.report.facts import ExtractRow, ReportFacts
from workbench.report.marked_extracts import of_passages, of_the_report
from workbench.report.marks import read_mark
from workbench.report.quotation import turns_in
from workbench.report.verify.assessing import Place, Quoted
from workbench.report.verify.attributions import Names
from workbench.report.verify.claims import speaker_of
from workbench.report.verify.finding import find_quotations
from workbench.report.verify.letters import letters_of
from workbench.report.verify.literal import literal
from workbench.report.verify.matching import judged
from workbench.report.verify.paragraphs import FoundQuotation, ReportParagraph
from workbench.report.verify.plain import is_quoted, with_plain, without_inner
from workbench.report.verify.quotes import how_many_words, openers, quoted_in
from workbench.report.verify.rules import Rules, redacted_in, withheld, without
from workbench.report.verify.verdicts import LONGEST, Difference, Judged, Verdict
from workbench.report.verify.wording import wording
from workbench.spans import Span

_LEAST_NAMED, _LEAST, _LEAST_LIKE_NAMED, _LEAST_LIKE, _LEAST_NOBODYS, _LEAST_UNCLAIMED = 2, 3, 5, 8, 6, 15
"""Fewer words in quotation marks are a term: where their sentence names somebody, and where nobody is named. So many
like what was said are taken to be from there, fewer where somebody is named nearby; so many that nobody said are to be
looked at, and so many to be a quotation whatever they are."""
_NOBODYS = "it stands in quotation marks and in no transcript, and nobody is named for it"

_SEALED = "[not for quotation]"


@dataclass(frozen=True)
class Checked:
    """One quotation of a report, or words of its own text that must not be printed.

    Attributes:
        quotation: Its words as printed.
        attribution: Who is said to have said it, as printed; empty where nobody is.
        verdict: The verdict, in words.
        transcript: Where it stands, or what is nearest; empty where nothing is.
        start: Where it begins there, in code points; None where nothing is like it.
        end: Where it ends (exclusive).
        nearest: The transcript's words, where they are others.
        difference: Both, word by word.
        reasons: Why the verdict is what it is.
        where: Where it stands in the report.
        section: The heading it stands under.
        is_fault: Whether it must not stay as it is.
        paragraph: The number of its paragraph among all of the report, from 0.
        mark: The mark that it has from an export of ours; empty for none.
        said: What the transcript has there, a turn a line, without what is not for quotation.
        is_own_text: Whether it is no quotation, but words that the report's own text repeats.
    """

    quotation: str
    attribution: str
    verdict: str
    transcript: str
    start: int | None
    end: int | None
    nearest: str
    difference: tuple[Difference, ...]
    reasons: tuple[str, ...]
    where: str
    section: str
    is_fault: bool
    paragraph: int
    mark: str = ""
    said: str = ""
    is_own_text: bool = False

    @property
    def place(self) -> str:
        """Where it stands in the report, with the heading above it: Word shows nobody the number of a paragraph."""
        return f"{self.where}, below “{self.section}”" if self.section else self.where


def check(
    facts: ReportFacts,
    paragraphs: Sequence[ReportParagraph],
    *,
    tidied: bool = False,
    fillers: Sequence[str] = (),
    interviewers: Sequence[str] = ("Interviewer", "I"),
    progress: Tell = silent,
) -> list[Checked]:
    """The quotations of a report, each with what is to be said of it.

    Args:
        facts: The study: its people, transcripts, and what is marked.
        paragraphs: The report.
        tidied: Whether fillers may fall without a mark.
        fillers: The study's own; empty for the usual ones.
        interviewers: The labels that interviewers have.
        progress: Told of each transcript that was gone through.
    """
    names = Names(facts, interviewers)
    return check_found(
        facts,
        paragraphs,
        with_plain(paragraphs, names, find_quotations(paragraphs, names)),
        tidied=tidied,
        fillers=fillers,
        progress=progress,
    )


def check_found(
    facts: ReportFacts,
    paragraphs: Sequence[ReportParagraph],
    found: Sequence[FoundQuotation],
    *,
    tidied: bool = False,
    fillers: Sequence[str] = (),
    places: Mapping[str, Place] | None = None,
    shows: bool = False,
    progress: Tell = silent,
) -> list[Checked]:
    """The same for quotations that were found already.

    Args:
        facts: As for `check`; of quotations with marks its themes tell where they come from.
        paragraphs: The report.
        found: Its quotations.
        tidied: Whether fillers may fall without a mark.
        fillers: The study's own; empty for the usual ones.
        places: Where the quotations with marks come from, where that is known; else it is asked of the themes.
        shows: Whether what the transcripts have is to be shown beside each.
        progress: Told of each transcript that was gone through.
    """
    titles = _titles(facts, paragraphs)
    found = [one for one in found if _may_be_quotation(one) and (_is_somebodys(one) or not _is_title(one, titles))]
    rules = Rules.of(
        facts.participants,
        facts.marked,
        tidied=tidied,
        language=facts.study.language,
        fillers=fillers,
        redacted=facts.redacted_in,
    )
    if places is None:
        places = known_marks(facts, [one.mark for one in found if one.mark])
    judgements: dict[int, Judged] = {}
    open_ones: dict[int, Quoted] = {}
    for number, one in enumerate(found):
        place = places.get(one.mark)
        as_it_stands = literal(one, place, facts.transcript_of[place.transcript], rules) if place is not None else None
        if as_it_stands is not None:
            judgements[number] = as_it_stands
        else:
            open_ones[number] = Quoted(wording(one.words, one.breaks), one.claim, one.labels, place, one.nearby)
    rest = judged(list(open_ones.values()), facts.transcripts, rules, progress=progress)
    judgements.update(zip(open_ones, rest, strict=True))
    sections = list(sections_of(paragraphs))
    are = without_inner(found, [_is_quotation(one, judgements[number]) for number, one in enumerate(found)])
    checked = []
    for number, one in enumerate(found):
        its = judgements[number]
        if not are[number] and _is_nobodys(one, its):
            its = Judged(Verdict.CHECK, (_NOBODYS,))
        elif not are[number]:
            continue
        if _is_there(its) or not _is_title(one, titles):
            said = _said(its, facts, rules) if shows else ""
            where = paragraphs[one.paragraph].where_is(one.start)
            checked.append(_checked(one, its, where, sections[one.paragraph], said))
    return checked


def known_marks(
    facts: ReportFacts, marks: Sequence[str], coded: Callable[[], Iterable[ExtractRow]] | None = None
) -> dict[str, Place]:
    """Of marks those of the study's extracts, each with where its extract stands.

    Args:
        facts: The study.
        marks: The marks.
        coded: Everything that is coded, which is asked for only where a mark is of nothing that a report prints by
            itself: what a narrative places may be another theme's. None for the extracts in `facts`.
    """
    read = {mark: one.extract for mark in marks if (one := read_mark(mark)) is not None}
    if not read:
        return {}
    known = {part: one.wanted.whole for part, one in of_the_report(facts).items()}
    if not known.keys() >= set(read.values()):
        known = of_passages(facts, coded() if coded is not None else facts.extracts) | known
    places = {part: Place(row.transcript, row.start, row.end) for part, row in known.items()}
    return {mark: places[part] for mark, part in read.items() if part in places}


def _is_attributed(one: FoundQuotation) -> bool:
    claim = one.claim
    return claim is not None and not claim.loose and bool(claim.people or claim.unknown or claim.interviewer)


def _is_somebodys(one: FoundQuotation) -> bool:
    """Whether anything in its sentence says that somebody of the study said it."""
    return one.claim is not None or one.is_ascribed


def _is_there(its: Judged) -> bool:
    return its.verdict not in (Verdict.DIFFERS, Verdict.NOT_FOUND)


def _is_title(one: FoundQuotation, titles: Collection[str]) -> bool:
    return not _is_attributed(one) and letters_of(one.words).text in titles


def _titles(facts: ReportFacts, paragraphs: Sequence[ReportParagraph]) -> set[str]:
    """The letters of what is no quotation though somebody is named beside it.

    That is what the report's parts, the study's themes, codes and questions are called, and what their definitions have
    in quotation marks: *when parents say “…”*.
    """
    codes = [code for book in facts.codebooks for code in book.codes]
    names = [theme.name for theme in facts.themes] + [code.name for code in codes]
    # What is quoted in a heading is no title by that.
    headings = (one.text for one in paragraphs if one.is_heading and next(openers(one.text), None) is None)
    names += [*facts.study.questions.values(), *headings]
    defined = [text for code in codes for text in (code.definition, code.include, code.exclude)]
    defined += [text for one in facts.themes for text in (one.concept, one.definition, one.includes, one.excludes)]
    return {letters_of(one).text for one in (*names, *chain.from_iterable(map(quoted_in, defined)))}


def _may_be_quotation(one: FoundQuotation) -> bool:
    """Whether words in quotation marks can be a quotation, whatever is found of them."""
    if any(map(str.isdigit, one.words)) and not any(map(str.isalpha, one.words)):
        return False  # a figure, in a table
    words = how_many_words(one.words)
    return _is_attributed(one) or words >= (_LEAST if one.is_claimed else _LEAST + 1) or _is_named_for(one, words)


def _is_named_for(one: FoundQuotation, words: int) -> bool:
    """Whether a few words may be somebody's whom their sentence names: *Parent 2 was “never asked”*."""
    mentions = one.claim or one.nearby
    return mentions is not None and bool(mentions.people) and not one.is_term and words >= _LEAST_NAMED


def _is_quotation(one: FoundQuotation, found: Judged) -> bool:
    """Whether words in quotation marks are a quotation: a term, a title or a turn of phrase is none."""
    if one.is_plain:
        return is_quoted(one, found)
    if _is_attributed(one):
        return True
    if one.is_cited and found.verdict is Verdict.NOT_FOUND:
        return False  # nothing like it was said: it is the publication's
    words = how_many_words(one.words)
    if words <= _LEAST and _is_named_for(one, words):
        return _is_there(found)
    if one.is_claimed or one.is_ascribed:
        return words >= (_LEAST if _is_there(found) and one.is_claimed else _LEAST + 1)
    # Nothing but the marks says that it is one: it may be a title, or a turn of phrase.
    like = _LEAST_LIKE if one.claim is None and not one.is_alone else _LEAST_LIKE_NAMED
    return words >= {Verdict.DIFFERS: like, Verdict.NOT_FOUND: _LEAST_UNCLAIMED}.get(found.verdict, _LEAST + 1)


def _is_nobodys(one: FoundQuotation, found: Judged) -> bool:
    """Whether words in quotation marks that nobody said, nobody being named, are more than a term or a title."""
    is_sentence = how_many_words(one.words) >= _LEAST_NOBODYS and not (one.is_term or one.is_cited)
    return found.verdict is Verdict.NOT_FOUND and is_sentence and not one.is_plain


def _checked(one: FoundQuotation, its: Judged, where: str, section: str, said: str) -> Checked:
    return Checked(
        " ".join(one.words.split()),
        one.attribution,
        its.verdict.value,
        its.transcript,
        its.start,
        its.end,
        its.nearest,
        its.difference,
        its.reasons,
        where,
        section,
        its.verdict.is_fault,
        one.paragraph,
        one.mark,
        said,
    )


def _said(its: Judged, facts: ReportFacts, rules: Rules) -> str:
    """What the transcript has at a place; whole turns of it are left out where they hold what is not for quotation."""
    row = facts.transcript_of.get(its.transcript)
    if row is None or its.start is None or its.end is None or its.verdict is Verdict.NOT_FOR_QUOTATION:
        return ""
    span = Span(its.start, min(its.end, its.start + LONGEST))
    turns = turns_in(span, row.all_turns)
    lines = []
    for turn in turns:
        part = span.cut_to(Span(turn.start, turn.end)) or Span(turn.start, turn.start)
        label = f"{turn.label}: " if turn.label and len(turns) > 1 else ""
        sealed = withheld(rules, row, [part], [speaker_of(row, turn)])
        words = without(row.text, part, redacted_in(rules, row, [part]))
        lines.append(f"{label}{_SEALED if sealed else ' '.join(words.split())}")
    return "\n".join(lines) + (" …" if span.end < its.end else "")


def sections_of(paragraphs: Sequence[ReportParagraph]) -> Iterator[str]:
    """For each paragraph the heading that it stands under."""
    heading = ""
    for one in paragraphs:
        if one.is_heading and one.text.strip():
            heading = " ".join(one.text.split())
        yield heading
