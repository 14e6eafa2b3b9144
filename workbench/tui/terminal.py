"""The terminal that the screens are drawn on, and what becomes of drawing when it is gone."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, TextIO

from textual.driver import Driver


class Lasting:
    """A terminal to draw on; once it is gone, for its window was closed, what is drawn is let go.

    Textual draws in a thread, which the first such fault would end; the program would then wait for it for ever: what
    is typed would not be kept, and the process would stay behind.

    Args:
        file: The terminal.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Draw, where there is still something to draw on."""
        with suppress(OSError):
            self._file.write(text)
        return len(text)

    def flush(self) -> None:
        """Have it drawn."""
        with suppress(OSError):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def lasting(driver: type[Driver]) -> type[Driver]:
    """A driver as Textual has it, that outlives its terminal.

    Args:
        driver: Textual's driver for this system.
    """

    class OnLasting(driver):  # type: ignore[misc, valid-type]
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            file = getattr(self, "_file", None)  # served to a browser it has none
            if file is not None:
                self._file: Any = Lasting(file)

    return OnLasting
