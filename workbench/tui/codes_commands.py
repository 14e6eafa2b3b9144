"""What can be done in the room of the codebook, beside what its list offers everywhere."""

from __future__ import annotations

from workbench.tui.command import Command, Needs

_is_code = Needs(lambda room: room.code is not None, "that is a whole codebook; go to one of its codes")

CODES = (Command("codes.choose", ("enter",), "Open", "Open the form of the code.", check=_is_code),)
