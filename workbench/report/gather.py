"""From an open study to the plain values a report is made of, and on to a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbench import sight, themes
from workbench.agreement.layer import Layer, consensus_layer
from workbench.codebook.books import Codebooks
from workbench.codebook.editing.edit import NEW_NAME
from workbench.codebook.schema import Code
from workbench.codebook.states import states
from workbench.coding import examples_in_sight, extracts, marks
from workbench.errors import NotFound, Refused
from workbench.folder import REPORT_FILE
from workbench.in_sight import blind
from workbench.progress import Tell, silent
from workbench.report import exports
from workbench.report.beside import files_beside
from workbench.report.checklist.facts import background
from workbench.report.choosing import chosen_instead
from workbench.report.compose import compose
from workbench.report.content import Report, quotations_of
from workbench.report.facts import CodebookRow, ExtractRow, LayerRow, PassageRow, ReportFacts, StudyFacts, TranscriptRow
from workbench.report.for_the_team.extract_book import compose_extract_book
from workbench.report.for_the_team.working_copy import whole_words
from workbench.report.parts.agreement_facts import agreement_facts
from workbench.report.parts.memo_facts import memo_rows
from workbench.report.place import check_place, goes_to_exports
from workbench.report.rows import code_row, extract_row, people_and_texts, study_facts, theme_row
from workbench.report.shapes import ENDINGS, WORD, template_for, write_report
from workbench.settings import Layered, ReportChoices, outline_lines
from workbench.study import Study, find_coder
from workbench.themes.references import digits_of
from workbench.transcripts import in_use, received
from workbench.transcripts.facts import bring_up_to_date, consent_notices
from workbench.visible import first_few, one_line, plural

LEAD: Layered = "lead coder"


@dataclass(frozen=True)
class Written:
    """A document that was written.

    Attributes:
        path: The file.
        coder: Whose codings it prints.
        quotations: How many quotations or extracts stand in it.
        themes: How many themes and subthemes the study has.
        notices: What the writer must know and the reader must not see.
        layer: "lead coder" or "consensus": whether what that coder settled with others stands in the place of their own
            codings there.
        beside: The files that were written with it, for the team alone.
        faults: How many quotations of a report must not stay as they are, as it was read back; `notices` say which.
    """

    path: Path
    coder: str
    quotations: int
    themes: int
    notices: tuple[str, ...]
    layer: Layered = LEAD
    beside: tuple[Path, ...] = ()
    faults: int = 0


def default_path(study: Study, *, book: bool = False) -> Path:
    """Where the theme report, or the extract book, is written to unless somebody says otherwise."""
    return study.exports / ("extract-book.docx" if book else "theme-report.docx")


def write(
    study: Study,
    path: Path,
    *,
    coder: str | None = None,
    instead: Mapping[str, Any] | None = None,
    agreement: bool | None = None,
    progress: Tell = silent,
) -> Written:
    """Write the theme report, and beside it what the team alone may have: see `workbench.report.beside`.

    Args:
        study: The study.
        path: The file; its ending says which of the `SHAPES` it becomes. It and the files beside it are replaced where
            they are there.
        coder: Whose codings are printed; else the study's lead coder, else whoever is coding.
        instead: Choices that hold for this report in the place of report.yaml's, as `ReportChoices` takes them.
        agreement: Whether it says how far coders agree; None for what the choices say.
        progress: Told before each stage; where it raises, no file is written.

    Raises:
        NotFound: There are no themes, or nobody of that name has coded; or the consensus layer is to be printed and
            that coder has settled nothing; or agreement is asked for and nothing can be compared.
        Refused: The writer's own text holds words that must not be printed; see `workbench.report.withheld_words`.
        BadInput: The file's name ends in none of `ENDINGS`, or it lies where none should be; or study.yaml, report.yaml
            or participants.csv is faulty; or a choice cannot be; or a quotation is too long for the shape; or agreement
            is asked for in reflexive mode.
        Unavailable: The file cannot be written, or one of the study's not read.
    """
    return _write(study, path, coder, instead, progress, agreement=agreement)


def write_extract_book(
    study: Study,
    path: Path,
    *,
    coder: str | None = None,
    instead: Mapping[str, Any] | None = None,
    progress: Tell = silent,
) -> Written:
    """Write every extract by code, for the team; arguments as for `write`.

    Raises:
        NotFound: Nothing is coded yet, or nobody of that name has coded; or the consensus layer is to be printed and
            that coder has settled nothing.
        BadInput: The file's name does not end in .docx, or it lies where none should be; or study.yaml or
            participants.csv is faulty.
        Unavailable: The file cannot be written, or one of the study's not read.
    """
    return _write(study, path, coder, instead, progress, agreement=False, book=True)


def printed_coder(study: Study, named: str | None) -> str:
    """Whose codings are printed: as named, else the lead coder's, else those of whoever is coding.

    Raises:
        NotFound: Nobody of the name that was given, or set as lead coder, has coded.
    """
    wanted = named or study.settings.lead_coder
    if not wanted:
        return study.coder
    if find_coder(study, wanted) is None:
        message = f"Nobody called {wanted!r}{'' if named else ' (lead_coder in study.yaml)'} has coded in this study."
        raise NotFound(message, "Name somebody who has coded.", command="See: --coder NAME")
    return wanted


def _write(
    study: Study,
    path: Path,
    coder: str | None,
    instead: Mapping[str, Any] | None,
    progress: Tell,
    *,
    agreement: bool | None,
    book: bool = False,
) -> Written:
    check_place(study, path, endings=WORD.endings if book else ENDINGS)
    study, told = as_its_files_say(study)
    known = themes.themes(study)
    if not book and not known:
        compose(ReportFacts(StudyFacts(study.settings.title)))
    whose = printed_coder(study, coder)
    stages = ("Reading the codings", "Composing", f"Writing {path.name}")
    progress(0, len(stages), stages[0])
    choices = chosen_instead(study.choices, instead or {})
    template = template_for(study, choices, path) if not book else None
    facts = gather(study, whose, choices=choices, agreement=agreement)
    if book and not facts.extracts:
        _tell_who_has_coded(study, whose)
    progress(1, len(stages), stages[1])
    report = _composed(facts, book=book)
    progress(2, len(stages), stages[2])
    if goes_to_exports(study, path):
        study.exports.mkdir(exist_ok=True)
    # It takes long to load, and only those who write a file want it.
    from workbench.report.verify.looking_back import LookedBack, look_back

    beside = {} if book else files_beside(path, facts, report, background(study))
    write_report(report, path, template=template, beside=beside)
    untold = () if book else exports.remember_blocks(study, report.blocks)
    back = LookedBack() if book else look_back(facts, study.settings, report, path)
    progress(3, len(stages), "")
    notices = (*told, *untold, *report.notices, *back.notices)
    many = quotations_in(report)
    return Written(path, whose, many, len(known), notices, choices.layer, tuple(beside), back.faults)


def refuse_withheld_words(study: Study, *, book: bool = False) -> None:
    """Refuse what `write` would refuse, or `write_extract_book`, before anything is asked about the file.

    Raises:
        Refused: The writer's own text holds words that must not be printed; see `workbench.report.withheld_words`.
        NotFound, BadInput, Unavailable: As `write` and `write_extract_book` do.
    """
    study, _ = as_its_files_say(study)
    facts = gather(study, printed_coder(study, None), choices=study.choices, agreement=False if book else None)
    _composed(facts, book=book)


def _composed(facts: ReportFacts, *, book: bool) -> Report:
    report = compose_extract_book(facts) if book else compose(facts)
    if report.forbidden:
        what = "extract book" if book else "report"
        raise Refused(f"The {what} was not written. {' '.join(report.forbidden)}", "Take them out of that text.")
    return report


def as_its_files_say(study: Study) -> tuple[Study, tuple[str, ...]]:
    """The study with settings and tables as their files have them now, for whoever prints words of it.

    What was read when the study was opened may be looser than what somebody has written since.

    Returns:
        The study, and what the user should be told of the tables, where they had to be taken in. Whoever looks round
        next is told too: an extract has no place for it, a preview is soon read anew, and writing may be refused.

    Raises:
        BadInput: study.yaml or participants.csv is faulty; see `workbench.transcripts.facts.bring_up_to_date`.
        Unavailable: One of the files cannot be read.
    """
    study = study.as_its_file_says()
    told = bring_up_to_date(study)
    study.database.untold.extend(told)
    return study, tuple(told)


def _tell_who_has_coded(study: Study, whose: str) -> None:
    """Say whose extracts could be printed where one coder has none.

    Raises:
        NotFound: Others have coded.
    """
    with study.read() as session:
        others = sorted({one.coder for one in sight.codings(session, study)})
    if others:
        message = f"{whose} has coded nothing, so there are no extracts to write."
        raise NotFound(message, f"Name somebody who has coded: {', '.join(others)}.", command="See: --coder NAME")


def quotations_in(report: Report) -> int:
    """How many quotations stand in a report."""
    return sum(1 for _ in quotations_of(report.blocks))


def gather(
    study: Study, coder: str, *, choices: ReportChoices | None = None, agreement: bool | None = False
) -> ReportFacts:
    """Everything a report on one coder's codings is composed from.

    Args:
        study: The study.
        coder: Whose codings are printed.
        choices: What its writers chose; None for what holds unless set.
        agreement: Whether how far coders agree belongs to it; None for what the choices say.

    Raises:
        NotFound: Nobody of that name has coded; or agreement is asked for and nothing can be compared.
        BadInput: Agreement is asked for in reflexive mode.
    """
    choices = choices or ReportChoices()
    if agreement is not None:
        parts = choices.with_agreement(study.settings.mode, told=agreement)
        choices = choices.model_copy(update={"parts": list(parts)})
    agreed, told = agreement_facts(study, choices=choices, wanted=agreement) if agreement is not False else (None, ())
    settled = consensus_layer(study, coder) if choices.layer != LEAD else None
    seen = extracts(study, coder=coder) if settled is None else list(settled.extracts)
    behind = themes.theme_extracts(study, seen=seen, judged_as=settled.judged_as if settled is not None else {})
    rows = {extract.id: extract_row(extract) for extract in seen}
    participants, transcripts = people_and_texts(study)
    books = states.current(study)
    living = themes.themes(study)
    facts = ReportFacts(
        study=study_facts(study, coder, seen, LayerRow(settled.others, settled.settled) if settled else None),
        participants=participants,
        transcripts=transcripts,
        themes=tuple(theme_row(theme, behind[theme.id], rows) for theme in living),
        codebooks=tuple(replace(one, name=_book_name(study, one.name)) for one in codebook_rows(books)),
        extracts=tuple(rows.values()),
        examples=example_rows(study, books.codes()),
        marked=marked_rows(study, transcripts),
        redactions=tuple(themes.redactions(study)),
        notices=(
            *told_of_files(study),
            *told,
            *_of_layer(settled),
            *_unexplained(books, [extract.code for extract in seen]),
        ),
        agreement=agreed,
        choices=choices,
        refers=_referred(study, [theme.narrative for theme in living]),
        outline_lines=outline_lines(study.folder / REPORT_FILE) if choices.order == "outline" else {},
    )
    return _with_memos(study, facts) if "memos" in choices.parts_for(study.settings.mode) else facts


def _referred(study: Study, narratives: Iterable[str]) -> dict[str, PassageRow | str]:
    """What references in narratives lead to, whoever's codings these are: what is printed there has one of its own."""
    found: dict[str, PassageRow | str] = {}
    for one in (one for narrative in narratives for one in themes.referred(study, narrative)):
        at = one.extract
        found[digits_of(one.typed)] = one.told if at is None else PassageRow(at.transcript, at.start, at.end)
    return found


