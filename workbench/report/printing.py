"""From an extract to a block quotation, or to the reason why it must not be printed. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from workbench.prepared import FULL, JOINED, REDACT, Edit, Prepared, on_words_that_may_stand
from workbench.report.attribution import answerable, attribution, may_be_quoted, roles_to_hide, speaker_name
from workbench.report.content import FORBIDDEN_CHARACTER, Part, Quotation, Source
from workbench.report.facts import ExtractRow, PassageRow, ReportFacts, ThemeExtractRow, ThemeRow
from workbench.report.preparing import (
    Passage,
    edits_for,
    is_only_asked_between,
    on_printed_words,
    spoken_as_prepared,
    with_redactions,
)
from workbench.report.quotation import Spoken, omission_mark, spoken
from workbench.report.voices import other_language, voice_of
from workbench.spans import Span


class Withheld(Enum):
    """Why an extract is not printed, as the writer's notice says it."""

    MARKED = "marked not for quotation"
    NEVER = "spoken by someone who is never to be quoted"
    STRANGER = (
        "spoken under a label behind which nobody of the study is known "
        "(say who it is in transcripts.csv, column speakers)"
    )
    UNLABELLED = (
        "words under no speaker's label, where the transcript has labels or names its interviewer "
        "(if somebody says them, write the label in the file and import it again)"
    )
    UNKNOWN = "spoken by nobody known, where someone takes part who is never to be quoted"
    WORDLESS = "without a participant's words"
    OUTDATED = (
        "prepared with words redacted, and its transcript has another text by now "
        "(look at the quotation and prepare it again)"
    )


@dataclass(frozen=True)
class Printed:
    """What became of extracts that were to be printed."""

    quotations: tuple[Quotation, ...]
    notices: tuple[str, ...]


class ToPrint(NamedTuple):
    """An extract that is to be printed.

    Attributes:
        extract: The extract.
        prepared: How it is prepared; None where it is printed as it stands.
        following: The extracts that are printed as one with it, in order.
    """

    extract: ExtractRow
    prepared: Prepared | None = None
    following: tuple[ThemeExtractRow, ...] = ()

    @property
    def whole(self) -> ExtractRow:
        """The extract as one with those that are printed with it."""
        if not self.following:
            return self.extract
        rows = [self.extract, *(one.extract for one in self.following)]
        return replace(
            self.extract,
            end=max(one.end for one in rows),
            participants=tuple(dict.fromkeys(who for one in rows for who in one.participants)),
            one_of=any(one.one_of for one in rows),
            role=self.extract.role if len({one.role for one in rows}) == 1 else None,
            not_for_quotation=any(one.not_for_quotation for one in rows),
        )

    @property
    def less(self) -> str:
        """How much less the attribution is to tell."""
        return self.prepared.attribution if self.prepared is not None else FULL


def quotation(
    facts: ReportFacts,
    extract: ExtractRow,
    *,
    omission: str,
    prepared: Prepared | None = None,
    following: Sequence[ThemeExtractRow] = (),
) -> Quotation | Withheld:
    """The extract as a block quotation, or why it is withheld.

    Args:
        facts: The study; the extract's transcript is one of its transcripts.
        extract: What to print.
        omission: The report's omission mark.
        prepared: How it is prepared for print.
        following: The extracts of its transcript that are printed as one with it, in order.
    """
    wanted = ToPrint(extract, prepared, tuple(following))
    extract = wanted.whole
    if extract.not_for_quotation:
        return Withheld.MARKED
    passages = _passages(facts, wanted)
    if passages is None:
        return Withheld.OUTDATED
    said = _said(facts, wanted, passages, omission)
    parts = [part for part in said if not part.interviewer]
    if not may_be_quoted(facts, answerable(facts, extract, parts)):
        return Withheld.UNKNOWN if may_be_quoted(facts, extract.participants) else Withheld.NEVER
    strangers = [part for part in parts if part.stranger]
    if strangers and facts.transcript_of[extract.transcript].is_somebodys:
        return Withheld.UNLABELLED if all(part.unlabelled for part in strangers) else Withheld.STRANGER
    return _quotation(facts, extract, said, wanted.less) if parts else Withheld.WORDLESS


def _passages(facts: ReportFacts, wanted: ToPrint) -> list[Passage] | None:
    """The passages with their edits; None where words that are redacted cannot be told any more."""
    found: list[Passage] = []
    rows = [ThemeExtractRow(wanted.extract, prepared=wanted.prepared), *wanted.following]
    for one in rows:
        span, whole = Span(one.extract.start, one.extract.end), printed_span(facts, one.extract)
        if found and whole.start < found[-1].span.end:
            # Where both end in one word, it is printed once.
            whole = Span(found[-1].span.end, max(found[-1].span.end, whole.end))
        edits = edits_for(one.prepared, facts.transcript_of[one.extract.transcript], span)
        if edits is None and one.prepared is not None and one.prepared.redacts:
            return None
        elsewhere = facts.redacted_in.get(one.extract.transcript, ())
        hidden = [Edit(each.start, each.end, REDACT, each.words) for each in elsewhere]
        found.append(Passage(whole, with_redactions(whole, on_printed_words(edits or (), span, whole), hidden)))
    return found


