"""The caret and the selection as places in the text, and how keys and the mouse move them. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.spans import Span
from workbench.tui.transcript.layout import Layout
from workbench.tui.transcript.units import Unit, Units

_LARGER: tuple[Unit, ...] = ("word", "sentence", "turn")


@dataclass(frozen=True)
class Caret:
    """Where the caret is, and the other end of the selection.

    Attributes:
        at: The caret: the code point it stands on.
        anchor: Where the selection was begun; the caret's own place where nothing is selected.
        column: The cell that moves up and down wish to keep; None takes the caret's own.
        smaller: What was selected before the selection was grown.
    """

    at: int = 0
    anchor: int = 0
    column: int | None = None
    smaller: Caret | None = None

    @property
    def span(self) -> Span:
        """The selection; empty where nothing is selected."""
        return Span(min(self.at, self.anchor), max(self.at, self.anchor))


def at_place(offset: int) -> Caret:
    """The caret at a place, nothing selected."""
    return Caret(offset, offset)


class Ground:
    """What a caret moves on: a text laid out, its words, sentences and turns. Places given out are clusters'."""

    def __init__(self, layout: Layout, units: Units) -> None:
        self.layout, self.units = layout, units
        self._length = len(layout.text)

    def place(self, offset: int) -> int:
        """The nearest place at or before an offset that a caret can have."""
        return self.layout.cluster(min(max(0, offset), self._length)).start

    def covering(self, span: Span) -> Span:
        """The whole clusters that a span touches."""
        start = self.place(span.start)
        last = self.place(span.end)
        return Span(start, last if last >= span.end else self.layout.cluster(last).end)

    def selected(self, span: Span) -> Caret:
        """The caret behind a selected span."""
        start, end = self.covering(span)
        return Caret(end, start)

    def moved(self, caret: Caret, to: int, *, extend: bool, column: int | None = None) -> Caret:
        """The caret moved to a place, with the selection extended to it or given up."""
        to = self.place(to)
        return Caret(to, caret.anchor if extend else to, column)

    # By character and by unit

    def left(self, caret: Caret, *, extend: bool = False) -> Caret:
        """To the character before; to the selection's beginning where it is given up."""
        to = caret.at - 1 if extend or not caret.span.length else caret.span.start
        return self.moved(caret, to, extend=extend)

    def right(self, caret: Caret, *, extend: bool = False) -> Caret:
        """To the character behind; to the selection's end where it is given up."""
        to = self.layout.cluster(caret.at).end if extend or not caret.span.length else caret.span.end
        return self.moved(caret, to, extend=extend)

    def backward(self, unit: Unit, caret: Caret, *, extend: bool = False) -> Caret:
        """To the beginning of the word, sentence or turn; from there, to that of the one before that is not folded."""
        to = self.units.before(unit, caret.at)
        while unit == "turn" and (fold := self.layout.fold_at(to)) is not None and fold.start:
            to = self.units.before(unit, fold.start)
        return self.moved(caret, to, extend=extend)

    def forward(self, unit: Unit, caret: Caret, *, extend: bool = False) -> Caret:
        """To the end of the word, sentence or turn; from there, to that of the next.

        A move by turns that selects nothing goes to where the next turn begins that is not folded: there reading goes
        on.
        """
        if unit == "turn" and not extend:
            to = self.units.next_turn(caret.at)
            while to < self._length and (fold := self.layout.fold_at(to)) is not None:
                to = self.units.next_turn(fold.end - 1)
            return self.moved(caret, self._end(to), extend=False)
        return self.moved(caret, self._end(self.units.after(unit, caret.at)), extend=extend)

    def _end(self, offset: int) -> int:
        """The end of a unit as a place for the caret: the end of the cluster that it lies in."""
        return self.covering(Span(offset, offset)).end

    # By row

    def by_rows(self, rows: int, caret: Caret, *, extend: bool = False) -> Caret:
        """So many rows down (up where negative), in the same column where there are words; at the ends, to the end."""
        column = self.layout.column_of(caret.at) if caret.column is None else caret.column
        row = self.layout.row_at(caret.at) + rows
        if row < 0:
            to = 0
        elif row >= self.layout.rows:
            to = self._length
        else:
            to = self.layout.offset_at(row, column)
        return self.moved(caret, to, extend=extend, column=column)

    def row_start(self, caret: Caret, *, extend: bool = False) -> Caret:
        """To the row's beginning."""
        return self.moved(caret, self.layout.span(self.layout.row_at(caret.at)).start, extend=extend)

    def row_end(self, caret: Caret, *, extend: bool = False) -> Caret:
        """To the row's last place."""
        row = self.layout.row_at(caret.at)
        return self.moved(caret, self.layout.offset_at(row, self.layout.cells(row).width), extend=extend)

    def text_start(self, caret: Caret, *, extend: bool = False) -> Caret:
        """To the text's beginning."""
        return self.moved(caret, 0, extend=extend)

    def text_end(self, caret: Caret, *, extend: bool = False) -> Caret:
        """To the text's end."""
        return self.moved(caret, self._length, extend=extend)

    # Whole units

    def unit(self, unit: Unit, offset: int) -> Span:
        """The character, word, sentence or turn at a place; the character where there is none of the kind."""
        span = None
        if unit == "word":
            span = self.units.word(offset)
        elif unit == "sentence":
            span = self.units.sentence(offset)
        elif unit == "turn":
            span = self.units.turn(offset)
        return self.covering(span or self.layout.cluster(self.place(offset)))

    def between(self, unit: Unit, began: Span, offset: int) -> Caret:
        """The selection dragged from a character, word, sentence or turn, ``began``, to that at a place, both in it.

        The caret is at the end where the place is. Dragged back onto the character it began with, nothing is selected;
        a line feed at the end is left out.
        """
        last = self.unit(unit, offset)
        if unit == "character":
            if last == began:
                return at_place(last.start)
            if last.of(self.layout.text) == "\n":
                last = Span(last.start, last.start)
        if last.start < began.start:
            return Caret(last.start, began.end)
        return Caret(max(last.end, began.end), began.start)

    def grown(self, caret: Caret) -> Caret:
        """The selection grown: to the word, from there to the sentence, and on to the turn; or to those it touches."""
        span = caret.span
        turn = self.units.turn(span.start)
        if turn is not None and span.end < turn.start:
            # On a label: the words of its own are nothing one wants, what is spoken behind it is.
            sentence = self.unit("sentence", turn.start)
            return replace(self.selected(sentence), smaller=caret)
        for unit in _LARGER:
            larger = self._touched(unit, span)
            if larger.start <= span.start and span.end <= larger.end and larger != span and larger.length:
                return replace(self.selected(larger), smaller=caret)
        return caret

    def _touched(self, unit: Unit, span: Span) -> Span:
        if span.length:
            return Span(self.unit(unit, span.start).start, self.unit(unit, span.end - 1).end)
        if unit == "word" and self.units.word(span.start) is None:
            # Behind a word, or on blanks: the word that one has just gone through, else the next.
            before = self.units.word(span.start - 1) if span.start else None
            return self.covering(before or self._next_word(span.start))
        return self.unit(unit, span.start)

    def _next_word(self, offset: int) -> Span:
        end = self.units.after("word", offset)
        return self.units.word(end - 1) or Span(offset, offset) if end else Span(0, 0)

    def in_sight(self, caret: Caret) -> Caret:
        """The caret with no more selected than is shown: up to what is folded, seen from where it was begun."""
        folds = self.layout.folds_in(caret.span)
        if not folds:
            return caret
        return Caret(folds[0].start if caret.at > caret.anchor else folds[-1].end, caret.anchor)

    @staticmethod
    def shrunk(caret: Caret) -> Caret:
        """What was selected before the selection was last grown; the caret itself where it was not."""
        return caret.smaller or caret
