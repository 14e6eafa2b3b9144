"""What stands written in a codebook's file, text by text, each with its place. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from workbench.codebook.check import decoded
from workbench.codebook.reading import drafted
from workbench.codebook.schema import REFERENCE
from workbench.yamltext import BadYaml, Document, Mapping, Node, Place, Sequence

FIELDS = ("definition", "include", "exclude", "examples", "changes")
"""The fields of a code that are texts in sentences."""


class Written(NamedTuple):
    """A text of a codebook's file.

    Attributes:
        code: The code's id; empty for the codebook's own description.
        field: The field it stands in.
        place: Where it begins, in line and column.
        text: The text.
    """

    code: str
    field: str
    place: Place
    text: str

    @property
    def coding(self) -> str:
        """The id of the coding that it names, where it is an example that is one; else empty."""
        found = REFERENCE.fullmatch(self.text) if self.field == "examples" else None
        return found[1] if found else ""


def written_in(data: bytes, file: str) -> list[Written]:
    """The texts of a codebook's file, in its order; none where it is no YAML.

    Args:
        data: What the file holds.
        file: Its name, for messages.
    """
    text, fault = decoded(data, file=file)
    if fault:
        return []
    try:
        draft = drafted(text, file)
    except BadYaml:
        return []
    found = []
    root = draft.document.root
    about = root.get("description") if isinstance(root, Mapping) else None
    if about is not None and draft.description:
        found.append(Written("", "description", _place(draft.document, about), draft.description))
    for node, code in zip(draft.nodes, draft.codes, strict=True):
        for field in FIELDS:
            value, at = getattr(code, field), node.get(field)
            if at is None or not value:
                continue
            texts = [value] if isinstance(value, str) else [getattr(one, "reason", one) for one in value]
            places = list(_places(draft.document, at))
            # The items of a rule are one text, and empty ones of any list are none.
            together = len(places) != len(texts)
            found += [
                Written(code.id, field, places[0 if together else number], one)
                for number, one in enumerate(texts)
                if one
            ]
    return found


def _places(document: Document, node: Node) -> Iterator[Place]:
    """Where a value begins, or each item of a list that holds any."""
    if isinstance(node, Sequence) and node.items:
        for item in node.items:
            yield _place(document, item)
    else:
        yield _place(document, node)


def _place(document: Document, node: Node) -> Place:
    return document.place_at(node.start)
