"""The screens: a Textual app over the rooms below. Screens lay out and listen; what is done is done below."""

from __future__ import annotations

import gc
from pathlib import Path

from workbench.settings import read_user_settings

GARBAGE = (5_000, 10, 10)
"""How often garbage is looked for. With Python's own 700 all that the screens are made of is looked through with nearly
every box that opens, and that stops the typing for a tenth of a second too."""


def run(folder: Path | None, *, coder: str | None = None, ascii_only: bool = False) -> None:
    """Open the screens and stay until the user leaves.

    Args:
        folder: The study's folder; None opens the start screen.
        coder: Who codes, where the command line said so.
        ascii_only: Whether the command line said that only ASCII signs are drawn; else the user's settings say it.
    """
    # A faulty file of the user's own is said before the screens are there: without it nothing can be shown rightly.
    user = read_user_settings()
    # Textual takes a fifth of a second to import: only whoever opens the screens waits for it. What the imports make
    # stays until the end: looking through it for garbage takes a tenth of their time, and would stop the typing for a
    # tenth of a second every now and then.
    gc.disable()
    from workbench.tui import own_keys

    own_keys.take(user.keys)
    from workbench.tui.app import Workbench

    gc.freeze()
    gc.set_threshold(*GARBAGE)
    gc.enable()
    Workbench(folder, coder=coder, ascii_only=ascii_only or user.ascii).run()
