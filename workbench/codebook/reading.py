"""From the nodes of a YAML text to a codebook, noting every field that has the wrong shape."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import PureWindowsPath

from workbench.codebook.faults import Fault, Severity, instead
from workbench.codebook.schema import (
    CODE_FIELDS,
    CODEBOOK_FIELDS,
    COLOUR,
    ID_LENGTH,
    INVISIBLE,
    ORIGINS,
    REFERENCE,
    Change,
    Code,
    Codebook,
    Conflict,
)
from workbench.yamltext import Document, Mapping, Node, Scalar, Sequence, compose
from workbench.yamltext.layout import line_end


@dataclass
class Draft:
    """A codebook read as far as it goes, with the node of each of its codes and the faults found on the way."""

    document: Document
    file: str
    faults: list[Fault] = field(default_factory=list)
    nodes: list[Mapping] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    name: str = ""
    version: str = ""
    description: str = ""
    conflicts: tuple[Conflict, ...] = ()

    @property
    def codebook(self) -> Codebook:
        """What could be read."""
        name = self.name or PureWindowsPath(self.file).stem
        return Codebook(name, self.version, self.description, tuple(self.codes), self.file, self.conflicts)

    def fault(
        self,
        node: Node | int,
        problem: str,
        hint: str = "",
        *,
        severity: Severity = "error",
        stops: bool = False,
        undecided: bool = False,
        command: str = "",
    ) -> None:
        """Note a fault at a node, or at an offset of the text."""
        line, column = self.document.place_at(node if isinstance(node, int) else node.start)
        self.faults.append(Fault(self.file, line, column, severity, problem, hint, stops, undecided, command))


def drafted(text: str, file: str) -> Draft:
    """Read a codebook from its text; what is wrong is noted in the draft's faults.

    Raises:
        BadYaml: The text is no YAML that could be read.
    """
    document = compose(text, name=file)
    draft = _drafted(text, PureWindowsPath(file).name)
    # More faults may be noted in it.
    return replace(draft, document=document, file=file, faults=[replace(one, file=file) for one in draft.faults])


@lru_cache(maxsize=4)  # the same text is asked for with its folder and without: as a file, as a state of the database
def _drafted(text: str, name: str) -> Draft:
    document = compose(text, name=name)
    draft = Draft(document, name)
    for key, first, second in document.duplicates:
        draft.faults.append(
            Fault(
                name,
                *second,
                "error",
                f'the key "{key}" stands twice: in line {first.line}, and here in line {second.line}',
                "Keep one of the two.",
                stops=True,
            )
        )
    root = document.root
    if root is None or (isinstance(root, Scalar) and root.is_null):
        draft.fault(0, "the codebook is empty", "Add a name and a list of codes.", severity="warning")
        return draft
    if not isinstance(root, Mapping):
        hint = "Begin with name:, version: and codes:, each on a line of its own."
        draft.fault(root, "a codebook is a mapping with a list of codes, and this is none", hint, stops=True)
        return draft
    _unknown_keys(draft, root, CODEBOOK_FIELDS, "at the top of a codebook")
    draft.name = _text(draft, root, "name").strip()
    draft.version = _text(draft, root, "version").strip()
    draft.description = _text(draft, root, "description").strip()
    draft.conflicts = _conflicts(draft, root)
    _codes(draft, root)
    return draft


def _codes(draft: Draft, root: Mapping) -> None:
    codes = root.get("codes")
    if codes is None or (isinstance(codes, Scalar) and codes.is_null):
        draft.fault(root if codes is None else codes, "no codes", "List them below codes:.", severity="warning")
        return
    if not isinstance(codes, Sequence):
        draft.fault(codes, "codes is not a list", "Begin each code with a dash: - id: ….", stops=True)
        return
    if not codes.items and not draft.name:
        # One that has a name and says itself that its list is empty has only just been begun, such as by `init`.
        draft.fault(codes, "no codes", "List them below codes:.", severity="warning")
    for item in codes.items:
        if isinstance(item, Mapping):
            _code(draft, item)
        else:
            draft.fault(item, "a code is not a mapping", "Give it fields: - id: …, and below it name: ….", stops=True)


def _code(draft: Draft, node: Mapping) -> None:
    _unknown_keys(draft, node, CODE_FIELDS, "in a code")
    code_id = _id(draft, node)
    name = _text(draft, node, "name", as_written=True).strip()
    if not name and not isinstance(node.get("name"), Sequence | Mapping):
        hint = "Give it a name; the id will do for a beginning."
        draft.fault(node.get("name") or node, "a code has no name", hint, stops=True)
    code = Code(
        id=code_id,
        name=name,
        definition=_text(draft, node, "definition").strip(),
        include=_lines(draft, node, "include"),
        exclude=_lines(draft, node, "exclude"),
        examples=_examples(draft, node),
        parent=_text(draft, node, "parent") or None,
        colour=_colour(draft, node),
        origin=_origin(draft, node),
        was=_texts(draft, node, "was"),
        merged_into=_text(draft, node, "merged_into") or None,
        split_into=_texts(draft, node, "split_into"),
        retired=_true_or_false(draft, node, "retired"),
        exclusive=_true_or_false(draft, node, "exclusive"),
        changes=_changes(draft, node),
        conflicts=_conflicts(draft, node),
    )
    if code_id and name:
        draft.nodes.append(node)
        draft.codes.append(code)


def _id(draft: Draft, node: Mapping) -> str:
    value = node.get("id")
    code_id = _text(draft, node, "id", as_written=True)
    if isinstance(value, Sequence | Mapping):
        return ""
    if not code_id:
        problem = "a code has no id" if value is None else "the id is empty"
        hint = "Give it a short, lasting id, such as friend-or-mentor."
        draft.fault(value or node, problem, hint, stops=True)
    elif any(unicodedata.category(character) in INVISIBLE for character in code_id):
        hint = "Use letters, digits and hyphens; what people read is the name."
        draft.fault(value or node, "the id holds white space or an invisible character", hint, stops=True)
    elif len(code_id) > ID_LENGTH:
        hint = f"Use at most {ID_LENGTH}; what people read is the name."
        draft.fault(value or node, f"the id has {len(code_id)} characters", hint, stops=True)
    return code_id


def _unknown_keys(draft: Draft, node: Mapping, known: tuple[str, ...], where: str) -> None:
    for key, _ in node.entries:
        if key.text not in known:
            hint = instead(key.text, known, f"Known keys: {', '.join(known)}.")
            draft.fault(key, f'the key "{key.text}" is not known {where}', hint)


def _text(draft: Draft, node: Mapping, key: str, *, as_written: bool = False) -> str:
    """A field's text; empty where it is missing, left empty or (unless ``as_written``) ``null``."""
    value = node.get(key)
    if value is None:
        return ""
    if not isinstance(value, Scalar):
        kind = "a list" if isinstance(value, Sequence) else "a mapping"
        hint = f"Write {key}: and the text on one line, or below it after {key}: |."
        draft.fault(value, f"{key} is {kind}, where a text is expected", hint, stops=True)
        return ""
    if value.is_null and (not as_written or value.text in ("", "~")):
        return ""
    return value.text


