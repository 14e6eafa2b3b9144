"""Which column of a table holds which field of a code, told by headings and, where they say nothing, by cells. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from workbench.errors import BadInput
from workbench.exchange.codebooks.cells import COLUMNS
from workbench.exchange.codebooks.entries import Taken
from workbench.words import unaccented

KIND, GROUP, PATH, LEVEL = "kind", "group", "path", "level"
"""What a column may be besides a field: what sort of thing the row is, the group it stands in, its name with all that
it stands under, one step of the way down to it."""

_HEADINGS: dict[str, tuple[str, ...]] = {
    "id": ("id", "code id", "codeid", "identifier", "key", "slug", "code key", "code number", "code no", "uid"),
    "name": (
        "name", "code name", "codename", "code", "label", "code label", "tag", "title", "code title", "term", "codes",
        "node", "node name", "nodes", "theme name", "short name",
    ),
    "definition": (
        "definition", "description", "memo", "comment", "meaning", "code definition", "code description",
        "code memo", "code comment", "explanation", "brief definition", "full definition", "notes", "note",
        "operational definition", "what it means", "comments", "memos", "definitions", "descriptions",
    ),
    "include": (
        "include", "includes", "inclusion", "inclusion criteria", "include if", "include when", "when to use",
        "use when", "when used", "use for", "inclusion criterion", "inclusions", "also counts", "criteria", "rules",
        "rule", "guidelines", "coding rules", "coding rule", "coding instructions",
    ),
    "exclude": (
        "exclude", "excludes", "exclusion", "exclusion criteria", "exclude if", "exclude when", "when not to use",
        "do not use", "not to use", "exclusion criterion", "exclusions", "do not use when",
        "dont use", "do not use for",
    ),
    "examples": (
        "examples", "example", "example quote", "example quotes", "quote", "quotes", "typical example",
        "sample quote", "example quotation", "illustration", "example text", "typical exemplars", "exemplar",
        "exemplars",
    ),
    "parent": ("parent", "parent name", "parent code", "parent id", "parent node", "tag parent", "stands under",
               "parent tag"),
    "colour": ("colour", "color", "code colour", "code color", "hex", "rgb"),
    "origin": ("origin", "source", "derivation"),
    "was": ("was", "former id", "former ids", "old id", "previous id", "formerly"),
    "merged_into": ("merged into", "merged in", "merged with"),
    "split_into": ("split into",),
    "retired": ("retired", "deprecated", "obsolete", "inactive"),
    "exclusive": ("exclusive", "mutually exclusive"),
    "changes": ("changes", "change log", "changelog", "change history"),
    KIND: ("node type", "kind", "code type", "type of code"),
    GROUP: (
        "group", "groups", "category", "categories", "family", "code group", "code family", "parent category",
        "code category", "cluster", "domain", "section", "dimension",
    ),
    PATH: ("path", "full path", "tag full path", "hierarchical name", "code path", "full name"),
}  # fmt: skip
_BY_HEADING = {heading: field for field, headings in _HEADINGS.items() for heading in headings}
_STEPS = (
    "theme", "subtheme", "sub theme", "subsubtheme", "category", "subcategory", "sub category", "group", "code",
    "subgroup", "sub group", "main category", "main theme", "main code", "subcode", "sub code", "parent theme",
)  # fmt: skip
_LOWEST = ("code", "main code", "subcode", "sub code")
_NUMBERED = re.compile(r"(?:level|lvl|tier|hierarchy|code level|ebene|step)\s*(\d{1,2})")
_KINDS = {
    "theme", "subtheme", "sub theme", "code", "subcode", "sub code", "category", "subcategory", "sub category", "group",
    "node", "parent", "child", "parent code", "child code", "root", "leaf", "tag", "main theme", "folder", "construct",
}  # fmt: skip
_COUNTS = re.compile(r"number of|count|frequency|freq|perc|#|n of|references|files|sources|created|modified|coded")
_NAME_LENGTH = 120
"""A name is rarely longer than this."""

MAY_BE = (*(name for name in COLUMNS), GROUP, KIND, PATH, LEVEL)
"""What ``--column FIELD=HEADING`` may name."""

STEPS = (GROUP, LEVEL)
"""What several columns may be taken for: steps on the way down, the code beside them, or in the last that is filled."""


@dataclass(frozen=True)
class Columns:
    """Where the fields stand.

    Attributes:
        fields: The column of each field.
        kind: The column that says what sort of thing a row is; None without one.
        path: The column with whole paths; None without one.
        levels: The columns that lead down to the code, from the top; the last holds the code's own name where
            ``fields`` has none.
        taken: How each column was taken, for people.
    """

    fields: Mapping[str, int]
    kind: int | None
    path: int | None
    levels: tuple[int, ...]
    taken: tuple[Taken, ...]

    @property
    def has_names(self) -> bool:
        """Whether it is known where the names stand."""
        return "name" in self.fields or self.path is not None or bool(self.levels)


def folded(heading: str) -> str:
    """What spellings of one heading share."""
    return " ".join(re.sub(r"[\W_]+", " ", unaccented(heading)).split())


def field_of(heading: str) -> str:
    """What a heading names: a field, `KIND`, `GROUP`, `PATH`, `LEVEL`; empty where it is not known.

    A slip of one letter is forgiven in a heading of six or more.
    """
    key = folded(heading)
    if key in _BY_HEADING:
        return _BY_HEADING[key]
    if _NUMBERED.fullmatch(key):
        return LEVEL
    if len(key) >= 6:
        for known, field in _BY_HEADING.items():
            if len(known) >= 6 and OSA.distance(key, known, score_cutoff=1) <= 1:
                return field
    words = set(key.split())
    if _COUNTS.search(key):
        return ""
    for word, field in (("definition", "definition"), ("description", "definition"), ("inclusion", "include"),
                        ("exclusion", "exclude"), ("example", "examples"), ("examples", "examples")):  # fmt: skip
        if word in words:
            return field
    return ""


def mapped(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, title: str = "", said: Mapping[str, str] | None = None
) -> Columns:
    """Which column holds what.

    Args:
        header: The headings.
        rows: The cells of the rows below.
        title: What the sheet is called, whose words may name the codes: "Codes Activities".
        said: What the user says: the heading of a field; ``""`` for none.

    Raises:
        BadInput: The user names a field or a heading that there is not.
    """
    headings = [folded(one) for one in header]
    chosen = _said(header, headings, said or {})
    fields: dict[str, int] = {}
    for field, places in chosen.items():
        if places and field != LEVEL:
            fields.setdefault(field, places[0])
    taken = {place for places in chosen.values() for place in places}
    levels = [*chosen.get(LEVEL, [])]
    guessed = {place: field_of(one) for place, one in enumerate(headings) if place not in taken and one}
    if not levels and LEVEL not in chosen:
        levels = _levels(headings, guessed, rows, bool(chosen.get("name")))
        taken |= set(levels)
        if levels != sorted(levels):
            # Its groups stand behind the code: then it is a name beside groups, and no step of a way.
            fields["name"] = levels.pop()
    for place, field in guessed.items():
        if field and place not in taken and field not in fields and field not in chosen and field != LEVEL:
            fields[field] = place
            taken.add(place)
    _tell_code_from_name(headings, rows, fields, chosen)
    if not levels and not {"name", PATH} & fields.keys() and "name" not in chosen:
        names = _by_cells(headings, rows, taken, title)
        if names is not None:
            fields["name"] = names
            taken.add(names)
    kind = fields.pop(KIND, None)
    if KIND not in chosen or kind is not None:
        kind, group = _type_column(headings, rows, taken, kind, GROUP not in fields and GROUP not in chosen)
    else:
        group = None
    if group is not None:
        fields[GROUP] = group
    path = fields.pop(PATH, None)
    steps = tuple(levels)
    if GROUP in fields:
        steps = (fields.pop(GROUP),)
    by_place = {place: field for field, place in fields.items()} | dict.fromkeys(steps, "group")
    if levels and "name" not in fields:
        by_place |= dict.fromkeys(levels, LEVEL)
    by_place |= {place: field for place, field in ((kind, KIND), (path, PATH)) if place is not None}
    shown = tuple(Taken(one, by_place.get(place, "")) for place, one in enumerate(header) if one)
    return Columns(fields, kind, path, steps, shown)


def _said(header: Sequence[str], headings: Sequence[str], said: Mapping[str, str]) -> dict[str, list[int]]:
    """The columns of the fields that the user named."""
    found: dict[str, list[int]] = {}
    for name, heading in said.items():
        field = {"color": "colour", "label": "name", "description": "definition"}.get(name.casefold(), name.casefold())
        if field not in MAY_BE:
            raise BadInput(f'There is no field "{name}".', f"Known: {', '.join(MAY_BE)}.")
        wanted = [folded(one) for one in heading.split("|")] if field == LEVEL else [folded(heading)]
        places = [headings.index(one) for one in wanted if one and one in headings]
        if len(places) < len([one for one in wanted if one]):
            known = ", ".join(f'"{one}"' for one in header if one)
            raise BadInput(f'There is no column "{heading}".', f"The columns are: {known}.")
        found[field] = places
    return found


def said_of(columns: Sequence[Taken]) -> dict[str, str]:
    """What a user would say to have columns taken just so, and nothing guessed: see `mapped`."""
    said = dict.fromkeys(MAY_BE, "") | {one.field: one.heading for one in columns if one.field not in ("", *STEPS)}
    return said | {LEVEL: "|".join(one.heading for one in columns if one.field in STEPS)}


def _levels(
    headings: Sequence[str], guessed: Mapping[int, str], rows: Sequence[Sequence[str]], has_name: bool
) -> list[int]:
    """The columns that lead down to the code: "Level 1", "Level 2", or "Theme", "Subtheme", "Code"."""
    numbered = sorted(
        (int(found[1]), place) for place, one in enumerate(headings) if (found := _NUMBERED.fullmatch(one))
    )
    if len(numbered) > 1 or (numbered and not has_name):
        return [place for _, place in numbered]
    steps = [place for place, one in enumerate(headings) if one in _STEPS]
    names = [place for place, field in guessed.items() if field == "name" and place not in steps]
    if has_name or names or len(steps) < 2 or any(headings[one] in ("parent", "parent name") for one in guessed):
        return []
    # Whatever order the columns stand in, a code is what groups lead down to.
    steps.sort(key=lambda place: _LOWEST.index(headings[place]) if headings[place] in _LOWEST else -1)
    return steps if any(_cells(rows, place) for place in steps) else []


def _tell_code_from_name(
    headings: Sequence[str], rows: Sequence[Sequence[str]], fields: dict[str, int], chosen: Mapping[str, object]
) -> None:
    """Where a column "Code" stands beside a "Name" or "Label", it holds ids, if its cells could be such."""
    if "name" in chosen or "id" in fields or fields.get("name") is None or headings[fields["name"]] != "code":
        return
    for place, one in enumerate(headings):
        if one in ("name", "label", "code name", "code label", "title", "code title") and place != fields["name"]:
            cells = _cells(rows, fields["name"])
            if cells and all(len(cell) <= 20 and not re.search(r"\s", cell) for cell in cells):
                fields["id"], fields["name"] = fields["name"], place
            return


def _by_cells(headings: Sequence[str], rows: Sequence[Sequence[str]], taken: set[int], title: str) -> int | None:
    """The column that holds the names, where no heading says so.

    One that the sheet is called after, else the first of which the cells are short, differ and are no mere numbers.
    """
    free = [place for place, one in enumerate(headings) if one and place not in taken and not _COUNTS.search(one)]
    words = set(folded(title).split())
    for place in free:
        singular = {word.removesuffix("s") for word in words} | {re.sub("ies$", "y", word) for word in words}
        if words & set(headings[place].split()) and set(headings[place].split()) <= words | singular:
            return place
        if set(headings[place].split()) <= singular:
            return place
    for place in free:
        cells = _cells(rows, place)
        many = len(cells) >= max(1, len(rows) * 3 // 4)
        differ = len(set(cells)) >= len(cells) * 0.9
        if many and differ and all(len(cell) <= _NAME_LENGTH for cell in cells) and not _are_numbers(cells):
            return place
    return None


def _type_column(
    headings: Sequence[str], rows: Sequence[Sequence[str]], taken: set[int], kind: int | None, may_be_group: bool
) -> tuple[int | None, int | None]:
    """What a column "Type" holds: what sort of thing a row is, or the group that it stands in."""
    places = (
        [kind] if kind is not None else [at for at, one in enumerate(headings) if one == "type" and at not in taken]
    )
    for place in places:
        cells = {folded(cell) for cell in _cells(rows, place)}
        if cells and cells <= _KINDS:
            return place, None
        if may_be_group and cells and len(cells) < len(_cells(rows, place)):
            return None, place
    return None, None


def _cells(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    return [row[place] for row in rows if place < len(row) and row[place]]


def _are_numbers(cells: Sequence[str]) -> bool:
    return all(re.fullmatch(r"[+-]?[\d.,%\s]+", cell) for cell in cells)
