"""How codes, themes and their extracts look in a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from textual import events
from textual.content import Content

from workbench.study import same_coder
from workbench.themes import CodeInThemes, Theme, ThemeExtract
from workbench.tui import looks
from workbench.tui.transcript.page import Look
from workbench.tui.widgets.row_list import RowList, columns
from workbench.visible import one_line, visible

STANCE_MARKS = {"supports": "+", "complicates": "±", "contradicts": "−"}
"""A character for each stance: never by colour alone, and all of them in Consolas."""

USE_MARKS = {"key": "●", "useful": "○", "not useful": "×"}
"""A character for each use."""

_STANCE_COLOURS = {"supports": "$success", "complicates": "$warning", "contradicts": "$error"}
_WORD = re.compile(r"\w+")
_NARROW = 60
"""In so few columns the words for stance and use would leave no room for who speaks."""

_LOW = 12
"""A list of fewer lines shows one line of each extract's words, a higher one two."""


class CodeRows(RowList[CodeInThemes]):
    """Codes, each with how often the coder used it and whether it stands behind the theme under the cursor."""

    def __init__(self) -> None:
        super().__init__(id="codes")
        self.looks: Mapping[str, Look] = {}
        self.theme: UUID | None = None

    def key(self, row: CodeInThemes) -> str:
        """Its id."""
        return row.id

    def lines(self, row: CodeInThemes, width: int) -> list[Content]:
        """Mark and name, count, and in which themes it is."""
        look = self.looks.get(row.id, looks.GONE)
        style = "" if row.is_known else "dim"
        name = Content.assemble("  " * row.depth, (look.mark, f"bold {look.colour}"), " ", (one_line(row.name), style))
        if row.is_group:
            name = name.stylize("bold")
        if row.became:
            name += Content.styled(f" {one_line(row.became)}", "dim italic")
        count = f"{row.codings:,}" if row.codings else "·"
        return [columns(((name, 0), (count, -4), (self._standing(row), 6)), width)]

    def words(self) -> Callable[[CodeInThemes], str]:
        """Its name and its id."""
        return _code_in_words

    def tip(self, row: CodeInThemes) -> str:
        """Its whole name and its id."""
        return _code_in_words(row)

    def _standing(self, row: CodeInThemes) -> Content:
        if self.theme is not None and self.theme in row.themes:
            return Content.styled("● here", "$success")
        if row.is_loose:
            return Content.styled("○ none", "$warning")
        return Content.styled(f"in {len(row.themes)}" if row.themes else "", "dim")


def _code_in_words(row: CodeInThemes) -> str:
    return one_line(f"{row.name} ({row.id}){f', {row.became}' if row.became else ''}")


class ThemeRows(RowList[Theme]):
    """Themes and subthemes, each with its status and the number of its extracts."""

    def __init__(self) -> None:
        super().__init__(id="themes", can_mark=False)
        self.counts: Mapping[UUID, int] = {}

    def key(self, row: Theme) -> UUID:
        """Its id."""
        return row.id

    def lines(self, row: Theme, width: int) -> list[Content]:
        """Name, status, number of extracts."""
        name = Content.assemble("  └ " if row.parent else "", (one_line(row.name), "" if row.parent else "bold"))
        status = Content.styled(row.status, "$success" if row.status == "defined" else "dim")
        return [columns(((name, 0), (status, 9), (f"{self.counts.get(row.id, 0):,}", -4)), width)]

    def words(self) -> Callable[[Theme], str]:
        """Its name, status and concept."""
        return lambda row: one_line(f"{row.name} {row.status} {row.concept}")

    def tip(self, row: Theme) -> str:
        """Its whole name, and its concept."""
        return one_line(f"{row.name}: {row.concept}" if row.concept else row.name)


