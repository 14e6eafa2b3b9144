"""What is done to whole codes in threads: retired, merged, split, taken out, put under another group."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message

from workbench.codebook.changes import change, deciding, keeping, moving, reshape
from workbench.codebook.changes.draft import noted
from workbench.codebook.merges.settling import TOP, Side
from workbench.codebook.schema import STAYS, Change, Code, Codebook, Conflict
from workbench.codebook.states import states
from workbench.codebook.versions.contested import FieldChanged, before_contested, fields_changed, needing
from workbench.codebook.versions.ground import Ground
from workbench.codebook.versions.lives import lives
from workbench.coding import NewCode
from workbench.memos import today
from workbench.study import Study
from workbench.themes.touched import Doing, told_of_merge, touched
from workbench.tui import work
from workbench.visible import one_line, plural

REASON = "optional; it stands in the codebook, with the day"
"""What is said in the line for a reason, before one is typed."""


class Reshaped(Message):
    """Codes were reshaped, and it is on the disk.

    Attributes:
        code: The code that is to be under the cursor.
        said: What was done.
        waits: Whether codings wait for another look because of it.
    """

    def __init__(self, code: str, said: str, *, waits: bool = False) -> None:
        self.code, self.said, self.waits = code, said, waits
        super().__init__()


class NothingReshaped(work.NotDone):
    """It stood so already; ``said`` tells."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__()


class Touches(Message):
    """What a change of codes would touch: in words, and how many codings."""

    def __init__(self, said: str, codings: int) -> None:
        self.said, self.codings = said, codings
        super().__init__()


def touches(study: Study, codes: Sequence[str], doing: Doing = "") -> Message:
    """What would be touched if these codes were changed, and what befalls those under them."""
    found = touched(study, codes)
    return Touches(found.told(doing), found.codings)


def touches_of_merge(study: Study, codes: Sequence[str], into: str | NewCode) -> Message:
    """What would be touched if these codes were merged, and where those go that stand under them."""
    found, said = told_of_merge(study, codes, into)
    return Touches(said, found.codings)


def retire(study: Study, code: Code, reason: str) -> Message:
    """Retire a code, or bring one back that was retired."""
    name = one_line(code.name)
    if code.retired:
        done = keeping.bring_back_code(study, code.id, why=why_of(reason))
        return Reshaped(code.id, f"Brought back “{name}”") if done else NothingReshaped(f"“{name}” is in use")
    done = keeping.retire_code(study, code.id, why=why_of(reason))
    if not done:
        return NothingReshaped(f"“{name}” is retired already")
    return Reshaped(code.id, f"Retired “{name}”", waits=True)


def merge(study: Study, codes: Sequence[Code], into: str | NewCode, reason: str) -> Message:
    """Merge codes into another one, which may be new."""
    merged = reshape.merge_codes(study, [code.id for code in codes], into, why=why_of(reason))
    moved = f"; {plural(len(merged.moved), 'code')} under it went along" if merged.moved else ""
    named = f"“{one_line(codes[0].name)}”" if len(codes) == 1 else plural(len(codes), "code")
    return Reshaped(merged.into, f"Merged {named} into “{one_line(merged.name)}”{moved}")


def put(study: Study, code: Code, **place: str) -> Message:
    """Put a code at another place; see `moving.move_code_to`."""
    if not moving.move_code_to(study, code.id, **place):
        return NothingReshaped(f"“{one_line(code.name)}” stands there already")
    return Reshaped(code.id, f"Moved “{one_line(code.name)}”")


def change_id(study: Study, code: Code, new: str, reason: str) -> Message:
    """Give a code another id."""
    if new == code.id:
        return NothingReshaped(f"“{one_line(code.name)}” has that id already")
    change.edit_code(study, code.id, {"id": new}, shown=code, why=why_of(reason))
    return Reshaped(new, f"“{one_line(code.name)}” has the id {one_line(new)} now")


def split(study: Study, code: Code, names: Sequence[str], reason: str, *, lives_on: bool) -> Message:
    """Split a code into new ones of these names, and into itself where it lives on."""
    into: list[str | NewCode] = [NewCode(name) for name in names]
    parts = reshape.split_code(study, code.id, [code.id, *into] if lives_on else into, why=why_of(reason))
    said = f"Split “{one_line(code.name)}” into {plural(len(parts), 'code')}; now say what each means"
    return Reshaped(code.id, said, waits=True)


def remove(study: Study, code: Code, above: str) -> Message:
    """Take out a code that was never used; ``above`` comes under the cursor."""
    keeping.remove_code(study, code.id)
    return Reshaped(above, f"Took out “{one_line(code.name)}”")


def settle(study: Study, owner: Code | Codebook, shown: Conflict, choice: Side | None, wording: str | None) -> Message:
    """Settle what a merge left open of a code, or at the top of a codebook, where it is open as it was shown."""
    code_id, file = (owner.id, None) if isinstance(owner, Code) else ("", owner.file)
    try:
        deciding.settle(study, code_id or TOP, shown.field, choice, wording=wording, file=file, shown=shown)
    except deciding.ConflictChanged as error:
        return work.Clash(error.theirs, error.now)
    name = f"“{one_line(owner.name)}”"
    what = f"whether {name} stays" if shown.field == STAYS else f"{shown.field.replace('_', ' ')} of {name}"
    return Reshaped(code_id, f"Settled {what}")


class Contested(Message):
    """What one side of a merge changed in a code that the other took out, and what hangs on the code.

    Attributes:
        code: The code's id.
        changed: The fields that are others than both sides knew them; none where it only is needed by other codes.
        is_known: Whether it is known what it was before.
        needed_by: The names of codes that stand under it or went into it.
        touches: What hangs on it, in words.
    """

    def __init__(
        self, code: str, changed: Sequence[FieldChanged], needed_by: Sequence[str], touches: str, *, is_known: bool
    ) -> None:
        self.code, self.changed, self.needed_by, self.touches = code, changed, needed_by, touches
        self.is_known = is_known
        super().__init__()


def contested(study: Study, code: Code) -> Message:
    """Look what was changed in a code of which it is open whether it stays."""
    before = before_contested(lives(Ground(study.folder, lambda: study)), code)
    book = states.current(study).book_with(code.id)
    changed = fields_changed(before, code) if before is not None else ()
    needed_by = [one.name for one in needing(book, code.id)]
    return Contested(code.id, changed, needed_by, touched(study, [code.id]).sentence, is_known=before is not None)


def why_of(reason: str) -> Change | None:
    """The note of why something is done today; None where no reason is given."""
    return noted(reason, today())
