"""What is other between two states of a codebook, as text for a terminal, as Markdown, and as plain values. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from workbench.codebook.differences.diff import CodeDiff
from workbench.codebook.differences.summing_up import summary
from workbench.codebook.differences.things import Book, Kind, Name, Telling, Told
from workbench.codebook.differences.voices import Markdown, Plain, Voice
from workbench.codebook.differences.word_diff import word_diff
from workbench.codebook.differences.wording import Line, Words, listed
from workbench.codebook.rule import RULE
from workbench.codebook.schema import Code

_NEW = "New codes"
_MANY = 30
"""Of more new codes than these only the names are told: nobody reads their rules in a summary."""
_FEW_SETTLED = 6
"""Where more was settled than this, only in which codes is told."""

_SECTIONS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    (
        "What coders have to know",
        ("conflict", "merged", "unmerged", "split", "unsplit", "retired", "back", "gone", "book gone", "rule",
         "exclusive", "description"),
    ),
    (_NEW, ("book new", "new")),
    ("Names and places", ("book name", "renamed", "id", "group", "file", "book file", "place")),
)  # fmt: skip
_SMALL: tuple[tuple[Kind, str, str], ...] = (
    ("examples", "the examples of {}", "the examples of {}"),
    ("colour", "the colour of {}", "the colours of {}"),
    ("origin", "where {} comes from", "where {} come from"),
    ("references", "names of other codes in the rule of {}", "names of other codes in the rules of {}"),
    ("wording", "capitals or punctuation in the rule of {}", "capitals or punctuation in the rules of {}"),
    ("past rule", "the rule of {}, which is merged into another", "the rules of {}, which are merged into others"),
    ("was", "the former ids of {}", "the former ids of {}"),
    ("notes", "the notes of why {} was changed", "the notes of why {} were changed"),
)


def as_text(telling: Telling, *, between: tuple[str, str] | None = None) -> list[str]:
    """Lines for a terminal: what sums up, then all that is other, what coders have to know first.

    Args:
        telling: What is other.
        between: What was compared with what, in words.
    """
    voice = Plain()
    lines = [_title(telling, voice), "", summary(telling, voice)]
    for heading, told in _sections(telling, voice):
        lines += ["", heading]
        for line in told:
            lines += [f"- {line.text}", *(f"    {below}" for below in line.below)]
    small = _small_things(telling, voice)
    return [*lines, *(["", small] if small else []), *(["", _compared(between, voice)] if between else [])]


def as_lines(telling: Telling) -> list[Line]:
    """What coders have to know, what is new, names and places: a line each, with the words of it below."""
    return [line for _, told in _sections(telling, Plain()) for line in told]


def as_markdown(telling: Telling, *, between: tuple[str, str] | None = None) -> str:
    """The same as Markdown for a pull request, with a line end at its end.

    Args:
        telling: What is other.
        between: What was compared with what, in words.
    """
    voice = Markdown()
    blocks = [f"## {_title(telling, voice)}", summary(telling, voice)]
    for heading, told in _sections(telling, voice):
        blocks.append(f"### {heading}")
        blocks.append("\n".join(f"- {line.text}" + "".join(f"\n  - {below}" for below in line.below) for line in told))
    small = _small_things(telling, voice)
    last = [small] * bool(small) + ([_compared(between, voice)] if between else [])
    return "\n\n".join([*blocks, *last]) + "\n"


def as_json(telling: Telling) -> dict[str, Any]:
    """The same as plain values: what is told, and of each code every field that is other."""
    return {
        "summary": summary(telling, Plain()),
        "codebooks": [book._asdict() for book in telling.books],
        "told": [_told_as_json(one, telling) for one in telling.told],
        "codes": [_code_as_json(one, telling) for one in telling.changes.codes],
    }


def _compared(between: tuple[str, str], voice: Voice) -> str:
    return f"Compared: {voice.identifier(between[0])} → {voice.identifier(between[1])}."


def _title(telling: Telling, voice: Voice) -> str:
    return listed([_book(one, voice) for one in telling.books]) or "Codebooks"


def _book(book: Book, voice: Voice) -> str:
    before, after = voice.text(book.before), voice.text(book.after)
    if before and after and before != after:
        return f"{voice.text(book.name)}, version {before} → {after}"
    return f"{voice.text(book.name)}, version {after}" if after else voice.text(book.name)


def _sections(telling: Telling, voice: Voice) -> Iterable[tuple[str, list[Line]]]:
    """The headings under which something is told."""
    words = Words(telling, voice)
    for heading, kinds in _SECTIONS:
        told = [one for kind in kinds for one in telling.of(kind) if not words.is_told_with_its_name(one)]
        if len(told) > _MANY and heading == _NEW:
            yield heading, [*map(words.line, telling.of("book new")), *words.new_by_group(telling.of("new"))]
        elif told:
            yield heading, [words.line(one) for one in told]


def _small_things(telling: Telling, voice: Voice) -> str:
    """What is other and changes nobody's work, in a line; empty where there is nothing."""
    words = Words(telling, voice)
    told = [
        (one if len(item.codes) == 1 else several).format(words.few(item.codes))
        for kind, one, several in _SMALL
        for item in telling.of(kind)
    ]
    changed = f"Small changes: {'; '.join(told)}." if told else ""
    settled = telling.of("settled")
    decided = [words.line(one).text for one in settled]
    if len(settled) > _FEW_SETTLED:
        names = [one for item in settled for one in item.codes or (Name("", item.before),)]
        decided = [f"What a merge had left open in {words.few(names)} is decided."]
    return " ".join(filter(None, [changed, *decided]))


def _told_as_json(one: Told, telling: Telling) -> dict[str, Any]:
    words = Words(telling, Plain())
    return {
        "kind": one.kind,
        "sentence": words.line(one).text if words.has_sentence(one) else "",
        "codes": [code.id for code in one.codes],
        "others": [code.id for code in one.others],
        "before": one.before,
        "after": one.after,
        "from_group": one.groups[0].id if one.groups[0] else None,
        "to_group": one.groups[1].id if one.groups[1] else None,
        "fields": [field._asdict() for field in one.fields],
        "why": [change._asdict() for change in one.why],
    }


def _code_as_json(one: CodeDiff, telling: Telling) -> dict[str, Any]:
    before, after = one.before, one.after
    now = after or before
    weighty = {
        field.field for item in telling.of("rule") for field in item.fields if now and item.codes[0].id == now.id
    }
    return {
        "id": now.id if now else "",
        "name": now.name if now else "",
        "is_new": before is None,
        "is_gone": after is None,
        "codings_under_other_rules": telling.codings.get(now.id, 0) if now and telling.codings is not None else None,
        "fields": [_field_as_json(name, before, after, weighty) for name in one.fields] if before and after else [],
    }


def _field_as_json(name: str, before: Code, after: Code, weighty: Collection[str]) -> dict[str, Any]:
    """A field as it was and as it is; of texts also word by word, and whether it may matter to earlier codings."""
    was, now = getattr(before, name), getattr(after, name)
    values = [[one._asdict() for one in value] if name in ("changes", "conflicts") else value for value in (was, now)]
    told: dict[str, Any] = {"field": name, "before": values[0], "after": values[1]}
    if name in RULE:
        told["words"] = [list(piece) for piece in word_diff(was, now)]
        told["may_matter"] = name in weighty
    return told