@dataclass(frozen=True)
class Names:
    """What extracts are labelled with.

    Attributes:
        people: Participants' labels by id.
        codes: Codes' names by id.
        waves: Waves' printed labels by id.
        coder: Who is coding: only others are named.
    """

    people: Mapping[str, str]
    codes: Mapping[str, str]
    waves: Mapping[str, str]
    coder: str

    def who(self, one: ThemeExtract) -> str:
        """Who speaks in an extract and when, for the team: labels as in participants.csv."""
        extract = one.extract
        people = [self.people.get(who) or who for who in extract.participants]
        said = (" or " if extract.one_of else ", ").join(people) or "nobody known"
        return one_line(", ".join(part for part in (said, self.waves.get(extract.wave or "", extract.wave)) if part))

    def about(self, one: ThemeExtract) -> list[tuple[str, str]]:
        """What is told of an extract in its first line, each piece with its style."""
        extract, who = one.extract, self.who(one)
        told = [one_line(self.codes.get(extract.code, extract.code))]
        if not same_coder(extract.coder, self.coder):
            told.append(f"coded by {one_line(extract.coder)}")
        # Last, where there is room yet, and only what does not stand here already.
        if not _words(extract.transcript) <= _words(who):
            told.append(one_line(extract.transcript))
        use = f"{USE_MARKS[one.use]} {one.use}" if one.use else ""
        return [
            (f"{STANCE_MARKS[one.stance]} {one.stance:<11} ", _STANCE_COLOURS[one.stance]),
            (f"{use:<12} ", "$accent"),
            ("not for quotation  " if extract.not_for_quotation else "", "bold $error"),
            (who, "bold"),
            (" · prepared" if one.prepared is not None else "", "$secondary"),
            (f" · {' · '.join(told)}", "dim"),
        ]

    def text(self, one: ThemeExtract) -> str:
        """All that can be found of an extract: what is told of it, its transcript, and its words."""
        told = "".join(piece for piece, _ in self.about(one))
        return f"{told}\n{one_line(one.extract.transcript)}\n{one.extract.quote}"


def _words(name: str) -> set[str]:
    return set(_WORD.findall(name.casefold()))


class ExtractRows(RowList[ThemeExtract]):
    """Extracts of a theme: stance and use, who and when, code, transcript; then the words."""

    def __init__(self, *, can_mark: bool = True) -> None:
        super().__init__(id="extracts", can_mark=can_mark)
        self.names = Names({}, {}, {}, "")
        self.placed: frozenset[UUID] = frozenset()
        """The codings of those that the narrative places."""
        self.row_height = 3

    def on_resize(self, event: events.Resize) -> None:
        """Where there is little room, each extract gets less of it."""
        self.row_height = 2 if event.size.height < _LOW else 3

    def key(self, row: ThemeExtract) -> UUID:
        """Its coding."""
        return row.extract.id

    def lines(self, row: ThemeExtract, width: int) -> list[Content]:
        """One line about it, then the beginning of its words."""
        room = self.row_height - 1
        # A passage may be a whole interview: only what can be seen is wrapped.
        begun = one_line(row.extract.quote[: 4 * width * room])
        words = Content(begun).wrap(width)
        if len(words) > room or len(row.extract.quote) > 4 * width * room:
            words = [*words[: room - 1], Content(words[room - 1].plain.rstrip() + " …").truncate(width, ellipsis=True)]
        return [self._about(row, width), *words[:room]]

    def whole(self, row: ThemeExtract, width: int) -> list[Content]:
        """One line about it, then all its words, and its coder's memo."""
        words = Content(visible(row.extract.quote)).wrap(width)
        memo = visible(row.extract.memo.strip())
        noted = Content.assemble(("Memo: ", "bold"), memo).wrap(width) if memo else []
        return [self._about(row, width), *words, *noted, Content("")]

    def words(self) -> Callable[[ThemeExtract], str]:
        """Who, where and all its words."""
        return self.names.text

    def _about(self, row: ThemeExtract, width: int) -> Content:
        stance, use, sealed, who, *rest = self.names.about(row)
        if width < _NARROW:
            # Who speaks must be seen: the signs alone say stance and use.
            stance, use = (f"{stance[0][0]} ", stance[1]), (f"{use[0][0]} ", use[1])
        placed = (" · placed" if row.extract.id in self.placed else "", "$success")
        return Content.assemble(stance, use, sealed, who, placed, *rest).truncate(width, ellipsis=True)
