"""Words that count people beside a theme ("all parents", "both", "3 of 5"), with what the codings say. Pure.

They are listed, not judged: that somebody was not heard on a theme does not mean that they had nothing to say on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.report.counting import NOBODY, role_name, speaking, wave_name, waves_shown
from workbench.report.facts import ReportFacts, ThemeRow
from workbench.report.verify.counting_words import TONGUES, Tongue
from workbench.report.verify.paragraphs import FoundQuotation, ReportParagraph
from workbench.report.verify.tongue import spoken
from workbench.spans import Span
from workbench.words import unaccented

_TABULAR = re.compile(r"table |[^:]+: (?:[^.:]{1,40}\. )?[^:.]{1,40}: (?:at least )?\d+ of \d+ at ", re.IGNORECASE)
"""A table, and the line of counts that a report of ours has in place of a short one."""

_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_NUMBERED = re.compile(r"^\s*(?:theme|subtheme|section)?\s*[\divxlc]*(?:\.\d+)*[.:)]?\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Counted:
    """Words of a report that count people.

    Attributes:
        words: The words: "all parents".
        sentence: The sentence that they stand in.
        theme: The theme under whose heading they stand.
        where: Where they stand in the report.
        codings: What the codings say, by role and wave: "Parent: T1 3 of 6, T2 2 of 5".
    """

    words: str
    sentence: str
    theme: str
    where: str
    codings: str


@dataclass(frozen=True)
class Counting:
    """Words that count people, before the codings were asked.

    Attributes:
        words: The words.
        sentence: Their sentence.
        theme: The theme's id.
        where: Where they stand.
        role: The role (id) that they name; None where they name none.
    """

    words: str
    sentence: str
    theme: str
    where: str
    role: str | None


def find_counting(
    paragraphs: Sequence[ReportParagraph],
    quotations: Iterable[FoundQuotation],
    themes: Mapping[str, str],
    roles: Mapping[str, str],
    *,
    language: str = "en",
) -> list[Counting]:
    """The words that count people, below the headings of themes.

    Args:
        paragraphs: The report.
        quotations: What of it is quoted, and not looked at.
        themes: The themes' names by their ids.
        roles: The roles' printed labels by their ids.
        language: The study's language, as in ``en-GB``; of one that is not among `TONGUES` nothing is found.
    """
    tongue = TONGUES.get(spoken(language))
    if tongue is None:
        return []
    quoted: dict[int, list[str]] = {}
    for quotation in quotations:
        quoted.setdefault(quotation.paragraph, []).append(quotation.words)
    by_name = {_plain(name): theme for theme, name in themes.items()}
    ways, labels = _ways(roles, tongue), _labels(roles, tongue)
    found: list[Counting] = []
    theme: str | None = None
    for number, one in enumerate(paragraphs):
        if one.is_heading:
            name = _plain(one.text)
            theme = by_name.get(name) or by_name.get(_plain(_NUMBERED.sub("", one.text, count=1)))
        elif theme is not None and not one.is_quotation and not _TABULAR.match(f"{one.where}: {one.text}"):
            text = _without(one.text, quoted.get(number, ()))
            found += _in_text(text, theme, one.where, ways, labels)
    return found


def with_codings(facts: ReportFacts, found: Iterable[Counting]) -> list[Counted]:
    """The same with what the codings say of each theme and role.

    Args:
        facts: The study, with its themes and their extracts.
        found: The words that count.
    """
    themes = {theme.id: theme for theme in facts.themes}
    counts = {theme: _counts(facts, _with_subthemes(facts, row)) for theme, row in themes.items()}
    told = []
    for one in found:
        if one.theme in themes:
            rows = counts[one.theme]
            kept = [rows[one.role]] if one.role in rows else list(rows.values())
            told.append(Counted(one.words, one.sentence, themes[one.theme].name, one.where, "; ".join(kept)))
    return told


def _counts(facts: ReportFacts, themes: Sequence[ThemeRow]) -> dict[str | None, str]:
    """For each role who spoke of themes, by wave, in words."""
    waves = waves_shown(facts)
    extracts = [one.extract for theme in themes for one in theme.extracts]
    rows: dict[str | None, str] = {}
    for line in speaking(facts, extracts):
        shown = [
            f"{wave_name(facts, wave)} {count}"
            for wave, count in zip(waves, line.counts, strict=True)
            if str(count) != NOBODY
        ]
        if shown:
            rows[line.role] = f"{role_name(facts, line.role)}: {', '.join(shown)}"
    return rows


def _with_subthemes(facts: ReportFacts, theme: ThemeRow) -> list[ThemeRow]:
    found = [theme]
    for one in found:
        found += [row for row in facts.themes if row.parent == one.id and row not in found]
    return found


def _labels(roles: Mapping[str, str], tongue: Tongue) -> re.Pattern[str]:
    """Participants by their role and number, "Parent 2", "parents 1, 3 and 4": such a number counts nobody."""
    names = "|".join(sorted(filter(None, map(_people_of, roles.items())), key=len, reverse=True))
    people = rf"(?:{names})(?:{tongue.endings})?" if names else r"(?!)"
    return re.compile(rf"\b{people} \d+(?:(?:, | ?[&–-] ?|,? (?:and|or|und|oder|et|ou|y|e|en) )\d+)*\b", re.IGNORECASE)


def _ways(roles: Mapping[str, str], tongue: Tongue) -> list[tuple[str | None, re.Pattern[str]]]:
    """What is looked for, with the role that it names."""
    ways: list[tuple[str | None, re.Pattern[str]]] = []
    for role, label in roles.items():
        ways.append((role, _counting(rf"(?:{_people_of((role, label))})(?:{tongue.endings})?", tongue)))
    ways.append((None, _counting(rf"(?:{tongue.people})", tongue)))
    ways.append((None, re.compile(rf"\b(?:{tongue.alone}|{_shares(tongue)})\b", re.IGNORECASE)))
    return ways


def _people_of(role: tuple[str, str]) -> str:
    """What those of a role (id and label) are called."""
    names = {re.escape(name) for name in role if name}
    # The last word of a role's name is what prose calls them: "peer mentor", "mentors".
    names |= {re.escape(name) for name in role[1].split()[-1:]}
    return "|".join(sorted(names, key=len, reverse=True))


def _shares(tongue: Tongue) -> str:
    number = rf"(?:{tongue.one}|\d+|{tongue.numbers})"
    return rf"{number}{tongue.share}{number}"


def _counting(people: str, tongue: Tongue) -> re.Pattern[str]:
    between = rf"(?:(?!(?:{tongue.not_between})\b)[^\W\d]+ ){{0,2}}?"
    several = rf"(?:\d+|{tongue.numbers})"
    number = rf"(?:{tongue.one}|{several})"
    amounts = rf"{tongue.amounts}|(?:{tongue.leads}) {number}|{several}|\d+ ?(?:%|per cent|Prozent|procent)"
    shares = rf"\b(?:{_shares(tongue)}|{amounts}) {tongue.joins}{between}{people}\b"
    return re.compile(shares, re.IGNORECASE)


def _in_text(
    text: str,
    theme: str,
    where: str,
    ways: Iterable[tuple[str | None, re.Pattern[str]]],
    labels: re.Pattern[str],
) -> Iterator[Counting]:
    for sentence in _SENTENCE.split(" ".join(text.split())):
        numbers = [Span(*one.span()) for one in labels.finditer(sentence)]
        taken: list[tuple[int, int]] = []
        hits = []
        for role, way in ways:
            for one in way.finditer(sentence):
                if any(label.start < one.start() < label.end for label in numbers):
                    continue
                if not any(one.start() < end and start < one.end() for start, end in taken):
                    taken.append(one.span())
                    hits.append((one.start(), Counting(one[0], sentence, theme, where, role)))
        yield from (hit for _, hit in sorted(hits, key=lambda one: one[0]))


def _without(text: str, quoted: Iterable[str]) -> str:
    for words in quoted:
        text = text.replace(words, " … ")
    return text


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", unaccented(name)))
