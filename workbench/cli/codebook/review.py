"""Codings that wait for another look: codebook review."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import coder_option, json_option, opened, plain_option
from workbench.errors import BadInput, NotFound
from workbench.typed_ids import find_id
from workbench.visible import plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from workbench.codebook.schema import Code
    from workbench.coding.review import CodeWaiting, Look, Queue, Waiting
    from workbench.study import Study

_RULE = ("definition", "include", "exclude")
_REASONS = ("split", "retired", "gone", *_RULE)
_NOTHING = "No coding of yours waits for another look."


@click.command()
@click.argument("code", required=False, metavar="[CODE]")
@click.option("--all", "everything", is_flag=True, help="Each coding of every code, with its words.")
@click.option("--reason", type=click.Choice(_REASONS), help="Only what waits for this reason.")
@click.option("--keep", multiple=True, metavar="ID", help="Leave this coding as it is; may be repeated.")
@click.option("--keep-all", is_flag=True, help="Leave all that are listed as they are: of CODE, else of every code.")
@click.option("--recode", multiple=True, metavar="ID", help="Give this coding the code of --to; may be repeated.")
@click.option("--to", metavar="CODE", help="The code that --recode gives.")
@click.option("--remove", multiple=True, metavar="ID", help="Take this coding off; may be repeated.")
@coder_option
@plain_option
@json_option
@click.pass_context
def review(
    context: click.Context,
    code: str | None,
    everything: bool,
    reason: str | None,
    keep: tuple[str, ...],
    keep_all: bool,
    recode: tuple[str, ...],
    to: str | None,
    remove: tuple[str, ...],
    coder: str | None,
    as_json: bool,
) -> None:
    """List what waits for another look, since its code was split, retired or taken out, or has another rule; decide.

    With CODE, or --all, each coding is listed with its words, and the rule then and now. What is decided is stamped
    with the codebook as it is, and waits no more. What is recoded, taken off and kept is a step each, in that order;
    `workbench undo` takes them back one by one. What is not named waits on.
    """
    from workbench.coding import review as room

    if bool(recode) != (to is not None):
        raise click.UsageError("Give --recode ID and --to CODE together.")
    if keep and keep_all:
        raise click.UsageError("Give --keep ID or --keep-all.")
    with opened(context, coder) as study:
        seen = room.queue(study)
        codes = _asked_for(seen, code, reason)
        if keep or keep_all or recode or remove:
            _decide(context, study, seen, codes, keep, keep_all, recode, to or "", remove, as_json)
            return
        waiting = [coding for one in codes for coding in one.codings]
        looks = room.looks(study, waiting) if code is not None or everything else None
        unknown = room.under_unknown(study)
    if as_json:
        output.write_json(
            [_code_as_json(one) for one in codes] if looks is None else [_look_as_json(seen, one) for one in looks]
        )
    elif looks is None:
        _list_codes(seen, codes)
    else:
        _list_codings(seen, codes, looks)
    if unknown:
        output.tell(
            f"Of {plural(unknown, 'coding')} of yours it is not known under which codebook it was made or looked at: "
            "such a coding waits only where its code was split, retired or taken out."
        )


def _asked_for(seen: Queue, code: str | None, reason: str | None) -> list[CodeWaiting]:
    """The codes that were asked for, each with what of it waits for the reason; an id may be a past one.

    Raises:
        NotFound: There is no such code, and nothing waits under that id.
    """
    from dataclasses import replace

    codes = list(seen.codes)
    if code is not None:
        there = {one.id for one in codes}
        wanted = code if code in there else seen.books.find(code).id
        codes = [one for one in codes if one.id == wanted]
    if reason is None:
        return codes
    picked = [
        replace(one, codings=tuple(coding for coding in one.codings if reason in coding.reasons), others=())
        for one in codes
    ]
    return [one for one in picked if one.codings]


def _decide(
    context: click.Context,
    study: Study,
    seen: Queue,
    codes: Sequence[CodeWaiting],
    keep: tuple[str, ...],
    keep_all: bool,
    recode: tuple[str, ...],
    to: str,
    remove: tuple[str, ...],
    as_json: bool,
) -> None:
    """Do what was decided, each kind as a step of its own; what has no code can only be recoded or taken off."""
    from workbench.codebook.states import states
    from workbench.coding import review as room

    known = {coding.id: coding for one in codes for coding in one.codings}
    kept, given, taken = (_meant(study, known, ids) for ids in (keep, recode, remove))
    if len({one.id for one in (*kept, *given, *taken)}) < len(kept) + len(given) + len(taken):
        raise BadInput("A coding is named for two decisions; nothing was done.", "Name it once.")
    waiting: list[Waiting] = []
    if keep_all:
        decided = {one.id for one in (*given, *taken)}
        waiting = [coding for coding in known.values() if coding.id not in decided]
    if given:
        to = states.current(study).to_put_on(to).id
        room.recode(study, seen, given, to)
    if taken:
        room.remove(study, seen, taken)
    if keep_all:
        kept = room.keep_all(study, seen, waiting)
    elif kept:
        room.keep(study, seen, kept)
    left = len(waiting) - len(kept) if keep_all else 0
    waits = room.how_many(study)
    if as_json:
        told = {"kept": len(kept), "recoded": len(given), "removed": len(taken), "waiting": waits}
        output.write_json(told)
    else:
        done = ((kept, "kept"), (given, f"recoded to {to}"), (taken, "taken off"))
        said = [f"{plural(len(some), 'coding')} {what}" for some, what in done if some]
        output.say(f"{'; '.join(said) or 'Nothing was to be done'}. {_waits_on(waits)}")
    if left:
        lacking = f"{plural(left, 'coding')} of codes that are in no codebook cannot be kept."
        output.complain(lacking, "Give them another code (--recode), or take them off (--remove).")
        context.exit(1)


def _waits_on(count: int) -> str:
    return f"{plural(count, 'coding')} of yours {'waits' if count == 1 else 'wait'} on." if count else _NOTHING


def _meant(study: Study, known: dict[UUID, Waiting], values: tuple[str, ...]) -> list[Waiting]:
    """The codings that ids, or the beginnings of ids, mean; each once.

    A beginning means one that waits; where none does, that is told of the one that it means else.

    Raises:
        NotFound: One of them does not wait.
    """
    from workbench import sight

    def between(first: UUID, last: UUID) -> list[UUID]:
        waiting = [one for one in known if first <= one <= last]
        if waiting:
            return waiting
        with study.read() as session:
            return sight.coding_ids(session, study, first, last)

    ids = dict.fromkeys(find_id(value, between, what="coding") for value in values)
    for one in ids:
        if one not in known:
            raise NotFound(
                f"The coding {one} does not wait for another look, or not here.",
                command="See: workbench codebook review --all",
            )
    return [known[one] for one in ids]


def _why_by_count(code: CodeWaiting) -> list[tuple[str, int]]:
    """How many of the coder's own codings of a code wait for each reason, as `rule.reasons` orders them."""
    counted = Counter(reason for coding in code.codings for reason in coding.reasons)
    return [(reason, counted[reason]) for reason in ("gone", "split", "retired", *_RULE) if counted[reason]]


