"""What the YAML parser's complaints mean to somebody who has never read the specification."""

from __future__ import annotations

import re

import yaml

from workbench.yamltext.nodes import BadYaml, Document

_INDENTED_BY_TAB = re.compile(r" *(?:- *)*\t")
"""Before the first word of a line; also behind the dash of a list."""

_MEANINGS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "a colon stands where none can stand",
        "Put quotes round a text that holds a colon followed by a space, and check the indentation of the line.",
    ),
    (
        "sequence entries are not allowed",
        "a dash stands where no list can begin",
        "Begin the list on a line of its own, or put quotes round a text that begins with a dash.",
    ),
    ("could not find expected ':'", "a line without a colon", "Write it as key: text, or indent it under its key."),
    (
        "unexpected end of stream",
        "quotation marks are opened here and never closed",
        "Close them; a quotation mark within single quotes is written twice.",
    ),
    (
        "cannot start any token",
        "no text can begin with this character",
        "Put quotes round the text.",
    ),
    ("found unknown escape character", "a backslash before a letter that means nothing", "Write it as two: \\\\."),
    ("',' or ']'", "a list in brackets is not closed", "Close it with ]; put quotes round a text that holds , [ or ]."),
    (
        "',' or '}'",
        "a mapping in braces is not closed",
        "Close it with }; put quotes round a text that holds , { or }.",
    ),
    ("expected key", "this line does not fit the lines round it", "Check its indentation, and the quotes before it."),
    ("block end", "this line does not fit the lines round it", "Check its indentation, and the quotes before it."),
    ("'-' indicator", "this line does not fit the list round it", "Check its indentation and its dash."),
    (
        "document start",
        "this line does not fit the lines before it",
        "Check its indentation, and any line of --- or %.",
    ),
)


def explained(error: yaml.MarkedYAMLError, document: Document, offset: int) -> BadYaml:
    """The parser's complaint in plain words.

    Args:
        error: What the parser raised.
        document: The text, for lines and columns.
        offset: How many characters of the text the parser was not given (a byte-order mark).
    """
    mark = error.problem_mark or error.context_mark
    at = None if mark is None else mark.index + offset
    problem = str(error.problem or error)
    if at is not None and (tab := _tab_in_indentation(document.text, at)) is not None:
        hint = "Indent with spaces; most editors can replace tabs in one go."
        return BadYaml(document.name, "a tab is used as indentation", document.place_at(tab), hint)
    if error.context_mark is not None and "quoted scalar" in str(error.context) and "unexpected end" in problem:
        at = error.context_mark.index + offset
    place = None if at is None else document.place_at(at)
    for sign, meaning, hint in _MEANINGS:
        if sign in problem:
            return BadYaml(document.name, meaning, place, hint)
    hint = "Check the indentation, the quotes and the colons of this line and the one before."
    return BadYaml(document.name, f"not valid YAML ({problem})", place, hint)


def _tab_in_indentation(text: str, at: int) -> int | None:
    """Offset of a tab that indents the line at ``at``."""
    line_start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    found = _INDENTED_BY_TAB.match(text, line_start)
    return found.end() - 1 if found else None
