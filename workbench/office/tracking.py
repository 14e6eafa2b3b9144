"""Changes written into a Word file as tracked ones, to be accepted or rejected in Word like anybody's.

What was there stays there, with its form, comments, notes and other people's changes: runs are only parted where a
change begins or ends. With the changes rejected the file says what it said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from workbench.office.cleaning_trees import following_block, local, unwrap
from workbench.office.tracked_text import Piece, pieces

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_LOOKS = frozenset({"rPr", "sectPr", "pPrChange"})
_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo"})


class Edit(NamedTuple):
    """Words that others are to stand for: from where to where (exclusive) in the words as accepted, and the others."""

    start: int
    end: int
    words: str


class Tracker:
    """Writes tracked changes into the parts of one file.

    Args:
        w: The file's namespace of WordprocessingML in braces.
        author: Whose changes they are.
        when: When they are made (aware).
        roots: The parts, whose numbers of changes are not to be used again.
    """

    def __init__(self, w: str, author: str, when: dt.datetime, roots: Iterable[etree._Element]) -> None:
        self.w = w
        self._author = author
        self._date = when.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        numbers = (element.get(f"{w}id", "") for root in roots for element in root.iter(f"{w}*"))
        self._last = max((int(one) for one in numbers if one.isdecimal() and len(one) < 9), default=0)
        self._own: set[str] = set()  # the numbers of the changes that were made

    def edit(self, stretch: etree._Element, edits: Sequence[Edit], *, without: Collection[etree._Element] = ()) -> None:
        """Change words of a stretch.

        Args:
            stretch: What the words stand in.
            edits: What to change; none touches another.
            without: Elements in it whose words are none of it.
        """
        row = pieces(stretch, self.w, without=without)
        for edit in sorted(edits, reverse=True):
            touched = [one for one in row if one.start < edit.end and edit.start < one.end and one.run is not None]
            form, after = None, None
            for piece in reversed(touched):
                run = self._own_run(
                    piece, max(0, edit.start - piece.start), min(len(piece.text), edit.end - piece.start)
                )
                mark = self._strike(run)
                form = run
                after = mark if after is None else after
            if edit.words:
                self._put_in(edit, row, form, after, stretch)

    def strike_all(self, stretch: etree._Element, *, without: Collection[etree._Element] = ()) -> None:
        """Strike out all words of a stretch but those in some elements; signs of notes and comments in it stay."""
        for piece in reversed(pieces(stretch, self.w, without=without)):
            if piece.run is not None:
                self._strike(self._own_run(piece, 0, len(piece.text)))

    def strike_control(self, control: etree._Element, *, without: Collection[etree._Element] = ()) -> None:
        """Strike out what a content control holds but for some elements, and take the control away.

        Once that is accepted nothing may be left: Word prints what it likes in the place of an empty control. The
        elements that say of a control that it is struck out are no way: LibreOffice shows all behind them as changed.
        """
        content = control.find(f"{self.w}sdtContent")
        if content is not None:
            self.strike_all(content, without=without)
            unwrap(content)
        for properties in control.findall(f"{self.w}sdtPr") + control.findall(f"{self.w}sdtEndPr"):
            control.remove(properties)
        unwrap(control)

    def strike_mark(self, paragraph: etree._Element) -> None:
        """Strike out the mark of a paragraph of which nothing is left, unless that was done already."""
        mark = self._mark_properties(paragraph)
        if all(mark.find(self.w + name) is None for name in ("del", "moveFrom")):
            mark.insert(mark.find(f"{self.w}ins") is not None, self._change("del"))

    def put_paragraph(self, after: etree._Element, control: etree._Element, properties: etree._Element | None) -> None:
        """Put a paragraph in behind another.

        Args:
            after: The paragraph behind which it comes.
            control: The content control that is all of it; it is put in with its words.
            properties: What the paragraph looks like; None for as nothing was said.
        """
        own = after.find(f"{self.w}pPr")
        ends_section = own is not None and own.find(f"{self.w}sectPr") is not None
        place = self._before_a_paragraph(after)
        if not ends_section and place is not None:
            paragraph = self._new_paragraph(control, properties)
            self._mark_properties(paragraph).insert(0, self._change("ins"))
            place.addnext(paragraph)
            return
        # It becomes the last before a table, or of its cell, section or document, whose mark cannot be one that was put
        # in: so it takes over the mark that is there, with what others changed of it, and the one before it gets a new
        # one.
        paragraph = self._new_paragraph(control, own)
        self._restyle(paragraph, properties)
        paragraph.attrib.update(after.attrib)
        after.attrib.clear()
        if own is not None:
            for section in own.findall(f"{self.w}sectPr"):
                own.remove(section)
        mark = self._mark_properties(after)
        for change in [one for one in mark if local(one) in _CHANGES]:
            mark.remove(change)
        self._number_again(after.find(f"{self.w}pPr"))
        mark.insert(0, self._change("ins"))
        after.addnext(paragraph)

    def put_paragraph_before(
        self, before: etree._Element, control: etree._Element, properties: etree._Element | None
    ) -> None:
        """Put a paragraph in before another; see `put_paragraph`."""
        paragraph = self._new_paragraph(control, properties)
        self._mark_properties(paragraph).insert(0, self._change("ins"))
        before.addprevious(paragraph)

    # Within a paragraph

    def _own_run(self, piece: Piece, start: int, end: int) -> etree._Element:
        """The run of part of a piece alone; what stood in its run before and behind it gets runs of its own."""
        run, element = piece.run, piece.element
        assert run is not None  # noqa: S101 - ends of paragraphs are left out before
        assert element is not None  # noqa: S101
        if end < len(piece.text):
            self._part_text(element, end)
        if start:
            element = self._part_text(element, start)
        behind = list(element.itersiblings())
        if behind:
            self._run_like(run, behind)
        if not any(one.tag != f"{self.w}rPr" for one in element.itersiblings(preceding=True)):
            return run
        return self._run_like(run, [element])

    def _part_text(self, element: etree._Element, at: int) -> etree._Element:
        """Part an element of words in two; gives the second."""
        words = element.text or ""
        second = etree.Element(element.tag)
        element.text, second.text = words[:at], words[at:]
        for one in (element, second):
            one.set(_SPACE, "preserve")
        element.addnext(second)
        return second

    def _run_like(self, run: etree._Element, inside: Sequence[etree._Element]) -> etree._Element:
        """A run behind another and of its form, that takes over what is to stand in it."""
        made = etree.Element(run.tag, run.attrib)
        properties = run.find(f"{self.w}rPr")
        if properties is not None:
            made.append(deepcopy(properties))
            self._number_again(made)
        made.extend(inside)
        run.addnext(made)
        return made

    def _strike(self, run: etree._Element) -> etree._Element:
        """Strike a run out; one before another that was just struck out is one change with it."""
        mark = run.getnext()
        if mark is None or mark.tag != f"{self.w}del" or mark.get(f"{self.w}id") not in self._own:
            mark = self._change("del")
            run.addprevious(mark)
        mark.insert(0, run)
        for words in run.findall(f"{self.w}t"):
            words.tag = f"{self.w}delText"
        return mark

    def _put_in(
        self,
        edit: Edit,
        row: Sequence[Piece],
        form: etree._Element | None,
        after: etree._Element | None,
        stretch: etree._Element,
    ) -> None:
        """Put words in behind those that were struck out for them, or behind the letter before."""
        if after is None:
            before = [one for one in row if one.start < edit.start and one.run is not None]
            if before:
                form = after = self._own_run(before[-1], 0, min(len(before[-1].text), edit.start - before[-1].start))
            else:
                form = next((one.run for one in row if one.run is not None), None)
        put_in = self._words(edit.words, form)
        if not any(one.get(f"{self.w}author") == self._author for one in stretch.iterancestors(f"{self.w}ins")):
            words, put_in = put_in, self._change("ins")  # else it is within what was put in and waits to be accepted
            put_in.append(words)
        if after is not None:
            self._out_of_changes(after).addnext(put_in)
        elif form is not None:
            form.addprevious(put_in)
        else:
            stretch.append(put_in)

    def _out_of_changes(self, element: etree._Element) -> etree._Element:
        """The element, or the tracked change of somebody's that it ends: a change stands in no other's insertion."""
        above = element.getparent()
        while above is not None and local(above) in _CHANGES and element.getnext() is None:
            element, above = above, above.getparent()
        return element

    def _words(self, words: str, form: etree._Element | None) -> etree._Element:
        run = etree.Element(f"{self.w}r")
        properties = None if form is None else form.find(f"{self.w}rPr")
        if properties is not None:
            copied = deepcopy(properties)
            for change in copied.findall(f"{self.w}rPrChange"):
                copied.remove(change)
            run.append(copied)
        fill_run(run, words, self.w)
        return run

    # Paragraphs and controls

    def _new_paragraph(self, control: etree._Element, properties: etree._Element | None) -> etree._Element:
        paragraph = etree.Element(f"{self.w}p")
        if properties is not None:
            paragraph.append(deepcopy(properties))
        put_in = self._change("ins")  # round the control: rejected, that goes with its words
        put_in.append(control)
        paragraph.append(put_in)
        return paragraph

    def _before_a_paragraph(self, after: etree._Element) -> etree._Element | None:
        """A paragraph, or somebody's frame that ends with it, where a paragraph follows; None where none does."""
        at: etree._Element | None = after
        while at is not None:
            following = following_block(at)
            if following is not None:
                return at if following.tag == f"{self.w}p" else None
            content = at.getparent()
            at = content.getparent() if content is not None and local(content) == "sdtContent" else None
        return None

    def _restyle(self, paragraph: etree._Element, looks: etree._Element | None) -> None:
        """Let a paragraph look otherwise, as a tracked change of its form."""
        own = paragraph.find(f"{self.w}pPr")
        before = [] if own is None else [one for one in own if local(one) not in _NOT_LOOKS]
        after = [] if looks is None else [one for one in looks if local(one) not in _NOT_LOOKS]
        if [*map(etree.tostring, before)] == [*map(etree.tostring, after)]:
            return
        if own is None:
            own = etree.Element(f"{self.w}pPr")
            paragraph.insert(0, own)
        elif own.find(f"{self.w}pPrChange") is not None:
            return  # somebody else changed its form, and there is one such change a paragraph
        change = self._change("pPrChange")
        etree.SubElement(change, f"{self.w}pPr").extend(before)
        for number, one in enumerate(after):
            own.insert(number, deepcopy(one))
        own.append(change)

    def _mark_properties(self, paragraph: etree._Element) -> etree._Element:
        """The properties of a paragraph's mark; made where there are none."""
        own = paragraph.find(f"{self.w}pPr")
        if own is None:
            own = etree.Element(f"{self.w}pPr")
            paragraph.insert(0, own)
        mark = own.find(f"{self.w}rPr")
        if mark is None:
            mark = etree.Element(f"{self.w}rPr")
            later = next((one for one in own if local(one) in ("sectPr", "pPrChange")), None)
            if later is None:
                own.append(mark)
            else:
                later.addprevious(mark)
        return mark

    def _number_again(self, copied: etree._Element) -> None:
        """Give changes that were copied with what they stand in numbers of their own."""
        for change in copied.iter(f"{self.w}rPrChange", f"{self.w}pPrChange"):
            self._last += 1
            change.set(f"{self.w}id", str(self._last))

    def _change(self, name: str) -> etree._Element:
        self._last += 1
        self._own.add(str(self._last))
        return etree.Element(
            self.w + name,
            {f"{self.w}id": str(self._last), f"{self.w}author": self._author, f"{self.w}date": self._date},
        )


def fill_run(run: etree._Element, words: str, w: str) -> None:
    """Write words into a run: line ends as breaks, tabs as tabs."""
    signs = {"\n": "br", "\t": "tab"}
    plain = ""
    for character in (*words, ""):
        if character and character not in signs:
            plain += character
            continue
        if plain:
            text = etree.SubElement(run, f"{w}t", {_SPACE: "preserve"})
            text.text, plain = plain, ""
        if character:
            etree.SubElement(run, w + signs[character])
