"""What is other between two states of a codebook, summed up: in a sentence, and in a line of the history. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.codebook.differences.things import SMALL, Kind, Name, Telling, Told
from workbench.codebook.differences.voices import Plain, Voice
from workbench.codebook.differences.wording import Words, listed
from workbench.codebook.schema import STAYS
from workbench.visible import beginning, plural

_NAMED = 3
"""So many codes are named in a line; of more only how many there are."""

_LONGEST_NAME = 40

_MAY_MATTER: tuple[Kind, ...] = ("split", "retired", "gone", "rule", "book gone")
"""What may matter to the codings that were made before."""


def summary(telling: Telling, voice: Voice) -> str:
    """One sentence that sums up, and one on the codings that it may matter to, where they are known.

    Args:
        telling: What is other.
        voice: How words of the codebook are written.
    """
    if not telling:
        return "Nothing changed."
    weighty = listed(list(_weighty(telling, voice)), last=", and ")
    parts = [part for part in (weighty, listed(list(_other(telling)))) if part]
    only = "the version" if {one.kind for one in telling.told} == {"version"} else "small things"
    sentence = "; ".join(parts) or f"only {only} changed"
    # Others wait since something that was changed before: they are no business of this change.
    waiting = sum((telling.codings or {}).get(code.id, 0) for code in _codes(telling, *_MAY_MATTER))
    codings = f" {plural(waiting, 'coding')} may have to be looked at again."
    return f"{sentence[:1].upper()}{sentence[1:]}.{codings if waiting else ''}"


def in_one_line(telling: Telling, *, longest: int = 240) -> str:
    """What was done, for a step of the history or a log: names of codes, and no words of their rules.

    Args:
        telling: What is other.
        longest: About so many characters; of what is more it is only said that there is more.

    Returns:
        As "merged “Light messages” into “By text”; added 2 codes"; empty where nothing is other.
    """
    told: list[str] = []
    for one in _doings(telling):
        if told and len("; ".join([*told, one])) > longest:
            return "; ".join([*told, "and more"])
        told.append(one)
    return "; ".join(told)


class _Brief(Plain):
    """As in a terminal, and no name longer than a line can hold."""

    def text(self, words: str) -> str:
        """Words as they are, on one line, and not too many."""
        return beginning(super().text(words), _LONGEST_NAME)


def _codes(telling: Telling, *kinds: Kind) -> list[Name]:
    """The codes of which this is told, each once."""
    return list({code.id: code for one in telling.of(*kinds) for code in one.codes}.values())


def _only_other_ids(telling: Telling) -> list[Name]:
    """The codes that have another id and their old name."""
    renamed = {code.id for code in _codes(telling, "renamed")}
    return [code for code in _codes(telling, "id") if code.id not in renamed]


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _weighty(telling: Telling, voice: Voice) -> Iterable[str]:
    """What coders have to know, in clauses."""
    words = Words(telling, voice)
    left = sum(len(one.fields) for one in telling.of("conflict"))
    if left:
        yield f"a merge left {plural(left, 'thing')} to be decided"
    merged = telling.of("merged")
    codes = _codes(telling, "merged")
    if len(merged) == 1:
        yield f"{words.names_or_count(codes, _NAMED)} {_was(len(codes))} merged into {words.names(merged[0].others)}"
    elif merged:
        yield f"{plural(len(codes), 'code')} were merged into others"
    split = telling.of("split")
    if len(split) == 1 and len(split[0].others) <= _NAMED:
        yield _split(split[0], words)
    elif split:
        yield f"{plural(len(split), 'code')} {_was(len(split))} split"
    for kind, one, several in _SAID:
        codes = _codes(telling, kind)
        if codes:
            yield f"{words.names_or_count(codes, _NAMED)} {one if len(codes) == 1 else several}"
    rules, changed = telling.of("rule"), list[str]()
    if len(rules) == 1:
        is_definition = [field.field for field in rules[0].fields] == ["definition"]
        changed.append(f"the {'definition' if is_definition else 'rule'} of {words.names(rules[0].codes)}")
    elif rules:
        changed.append(f"the rules of {plural(len(rules), 'code')}")
    if telling.of("exclusive"):
        changed.append("which codes exclude each other")
    if telling.of("description"):
        changed.append("the codebook's description")
    if changed:
        yield f"{listed(changed)} changed"


def _settled(one: Told, whose: str) -> str:
    """What was settled of a code, or of the codebook."""
    fields = [field.field for field in one.fields if field.field != STAYS]
    stays = [f"whether {whose} stays"] * (len(fields) < len(one.fields))
    return listed([*stays, *([f"{listed(fields)} of {whose}"] * bool(fields))])


def _split(one: Told, words: Words) -> str:
    parts = [other for other in one.others if other.id != one.codes[0].id]
    if len(parts) < len(one.others):
        return f"{words.names(parts)} {_was(len(parts))} split off from {words.names(one.codes)}"
    return f"{words.names(one.codes)} was split into {words.names(parts)}"


_SAID: tuple[tuple[Kind, str, str], ...] = (
    ("unmerged", "stands for itself again", "stand for themselves again"),
    ("unsplit", "is whole again", "are whole again"),
    ("retired", "was retired", "were retired"),
    ("back", "is in use again", "are in use again"),
    ("gone", "was taken out", "were taken out"),
)
_SAID_OF_BOOKS: tuple[tuple[Kind, str, str], ...] = (
    ("book new", "was added", "were added"),
    ("book gone", "was taken away", "were taken away"),
    ("book name", "has another name", "have other names"),
    ("book file", "has another file name", "have other file names"),
)


def _other(telling: Telling) -> Iterable[str]:
    """What else is to be known, in clauses; the first of those on codes has the noun."""
    for kind, one, several in _SAID_OF_BOOKS:
        if books := telling.of(kind):
            yield f"{plural(len(books), 'codebook')} {one if len(books) == 1 else several}"
    noun = " code"
    for codes, one, several in (
        (_codes(telling, "new"), "is new", "are new"),
        (_codes(telling, "renamed"), "has another name", "have other names"),
        (_only_other_ids(telling), "has another id", "have other ids"),
        (_codes(telling, "group"), "stands in another group", "stand in other groups"),
        (_codes(telling, "file"), "stands in another file", "stand in other files"),
        (_codes(telling, "place"), "stands in another place", "stand in other places"),
    ):
        if codes:
            nouns = f"{noun}s" if noun and len(codes) > 1 else noun
            yield f"{len(codes):,}{nouns} {one if len(codes) == 1 else several}"
            noun = ""


def _doings(telling: Telling) -> Iterable[str]:
    """What was done, in clauses."""
    words = Words(telling, _Brief())
    if telling.of("conflict"):
        codes = _codes(telling, "conflict")
        of_book = any(not one.codes for one in telling.of("conflict"))
        where = [f"in {words.names_or_count(codes, _NAMED)}"] * bool(codes) + ["in the codebook itself"] * of_book
        yield f"left conflicts of a merge {' and '.join(where)}"
    if telling.of("settled"):
        told = [_settled(one, words.names(one.codes) or "the codebook") for one in telling.of("settled")]
        codes = _codes(telling, "settled")
        many = words.names_or_count(codes, _NAMED)
        yield f"settled what a merge had left: {listed(told) if len(told) <= _NAMED else many}"
    merged, split = telling.of("merged"), telling.of("split")
    yield from _each_or_count(
        [f"merged {words.names_or_count(one.codes, _NAMED)} into {words.names(one.others)}" for one in merged],
        f"merged {plural(len(_codes(telling, 'merged')), 'code')} into others",
    )
    parts = [[other for other in one.others if other.id != one.codes[0].id] for one in split]
    yield from _each_or_count(
        [
            f"split {words.names(one.codes)} into {words.names_or_count(one.others, _NAMED)}"
            if len(other) == len(one.others)
            else f"split {words.names_or_count(other, _NAMED)} off from {words.names(one.codes)}"
            for one, other in zip(split, parts, strict=True)
        ],
        f"split {plural(len(split), 'code')}",
    )
    for kinds, did, several in _DID:
        codes = _codes(telling, *kinds)
        if codes:
            yield f"{did if len(codes) == 1 else several} {words.names_or_count(codes, _NAMED)}"
    for one in (*telling.of("book new"), *telling.of("book gone")):
        yield f"{'added' if one.kind == 'book new' else 'took away'} the codebook {words.quoted(one.before)}"
    renamed = telling.of("renamed")
    yield from _each_or_count(
        [f"renamed {words.quoted(one.before)} to {words.quoted(one.after)}" for one in renamed],
        f"renamed {plural(len(renamed), 'code')}",
    )
    if other_ids := _only_other_ids(telling):
        yield f"gave {words.names_or_count(other_ids, _NAMED)} {'another id' if len(other_ids) == 1 else 'other ids'}"
    moved = _codes(telling, "group", "file", "place")
    if moved:
        yield f"moved {words.names_or_count(moved, _NAMED)}"
    if telling.of("description"):
        yield "changed the description"
    for one in telling.of("book file"):
        yield f"renamed the file {words.identifier(one.before)} to {words.identifier(one.after)}"
    yield from (f"renamed the codebook to {words.quoted(one.after)}" for one in telling.of("book name"))
    if telling and not telling.of("settled") and len(telling.of(*SMALL)) == len(telling.told):
        small = _codes(telling, *SMALL)
        yield f"changed small things of {words.names_or_count(small, _NAMED)}" if small else "changed the version"


_DID: tuple[tuple[tuple[Kind, ...], str, str], ...] = (
    (("unmerged", "unsplit", "back"), "brought back", "brought back"),
    (("retired",), "retired", "retired"),
    (("gone",), "took out", "took out"),
    (("rule", "exclusive"), "changed the rule of", "changed the rules of"),
    (("new",), "added", "added"),
)


def _each_or_count(told: Sequence[str], counted: str) -> Sequence[str]:
    """The clauses; of many of one kind only how many there are."""
    return told if len(told) <= _NAMED else [counted]