def _list_codes(seen: Queue, codes: Sequence[CodeWaiting]) -> None:
    from workbench.coding.review import in_words

    if not any(one.codings for one in codes):
        output.say(_NOTHING)
        others: Counter[str] = Counter()
        for one in codes:
            others.update(dict(one.others))
        if others:
            named = ", ".join(f"{name} {count:,}" for name, count in sorted(others.items()))
            output.tell(f"Of other coders' codings wait: {named}. They decide about their own.")
        return
    rows = [
        (
            one.id,
            one.name,
            len(one.codings),
            ", ".join(f"{in_words([why], one.code, seen.books)} ({count:,})" for why, count in _why_by_count(one)),
            ", ".join(f"{name} {count:,}" for name, count in one.others),
        )
        for one in codes
    ]
    output.table(("code", "name", "waiting", "why", "others'"), rows, empty=_NOTHING)
    output.tell("Each with its words: workbench codebook review CODE, or --all.")


def _list_codings(seen: Queue, codes: Sequence[CodeWaiting], looks: Sequence[Look]) -> None:
    from workbench.coding.review import in_words

    if not looks:
        output.say(_NOTHING)
    for code in codes:
        here = [one for one in looks if one.waiting.code == code.id and one.extract is not None]
        if not here:
            continue
        output.say(f"{code.name} ({code.id}): {plural(len(here), 'coding')}")
        for part in code.candidates:
            output.say(f"  may be now: {part.id}: {part.name}. {part.definition}".rstrip())
        for one in here:
            if one.extract is None:
                continue
            place = f"{one.extract.start}{' to ' if output.is_plain() else '–'}{one.extract.end}"
            sealed = " [not for quotation]" if one.extract.not_for_quotation else ""
            why = in_words(one.waiting.reasons, code.code, seen.books)
            output.say(f"  {one.waiting.id}  {one.extract.transcript} {place}  {why}{sealed}")
            output.say(f"    “{' '.join(one.extract.quote.split())}”")
            for field in one.waiting.reasons:
                if field in _RULE:
                    then = getattr(seen.before(one.waiting), field)
                    output.say(f"    {field} then: {' '.join(then.split()) or '(none)'}")
                    output.say(f"    {field} now:  {' '.join(getattr(code.code, field).split()) or '(none)'}")


def _code_as_json(code: CodeWaiting) -> dict[str, Any]:
    return {
        "code": code.id,
        "name": code.name,
        "in_codebook": code.code is not None,
        "waiting": len(code.codings),
        "reasons": dict(_why_by_count(code)),
        "others": dict(code.others),
        "candidates": [one.id for one in code.candidates],
    }


def _look_as_json(seen: Queue, look: Look) -> dict[str, Any]:
    waiting, extract = look.waiting, look.extract
    code = seen.code_of(waiting)
    return {
        "id": waiting.id,
        "code": waiting.code,
        "transcript": waiting.transcript,
        "start": waiting.span.start,
        "end": waiting.span.end,
        "quote": extract.quote if extract is not None else "",
        "not_for_quotation": extract is not None and extract.not_for_quotation,
        "reasons": waiting.reasons,
        "then": _rule(seen.before(waiting)),
        "now": _rule(code.code),
        "candidates": [{"id": one.id, "name": one.name, **(_rule(one) or {})} for one in code.candidates],
    }


def _rule(code: Code | None) -> dict[str, str] | None:
    return {field: getattr(code, field) for field in _RULE} if code is not None else None


COMMANDS = (review,)