def _with_memos(study: Study, facts: ReportFacts) -> ReportFacts:
    printed, told = memo_rows(study, facts)
    return replace(facts, memos=printed, notices=(*facts.notices, *told))


def codebook_rows(books: Codebooks) -> tuple[CodebookRow, ...]:
    """The codebooks with their codes, and what became of these."""
    each = ((book, (code_row(code, books.lineage.became(code)) for code in book.codes)) for book in books.books)
    return tuple(CodebookRow(book.name, book.version, book.description, tuple(codes)) for book, codes in each)


def _book_name(study: Study, name: str) -> str:
    """What a codebook is called in print; empty where that says nothing to whoever reads the report.

    That of a new study is called as the study, or just *Codebook*.
    """
    return "" if name in (NEW_NAME, study.settings.title, study.folder.name) else name


def example_rows(study: Study, codes: Iterable[Code]) -> dict[str, ExtractRow]:
    """The codings that are examples of codes, by id, whoever's they are."""
    return {str(one.id): extract_row(one) for one in examples_in_sight(study, codes).values()}


def marked_rows(study: Study, transcripts: Iterable[TranscriptRow]) -> tuple[PassageRow, ...]:
    """The passages marked as not for quotation in transcripts, each with all of the words that it cuts through."""
    text_of = {one.name: one.text for one in transcripts}
    return tuple(PassageRow(name, *whole_words(text_of[name], span)) for name, span in marks(study) if name in text_of)


