"""Finds everything that is wrong with a codebook's file, so that it can be mended in one go."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import PureWindowsPath

from workbench.codebook.faults import Fault, Severity, instead
from workbench.codebook.reading import Draft, drafted
from workbench.codebook.schema import STAYS, TAKEN_OUT, Code, Codebook
from workbench.yamltext import BadYaml, Place, conflict_marks
from workbench.yamltext.nodes import Document

__all__ = ["Fault", "Severity", "check", "decoded", "examined"]


def check(text: str | bytes, *, file: str, mode: str, others: Sequence[Codebook] = ()) -> list[Fault]:
    """Every fault of a codebook's file, in the order of the file.

    Args:
        text: What the file holds, as bytes or as text.
        file: Its name, as shown to people.
        mode: The study's mode; in "reliability" a code without a definition is an error.
        others: The study's other codebooks: ids are unique over all of them.
    """
    return examined(text, file=file, mode=mode, others=others)[1]


def examined(
    text: str | bytes, *, file: str, mode: str = "", others: Sequence[Codebook] = ()
) -> tuple[Codebook | None, list[Fault]]:
    """A codebook, as far as it can be read, with its faults; None where it is no YAML at all. See `check`."""
    if isinstance(text, bytes):
        text, fault = decoded(text, file=file)
        if fault:
            return None, [fault]
    codebook, faults = _examined(text, file, mode == "reliability", tuple(others))
    return codebook, list(faults)


@lru_cache(maxsize=8)  # a change looks through the same texts several times: as they were, and as they will be
def _examined(
    text: str, file: str, is_reliability: bool, others: tuple[Codebook, ...]
) -> tuple[Codebook | None, tuple[Fault, ...]]:
    marks = [_conflict(text, offset, file) for offset in conflict_marks(text) if text.startswith("<", offset)]
    if marks:
        return None, tuple(marks)
    try:
        draft = drafted(text, file)
    except BadYaml as error:
        line, column = error.place or Place(1, 1)
        return None, (Fault(file, line, column, "error", error.problem, error.hint, stops=True),)
    elsewhere = [codebook for codebook in others if codebook.file != file]
    _check_ids(draft, elsewhere)
    _check_groups(draft, elsewhere)
    _check_names(draft)
    _check_lineage(draft, elsewhere)
    if is_reliability:
        _check_definitions(draft)
    return draft.codebook, tuple(sorted(draft.faults, key=lambda fault: (fault.line, fault.column)))


def decoded(data: bytes, *, file: str) -> tuple[str, Fault | None]:
    """The text of a file's bytes, every character kept, or the fault that they are not UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", Fault(file, 1, 1, "error", "the file is in UTF-16, not in UTF-8", _SAVE_AS, stops=True)
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        problem = "a byte that is not UTF-8"
        return "", Fault(file, line, column, "error", problem, _SAVE_AS, stops=True)


_SAVE_AS = 'Open it in an editor and save it with the encoding "UTF-8".'


def _conflict(text: str, offset: int, file: str) -> Fault:
    place = Document(file, text, None).place_at(offset)
    hint = "Keep the wording you want and delete the lines <<<<<<<, ======= and >>>>>>>."
    return Fault(
        file,
        *place,
        "error",
        "a conflict of git was left in the file, beginning here",
        hint,
        stops=True,
        command="Or by codes: workbench codebook merge BASE OURS THEIRS; git does so itself after workbench git-setup.",
    )


def _folded(code_id: str) -> str:
    return unicodedata.normalize("NFC", code_id).casefold()


def _note(draft: Draft, at: int, field: str, problem: str, hint: str, *, stops: bool = False) -> None:
    """Note an error at a field of the code at position ``at``, or at the code where the field is missing."""
    node = draft.nodes[at]
    draft.fault(node.get(field) or node, problem, hint, stops=stops)


