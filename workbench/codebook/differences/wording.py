"""Sentences for what is other between two states of a codebook. Pure.

They are the same in a terminal, in Markdown and in the history; a `Voice` knows how words of the codebook are written
in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from workbench.codebook.differences.things import Kind, Name, Telling, Told
from workbench.codebook.differences.voices import Voice
from workbench.codebook.differences.word_diff import shortened
from workbench.codebook.schema import STAYS, Change
from workbench.visible import plural


class Line(NamedTuple):
    """A sentence, and what is said below it."""

    text: str
    below: tuple[str, ...] = ()


LABELS = {"definition": "Definition", "include": "Use it for", "exclude": "Not for", "description": "Description"}
"""What stands before the words of a field."""

_CHANGED = {"definition": "the definition", "include": "when to use it", "exclude": "when not to use it"}
_WRITTEN = {
    "definition": "now has a definition",
    "include": "now says when to use it",
    "exclude": "now says when not to use it",
}
_TAKEN_OUT = {
    "definition": "has no definition any more",
    "include": "no longer says when to use it",
    "exclude": "no longer says when not to use it",
}
_FEW = 6


def listed(items: Sequence[str], *, last: str = " and ") -> str:
    """Items in a row: "a, b and c"."""
    return last.join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


class Words:
    """Sentences on what is other, in a voice.

    Args:
        telling: What is other.
        voice: How words of the codebook are written.
    """

    def __init__(self, telling: Telling, voice: Voice) -> None:
        self._codings = telling.codings or {}
        self._voice = voice
        self._new = {one.codes[0].id for one in telling.of("new")}
        self._renamed = {one.codes[0].id for one in telling.of("renamed")}
        self._ids = {one.codes[0].id: one for one in telling.of("id")}

    def line(self, one: Told) -> Line:
        """One thing that is other."""
        return Line(_SENTENCES[one.kind](self, one), (*self._below(one), *map(self._why, one.why)))

    def has_sentence(self, one: Told) -> bool:
        """Whether it is told in a sentence of its own, and not among small things."""
        return one.kind in _SENTENCES

    def is_told_with_its_name(self, one: Told) -> bool:
        """Whether a code has another id and another name, which is told as one."""
        return one.kind == "id" and one.codes[0].id in self._renamed

    def new_by_group(self, told: Iterable[Told]) -> list[Line]:
        """New codes by the groups they stand in, without their rules."""
        groups: dict[Name | None, list[str]] = {}
        for one in told:
            (code,) = one.codes
            groups.setdefault(one.groups[1], []).append(f"{self.quoted(code.name)} ({self.identifier(code.id)})")
        return [
            Line(f"{f'Under {self.name(group)}' if group is not None else 'At the top'}: {listed(codes)}.")
            for group, codes in groups.items()
        ]

    def name(self, name: Name) -> str:
        """A code: its name, and its id where others are called so too."""
        shown = self.quoted(name.name)
        return f"{shown} ({self.identifier(name.id)})" if name.is_shared else shown

    def quoted(self, words: str) -> str:
        """Words of a codebook between quotation marks."""
        return f"“{self._voice.text(words)}”"

    def text(self, words: str) -> str:
        """Words of a codebook as they are."""
        return self._voice.text(words)

    def identifier(self, code_id: str) -> str:
        """An id, or the name of a file."""
        return self._voice.identifier(code_id)

    def few(self, names: Sequence[Name]) -> str:
        """Codes; of many the first, and how many more."""
        shown = [self.name(one) for one in names[: _FEW if len(names) > _FEW + 1 else None]]
        return listed([*shown, f"{len(names) - len(shown)} more"] if len(shown) < len(names) else shown)

    def names_or_count(self, names: Sequence[Name], most: int) -> str:
        """Codes; of more than so many only how many there are."""
        return self.names(names) if len(names) <= most else plural(len(names), "code")

    def names(self, names: Iterable[Name]) -> str:
        """All of the codes."""
        return listed([self.name(one) for one in names])

    def among_others(self, names: Sequence[Name]) -> str:
        """Codes, with a word for those that are new."""
        return listed([f"the new code {self.name(one)}" if one.id in self._new else self.name(one) for one in names])

    def group(self, name: Name) -> str:
        """A group into which codes came, with a word where it is new."""
        return f"the new group {self.name(name)}" if name.id in self._new else self.name(name)

    def made_before(self, names: Sequence[Name], told: str) -> str:
        """A sentence on how many codings were made with codes; empty where there are none, or it is not known."""
        count = sum(self._codings.get(one.id, 0) for one in names)
        return f" {told.format(plural(count, 'coding'), 'was' if count == 1 else 'were')}" if count else ""

    def other_id(self, code_id: str) -> Told | None:
        """That a code has another id, where it has."""
        return self._ids.get(code_id)

    def _below(self, one: Told) -> Iterable[str]:
        for field in one.fields:
            if one.kind == "conflict":
                yield f"Ours: {self._voice.text(field.before) or 'nothing'}"
                yield f"Theirs: {self._voice.text(field.after) or 'nothing'}"
            elif one.kind == "settled":
                # What it was is told where it changed.
                continue
            elif one.kind != "new":
                yield f"{LABELS[field.field]}: {self._voice.compared(shortened(field.pieces))}"
            elif field.field != "definition":
                yield f"{LABELS[field.field]}: {self._voice.text(field.after)}"
        if one.kind in ("book new", "book gone") and one.codes:
            yield self.names(one.codes)

    def _why(self, change: Change) -> str:
        reason = self._voice.text(change.reason)
        return f"Why ({change.date}): {reason}" if reason and change.date else f"Why: {reason or change.date}"


def _conflict(words: Words, one: Told) -> str:
    (field,) = one.fields
    whose = words.name(one.codes[0]) if one.codes else f"the codebook {words.quoted(one.before)}"
    if field.field == STAYS:
        return f"A merge left it open whether {whose} stays."
    return f"A merge left the {words.identifier(field.field)} of {whose} to be decided."


def _merged(words: Words, one: Told) -> str:
    verb = "was" if len(one.codes) == 1 else "were"
    return f"{words.names(one.codes)} {verb} merged into {words.among_others(one.others)}."


def _unmerged(words: Words, one: Told) -> str:
    return f"{words.name(one.codes[0])} stands for itself again; it had been merged into {words.names(one.others)}."


def _split(words: Words, one: Told) -> str:
    (code,) = one.codes
    parts = [other for other in one.others if other.id != code.id]
    waiting = words.made_before(one.codes, "{} {} made before, to be shared out.")
    if len(parts) < len(one.others):
        return (
            f"{words.names(parts)} {'was' if len(parts) == 1 else 'were'} split off from {words.name(code)}.{waiting}"
        )
    return f"{words.name(code)} was split into {words.names(parts)}.{waiting}"


def _unsplit(words: Words, one: Told) -> str:
    return f"{words.name(one.codes[0])} is whole again; it had been split into {words.names(one.others)}."


def _retired(words: Words, one: Told) -> str:
    told = words.made_before(one.codes, "{} {} made before.")
    if len(one.codes) == 1:
        return f"{words.names(one.codes)} was retired: it is put on passages no more, and its codings stay.{told}"
    return f"{words.names(one.codes)} were retired: they are put on passages no more, and their codings stay.{told}"


def _back(words: Words, one: Told) -> str:
    return f"{words.names(one.codes)} {'is' if len(one.codes) == 1 else 'are'} in use again."


def _gone(words: Words, one: Told) -> str:
    verb = "was" if len(one.codes) == 1 else "were"
    lost = words.made_before(one.codes, "{} {} made before, and stand under no code now.")
    return f"{words.names(one.codes)} {verb} taken out of the codebook.{lost}"


def _book_gone(words: Words, one: Told) -> str:
    codes = f", and with it {plural(len(one.codes), 'code')}:" if one.codes else "."
    return f"The codebook {words.quoted(one.before)} ({words.identifier(one.after)}) was taken away{codes}"


def _rule(words: Words, one: Told) -> str:
    (code,) = one.codes
    changed = [_CHANGED[field.field] for field in one.fields if field.before and field.after]
    written = [_WRITTEN[field.field] for field in one.fields if not field.before]
    taken_out = [_TAKEN_OUT[field.field] for field in one.fields if not field.after]
    before = words.made_before(one.codes, "{} {} made under another rule.")
    if not changed:
        return f"{words.name(code)} {listed([*written, *taken_out])}.{before}"
    all_of_it = "the whole rule" if len(changed) == len(_CHANGED) else listed(changed)
    besides = f"; it {listed([*written, *taken_out])}" if written or taken_out else ""
    return f"{words.name(code)}: {all_of_it} changed{besides}.{before}"


def _exclusive(words: Words, one: Told) -> str:
    if one.after:
        return f"A passage gets only one of the codes under {words.name(one.codes[0])} now."
    return f"A passage may get several of the codes under {words.name(one.codes[0])} now."


def _description(words: Words, one: Told) -> str:
    return f"The description of {words.quoted(one.before)} changed."


def _book_new(words: Words, one: Told) -> str:
    codes = f", with {plural(len(one.codes), 'code')}:" if one.codes else "."
    return f"The codebook {words.quoted(one.before)} ({words.identifier(one.after)}) is new{codes}"


def _new(words: Words, one: Told) -> str:
    (code,) = one.codes
    (group, _) = one.groups
    under = f", under {words.name(group)}" if group is not None else ""
    source = f", from the split of {words.names(one.others)}" if one.others else ""
    became = f", {one.after}{' into ' * bool(one.became)}{words.names(one.became)} already" if one.after else ""
    definition = next((words.text(field.after) for field in one.fields if field.field == "definition"), "")
    told = f"{words.quoted(code.name)} ({words.identifier(code.id)}){under}{source}{became}"
    return f"{told}: {definition}" if definition else f"{told}."


def _book_name(words: Words, one: Told) -> str:
    return f"The codebook {words.quoted(one.before)} is called {words.quoted(one.after)} now."


def _renamed(words: Words, one: Told) -> str:
    (code,) = one.codes
    other = words.other_id(code.id)
    shown = f" ({words.identifier(code.id)})" if code.is_shared and other is None else ""
    told = f"{words.quoted(one.before)}{shown} is called {words.quoted(one.after)} now"
    return f"{told}, and its id is {_from_to(words, other)}." if other is not None else f"{told}."


def _id(words: Words, one: Told) -> str:
    return f"{words.quoted(one.codes[0].name)} has another id: {_from_to(words, one)}."


def _from_to(words: Words, one: Told) -> str:
    return f"{words.identifier(one.after)}, no longer {words.identifier(one.before)}"


def _group(words: Words, one: Told) -> str:
    was, now = one.groups
    out = f" from {words.name(was)}" if was is not None else ""
    where = f" into {words.group(now)}" if now is not None else " to the top"
    if was is not None and now is not None:
        where = f" to {words.group(now)}"
    return f"{words.names(one.codes)} moved{out}{where}."


def _file(words: Words, one: Told) -> str:
    return f"{words.names(one.codes)} moved from {words.identifier(one.before)} to {words.identifier(one.after)}."


def _book_file(words: Words, one: Told) -> str:
    return f"The file {words.identifier(one.before)} is called {words.identifier(one.after)} now."


def _place(words: Words, one: Told) -> str:
    verb = "stands" if len(one.codes) == 1 else "stand"
    return f"{words.few(one.codes)} {verb} in another place of the list."


def _settled(words: Words, one: Told) -> str:
    whose = words.name(one.codes[0]) if one.codes else f"the codebook {words.quoted(one.before)}"
    fields = [words.identifier(field.field) for field in one.fields if field.field != STAYS]
    if len(fields) < len(one.fields):
        stays = f"A merge had left it open whether {whose} stays: it does"
        return f"{stays}, and its {listed(fields)} {_is(fields)} decided." if fields else f"{stays}."
    return f"The {listed(fields)} of {whose}, which a merge had left open, {_is(fields)} decided."


def _is(things: Sequence[str]) -> str:
    return "is" if len(things) == 1 else "are"


_SENTENCES: dict[Kind, Callable[[Words, Told], str]] = {
    "conflict": _conflict,
    "merged": _merged,
    "unmerged": _unmerged,
    "split": _split,
    "unsplit": _unsplit,
    "retired": _retired,
    "back": _back,
    "gone": _gone,
    "book gone": _book_gone,
    "rule": _rule,
    "exclusive": _exclusive,
    "description": _description,
    "book new": _book_new,
    "new": _new,
    "book name": _book_name,
    "renamed": _renamed,
    "id": _id,
    "group": _group,
    "file": _file,
    "book file": _book_file,
    "place": _place,
    "settled": _settled,
}
