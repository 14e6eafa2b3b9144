"""What can be done while searching the study."""

from __future__ import annotations

from workbench.tui.command import Command, Needs

_has_hit = Needs(lambda screen: screen.hit is not None, "there is no hit under the cursor")
_in_line = Needs(lambda screen: screen.is_in_line, "the keyboard is in the hits already")
_has_filters = Needs(lambda screen: screen.is_filtered, "everywhere is looked already")

SEARCH = (
    Command(
        "search.open",
        ("enter",),
        "Open",
        "Go to the hit in its transcript; {app.search} comes back.",
        footer=True,
        check=_has_hit,
    ),
    Command(
        "search.words",
        ("slash", "escape"),
        "Words, hits",
        "Go to the line with the words; from there, back to the hits.",
        footer=True,
    ),
    Command(
        "search.code-all",
        ("A",),
        "Code all hits",
        "Go through all hits, accept those that are meant, and code them as one step.",
        footer=True,
        check=_has_hit,
    ),
    Command(
        "search.hits",
        ("down",),
        "To the hits",
        "Go from the line with the words to the hits.",
        footer=True,
        check=_in_line,
    ),
    Command(
        "search.forms",
        ("l",),
        "Forms of words",
        "Find other forms of single words too, or not: support finds supported.",
        footer=True,
    ),
    Command("search.role", ("r",), "Role", "Find only what somebody of a role says.", does="only('role')"),
    Command("search.wave", ("w",), "Wave", "Find only in transcripts of a wave.", does="only('wave')"),
    Command("search.participant", ("p",), "Participant", "Find only what one person says.", does="only('participant')"),
    Command(
        "search.speaker",
        ("s",),
        "Speaker",
        "Find only what is said under a label, such as an interviewer's.",
        does="only('speaker')",
    ),
    Command("search.transcript", ("t",), "Transcript", "Find only in one transcript.", does="only('transcript')"),
    Command("search.code", ("c",), "Code", "Find only in turns that a code is put on.", does="only('code')"),
    Command("search.coder", ("o",), "Coder", "Find only in turns on which somebody put a code.", does="only('coder')"),
    Command("search.everywhere", ("x",), "Everywhere", "Take all of these limits off.", check=_has_filters),
)
"""While searching the study."""