def printed_span(facts: ReportFacts, extract: ExtractRow) -> Span:
    """What is printed of the text for an extract: a word that its border cuts stands whole.

    Half of it would say something else. Where the rest of that word is not for quotation, none of it is printed.
    """
    text, kept_back = facts.transcript_of[extract.transcript].text, facts.marked_in.get(extract.transcript, ())
    return on_words_that_may_stand(text, extract.start, extract.end, kept_back)


def _said(facts: ReportFacts, wanted: ToPrint, passages: Sequence[Passage], omission: str) -> tuple[Spoken, ...]:
    form = wanted.prepared.form if wanted.prepared is not None else JOINED
    transcript = facts.transcript_of[wanted.extract.transcript]
    return spoken_as_prepared(transcript.text, passages, transcript.turns, form=form, omission=omission)


def quotation_for_the_team(facts: ReportFacts, extract: ExtractRow, *, omission: str) -> Quotation | None:
    """The extract as a block quotation whether or not it may be published; None without a participant's words."""
    parts = spoken_parts(facts, extract, omission)
    return _quotation(facts, extract, parts, FULL) if parts else None


def spoken_parts(facts: ReportFacts, extract: ExtractRow, omission: str) -> tuple[Spoken, ...]:
    """What participants, known or unknown, say in the extract."""
    transcript = facts.transcript_of[extract.transcript]
    return spoken(transcript.text, printed_span(facts, extract), transcript.turns, omission=omission)


def _quotation(facts: ReportFacts, extract: ExtractRow, said: Sequence[Spoken], less: str) -> Quotation:
    parts = [part for part in said if not part.interviewer]
    hidden = roles_to_hide(facts, extract, parts, less=less)
    several = len(said) > 1
    labels = [speaker_name(facts, extract, part, hidden=hidden, less=less) if several else "" for part in said]
    words = tuple(Part(part.words, label, part.interviewer) for part, label in zip(said, labels, strict=True))
    attributed = attribution(facts, extract, parts, less=less)
    voice, language = voice_of(facts, extract, parts, attributed), other_language(facts, extract)
    source = replace(source_of(extract), speakers=tuple(part.participants for part in said))
    return Quotation(words, attributed, source, voice=voice, language=language)


def source_of(extract: ExtractRow) -> Source:
    """Where an extract's words stand."""
    return Source(extract.id, extract.transcript, extract.start, extract.end)


def printed(
    facts: ReportFacts,
    extracts: Iterable[ExtractRow],
    *,
    omission: str,
    where: str,
    theme: ThemeRow | None = None,
    elsewhere: Collection[PassageRow] = (),
) -> Printed:
    """The extracts as quotations, each passage once; what was withheld is counted in notices.

    Args:
        facts: The study.
        extracts: What to print, in any order: they print by role, wave, transcript and place.
        omission: The report's omission mark.
        where: What the notices call the place, such as a theme's name.
        theme: The theme they are printed under; it says how they are prepared.
        elsewhere: The passages that are printed in another place, and so not as one with any of these.
    """
    quotations: list[Quotation] = []
    withheld: dict[Withheld, list[ExtractRow]] = {}
    to_print, told = joined(facts, in_order(facts, extracts), theme, where=where, elsewhere=elsewhere)
    for extract, prepared, following in to_print:
        made = quotation(facts, extract, omission=omission, prepared=prepared, following=following)
        if isinstance(made, Quotation):
            quotations.append(replace(made, source=replace(made.source, theme=theme.id if theme else "")))
        else:
            withheld.setdefault(made, []).append(extract)
    notices = [
        f"{where}: not printed, {reason.value}: {places_of(rows)}."
        for reason, rows in sorted(withheld.items(), key=lambda item: item[0].value)
    ]
    return Printed(tuple(quotations), (*notices, *told, *_forbidden(quotations, where)))