def _texts(draft: Draft, node: Mapping, key: str) -> tuple[str, ...]:
    """A field that is a list of texts; one text counts as a list of one. Empty items are left out."""
    value = node.get(key)
    if isinstance(value, Sequence):
        found = [_item(draft, item, key).strip() for item in value.items]
    elif isinstance(value, Mapping):
        draft.fault(value, f"{key} is a mapping, where a list of texts is expected", _DASHES, stops=True)
        return ()
    else:
        found = [_text(draft, node, key).strip()]
    return tuple(text for text in found if text)


def _lines(draft: Draft, node: Mapping, key: str) -> str:
    """A field that is a text or a list of texts, as one text with a line for each item."""
    value = node.get(key)
    if isinstance(value, Sequence):
        return "\n".join(_item(draft, item, key).strip("\n") for item in value.items).strip()
    return _text(draft, node, key).strip()


_DASHES = "Put each text on a line of its own, after a dash; a text that holds a colon and a space needs quotes."


def _item(draft: Draft, item: Node, key: str) -> str:
    if isinstance(item, Scalar):
        return "" if item.is_null else item.text
    kind = "a list" if isinstance(item, Sequence) else "a mapping"
    draft.fault(item, f"an item of {key} is {kind}, where a text is expected", _DASHES, stops=True)
    return ""


def _colour(draft: Draft, node: Mapping) -> str | None:
    text, value = _text(draft, node, "colour"), node.get("colour")
    if not isinstance(value, Scalar):
        return None
    whole = draft.document.text
    if not text and (rest := whole[value.end : line_end(whole, value.end)].strip()).startswith("#"):
        hint = f'Put it in quotes: colour: "{rest.split()[0]}".'
        draft.fault(value, "the colour is read as a comment, because it begins with # and stands without quotes", hint)
    elif text and not COLOUR.fullmatch(text):
        hint = 'Write it as "#RRGGBB" with two hexadecimal digits each for red, green and blue, in quotes.'
        draft.fault(value, "this is not a colour", hint)
    else:
        return text or None
    return None


