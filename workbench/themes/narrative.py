"""A theme's narrative: written unless somebody else has written it meanwhile, and never lost where it cannot be."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import ChangedElsewhere, Unavailable
from workbench.model import storable
from workbench.safefile import write_text_safely
from workbench.settings import user_data_folder
from workbench.study import Study
from workbench.themes.listing import Theme
from workbench.themes.rows import living


def write_narrative(study: Study, theme: Theme, text: str, *, before: str) -> str:
    """Write a theme's narrative, unless somebody else has written it meanwhile.

    Args:
        study: The study.
        theme: The theme.
        text: The narrative, in Markdown.
        before: The narrative as the writer had it in front of them when they began.

    Returns:
        The narrative as it stands now.

    Raises:
        ChangedElsewhere: It is neither what the writer began with nor what they want it to be; the error has it.
        NotFound: The theme was removed meanwhile.
    """
    wanted = storable(text)
    with study.step(f"Wrote the narrative of the theme “{theme.name}”") as work:
        row = living(work.session, theme)
        if row.narrative not in (before, wanted):
            message = f"The narrative of “{theme.name}” was changed elsewhere while you were writing."
            hint = "Look at the other one before you write yours over it."
            raise ChangedElsewhere(message, hint, theirs=row.narrative)
        row.narrative = wanted
        work.session.add(row)
    return wanted


def keep_aside(theme: Theme, text: str) -> Path:
    """Keep a narrative that the study cannot take just now in a file of this user, on this computer.

    What was kept before and is not part of it stays in front of it.

    Returns:
        The file.

    Raises:
        Unavailable: The file cannot be read or written.
    """
    path = _aside(theme)
    try:
        before = _read(path)
    except OSError as error:
        raise Unavailable(f"{path} cannot be read: {error.strerror}.", "Look who may read there.") from error
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"{path.parent} cannot be made: {error.strerror}.", "Look who may write there.") from error
    now = storable(text)
    write_text_safely(path, now if before in now else before if now in before else f"{before}\n\n{now}")
    return path


def kept_aside(theme: Theme) -> str:
    """The narrative that was kept aside; empty where none was, or it cannot be read.

    What the theme says by now, as all or part of it, is not wanted any more, and is forgotten.
    """
    try:
        kept = _read(_aside(theme))
    except OSError:
        return ""
    if kept in theme.narrative:
        forget_aside(theme)
        return ""
    return kept


def to_put_back(text: str, kept: str) -> str:
    """What is to come after a narrative so that it holds what was kept aside; all of it where somebody went on since.

    >>> to_put_back("They", "They came.")
    ' came.'
    """
    return kept.removeprefix(text) if kept.startswith(text) else f"\n\n{kept}"


def forget_aside(theme: Theme) -> None:
    """What was kept aside is not wanted any more."""
    _aside(theme).unlink(missing_ok=True)


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace") if path.exists() else ""


def _aside(theme: Theme) -> Path:
    return user_data_folder() / "unsaved" / f"{theme.id}.md"
