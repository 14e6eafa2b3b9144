"""What a file from elsewhere says of codes, whatever its format: the one shape that all readers give. Plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from workbench.errors import BadInput


class Told(NamedTuple):
    """Something of a file that is not as it should be, or was left out.

    Attributes:
        place: Where, as in "row 5"; empty for the file as a whole.
        message: What, without full stop.
    """

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}." if self.place else f"{self.message[:1].upper()}{self.message[1:]}."


@dataclass(frozen=True)
class Entry:
    """What a file says of one code.

    Attributes:
        place: Where, as in "row 5".
        name: What it is called; empty where the file does not say.
        id: Its id there; empty where it has none.
        guid: Its id there as REFI has it, in small letters and without braces; empty where it has none.
        fields: What else is said, by the names of a code's fields and in their canonical form. A field that is not
            among them is one of which the file says nothing at all.
        parent: What stands above it, by id or by name; "" says that nothing does, None says nothing.
        above: What stands above it, by its place among the entries; where this is set, ``parent`` does not count.
        is_made: Whether it has no row of its own and is only named by others as what they stand under.
    """

    place: str
    name: str
    id: str = ""
    guid: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    parent: str | None = None
    above: int | None = None
    is_made: bool = False


class Taken(NamedTuple):
    """How a column of a table was taken.

    Attributes:
        heading: Its heading, as written.
        field: The field of a code; empty where it is not taken in.
    """

    heading: str
    field: str


class NoNames(BadInput):
    """No column of a table is known to hold the names of codes: whoever takes it in has to say which does.

    Attributes:
        columns: The columns, none of which is taken for anything.
        samples: What stands first in each.
        sheet: The sheet, of a spreadsheet.
        sheets: All its sheets with anything in them.
    """

    def __init__(
        self, name: str, columns: Sequence[Taken], samples: Sequence[str], sheet: str = "", sheets: Sequence[str] = ()
    ) -> None:
        known = ", ".join(f'"{one.heading}"' for one in columns)
        super().__init__(
            f"{name}: no column holds the names of codes. The columns are: {known}.",
            "Say which does.",
            command='See: --column name="HEADING"',
        )
        self.columns, self.samples = tuple(columns), tuple(samples)
        self.sheet, self.sheets = sheet, tuple(sheets)


@dataclass(frozen=True)
class Source:
    """A codebook from elsewhere, read.

    Attributes:
        kind: What kind of file it is, in words.
        name: What the codebook is called there, else the file's name without ending.
        entries: Its codes, in its order.
        faults: What could not be taken in as it stands.
        notices: What else one should know.
        columns: How the columns were taken, of a table.
        samples: What stands first in each of these columns.
        sheet: The sheet that was read, of a spreadsheet.
        sheets: All its sheets with anything in them.
        others: Those of them that look like codes as well.
        state: The sha256 of the state of our codebook that it was made from; empty where it does not say.
        data: The file's bytes, where it is a codebook of ours as it lies in a study.
        asks_for_new: Whether codes that are new in it are made only where somebody says so: in a handbook a table may
            have lost its id.
        is_whole: Whether it can say of a code that it is there no more: a table with ids, which lists them all.
    """

    kind: str
    name: str
    entries: tuple[Entry, ...]
    faults: tuple[Told, ...] = ()
    notices: tuple[Told, ...] = ()
    columns: tuple[Taken, ...] = ()
    samples: tuple[str, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    state: str = ""
    data: bytes = b""
    is_whole: bool = False
    asks_for_new: bool = False