def joined(
    facts: ReportFacts,
    extracts: Sequence[ExtractRow],
    theme: ThemeRow | None,
    *,
    where: str,
    elsewhere: Collection[PassageRow] = (),
) -> tuple[list[ToPrint], list[str]]:
    """Extracts of a theme with what is printed as one with each; and what the writer must know of that.

    An extract that goes on takes the theme's next one of its transcript along, whatever that is good for by itself,
    as long as it is on the same side and nothing but an interviewer's words stands between.

    Args:
        facts: The study.
        extracts: What is to be printed, in order.
        theme: The theme; without one nothing is prepared.
        where: What the notices call the place.
        elsewhere: The passages that are printed in another place, and so not as one with any of these.
    """
    said = {one.extract.id: one for one in theme.extracts} if theme is not None else {}
    found: list[ToPrint] = []
    taken: set[str] = set()
    apart, before, outdated = list[ExtractRow](), list[ExtractRow](), list[ExtractRow]()
    for extract in sorted(extracts, key=lambda one: one.start):
        if extract.id in taken:
            continue
        here = said.get(extract.id, ThemeExtractRow(extract))
        chain = [here]
        while theme is not None and chain[-1].prepared is not None and chain[-1].prepared.goes_on:
            following = goes_on_with(facts, theme, chain[-1])
            if following is None or following.extract.id in taken:
                apart.append(chain[-1].extract)
                break
            at = following.extract
            if (at.transcript, at.start, at.end) in elsewhere:
                before.append(chain[-1].extract)
                break
            chain.append(following)
        taken |= {one.extract.id for one in chain}
        outdated += [one.extract for one in chain if not fits(facts, one)]
        found.append(ToPrint(extract, here.prepared, tuple(chain[1:])))
    place = {one.id: number for number, one in enumerate(extracts)}
    found.sort(key=lambda one: place[one.extract.id])
    notices = []
    if apart:
        why = "the theme's next extract does not follow it with nothing but an interviewer's words between"
        notices.append(f"{where}: printed by itself though it is to go on, for {why}: {places_of(apart)}.")
    if before:
        why = "what it is to go on with is placed elsewhere"
        notices.append(f"{where}: printed by itself though it is to go on, for {why}: {places_of(before)}.")
    if outdated:
        why = "they were made in another text of the transcript"
        notices.append(f"{where}: the edits of a quotation are not applied, for {why}: {places_of(outdated)}.")
    return found, notices


def goes_on_with(facts: ReportFacts, theme: ThemeRow, one: ThemeExtractRow) -> ThemeExtractRow | None:
    """The extract with which another can be printed as one; None where there is none."""
    row = one.extract
    behind = [
        each
        for each in theme.extracts
        if each.extract.transcript == row.transcript and each.extract.start >= row.end and each is not one
    ]
    following = min(behind, key=lambda each: (each.extract.start, each.extract.end), default=None)
    if following is None or following.is_against != one.is_against:
        return None
    transcript = facts.transcript_of[row.transcript]
    spans = Span(row.start, row.end), Span(following.extract.start, following.extract.end)
    return following if is_only_asked_between(transcript.text, *spans, transcript.turns) else None


def fits(facts: ReportFacts, one: ThemeExtractRow) -> bool:
    """Whether the edits of an extract were made in the text that its transcript has now."""
    span = Span(one.extract.start, one.extract.end)
    return edits_for(one.prepared, facts.transcript_of[one.extract.transcript], span) is not None


def in_order(facts: ReportFacts, extracts: Iterable[ExtractRow]) -> list[ExtractRow]:
    """Extracts by role, wave, transcript and place, each passage once."""
    roles = {role.id: index for index, role in enumerate(facts.study.roles)}
    waves = {wave.id: index for index, wave in enumerate(facts.study.waves)}

    def key(extract: ExtractRow) -> tuple[int, int, str, int, int, str]:
        role = roles.get(extract.role or "", len(roles))
        wave = waves.get(extract.wave or "", len(waves))
        return role, wave, extract.transcript, extract.start, extract.end, extract.id

    passages = {(each.transcript, each.start, each.end): each for each in sorted(extracts, key=key, reverse=True)}
    return sorted(passages.values(), key=key)


def omission_for(facts: ReportFacts, extracts: Iterable[ExtractRow]) -> str:
    """The omission mark for a report that quotes these extracts."""
    names = {extract.transcript for extract in extracts}
    return omission_mark(facts.transcript_of[name].text for name in sorted(names))


def places_of(extracts: Sequence[ExtractRow]) -> str:
    """How many extracts, and where they stand, without a word of them."""
    first = [f"{each.transcript}, characters {each.start}–{each.end}" for each in extracts[:5]]
    more = f"; and {len(extracts) - 5} more" if len(extracts) > 5 else ""
    return f"{len(extracts)} ({'; '.join(first)}{more})"


def _forbidden(quotations: Iterable[Quotation], where: str) -> list[str]:
    """A notice for each transcript whose quoted words hold characters that no document can."""
    found: Counter[str] = Counter()
    for each in quotations:
        found[each.source.transcript] += len(FORBIDDEN_CHARACTER.findall(each.words))
    return [
        f"{where}: control characters in quotations from {name} print as U+FFFD ({number}): no document can hold them."
        for name, number in sorted(found.items())
        if number
    ]