def _check_ids(draft: Draft, elsewhere: Sequence[Codebook]) -> None:
    exact = {code.id: f"in {other.file}" for other in elsewhere for code in other.codes}
    alike = {_folded(code_id): code_id for code_id in exact}
    for at, code in enumerate(draft.codes):
        like = alike.setdefault(_folded(code.id), code.id)
        if code.id in exact:
            problem = f'the id "{code.id}" stands twice: {exact[code.id]}, and here'
            hint = "Give one of the two another id; an id that codings use already should keep its meaning."
            hint, side = _moved(code, draft.file, elsewhere) or (hint, "")
            draft.fault(
                draft.nodes[at].get("id") or draft.nodes[at],
                problem,
                hint,
                stops=exact[code.id].startswith("in line"),
                command=f"Then: workbench codebook resolve {code.id} code {side}" if side else "",
            )
        elif like != code.id:
            problem = f'the id "{code.id}" differs from "{like}" ({exact[like]}) in case only'
            hint = "Give one of the two another id; ids this much alike are mistaken for one another."
            _note(draft, at, "id", problem, hint)
        place = draft.document.place_at((draft.nodes[at].get("id") or draft.nodes[at]).start)
        exact.setdefault(code.id, f"in line {place.line}")


def _moved(code: Code, file: str, elsewhere: Sequence[Codebook]) -> tuple[str, str] | None:
    """What to do where one side of a merge moved a code to another file and the other changed it; and who moved it."""
    there = [(other.file, one) for other in elsewhere if (one := other.code(code.id)) is not None]
    for left, one in [(file, code), *there]:
        found = next((conflict for conflict in one.conflicts if conflict.field == STAYS), None)
        new = next((other for other in (file, *(name for name, _ in there)) if other != left), None)
        if found is not None and new is not None:
            left, new = PureWindowsPath(left).name, PureWindowsPath(new).name
            hint = (
                f"One side moved it to {new} while the other changed it in {left}: write what was changed into the "
                f"code in {new}."
            )
            took = "ours" if found.ours == TAKEN_OUT else "theirs"
            return hint, took
    return None


def _check_groups(draft: Draft, elsewhere: Sequence[Codebook]) -> None:
    by_id = {code.id: code for code in draft.codes}
    foreign = {code.id: other.file for other in elsewhere for code in other.codes}
    former = {was: code.id for code in draft.codes for was in code.was}
    parents = {code.parent for code in draft.codes}
    for at, code in enumerate(draft.codes):
        if code.parent is not None and code.parent not in by_id:
            hint = _parent_hint(code.parent, former, foreign, by_id)
            _note(draft, at, "parent", f'the parent "{code.parent}" is not a code of this codebook', hint)
        if code.exclusive and code.id not in parents:
            node = draft.nodes[at].get("exclusive") or draft.nodes[at]
            hint = "It is meant for groups: a passage then gets one of the group's codes only."
            draft.fault(node, "exclusive: true on a code that has none below it", hint, severity="warning")
    _note_circles(draft, "parent", {code.id: code.parent for code in draft.codes}, "stands below itself")


def _check_names(draft: Draft) -> None:
    """Warn of living codes of one name under one group: on the screens and in lists nobody could tell them apart."""
    called: dict[tuple[str | None, str], int] = {}
    for at, code in enumerate(draft.codes):
        if not code.is_living or not code.name:
            continue
        first = called.setdefault((code.parent, _folded(" ".join(code.name.split()))), at)
        if first != at:
            place = draft.document.place_at((draft.nodes[first].get("name") or draft.nodes[first]).start)
            problem = f'"{code.id}" is called as "{draft.codes[first].id}" is (line {place.line}), under the same group'
            hint = "Give one of the two another name, or merge them; coders take them for one another."
            draft.fault(draft.nodes[at].get("name") or draft.nodes[at], problem, hint, severity="warning")


def _parent_hint(parent: str, former: dict[str, str], foreign: dict[str, str], known: Iterable[str]) -> str:
    if parent in former:
        return f'Its id is "{former[parent]}" now: write parent: {former[parent]}.'
    if parent in foreign:
        return f"It stands in {foreign[parent]}; a code and its group belong in one file."
    return instead(parent, known, "Write the id of a code in this file, or leave parent out.")