def _of_layer(layer: Layer | None) -> Iterator[str]:
    """What the writer must know of the layer that is printed."""
    if layer is None:
        return
    with_whom = " and ".join(map(one_line, layer.others))
    passages = plural(layer.settled, "passage")
    yield f"Printed as settled with {with_whom} on {passages}; elsewhere {one_line(layer.lead)}'s own codings stand."
    if layer.outdated:
        count = plural(layer.outdated, "decision")
        yield f"{count} for nothing, since codings there were changed afterwards: there {one_line(layer.lead)}'s stand."
    if layer.without_lead:
        count = plural(layer.without_lead, "passage")
        yield f"{count} settled among others, without {one_line(layer.lead)}: that is no part of this layer."


def _unexplained(books: Codebooks, codes: Sequence[str]) -> tuple[str, ...]:
    """Say which codes of codings stand in no codebook: a reader of the report would look for them in vain."""
    missing = books.missing(codes)
    codings = plural(sum(code in missing for code in codes), "coding")
    return (f"In no codebook, with {codings}: {first_few(map(one_line, missing))}.",) if missing else ()


def told_of_files(study: Study) -> tuple[str, ...]:
    """What whoever prints must know of the study and its files, whatever is printed."""
    with study.read() as session:
        apart = () if blind(session, study) is None else (_APART,)
    return (*apart, *consent_notices(study), *in_use.unknown_waves(study), *received.told(received.changed(study)))


_APART = "A sample is open: what others coded on it, or noted there, is out of sight and left out here."
