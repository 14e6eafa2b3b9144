"""The codebook as an appendix: what each code means, and of what was said only examples that may be quoted. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbench.report.content import Block, Cell, Heading, Kind, Paragraph, Table, labelled, plain
from workbench.report.facts import CodebookRow, CodeRow, ReportFacts
from workbench.report.parts.examples import ExamplePrinted, printed_example, told_of_example

_RULES = (("Definition:", "definition"), ("Include:", "include"), ("Exclude:", "exclude"))

Examples = Mapping[str, Sequence[ExamplePrinted]]
"""The examples of each code, by its id."""


def codebook_part(facts: ReportFacts, book: CodebookRow, *, omission: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """One codebook: its groups, each with a table of its codes; those used no more are named at the end.

    Args:
        facts: The study: examples may be codings.
        book: The codebook.
        omission: The report's omission mark.

    Returns:
        The blocks, and a notice for each example that is left out.
    """
    codes = [code for code in book.codes if not code.became]
    known = {code.id for code in codes}
    children: dict[str, list[CodeRow]] = {}
    for code in codes:
        children.setdefault(code.parent if code.parent in known and code.parent else "", []).append(code)
    examples = {
        code.id: [printed_example(facts, one, omission=omission) for one in code.examples if one.strip()]
        for code in codes
    }
    version = f"Version {book.version}." if book.version else ""
    title = f"Appendix: the codebook “{book.name}”" if book.name else "Appendix: the codebook"
    blocks: list[Block] = [Heading(title, 1, new_page=True)]
    blocks += [plain(" ".join(text.split())) for text in (book.description, version) if text.strip()]
    roots = children.get("", [])
    alone = [code for code in roots if code.id not in children]
    if alone:
        caption = "Codes" if len(alone) == len(roots) else "Codes that belong to no group"
        blocks.append(_table(caption, alone, examples))
    for group in roots:
        if group.id in children:
            blocks += _group(group, list(_under(group, children)), examples)
    gone = [code for code in book.codes if code.became]
    if gone:
        names = "; ".join(f"{code.name}, {code.became}" for code in gone)
        blocks.append(plain(f"No longer used: {names}.", Kind.NOTE))
    told = [told_of_example(code, one) for code, several in examples.items() for one in several if one.left_out]
    return tuple(blocks), tuple(told)


def _group(group: CodeRow, codes: list[CodeRow], examples: Examples) -> list[Block]:
    own = [plain(group.definition.strip())] if group.definition.strip() else []
    rules = _rules(group, examples, skip="definition")
    return [Heading(group.name, 2), *own, *rules, _table(f"Codes: {group.name}", codes, examples)]


def _under(group: CodeRow, children: dict[str, list[CodeRow]]) -> Iterator[CodeRow]:
    for code in children.get(group.id, ()):
        yield code
        yield from _under(code, children)


def _table(caption: str, codes: Iterable[CodeRow], examples: Examples) -> Table:
    rows = tuple((_name(code), tuple(_rules(code, examples)) or (plain("–"),)) for code in codes)
    return Table(caption, ("Code", "What it means"), rows, (3, 7))


def _name(code: CodeRow) -> Cell:
    return (plain(code.name, Kind.CODE_NAME),)


def _rules(code: CodeRow, examples: Examples, *, skip: str = "") -> list[Paragraph]:
    texts = {"definition": code.definition, "include": code.include, "exclude": code.exclude}
    rules = [
        labelled(label, texts[name].strip()) if name != "definition" else plain(texts[name].strip())
        for label, name in _RULES
        if name != skip and texts[name].strip()
    ]
    return rules + [labelled("Example:", example.text) for example in examples[code.id] if example.text]
