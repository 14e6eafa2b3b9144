"""The one list of what can be done on the screens: from it come keys, palette, footer, help and the table of keys.

A place is where a command works: ``app`` (everywhere), ``view`` (wherever a transcript is shown) or a screen.
The action behind a command is called as the last part of its id: ``coding.apply`` runs ``action_apply`` of the coding
screen, ``app.undo`` runs ``action_undo`` of the app.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from textual.binding import Binding, BindingType

from workbench.tui import box_commands as boxes
from workbench.tui import own_keys
from workbench.tui.agreement_commands import AGREEMENT, COMPARE, CONFUSION, DIFFERENCES, FRAMEWORKS, ROUNDS
from workbench.tui.codebook_commands import CODE_FORM, CODEBOOK, CODEBOOK_FILTER, RESHAPE, SETTLE, SWATCHES
from workbench.tui.codes_commands import CODES, IMPORT_CODES
from workbench.tui.coding_commands import BESIDE, CODE_EXTRACTS, CODING, PICKER, TRANSFER
from workbench.tui.command import Command, Needs, key_name
from workbench.tui.library_commands import FACTS, FILES, LIBRARY, PEOPLE, RECOGNISED
from workbench.tui.memo_commands import HOME, MEMO_FILTER, MEMO_FORM, MEMOS, PASS_ON
from workbench.tui.report_commands import OUTLINE, OUTLINE_WORDS, REPORT_CHOICES
from workbench.tui.review_commands import REVIEW
from workbench.tui.sample_commands import HAND_OUT, SAMPLE_DRAW, SAMPLE_WITHOUT, SAMPLES
from workbench.tui.search_commands import SEARCH
from workbench.tui.start_commands import FOLDER, NEW, OWN_KEYS, PRESS, SETTINGS, START
from workbench.tui.theme_commands import (
    EXPORT,
    NARRATIVE,
    QUOTATION,
    REPORT,
    THEME_EVIDENCE,
    THEME_FORM,
    THEME_STATUS,
    THEMES,
    WRITTEN,
)
from workbench.tui.transcript.keys import VIEW_BINDINGS
from workbench.tui.verify_commands import VERIFY

__all__ = ["COMMANDS", "Command", "bindings_of", "command_of", "commands_of", "in_turn", "key_name", "key_of"]


_in_study = Needs(lambda app: app.study is not None, "open a study first")
_at_study = Needs(lambda app: bool(app.is_in_study), "open a study, or go back to it, first")


APP = (
    Command("app.help", ("f1", "question_mark"), "Help", "Show what can be done where you are.", footer=True),
    Command("app.library", ("f2",), "Library", "Go to the transcripts and import new ones.", check=_in_study),
    Command("app.coding", ("f3",), "Coding", "Go to the transcript you are coding.", check=_in_study),
    Command("app.themes", ("f4",), "Themes", "Go to the themes.", check=_in_study),
    Command("app.report", ("f5",), "Report", "Go to the report.", check=_in_study),
    Command("app.settings", ("f6",), "Settings", "Change the study's settings and your own."),
    Command("app.history", ("f7",), "History", "Read what was done in this study.", check=_in_study),
    Command("app.memos", ("f8",), "Memos", "Go to the memos.", check=_in_study),
    Command("app.search", ("f9",), "Search", "Find words in the whole study.", check=_in_study),
    Command("app.codes", ("f10",), "Codes", "Go to the codes, and what they mean.", check=_in_study),
    Command("app.home", ("f12",), "Home", "See the phases, and where things stand.", check=_in_study),
    Command(
        "app.review",
        ("ctrl+l",),
        "Another look",
        "Go to your codings whose code was split, retired or taken out, or has another rule than when they were made.",
        check=_in_study,
    ),
    Command(
        "app.agreement",
        ("ctrl+g",),
        "Compare coders",
        "See on which codes and passages coders agree, and where they differ.",
        check=_in_study,
    ),
    Command(
        "app.samples",
        ("ctrl+r",),
        "Samples",
        "Go to the samples that several code apart: draw one, see how far all are, reveal it.",
        check=_in_study,
    ),
    Command("app.open", ("ctrl+o",), "Open a study", "Open another study; {start.back} goes back to this one."),
    Command("app.undo", ("ctrl+z",), "Undo", "Take back your last step.", footer=True, check=_at_study),
    Command("app.redo", ("ctrl+y",), "Redo", "Bring again what you took back.", footer=True, check=_at_study),
    Command("app.copy", ("ctrl+c",), "Copy", "Copy what is selected, with its attribution if it is an extract."),
    Command("app.find", ("ctrl+f",), "Find", "Find in what is shown.", footer=True),
    Command(
        "app.save",
        ("ctrl+s",),
        "Save",
        "Say what waits to be saved: nothing but what is typed in a box, for every step is on the disk at once.",
    ),
    Command("app.look", ("ctrl+t",), "Change the look", "Go on to the next look: dark, light, high contrast."),
    Command("app.palette", ("ctrl+p",), "Commands", "Find any command by its name.", footer=True),
    Command(
        "app.quit",
        ("ctrl+q",),
        "Quit",
        "Leave the program; what would be lost is asked about.",
        footer=True,
        first=True,
    ),
)

DIALOG = (
    Command(
        "dialog.help",
        ("f1", "question_mark"),
        "Help",
        "Show what can be done where you are.",
        footer=True,
        does="app.help",
    ),
    Command("dialog.copy", ("ctrl+c",), "Copy", "Copy what is selected.", does="app.copy"),
    Command("dialog.find", ("ctrl+f",), "Find", "Find in what is shown.", does="app.find"),
    Command("dialog.save", ("ctrl+s",), "Save", "Say what waits to be saved, if anything does.", does="app.save"),
    Command("dialog.look", ("ctrl+t",), "Change the look", "Go on to the next look.", does="app.look"),
    Command(
        "dialog.palette", ("ctrl+p",), "Commands", "Find any command by its name.", footer=True, does="app.palette"
    ),
)


VIEW = tuple(Command(str(one.id), tuple(one.key.split(",")), one.description, one.tooltip) for one in VIEW_BINDINGS)

DEFAULTS: dict[str, tuple[Command, ...]] = {
    "app": APP,
    "dialog": DIALOG,
    "view": VIEW,
    "library": LIBRARY,
    "files": FILES,
    "recognised": RECOGNISED,
    "facts": FACTS,
    "people": PEOPLE,
    "coding": CODING,
    "codebook": CODEBOOK,
    "codebook-filter": CODEBOOK_FILTER,
    "codes": CODES,
    "review": REVIEW,
    "agreement": AGREEMENT,
    "compare": COMPARE,
    "confusion": CONFUSION,
    "rounds": ROUNDS,
    "differences": DIFFERENCES,
    "frameworks": FRAMEWORKS,
    "samples": SAMPLES,
    "sample-draw": SAMPLE_DRAW,
    "sample-without": SAMPLE_WITHOUT,
    "hand-out": HAND_OUT,
    "code-form": CODE_FORM,
    "reshape": RESHAPE,
    "import-codes": IMPORT_CODES,
    "settle": SETTLE,
    "swatches": SWATCHES,
    "beside": BESIDE,
    "picker": PICKER,
    "transfer": TRANSFER,
    "code-extracts": CODE_EXTRACTS,
    "start": START,
    "new": NEW,
    "folder": FOLDER,
    "settings": SETTINGS,
    "own-keys": OWN_KEYS,
    "press": PRESS,
    "themes": THEMES,
    "theme-form": THEME_FORM,
    "theme-status": THEME_STATUS,
    "theme-evidence": THEME_EVIDENCE,
    "narrative": NARRATIVE,
    "report": REPORT,
    "quotation": QUOTATION,
    "verify": VERIFY,
    "report-choices": REPORT_CHOICES,
    "outline": OUTLINE,
    "outline-words": OUTLINE_WORDS,
    "search": SEARCH,
    "export": EXPORT,
    "written": WRITTEN,
    "home": HOME,
    "memos": MEMOS,
    "memo-form": MEMO_FORM,
    "memo-filter": MEMO_FILTER,
    "pass-on": PASS_ON,
    "question": boxes.QUESTION,
    "unsaved": boxes.UNSAVED,
    "ask": boxes.ASK,
    "progress": boxes.PROGRESS,
    "waiting": boxes.WAITING,
    "leaving": boxes.LEAVING,
    "help": boxes.HELP,
    "history": boxes.HISTORY,
    "lines": boxes.LINES,
    "example": boxes.EXAMPLE,
    "choose": boxes.CHOOSE,
    "memo": boxes.MEMO,
    "new-code": boxes.NEW_CODE,
    "find": boxes.FIND,
    "code-hits": boxes.CODE_HITS,
    "list": boxes.LIST,
    "rows": boxes.ROWS,
    "choices": boxes.CHOICES,
    "menu": boxes.MENU,
    "entries": boxes.ENTRIES,
    "blocks": boxes.BLOCKS,
}
"""The commands of each place, with the keys that they come with."""

KEYS = own_keys.judged(DEFAULTS, own_keys.wanted())
"""What became of the keys that the user has changed."""

COMMANDS = KEYS.commands
"""The commands of each place."""


def commands_of(place: str) -> Sequence[Command]:
    """The commands of a place, in the order in which help shows them."""
    return COMMANDS.get(place, ())


def bindings_of(place: str) -> list[Binding]:
    """The keys of a place's commands."""
    return [command.binding() for command in commands_of(place)]


def in_turn(place: str, actions: Mapping[str, str]) -> list[BindingType]:
    """Keys of a place for the line one types into, which has its own action for them.

    Whoever types fast must not get what was found before: what the line itself tells comes after what was typed, while
    the action of a box may come before it.

    Args:
        place: The place.
        actions: The line's action for each key.
    """
    return [replace(one, action=actions[one.key]) for one in bindings_of(place) if one.key in actions]


def key_of(command_id: str) -> str:
    """The key of a command as people write it, for notices and hints."""
    place = command_id.partition(".")[0]
    return next(key_name(one.keys[0]) for one in commands_of(place) if one.id == command_id)


@cache
def command_of(place: str, action: str) -> Command | None:
    """The command that an action of a place belongs to; None where it belongs to none."""
    return next((command for command in commands_of(place) if command.action == action), None)
