"""A code that is to be made, as somebody says it: with a name, and whatever else they know of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NewCode:
    """A code to be made.

    Attributes:
        name: What people read.
        parent: The id of the code under which it stands; None puts it at the top, or, where it is made for other codes
            to go into, where these stand; there an empty one puts it at the top.
        definition: What it means.
        file: The codebook for a code at the top; None for the only one. Under a parent, or made for others, it stands
            where these do.
        id: Its id; made from the name where it is empty.
    """

    name: str
    parent: str | None = None
    definition: str = ""
    file: str | None = None
    id: str = ""
