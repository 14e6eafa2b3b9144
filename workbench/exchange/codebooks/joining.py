"""Finds for each code of a file from elsewhere the one of ours that it is, and what it says anew. Pure.

Codes are joined by id, then by GUID, then by name; what is joined to none is a new code. A field of which the file says
nothing changes nothing, and neither does one that says the same but for what spreadsheet programs do to texts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from workbench.codebook.finding import id_unlike
from workbench.codebook.schema import ID_LENGTH, INVISIBLE, Code, Codebook
from workbench.exchange.codebooks.cells import COLUMNS, as_cell, is_same
from workbench.exchange.codebooks.entries import Entry, Source, Told
from workbench.exchange.codebooks.refi import guid_of
from workbench.exchange.codebooks.rows import as_key

_REFERENCES = ("merged_into", "split_into", "was")


@dataclass(frozen=True)
class Joined:
    """What a file from elsewhere says anew.

    Attributes:
        added: New codes, in its order.
        fields: What is other of codes that there are, by their ids; None for nothing.
        places: Where in the file each code stands that is new or was joined, by its id.
        made: The new codes whose ids were made from their names.
        missing: Ids of codes put on passages that the file, which lists them all, does not have.
        faults: What could not be taken in as it stands.
        notices: What else one should know.
    """

    added: tuple[Code, ...]
    fields: dict[str, dict[str, Any]]
    places: dict[str, str]
    made: tuple[str, ...]
    missing: tuple[str, ...]
    faults: tuple[Told, ...]
    notices: tuple[Told, ...]


@dataclass
class _One:
    """An entry with the code that it is."""

    entry: Entry
    id: str
    code: Code
    fields: dict[str, Any] = field(default_factory=dict)


def joined(source: Source, book: Codebook | None, taken: Collection[str]) -> Joined:
    """What a file says anew of a codebook.

    Args:
        source: The file.
        book: The codebook that it is joined into, in the state that it was made from; None for a new one.
        taken: All ids that codes of the study have or had.
    """
    work = _Joining(book or Codebook("", "", "", (), ""), taken, source)
    ones = [work.find(entry) for entry in source.entries]
    by_place = dict(enumerate(ones))
    for one in ones:
        if one is not None:
            work.say(one, by_place)
    kept = [one for one in ones if one is not None]
    work.break_circles(kept)
    added = tuple(replace(one.code, **one.fields) for one in kept if one.code is not None and one.id in work.new)
    fields = {one.id: one.fields for one in kept if one.id not in work.new and one.fields}
    seen = {one.id for one in kept}
    missing = tuple(code.id for code in work.book.codes if code.is_living and code.id not in seen)
    return Joined(
        added,
        fields,
        {one.id: one.entry.place for one in kept},
        tuple(work.made),
        missing if source.is_whole else (),
        tuple(work.faults),
        tuple(work.notices),
    )


class _Joining:
    """One joining, from finding the codes to what is said of them."""

    def __init__(self, book: Codebook, taken: Collection[str], source: Source) -> None:
        self.book = book
        self.entries = source.entries
        # What is empty in a file that is not ours was left open there, and not taken away.
        self.may_empty, self.is_table = source.is_whole, bool(source.columns)
        self.taken = {*taken, *(one for code in book.codes for one in (code.id, *code.was))}
        self.folded = {_folded(one) for one in self.taken}
        self.new: dict[str, None] = {}
        self.made: list[str] = []
        self.faults: list[Told] = []
        self.notices: list[Told] = []
        self._joined: dict[str, Entry] = {}
        self._by_was = {was: code for code in book.codes for was in code.was}
        self._by_guid = {guid_of(code): code for code in book.codes}
        self._by_name: dict[str, list[Code]] = {}
        for code in book.codes:
            self._by_name.setdefault(as_key(code.name), []).append(code)

    def find(self, entry: Entry) -> _One | None:
        """The code that an entry is, or a new one; None where it can be none."""
        code = self._ours(entry)
        if code is None and not entry.name:
            self.faults.append(
                Told(entry.place, f'there is no code "{entry.id}", and no name for one; it was left out')
            )
            return None
        if code is not None and code.id in self._joined:
            there = self._joined[code.id].place
            self.faults.append(Told(entry.place, f'the code "{code.id}" is {there} already; it was left out'))
            return None
        if code is None:
            code = Code(self._id_for(entry), entry.name)
            self.new[code.id] = None
        self._joined[code.id] = entry
        return _One(entry, code.id, code)

    def _ours(self, entry: Entry) -> Code | None:
        """The code of ours that an entry is: by id, by a former id, by GUID, by name."""
        found = self.book.code(entry.id) or self._by_was.get(entry.id) if entry.id else None
        if found is None and entry.guid:
            found = self._by_guid.get(entry.guid)
        if found is not None:
            return found
        named = self._by_name.get(as_key(entry.name), []) if entry.name else []
        named = [code for code in named if code.is_living] or named
        if len(named) > 1:
            above = self._above(entry)
            named = [
                code for code in named if above == self._name(code.parent) and code.id not in self._joined
            ] or named
        if len(named) > 1:
            ids = ", ".join(code.id for code in named)
            self.notices.append(Told(entry.place, f"several codes are called so ({ids}); it is taken for a new one"))
        if len(named) != 1 or named[0].id in self._joined:
            return None
        if entry.id:
            told = f'there is no id "{entry.id}"; by its name it is "{named[0].id}"'
            self.notices.append(Told(entry.place, told))
        return named[0]

    def _above(self, entry: Entry) -> str:
        """What an entry's code stands under, by name; empty for nothing."""
        if entry.above is not None:
            return as_key(self.entries[entry.above].name)
        return self._name(entry.parent) or as_key(entry.parent or "")

    def _name(self, code_id: str | None) -> str:
        code = self.book.code(code_id) if code_id else None
        return as_key(code.name) if code is not None else ""

    def _id_for(self, entry: Entry) -> str:
        """An id for a new code: its own, where it can be one."""
        wanted = entry.id
        if wanted and not is_id(wanted):
            self.notices.append(Told(entry.place, "its id has blanks or is too long; one is made from its name"))
            wanted = ""
        elif wanted and _folded(wanted) in self.folded:
            self.notices.append(Told(entry.place, f'the id "{wanted}" is another code\'s; one is made from its name'))
            wanted = ""
        found = wanted or id_unlike(entry.name, self.folded)
        if not wanted:
            self.made.append(found)
        self.taken.add(found)
        self.folded.add(_folded(found))
        return found

    def say(self, one: _One, by_place: Mapping[int, _One | None]) -> None:
        """Note what an entry says of its code that is other."""
        code, entry = one.code, one.entry
        said = dict(entry.fields)
        if entry.name:
            said["name"] = entry.name
        elif one.id not in self.new:
            self.faults.append(Told(entry.place, f'no name; "{code.name}" stays'))
        for name in _REFERENCES:
            if name in said:
                said[name] = self._known(one, name, said[name])
        has_parent, parent = self._parent(one, by_place)
        if has_parent:
            said["parent"] = parent
        if not self.may_empty and one.id not in self.new:
            said = {name: value for name, value in said.items() if value or (name == "parent" and not self.is_table)}
        for name in COLUMNS[1:]:
            if name in said and said[name] != getattr(code, name):
                value = said[name]
                # Nothing of a new code is as it was before; of one that is joined, only what is really other is said.
                if one.id in self.new or not is_same(
                    as_cell(replace(code, **{name: value}), name), as_cell(code, name)
                ):
                    one.fields[name] = value
        self._keep_guid(one)

    def _keep_guid(self, one: _One) -> None:
        """Keep the GUID that a code came with among its former ids, unless it follows from its id."""
        guid, code = one.entry.guid, one.code
        if guid and guid != guid_of(code) and guid not in self.taken:
            one.fields["was"] = (*one.fields.get("was", code.was), guid)
            self.taken.add(guid)

    def _known(self, one: _One, name: str, value: Any) -> Any:
        """References without those that lead nowhere; former ids without those that are others'."""
        before = getattr(one.code, name)
        if name == "was":
            wrong = [was for was in value if was in self.taken and was not in before]
            good: Any = tuple(was for was in value if was not in wrong)
            self.taken.update(good)
        else:
            ids = [value] if isinstance(value, str) else list(value or ())
            wrong = [target for target in ids if target not in self.taken or target == one.id == value]
            good = (None if wrong else value) if name == "merged_into" else tuple(i for i in value if i not in wrong)
        if wrong:
            told = f"{name.replace('_', ' ')}: {', '.join(wrong)} cannot be; it was left out"
            self.faults.append(Told(one.entry.place, told))
            return before if one.id not in self.new else good
        return good

    def _parent(self, one: _One, by_place: Mapping[int, _One | None]) -> tuple[bool, str | None]:
        """Whether an entry says what its code stands under, and what that is."""
        entry = one.entry
        if entry.above is not None:
            above = by_place.get(entry.above)
            return above is not None, above.id if above is not None else None
        if entry.parent is None:
            return False, None
        if not entry.parent:
            return True, None
        before = one.code.parent
        if entry.parent == before:
            return False, before
        named = self._by_name.get(as_key(entry.parent), [])
        found = (
            self.book.code(entry.parent) or self._by_was.get(entry.parent) or (named[0] if len(named) == 1 else None)
        )
        if found is not None and found.id != one.id:
            return True, found.id
        problem = "it names itself" if self._is_own(one) else f'there is no code "{entry.parent}"'
        stays = "it stays where it is" if one.id not in self.new else "it stands at the top"
        self.faults.append(Told(entry.place, f"parent: {problem}; {stays}"))
        return False, None

    def _is_own(self, one: _One) -> bool:
        return as_key(one.entry.parent or "") in (as_key(one.entry.name), as_key(one.id))

    def break_circles(self, ones: Iterable[_One]) -> None:
        """Take out of what was said every parent by which a code would stand below itself."""
        parents = {code.id: code.parent for code in self.book.codes}
        said = {one.id: one for one in ones if "parent" in one.fields}
        parents |= {code_id: one.fields["parent"] for code_id, one in said.items()}
        for code_id, one in said.items():
            way, step = {code_id}, parents.get(code_id)
            while step is not None and step not in way:
                way.add(step)
                step = parents.get(step)
            if step == code_id:
                del one.fields["parent"]
                before = one.code.parent if one.code is not None else None
                parents[code_id] = before
                self.faults.append(Told(one.entry.place, "parent: it would stand below itself; that was left out"))


def is_id(text: str) -> bool:
    """Whether a text can be the id of a code."""
    return 0 < len(text) <= ID_LENGTH and not any(unicodedata.category(one) in INVISIBLE for one in text)


def _folded(code_id: str) -> str:
    return unicodedata.normalize("NFC", code_id).casefold()


def book_of_ids(source: Source, books: Sequence[Codebook]) -> Codebook | None:
    """The codebook of which a file has most codes by their ids or GUIDs; None where it has none of any."""
    ids = {entry.id for entry in source.entries if entry.id}
    guids = {entry.guid for entry in source.entries if entry.guid}

    def known(book: Codebook) -> int:
        return sum(code.id in ids or guid_of(code) in guids or bool(ids.intersection(code.was)) for code in book.codes)

    best = max(books, key=known, default=None)
    return best if best is not None and known(best) else None
