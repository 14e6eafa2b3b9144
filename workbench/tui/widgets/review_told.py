"""What is told of a coding that waits for another look: why it waits, and its rule then and now.

Rules may be long, and to compare them takes time: what is told of one is made in a thread, for all codings of which
the same is to be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from textual.content import Content

from workbench.codebook.differences.word_diff import shortened, word_diff
from workbench.codebook.rule import RULE
from workbench.codebook.schema import Code
from workbench.coding.review import CodeWaiting, Queue, Waiting, in_words
from workbench.tui.commands import key_of
from workbench.tui.widgets.word_changes import shown
from workbench.visible import one_line, plural, visible

_TITLES = {"definition": "", "include": "Use: ", "exclude": "Not: "}


class Case(NamedTuple):
    """What codings have in common of which the same is told.

    Attributes:
        code: Today's id of their code.
        coded: The id they were made with.
        state: The state of the codebook they are stamped with.
        reasons: Why they wait.
    """

    code: str
    coded: str
    state: str | None
    reasons: tuple[str, ...]


def case_of(waiting: Waiting) -> Case:
    """What a coding has in common with those of which the same is told."""
    return Case(waiting.code, waiting.coded, waiting.state, waiting.reasons)


def told_of(queue: Queue, waiting: Waiting) -> Content:
    """Why a coding waits, what of its rule is other, and of a code that was split what may take its place."""
    return Content("\n").join(_told(queue, waiting))


def _by_digit(code: CodeWaiting) -> list[tuple[int, Code]]:
    """The codes in the place of one that was split, by the digits that give them."""
    return list(enumerate(code.candidates[:9], start=1))


def _told(queue: Queue, waiting: Waiting) -> Iterator[Content]:
    # In a small window there is room for a few lines: why, and what the digits give, stand before what it means.
    code = queue.code_of(waiting)
    why = in_words(waiting.reasons, code.code, queue.books)
    said = f"{why[:1].upper()}{why[1:]}."
    yield Content.assemble((one_line(code.name), "bold"), "  ", (one_line(code.id), "dim"), "  ", (said, "$warning"))
    if code.candidates:
        parts = [
            [(f"{number} ", "bold $accent"), (f"{one_line(part.name)}   ", "bold")] for number, part in _by_digit(code)
        ]
        yield Content.assemble(*(piece for pieces in parts for piece in pieces))
        yield Content("")
    for number, part in _by_digit(code):
        yield Content.assemble((f"{number}  ", "bold $accent"), (one_line(part.name), "bold"))
        yield from _rule(part)
    if len(code.candidates) > 9:
        yield Content.styled(f"{key_of('review.choose')} chooses among the other parts, too.", "dim")
    if code.candidates:
        yield Content("")
    yield from _rules(queue.before(waiting), code.code if waiting.can_be_kept else None, waiting.reasons)
    if code.others:
        others = ", ".join(f"{one_line(name)} {count:,}" for name, count in code.others)
        yield Content("")
        yield Content.styled(f"Of others wait as well: {others}. They decide about their own.", "dim")


def _rules(before: Code | None, now: Code | None, reasons: tuple[str, ...]) -> Iterator[Content]:
    """The rule of a code, and what is other in it."""
    if now is None:
        yield Content.styled("There is no rule that it could be kept under.", "dim")
        return
    others = [field for field in RULE if field in reasons]
    if before is None:
        yield Content.styled("The rule; what it was when this was coded is not known:", "dim")
    elif not others:
        yield Content.styled("Its rule is what it was:", "dim")
    else:
        yield Content.styled("The rule, [-as it was-] and {+as it is+}:", "dim")
        compared = [(field, word_diff(*(visible(getattr(one, field)) for one in (before, now)))) for field in others]
        in_short = [(field, shortened(pieces)) for field, pieces in compared]
        yield from (Content.assemble((_TITLES[field], "bold"), shown(pieces)) for field, pieces in in_short)
        if in_short == compared:
            yield from _rule(now, but=others)
            return
        yield Content("")
        yield Content.styled("All of it, as it is:", "dim")
    yield from _rule(now)


def _rule(code: Code, *, but: list[str] | None = None) -> Iterator[Content]:
    """The fields of a rule."""
    said = [(field, getattr(code, field)) for field in RULE if field not in (but or [])]
    if but is None and not any(text for _, text in said):
        yield Content.styled("No definition yet.", "dim italic")
    yield from (Content.assemble((_TITLES[field], "bold"), visible(text)) for field, text in said if text)


def counted(queue: Queue, waiting: Waiting | None) -> str:
    """How many wait, and how many of the code of the one under the cursor, in words."""
    total = len(queue.codings)
    if waiting is None or not total:
        return ""
    code = queue.code_of(waiting)
    place = next(number for number, one in enumerate(code.codings, start=1) if one.id == waiting.id)
    return f"{plural(total, 'coding')} · {one_line(code.name)} {place:,} of {len(code.codings):,}"
