"""The codebook as an appendix: what each code means, never what somebody said. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbench.report.content import Block, Cell, Heading, Kind, Paragraph, Table, labelled, plain
from workbench.report.facts import CodebookRow, CodeRow

_RULES = (("Definition:", "definition"), ("Include:", "include"), ("Exclude:", "exclude"))


def codebook_part(book: CodebookRow) -> tuple[Block, ...]:
    """One codebook: its groups, each with a table of its codes; those used no more are named at the end."""
    codes = [code for code in book.codes if not code.became]
    known = {code.id for code in codes}
    children: dict[str, list[CodeRow]] = {}
    for code in codes:
        children.setdefault(code.parent if code.parent in known and code.parent else "", []).append(code)
    version = f"Version {book.version}." if book.version else ""
    blocks: list[Block] = [Heading(f"Appendix: the codebook “{book.name}”", 1, new_page=True)]
    blocks += [plain(" ".join(text.split())) for text in (book.description, version) if text.strip()]
    roots = children.get("", [])
    alone = [code for code in roots if code.id not in children]
    if alone:
        blocks.append(_table("Codes" if len(alone) == len(roots) else "Codes that belong to no group", alone))
    for group in roots:
        if group.id in children:
            blocks += _group(group, list(_under(group, children)))
    gone = [code for code in book.codes if code.became]
    if gone:
        names = "; ".join(f"{code.name} ({code.id}), {code.became}" for code in gone)
        blocks.append(plain(f"No longer used: {names}.", Kind.NOTE))
    return tuple(blocks)


def _group(group: CodeRow, codes: list[CodeRow]) -> list[Block]:
    own = [plain(group.definition.strip())] if group.definition.strip() else []
    return [Heading(group.name, 2), *own, *_rules(group, skip="definition"), _table(f"Codes: {group.name}", codes)]


def _under(group: CodeRow, children: dict[str, list[CodeRow]]) -> Iterator[CodeRow]:
    for code in children.get(group.id, ()):
        yield code
        yield from _under(code, children)


def _table(caption: str, codes: Iterable[CodeRow]) -> Table:
    rows = tuple((_name(code), tuple(_rules(code)) or (plain("–"),)) for code in codes)
    return Table(caption, ("Code", "What it means"), rows, (3, 7))


def _name(code: CodeRow) -> Cell:
    return plain(code.name, Kind.CODE_NAME), plain(code.id, Kind.CODE_ID)


def _rules(code: CodeRow, *, skip: str = "") -> list[Paragraph]:
    texts = {"definition": code.definition, "include": code.include, "exclude": code.exclude}
    rules = [
        labelled(label, texts[name].strip()) if name != "definition" else plain(texts[name].strip())
        for label, name in _RULES
        if name != skip and texts[name].strip()
    ]
    return rules + [labelled("Example:", example.strip()) for example in code.examples if example.strip()]
