"""From whose perspective words are said: the role under which a quotation stands in a report ordered by role. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from workbench.report.counting import roles_shown
from workbench.report.facts import UNSPECIFIED, ExtractRow, ReportFacts

SEVERAL: Literal["several roles"] = "several roles"
"""The perspective of words that people of several roles say."""

_ODD = {
    "child": "children",
    "person": "people",
    "man": "men",
    "woman": "women",
    "policeman": "policemen",
    "policewoman": "policewomen",
    "staff": "staff",
    "police": "police",
}


def perspective(facts: ReportFacts, extract: ExtractRow, speakers: Iterable[Iterable[str]] = ()) -> str:
    """The id of the role that speaks in a quotation; `SEVERAL` where several do, "" where none is stated.

    Args:
        facts: The study.
        extract: The extract that it begins with.
        speakers: Of each part of it who may have spoken that; where nobody is known, the extract tells.
    """
    people = {each for part in speakers for each in part}
    if not people and extract.role:
        return extract.role
    rows = (facts.participant_of.get(each) for each in people or extract.participants)
    roles = {row.role or UNSPECIFIED for row in rows if row is not None}
    if len(roles) > 1:
        return SEVERAL
    # Somebody may have another role in this interview than the table of participants tells.
    return extract.role or (roles.pop() if roles else UNSPECIFIED)


def perspectives_shown(facts: ReportFacts, found: Iterable[str]) -> list[str]:
    """Perspectives in the order of print: the roles as tables have them, then several at once, then none stated."""
    there = set(found)
    known = [role for role in roles_shown(facts) if role]
    others = sorted(there - set(known) - {SEVERAL, UNSPECIFIED})
    return [one for one in (*known, *others, SEVERAL, UNSPECIFIED) if one in there]


def perspective_heading(facts: ReportFacts, one: str) -> str:
    """What stands over the words of a perspective.

    The role's own heading where the study has one; else made from its label: in the plural where several participants
    have the role. Labels in other languages than English stand as they are.
    """
    if one == SEVERAL:
        return "From several perspectives"
    if one == UNSPECIFIED:
        return "From other participants"
    row = facts.role_of.get(one)
    if row is not None and row.perspective:
        return row.perspective
    label = row.label if row is not None else one
    if not facts.study.language.casefold().startswith("en"):
        return f"Perspective: {label}"
    many = sum(each.role == one for each in facts.participants) != 1
    return f"From the {_possessive(_lowered(plural_of(label) if many else label))} perspective"


def plural_of(label: str, odd: Mapping[str, str] = _ODD) -> str:
    """An English label in the plural: its last word.

    >>> plural_of("Staff member"), plural_of("Agency"), plural_of("Parents")
    ('Staff members', 'Agencies', 'Parents')
    """
    *before, last = label.split(" ")
    small = last.casefold()
    if small in odd:
        many = odd[small] if last == small else odd[small][:1].upper() + odd[small][1:]
    elif not last.isascii() or not last.isalpha() or (small.endswith("s") and not small.endswith("ss")):
        many = last
    elif small.endswith(("ss", "x", "ch", "sh")):
        many = f"{last}es"
    elif small.endswith("y") and small[-2:-1] not in "aeiou":
        many = f"{last[:-1]}ies"
    else:
        many = f"{last}s"
    return " ".join([*before, many])


def _possessive(label: str) -> str:
    return f"{label}’" if label.endswith("s") else f"{label}’s"


def _lowered(label: str) -> str:
    """A label in the middle of a sentence: `PM` and `NHS staff` keep their capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
