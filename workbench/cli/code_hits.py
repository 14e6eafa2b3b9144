"""The command that codes all hits of words in a transcript, as far as they were accepted: code-hits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import applied_as_json, coder_option, json_option, opened, plain_option
from workbench.visible import one_line, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.coding import Applied
    from workbench.coding.finding import PassageKind
    from workbench.coding.hits import Hit
    from workbench.spans import Span

_ALL = "all"
_ID_SHOWN = 8


_SWITCHES = {
    "--match-case": ("same_case", "Tell capital and small letters apart."),
    "--match-accents": ("same_accents", "Tell letters with accents and without apart."),
    "--whole-words": ("whole_words", "Leave out what is only a part of a word."),
    "--regex": ("expression", "WORDS is a regular expression."),
}


def _switch_options(command: click.decorators.FC) -> click.decorators.FC:
    for option, (name, words) in reversed(_SWITCHES.items()):
        command = click.option(option, name, is_flag=True, help=words)(command)
    return command


@click.command("code-hits")
@click.argument("transcript")
@click.argument("words")
@_switch_options
@click.option(
    "--passage",
    type=click.Choice(["sentence", "turn", "words"]),
    default="sentence",
    show_default=True,
    help="What is coded of each hit.",
)
@click.option("--accept", metavar="NUMBERS", help="The hits that are coded: 1,3-5 or all, as the list numbers them.")
@click.option("--text", metavar="ID", help="The text that was listed; refused where the transcript has another by now.")
@click.option("--code", "codes", multiple=True, metavar="ID", help="The code; several may be given.")
@coder_option
@plain_option
@json_option
@click.pass_context
def code_hits(
    context: click.Context,
    /,
    transcript: str,
    words: str,
    passage: PassageKind,
    accept: str | None,
    text: str | None,
    codes: tuple[str, ...],
    coder: str | None,
    as_json: bool,
    **switches: bool,
) -> None:
    """List where WORDS stand in TRANSCRIPT; with --accept and --code, code the hits that are accepted, as one step.

    Nothing is coded that is not accepted. Several hits in one sentence or turn make one passage.
    """
    from workbench import coding
    from workbench.coding.finding import find_hits, passage_of, passages_of, texts_of
    from workbench.transcripts.finding import Switches

    _refuse_one_without_the_other(accept, codes)
    with opened(context, coder) as study:
        hits, in_labels = find_hits(study, words, Switches(**switches), transcripts=[transcript])
        _refuse_another_text(hits, text)
        texts = texts_of(study, hits)
        spans = [passage_of(hit, passage, texts[hit.revision_id]) for hit in hits]
        done = None
        if accept is not None:
            chosen = [hits[number - 1] for number in _numbers(accept, len(hits))]
            done = coding.apply_all(study, passages_of(chosen, passage, texts), codes)
    if done is not None:
        _tell_done(done, as_json=as_json)
    elif as_json:
        output.write_json([_as_json(number, *one) for number, one in enumerate(zip(hits, spans, strict=True), 1)])
    else:
        _list(hits, spans)
        if in_labels:
            output.tell(f"Left out: {plural(in_labels, 'place')} in labels of speakers.")
        if hits:
            output.tell(f"Code some: --accept 1,3-5 --code ID --text {hits[0].revision_id.hex[:_ID_SHOWN]}")


def _refuse_one_without_the_other(accept: str | None, codes: Sequence[str]) -> None:
    from workbench.errors import BadInput

    if (accept is None) != (not codes):
        raise BadInput(
            "Hits that are accepted need a code, and a code needs hits that are accepted.",
            "Give both, or neither to see the list.",
            command="See: --accept, --code",
        )


def _refuse_another_text(hits: Sequence[Hit], text: str | None) -> None:
    from workbench.errors import Refused

    if text and hits and not hits[0].revision_id.hex.startswith(text.replace("-", "").casefold()):
        message = f"{hits[0].transcript!r} has another text by now than the one that was listed."
        raise Refused(message, "Nothing was coded. List the hits again.")


def _numbers(accepted: str, last: int) -> list[int]:
    """The numbers that are meant, in order, each once."""
    from workbench.errors import BadInput

    if accepted.strip().casefold() == _ALL:
        return list(range(1, last + 1))
    found: set[int] = set()
    for part in accepted.split(","):
        first, _, end = (piece.strip() for piece in part.partition("-"))
        end = end or first
        if not (first.isdecimal() and end.isdecimal() and 1 <= int(first) <= int(end) <= last):
            there = f"There are hits 1 to {last:,}." if last else "There are no hits."
            raise BadInput(f"{part.strip()!r} names no hits.", f"{there} Give numbers such as 1,3-5, or all.")
        found.update(range(int(first), int(end) + 1))
    return sorted(found)


def _as_json(number: int, hit: Hit, span: Span) -> Mapping[str, Any]:
    return {"number": number, **hit._asdict(), "passage": {"start": span.start, "end": span.end}}


def _list(hits: Sequence[Hit], spans: Sequence[Span]) -> None:
    rows = [
        (
            number,
            f"{span.start}–{span.end}",
            hit.speaker,
            one_line(f"{hit.before}{hit.words}{hit.after}"),
            "not for quotation" if hit.not_for_quotation else "",
        )
        for number, (hit, span) in enumerate(zip(hits, spans, strict=True), 1)
    ]
    output.table(("number", "passage", "speaker", "in context", ""), rows, empty="These words are said nowhere in it.")


def _tell_done(done: Sequence[Applied], *, as_json: bool) -> None:
    if as_json:
        output.write_json(applied_as_json(done))
        return
    new = sum(one.new for one in done)
    passages, there = len({one.span for one in done}), len(done) - new
    already = f" {plural(there, 'coding')} stood there already." if there else ""
    output.say(f"Coded {plural(passages, 'passage')}: {plural(new, 'new coding')}.{already}")


COMMANDS = (code_hits,)
