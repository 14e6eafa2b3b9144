"""How passages on which coders differ stand in a list, and what is told of the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from uuid import UUID

from rich.cells import cell_len
from textual import events
from textual.content import Content

from workbench.agreement.consensus import Settled
from workbench.agreement.consensus_told import choice_in_words
from workbench.agreement.differing import Differences, Differing, Passage, Put
from workbench.agreement.differing_told import kind_in_words, names_of, who_coded_what
from workbench.codebook.schema import Code
from workbench.spans import Span
from workbench.tui.widgets.code_rules import rules_of
from workbench.tui.widgets.row_list import RowList, columns
from workbench.visible import last_cells, one_line, visible

_CODES, _LEAST_CODES, _KIND, _SIZE, _DECIDED = 26, 12, 14, 7, 10
_ROOMY = 80
"""From so many cells on there is room for how large it is."""

_BROAD, _HIGH, _DECIDED_BELOW = 90, 8, 18
"""Below so many cells, where there are so many lines, a passage has two lines; how wide what was decided is then."""

_LONGEST = 1500
"""Code points of a passage that are shown; the rest is read in its transcript."""

_BEGINS = 120
"""So many code points of its words stand in the list."""

_AROUND = 120
"""So much of what stands before and after it."""

Known = tuple[UUID, Span, tuple[str, ...]]


def known_by(one: Differing) -> Known:
    """By what a passage is known when they are found anew."""
    return one.revision_id, one.span, one.codes


class DifferenceRows(RowList[Differing]):
    """A line or two a passage: in what they differ, the code, what was decided, how large it is, where, its words."""

    def __init__(self) -> None:
        super().__init__(id="differences-list", can_mark=False)
        self._called: Callable[[str], str] = one_line
        self._coders: tuple[str, ...] = ()
        self._begin: dict[Known, str] = {}
        self._widths = (1, 1)
        self._settled = Settled({}, ())

    def show_passages(self, found: Differences, those: Sequence[Differing], settled: Settled, *, empty: str) -> None:
        """Show passages of what was found, with what was decided of them."""
        self._settled = settled
        self._called, self._coders = names_of(found.books), found.coders
        # The first ones are enough to tell how wide columns are.
        seen = those[:500]
        kinds = max((cell_len(kind_in_words(one, found.coders)) for one in seen), default=1)
        codes = max((cell_len(self._codes(one)) for one in seen), default=1)
        self._widths = min(kinds, _KIND), min(codes, _CODES)
        self.show(those, empty=empty)

    def take_words(self, read: Iterable[Passage]) -> None:
        """Show how the words of passages begin, once these are read; until then it is told where they stand."""
        self._begin |= {known_by(one.differing): one.words[:_BEGINS] for one in read}
        self.draw_anew()

    def _codes(self, row: Differing) -> str:
        return " / ".join(map(self._called, row.codes))

    def key(self, row: Differing) -> Known:
        """Where it is, and of which codes."""
        return known_by(row)

    def on_resize(self, event: events.Resize) -> None:
        """Where one line has no room for all of it, where it is and its words have a line of their own."""
        size = self.scrollable_content_region.size
        self.row_height = 2 if size.width < _BROAD and size.height >= _HIGH else 1
        super().on_resize(event)

    def lines(self, row: Differing, width: int) -> list[Content]:
        """What it is and what was decided; beside that or below, where it is and how it begins."""
        begins = self._begin.get(known_by(row))
        where = f"{row.place}  {one_line(begins)}" if begins is not None else row.place
        kind, codes = self._widths
        if self.row_height > 1:
            first: list[tuple[Content | str, int]] = [
                (Content.styled(kind_in_words(row, self._coders), "$warning"), kind),
                (Content.styled(self._codes(row), "bold"), 0),
            ]
            if self._settled.of(row) is not None:
                first.append((self._decided(row, self._called), _DECIDED_BELOW))
            return [columns(first, width), Content.styled(where, "$foreground 75%").truncate(width, ellipsis=True)]
        # Where there is little room, where it stands is not to be lost behind what it is about.
        codes = min(codes, max(_LEAST_CODES, width // 3))
        parts: list[tuple[Content | str, int]] = [
            (Content.styled(kind_in_words(row, self._coders), "$warning"), kind),
            (Content.styled(self._codes(row), "bold"), codes),
        ]
        if self._settled.by_passage:
            parts.append((self._decided(row), _DECIDED))
        roomy = _ROOMY + (_DECIDED if self._settled.by_passage else 0)
        parts += [(Content.styled(f"{row.size:,}", "dim"), -_SIZE)] if width >= roomy else []
        return [columns((*parts, (where, 0)), width)]

    def _decided(self, row: Differing, called: Callable[[str], str] | None = None) -> Content:
        decided = self._settled.of(row)
        if decided is None:
            return Content("")
        return Content.styled(f"√ {choice_in_words(decided, called)}" if decided.choice else "… rule", "$success")

    def words(self) -> Callable[[Differing], str]:
        """Its codes and its transcript."""
        called = self._called
        return lambda row: "\n".join([*map(called, row.codes), row.transcript])

    def tip(self, row: Differing) -> str:
        """Its codes, and where it stands."""
        return f"{self._codes(row)}\n{row.place}"


def words_of(passage: Passage, found: Differences) -> Content:
    """The words of a passage between those round it, once for each who coded there, with what they coded marked."""
    return Content("\n").join(_words_of(passage, names_of(found.books), found.coders))


def _words_of(passage: Passage, called: Callable[[str], str], coders: Sequence[str]) -> Iterator[Content]:
    one = passage.differing
    sealed = ("not for quotation  ", "bold $error") if passage.not_for_quotation else ""
    who = " · ".join(filter(None, (one_line(one.transcript), one_line(", ".join(passage.speakers)))))
    yield Content.assemble(sealed, (who, "bold"))
    shown: dict[tuple[Span, ...], str] = {}
    for name, puts, said in who_coded_what(passage, called):
        sign = f" ({'AB'[list(coders).index(name)]})" if len(coders) == 2 else ""
        yield Content("")
        also = (f"  {said}", "$foreground 75%") if said else ""
        codes = ", ".join(called(put.code) for put in puts)
        yield Content.assemble(
            (f"{one_line(name)}{sign}", "bold"), (f"  {codes}" if codes else "", "bold $accent"), also
        )
        for put in puts:
            if put.spans in shown:
                yield Content.styled(f"the same words as {shown[put.spans]}", "dim")
            else:
                shown[put.spans] = one_line(name)
                yield _marked(passage, put, around=len(shown) == 1)
        for coder, code, memo in passage.memos:
            if coder == name:
                yield Content.assemble((f"Memo ({called(code)}): ", "bold"), visible(memo))


def _marked(passage: Passage, put: Put, *, around: bool) -> Content:
    """The words of a passage with what a coder coded of them in brackets, whatever the colours are."""
    start, place = passage.differing.span.start, 0
    parts: list[tuple[str, str]] = []
    for span in put.spans:
        parts.append((visible(passage.words[place : span.start - start]), "dim"))
        parts.append((f"[{_shortened(passage.words[span.start - start : span.end - start])}]", "bold"))
        place = span.end - start
    parts.append((_shortened(passage.words[place:]), "dim"))
    if around:
        before, after = one_line(passage.before), one_line(passage.after)
        end, begin = last_cells(before, _AROUND).strip(), after[:_AROUND]
        cut = "…" if len(end) < len(before.strip()) else ""
        parts.insert(0, (f"{cut}{end}{' ' * passage.before[-1:].isspace()}", "dim"))
        parts.append((f"{' ' * passage.after[:1].isspace()}{begin}{'…' * (len(begin) < len(after))}", "dim"))
    return Content.assemble(*parts)


def _shortened(words: str) -> str:
    return visible(words[:_LONGEST]) + (" …" if len(words) > _LONGEST else "")


def rules_told(one: Differing, found: Differences) -> Content:
    """The rules of the codes that a passage is about."""
    codes: dict[str, Code] = {code.id: code for code in found.books.codes()}
    parts = []
    for code_id in one.codes:
        code = codes.get(code_id)
        if code is not None:
            parts.append(rules_of(code, became=found.books.lineage.became(code)))
        else:
            gone = f"{one_line(code_id)} is in no codebook: there is no rule."
            parts.append(Content.styled(gone, "$warning"))
    return Content("\n\n").join(parts)