def _check_lineage(draft: Draft, elsewhere: Sequence[Codebook]) -> None:
    all_codes = [*draft.codes, *(code for other in elsewhere for code in other.codes)]
    living = {code.id for code in all_codes}
    claimed = {was: f"{code.id} in {other.file}" for other in elsewhere for code in other.codes for was in code.was}
    former = {was: code.id for code in all_codes for was in code.was}
    for at, code in enumerate(draft.codes):
        for was in code.was:
            if was in living:
                hint = "An id is either a code of its own or a former id. To fold a code into another, use merged_into."
                _note(draft, at, "was", f'the former id "{was}" is also the id of a code', hint, stops=was == code.id)
            elif was in claimed:
                hint = "Only one code can have come from it; take it out of the other."
                _note(draft, at, "was", f'the former id "{was}" is claimed twice, also by {claimed[was]}', hint)
            claimed.setdefault(was, code.id)
        if code.merged_into is not None and code.split_into:
            hint = "A code is merged or split, not both: keep one of merged_into and split_into."
            _note(draft, at, "split_into", f'the code "{code.id}" is both merged and split', hint)
        for target in [code.merged_into] if code.merged_into is not None else code.split_into:
            if target not in living:
                field = "merged_into" if code.merged_into is not None else "split_into"
                _unknown_successor(draft, at, field, target, former, living)
    _note_split_circles(draft, all_codes)
    # A code of another file may close the circle; it is noted at the codes of this one.
    _note_circles(draft, "merged_into", {code.id: code.merged_into for code in all_codes}, "is merged into itself")


def _note_split_circles(draft: Draft, all_codes: Sequence[Code]) -> None:
    """Note split codes of which nothing is left: every way from them, by splits and merges, leads back."""
    ways = {one.id: (one.merged_into,) if one.merged_into else one.split_into for one in all_codes if not one.retired}
    ends = {one.id for one in all_codes if one.id not in ways or not ways[one.id] or one.id in ways[one.id]}
    former = {was: one.id for one in all_codes for was in one.was}
    ends |= {one for one, ways_on in ways.items() if any(former.get(to, to) not in ways for to in ways_on)}
    while more := {one for one in ways.keys() - ends if any(former.get(to, to) in ends for to in ways[one])}:
        ends |= more
    for at, code in enumerate(draft.codes):
        if code.id in ways and code.id not in ends and code.is_split_away:
            problem = f'of the code "{code.id}" nothing is left: all that it was split into leads back to it'
            _note(draft, at, "split_into", problem, "Take out or change one split_into or merged_into of this circle.")
            return


def _unknown_successor(
    draft: Draft, at: int, field: str, target: str, former: dict[str, str], living: set[str]
) -> None:
    node = draft.nodes[at].get(field) or draft.nodes[at]
    if target in former:
        problem = f'{field} names "{target}", a former id of "{former[target]}"'
        draft.fault(node, problem, f"Write {former[target]} there.", severity="warning")
        return
    hint = instead(target, living, "Write the id of a code of this study.")
    draft.fault(node, f'{field} names "{target}", which is no code', hint)


def _note_circles(draft: Draft, field: str, following: dict[str, str | None], problem: str) -> None:
    """Note every circle once, at its first code in the file."""
    done: set[str] = set()
    for code in draft.codes:
        way: dict[str, None] = {}
        step: str | None = code.id
        while step is not None and step not in done and step not in way:
            way[step] = None
            step = following.get(step)
        if step is not None and step in way:
            circle = [*way][[*way].index(step) :]
            first = next((i for i, found in enumerate(draft.codes) if found.id in circle), None)
            done.update(way)
            if first is None:  # it lies in another file, and is noted there
                continue
            start = circle.index(draft.codes[first].id)
            circle = circle[start:] + circle[:start]
            shown = " → ".join([*circle, circle[0]])
            hint = f"Take out or change one {field} of this circle."
            _note(draft, first, field, f'the code "{circle[0]}" {problem} ({shown})', hint, stops=True)
        done.update(way)


def _check_definitions(draft: Draft) -> None:
    for at, code in enumerate(draft.codes):
        if not code.definition and code.is_living:
            _note(draft, at, "definition", f'the code "{code.id}" has no definition', _DEFINE)


_DEFINE = (
    "Two coders can agree only on what is written down; the study's mode, reliability, asks for one for each code."
)