def _origin(draft: Draft, node: Mapping) -> str | None:
    text, value = _text(draft, node, "origin"), node.get("origin")
    if not text or value is None:
        return None
    if text not in ORIGINS:
        draft.fault(value, "this origin is not known", instead(text, ORIGINS, 'Write "a priori" or "data-driven".'))
        return None
    return text


def _true_or_false(draft: Draft, node: Mapping, key: str) -> bool:
    text, value = _text(draft, node, key).casefold(), node.get(key)
    if not text or not isinstance(value, Scalar):
        return False
    if text not in ("true", "false") and value.tag != "bool":
        draft.fault(value, f"{key} is neither true nor false", f"Write {key}: true, or leave it out.", stops=True)
        return False
    return text in ("true", "yes", "on")


def _examples(draft: Draft, node: Mapping) -> tuple[str, ...]:
    """The examples: sentences, and mappings ``coding: UUID``, which become that text."""
    value = node.get("examples")
    if not isinstance(value, Sequence):
        return _texts(draft, node, "examples")
    found = [_example(draft, item).strip() for item in value.items]
    return tuple(text for text in found if text)


def _example(draft: Draft, item: Node) -> str:
    if not isinstance(item, Mapping):
        return _item(draft, item, "examples")
    coding = item.get("coding")
    written = f"coding: {coding.text.strip().casefold()}" if isinstance(coding, Scalar) else ""
    if len(item.entries) == 1 and REFERENCE.fullmatch(written):
        return written
    if isinstance(coding, Scalar) and len(item.entries) == 1:
        draft.fault(coding, "this is not the id of a coding", _CODING, stops=True)
    else:
        draft.fault(item, "an item of examples is a mapping, where a text is expected", _DASHES, stops=True)
    return ""


_CODING = "Write coding: and the whole id of a coding, or a sentence in quotes."


def _changes(draft: Draft, node: Mapping) -> tuple[Change, ...]:
    """The notes of why a code was changed: mappings with a date and a reason, or the reason alone."""
    value = node.get("changes")
    if value is None or (isinstance(value, Scalar) and value.is_null):
        return ()
    items = value.items if isinstance(value, Sequence) else (value,)
    found = [_change(draft, item) for item in items]
    return tuple(one for one in found if one != Change("", ""))


def _change(draft: Draft, item: Node) -> Change:
    if not isinstance(item, Mapping):
        return Change("", _item(draft, item, "changes").strip())
    _unknown_keys(draft, item, Change._fields, "in a change")
    date, at = _text(draft, item, "date").strip(), item.get("date")
    if date and at is not None and not _is_day(date):
        draft.fault(at, "this is not a day", "Write it as 2026-03-14, or leave it out.")
        date = ""
    return Change(date, _text(draft, item, "reason").strip())


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _conflicts(draft: Draft, node: Mapping) -> tuple[Conflict, ...]:
    """What a merge left to be decided, each noted as an error of the file."""
    value = node.get("conflicts")
    if value is None or (isinstance(value, Scalar) and value.is_null):
        return ()
    if not isinstance(value, Mapping):
        draft.fault(value, "conflicts is not a mapping", "Take it out once everything is decided.", stops=True)
        return ()
    found, code = [], node.get("id")
    which = code.text if isinstance(code, Scalar) else "-"
    for key, sides in value.entries:
        if not isinstance(sides, Mapping):
            hint = "Take it out once it is decided."
            draft.fault(sides, f"the conflict of {key.text} is not a mapping", hint, stops=True)
            continue
        one = Conflict(key.text, *(_text(draft, sides, name).strip() for name in Conflict._fields[1:]))
        found.append(one)
        draft.fault(
            key,
            *_undecided(one, draft.file),
            undecided=True,
            command=f"Or: workbench codebook resolve {which} {one.field} ours|theirs",
        )
    return tuple(found)


def _undecided(one: Conflict, file: str) -> tuple[str, str]:
    """What is wrong, and what to do, where a merge left something to be decided."""
    if one.field == "code":
        where = PureWindowsPath(file).name
        hint = f"It stands in {where} now: take conflicts out and it stays, or take the whole code out."
        return f"a merge left it open whether this code stays: {one.ours} by one, {one.theirs} by the other", hint
    hint = f"Write the wording you want into {one.field}, and take this conflict out."
    if one.ours_reason or one.theirs_reason:
        hint = (
            f"Write the wording you want into {one.field}, leave under changes the reason of what you took, and take "
            "this conflict out."
        )
    return f"a merge left {one.field} to be decided; ours and theirs stand below it", hint
