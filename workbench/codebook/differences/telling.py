"""What is other between two states of a study's codebooks, as things that a colleague would tell. Pure.

`diff` gives values, field by field; here they become what was done: one code was merged into another, two stand in
another group now. A code that went from one file to another moved, it did not go and come; what follows from another
id (a parent, a successor under its new id) is no change of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from workbench.codebook.differences.diff import CodeDiff, diff, moved_in_groups, paired, reordered
from workbench.codebook.differences.things import KINDS, SMALL, Book, FieldTold, Name, Telling, Told
from workbench.codebook.lineage import Lineage
from workbench.codebook.rule import RULE, matters
from workbench.codebook.schema import Code, Codebook

_TOLD_TOGETHER = ("retired", "back", "gone", *(kind for kind in SMALL if kind != "settled"))


def tell(pairs: Sequence[tuple[Codebook | None, Codebook | None]]) -> Telling:
    """What is other in one state of a study's codebooks than in another.

    Args:
        pairs: Each codebook as it was and as it is; None where it came or is gone.
    """
    sides = _Sides(pairs)
    told = [*sides.of_books(), *sides.of_codes()]
    order = {kind: place for place, kind in enumerate(KINDS)}
    # A rule is told early where its code took in others.
    grown = {other.id for one in told if one.kind == "merged" for other in one.others}
    told.sort(key=lambda one: (order[one.kind], one.kind == "rule" and one.codes[0].id not in grown))
    there = [(was, now) for was, now in pairs if now is not None]
    other = [(was, now) for was, now in there if was != now]
    books = [Book(now.name, was.version if was else "", now.version) for was, now in other or there]
    return Telling(tuple(books), tuple(told), sides.changes)


class _Sides:
    """Two states, with what is looked up in them."""

    def __init__(self, pairs: Sequence[tuple[Codebook | None, Codebook | None]]) -> None:
        self.books = pairs
        old, new = [was for was, _ in pairs if was is not None], [now for _, now in pairs if now is not None]
        self.old, self.new = _as_one(old), _as_one(new)
        self.changes = diff(self.old, self.new)
        self.pairs = paired(self.old, self.new)
        self.now = {was.id: code_id for code_id, was in self.pairs.items()}
        files = {was.file: now.file for was, now in self.books if was is not None and now is not None}
        self.file_before = {code.id: files.get(book.file, book.file) for book in reversed(old) for code in book.codes}
        self.file_now = {code.id: book.file for book in reversed(new) for code in book.codes}
        self._taken_away = {was.file for was, now in self.books if was is not None and now is None}

    @cached_property
    def lineage(self) -> Lineage:
        """Which code is which on the new side; most versions take none away, and it is not looked up."""
        return Lineage([self.new])

    @cached_property
    def _shared(self) -> set[str]:
        """The names that more than one code has or had, folded."""
        bearers: dict[str, set[str]] = {}
        for code in self.new.codes:
            bearers.setdefault(code.name.casefold(), set()).add(code.id)
        called = {code.id: code.name for code in self.new.codes}
        for code in self.old.codes:
            if called.get(code.id) != code.name:
                bearers.setdefault(code.name.casefold(), set()).add(self.now.get(code.id, code.id))
        return {name for name, ids in bearers.items() if len(ids) > 1}

    @cached_property
    def _renamed(self) -> dict[str, str]:
        """What codes were called and are called now, and their ids."""
        found: dict[str, str] = {}
        for one in self.changes.changed:
            if one.before is not None and one.after is not None:
                found |= {one.before.name: one.after.name, one.before.id: one.after.id}
        return {was: now for was, now in found.items() if was != now}

    def name(self, code: Code) -> Name:
        """A code as it is told of."""
        return Name(code.id, code.name, code.name.casefold() in self._shared)

    def named(self, code_id: str) -> Name:
        """The code of an id on either side; one that is on neither is named by its id."""
        code = self.new.code(code_id) or self.new.code(self.now.get(code_id, "")) or self.old.code(code_id)
        return self.name(code) if code is not None else Name(code_id, code_id)

    def today(self, code_id: str) -> str:
        """The id that a code of the old side has on the new one."""
        return self.now.get(code_id, code_id)

    # What is told of the codebooks themselves

    def of_books(self) -> Iterable[Told]:
        """What is other of the codebooks themselves."""
        for was, now in self.books:
            if was is None and now is not None:
                codes = tuple(self.name(code) for code in now.codes if code.id not in self.pairs)
                yield Told("book new", codes, after=now.file, before=now.name)
            elif was is not None and now is None:
                codes = tuple(self.name(code) for code in was.codes if self._is_gone(code))
                yield Told("book gone", codes, after=was.file, before=was.name)
            elif was is not None and now is not None:
                yield from self._of_book(was, now)

    def _of_book(self, was: Codebook, now: Codebook) -> Iterable[Told]:
        if was.name != now.name and not (_is_unnamed(was) and _is_unnamed(now)):
            yield Told("book name", before=was.name, after=now.name)
        if was.version != now.version:
            yield Told("version", before=was.version, after=now.version)
        if was.file != now.file:
            yield Told("book file", before=was.file, after=now.file)
        if was.description != now.description:
            words = FieldTold("description", was.description, now.description)
            yield Told("description", before=now.name, fields=(words,))
        for one in now.conflicts:
            if one not in was.conflicts:
                yield Told("conflict", before=now.name, fields=(FieldTold(one.field, one.ours, one.theirs),))
        if decided := _decided(was, now):
            yield Told("settled", before=now.name, fields=decided)

    # What is told of codes

    def of_codes(self) -> Iterable[Told]:
        """What is other of the codes."""
        found: list[Told] = []
        fresh = {book.file for was, book in self.books if was is None and book is not None}
        for one in self.changes.codes:
            before, after = one.before, one.after
            if before is None and after is not None:
                if self.file_now[after.id] not in fresh:
                    found.append(self._new(after))
            elif before is not None and after is None:
                found += self._gone(before)
            elif before is not None and after is not None:
                found += self._with_why(one, list(self._changed(before, after)))
        for code in (one for one in self.new.codes if one.id in self.pairs):
            was, now = self.file_before[self.pairs[code.id].id], self.file_now[code.id]
            if was != now:
                found.append(Told("file", (self.name(code),), before=was, after=now))
        elsewhere = {name.id for one in found if one.kind in ("group", "file") for name in one.codes}
        if placed := self._placed(elsewhere):
            found.append(Told("place", tuple(map(self.named, placed))))
        return _gathered(found)

    def _placed(self, elsewhere: Collection[str]) -> tuple[str, ...]:
        """The codes that stand in another place among those of their group; else, of the file alone."""
        placed = moved_in_groups(self.old, self.new, but=elsewhere)
        if placed:
            return placed
        # Lines that went along with what they stand under are told with that.
        along = {below for one in elsewhere for below in self.new.below(one)}
        stayed = tuple(code for code in self.new.codes if code.id not in along)
        before_it = tuple(code for code in self.old.codes if self.now.get(code.id) not in along)
        return reordered(replace(self.old, codes=before_it), replace(self.new, codes=stayed))

    def _is_gone(self, code: Code) -> bool:
        return code.id not in self.now and not self.lineage.known(code.id)

    def _new(self, code: Code) -> Told:
        group = self.named(code.parent) if code.parent is not None else None
        fields = tuple(FieldTold(name, "", getattr(code, name)) for name in RULE if getattr(code, name))
        parts = [one for one in self.new.codes if code.id in one.split_into and code.id != one.id]
        sources = tuple(self.name(one) for one in parts)
        fate = (code.merged_into,) if code.merged_into is not None else code.split_into if code.is_split_away else ()
        became = tuple(self.named(one) for one in fate)
        return Told(
            "new",
            (self.name(code),),
            sources,
            became,
            after="merged" if code.merged_into is not None else "split" if became else "retired" * code.retired,
            groups=(group, group),
            fields=fields,
            why=code.changes,
        )

    def _gone(self, code: Code) -> Iterable[Told]:
        """A code that is not there any more: merged, where another one took its id among its former ones."""
        if not self._is_gone(code):
            yield self._merged(code, self.lineage.today(code.id))
        elif self.file_before[code.id] not in self._taken_away:
            yield Told("gone", (self.name(code),))

    def _merged(self, code: Code, into: str) -> Told:
        return Told("merged", (self.name(code),), (self.named(into),))

    def _changed(self, before: Code, after: Code) -> Iterable[Told]:
        me = (self.name(after),)
        yield from self._fate(before, after, me)
        yield from self._rule(before, after, me)
        yield from self._names(before, after, me)
        yield from self._small(before, after, me)

    def _fate(self, before: Code, after: Code, me: tuple[Name, ...]) -> Iterable[Told]:
        for one in after.conflicts:
            if one not in before.conflicts:
                yield Told("conflict", me, fields=(FieldTold(one.field, one.ours, one.theirs),))
        was = self.today(before.merged_into) if before.merged_into is not None else None
        if after.merged_into is not None and after.merged_into != was:
            yield self._merged(after, after.merged_into)
        elif after.merged_into is None and was is not None:
            yield Told("unmerged", me, (self.named(was),))
        parts = tuple(self.today(one) for one in before.split_into)
        if after.split_into and after.split_into != parts:
            yield Told("split", me, tuple(self.named(one) for one in after.split_into))
        elif parts and not after.split_into:
            yield Told("unsplit", me, tuple(self.named(one) for one in parts))
        if before.retired != after.retired:
            yield Told("retired" if after.retired else "back", me)

    def _rule(self, before: Code, after: Code, me: tuple[Name, ...]) -> Iterable[Told]:
        weighty = matters(before, after, renamed=self._renamed)
        changed = {name for name in RULE if getattr(before, name) != getattr(after, name)}
        other_words = matters(before, after)
        if weighty and after.merged_into is not None and self.lineage.today(after.id) != after.id:
            # Nobody codes by it any more.
            yield Told("past rule", me)
        elif weighty:
            told = (FieldTold(name, getattr(before, name), getattr(after, name)) for name in weighty)
            yield Told("rule", me, fields=tuple(told))
        if set(other_words) - set(weighty):
            yield Told("references", me)
        if changed - set(other_words):
            yield Told("wording", me)
        if before.exclusive != after.exclusive:
            yield Told("exclusive", me, after="yes" if after.exclusive else "")

    def _names(self, before: Code, after: Code, me: tuple[Name, ...]) -> Iterable[Told]:
        if before.name != after.name:
            yield Told("renamed", me, before=before.name, after=after.name)
        if before.id != after.id:
            yield Told("id", me, before=before.id, after=after.id)
        was = self.today(before.parent) if before.parent is not None else None
        if was != after.parent:
            named = [self.named(one) if one is not None else None for one in (was, after.parent)]
            yield Told("group", me, groups=(named[0], named[1]))

    def _small(self, before: Code, after: Code, me: tuple[Name, ...]) -> Iterable[Told]:
        if before.examples != after.examples:
            yield Told("examples", me)
        if before.colour != after.colour:
            yield Told("colour", me, before=before.colour or "", after=after.colour or "")
        if before.origin != after.origin:
            yield Told("origin", me, before=before.origin or "", after=after.origin or "")
        merged_here = {one.id for one in self.changes.gone if self.lineage.today(one.id) == after.id}
        passed = {before.id, *merged_here}
        if [one for one in before.was if one != after.id] != [one for one in after.was if one not in passed]:
            yield Told("was", me, before=", ".join(before.was), after=", ".join(after.was))
        if decided := _decided(before, after):
            yield Told("settled", me, fields=decided)

    def _with_why(self, one: CodeDiff, told: list[Told]) -> list[Told]:
        """What is told of a code with the reasons that were noted since, at the weightiest of it."""
        before, after = one.before, one.after
        if before is None or after is None or before.changes == after.changes:
            return told
        noted = tuple(change for change in after.changes if change not in before.changes)
        main = next((at for at, item in enumerate(told) if item.kind not in SMALL), None)
        if main is None or not noted:
            return [*told, Told("notes", (self.name(after),))]
        told[main] = replace(told[main], why=noted)
        return told


def _gathered(told: list[Told]) -> list[Told]:
    """What can be told together as one: merged into the same, moved from one group to another, small things."""
    together: dict[object, Told] = {}
    for place, one in enumerate(told):
        key: object = place
        if one.kind == "merged" and not one.why:
            key = (one.kind, one.others)
        elif one.kind in ("group", "file") and not one.why:
            key = (one.kind, one.groups, one.before, one.after)
        elif one.kind in _TOLD_TOGETHER and not one.why:
            key = one.kind
        known = together.get(key)
        together[key] = one if known is None else replace(known, codes=known.codes + one.codes)
    return list(together.values())


def _decided(before: Code | Codebook, after: Code | Codebook) -> tuple[FieldTold, ...]:
    """What a merge had left open and is open no more: what ours had, and what is said now."""
    left = {one.field for one in after.conflicts}
    fields = (one for one in before.conflicts if one.field not in left)
    return tuple(FieldTold(one.field, one.ours, _as_text(getattr(after, one.field, ""))) for one in fields)


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else ""
    parts = value if isinstance(value, tuple) else (value,)
    return ", ".join(part for part in parts if isinstance(part, str))


def _as_one(books: Sequence[Codebook]) -> Codebook:
    """The codes of all codebooks as one codebook; of an id that stands twice, the first."""
    codes: dict[str, Code] = {}
    for book in books:
        for code in book.codes:
            codes.setdefault(code.id, code)
    return Codebook("", "", "", tuple(codes.values()), "")


def _is_unnamed(book: Codebook) -> bool:
    """Whether a codebook is called as its file is, which is what it gets where it has no name."""
    return book.name == book.file.rpartition(".")[0]
