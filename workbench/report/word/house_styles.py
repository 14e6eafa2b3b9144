"""A template's styles in the place of ours: found by name, and where there is none, one of ours fitted to the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from rapidfuzz import process

from workbench.errors import BadInput
from workbench.report.word.style_names import OUR_NAMES, USED_INSTEAD, in_the_file
from workbench.report.word.styles import ACCENT, KEEPING, QUIET, RULE, SHADE, STYLES, TABLE, TABLE_STYLE, Style

_OUR_SIZE = 21
"""Half-points of the running text in a report of ours."""

_GREYS = {QUIET: "595959", RULE: "BFBFBF", SHADE: "F2F2F2"}
_OF_THE_PAGE = ("Title", "Subtitle", "Author", "TitleDetail", "Header", "Footer", "FootnoteText")
_IN_WORDS = {"paragraph": "a paragraph style", "character": "a character style", "table": "a table style"}


class HouseStyles:
    """The styles of a template, those of ours added that it has not.

    Args:
        root: The root of the template's styles.
        asked: The house's names for our styles, by our names for them.
        width: The width between the margins, in twentieths of a point.
        where: The template, for messages.
        place: Where the house's names stand, for messages.

    Raises:
        BadInput: A style that is asked for is not there, or is of another kind.
    """

    def __init__(self, root: Any, asked: Mapping[str, str], *, width: int, where: str, place: str) -> None:
        self._root, self._width, self._where, self._place = root, width, where, place
        self._by_id = {one.get(qn("w:styleId")): one for one in root.findall(qn("w:style"))}
        self._by_name: dict[tuple[str, str], str] = {}
        for identity, one in self._by_id.items():
            for name in (*_names(one), identity):
                self._by_name.setdefault((_kind(one), name.casefold()), identity)
        self._ids: dict[str, str] = {}
        wanted = {OUR_NAMES[name]: (name, house) for name, house in asked.items() if house.strip()}
        kinds = {**{style.id: style.kind for style in STYLES}, TABLE: "table"}
        for our, kind in kinds.items():
            if our in wanted:
                self._ids[our] = self._asked_for(*wanted[our], kind)
            elif found := self._first(kind, USED_INSTEAD.get(our, (_name_of(our),))):
                self._ids[our] = found
        if default := self._default("paragraph"):
            self._ids.setdefault("Normal", default)
            self._ids.setdefault("BodyText", default)
        self._ids["DefaultParagraphFont"] = self._default("character")
        self._ids["TableNormal"] = self._default("table")
        self._keeping = {our for our in KEEPING if our in self._ids and self._has(self._ids[our], "w:keepNext") is None}
        self._add_missing()
        headings = [our for our in self._ids if our.startswith("Heading")]
        self._unranked = {
            our: int(our[-1]) - 1 for our in headings if self._has(self._ids[our], "w:outlineLvl") is None
        }

    def dress(self, elements: Iterable[Any]) -> None:
        """Put the template's styles in the place of ours, in elements of ours.

        What our styles do that the contents or the pages hang on, and the template's do not, their paragraphs do.
        """
        value, others = qn("w:val"), {our: house for our, house in self._ids.items() if our != house}
        styles = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
        changed = {*others, *self._keeping, *self._unranked}
        for element in elements:
            for one in element.iter(*styles):
                our = one.get(value)
                if our not in changed:
                    continue
                if our in others:
                    one.set(value, others[our])
                if our in self._keeping and one.getparent().find(qn("w:keepNext")) is None:
                    one.addnext(parse_xml(f"<w:keepNext {nsdecls('w')}/>"))
                if our in self._unranked:
                    level = parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{self._unranked[our]}"/>')
                    _append_in_order(one.getparent(), level)

    def one_tab(self, paragraph: Any) -> None:
        """Let a tab in a dressed paragraph lead to the right margin, whatever stops its style has."""
        found = self._has(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")), "w:tabs")
        stops = (
            {one.get(qn("w:pos")) for one in found if one.get(qn("w:val")) != "clear"} if found is not None else set()
        )
        cleared = "".join(f'<w:tab w:val="clear" w:pos="{stop}"/>' for stop in sorted(stops - {str(self._width)}))
        right = f'<w:tab w:val="right" w:pos="{self._width}"/>'
        paragraph.find(qn("w:pPr")).append(parse_xml(f"<w:tabs {nsdecls('w')}>{cleared}{right}</w:tabs>"))

    def number_of(self, our: str) -> int | None:
        """The list that a style of the template itself is numbered by; None where it is none."""
        found = self._has(self._ids[our], "w:numPr")
        number = found.find(qn("w:numId")) if found is not None else None
        return int(number.get(qn("w:val"))) if number is not None else None

    def speak(self, language: str) -> None:
        """Set the language of all that is written under these styles."""
        defaults = self._root.find(qn("w:docDefaults"))
        if defaults is None:
            defaults = parse_xml(f"<w:docDefaults {nsdecls('w')}/>")
            self._root.insert(0, defaults)
        run = _child(_child(defaults, "w:rPrDefault", first=True), "w:rPr")
        _child(run, "w:lang").set(qn("w:val"), language)
        for identity in {*self._ids.values()}:
            for one in (
                self._by_id[identity].findall(f"{qn('w:rPr')}/{qn('w:lang')}") if identity in self._by_id else ()
            ):
                one.attrib.pop(qn("w:val"), None)

    def _asked_for(self, our: str, house: str, kind: str) -> str:
        if found := self._first(kind, in_the_file(house)):
            return found
        for other, words in _IN_WORDS.items():
            if other != kind and self._first(other, in_the_file(house)):
                message = (
                    f"{self._place}: {our}: {house!r} is {words} of the template, and {_IN_WORDS[kind]} is needed."
                )
                raise BadInput(message, f"Name {_IN_WORDS[kind]}.")
        names = [_names(one)[0] for one in self._by_id.values() if _kind(one) == kind and _names(one)]
        near = [name for name, _, _ in process.extract(house, names, processor=str.casefold, limit=5)]
        raise BadInput(
            f"{self._place}: {our}: {self._where[:1].lower()}{self._where[1:]} has no {kind} style {house!r}; "
            f"near it are {', '.join(repr(name) for name in near) or 'none'}.",
            "Word shows styles of its own that a file holds only once they were used in it.",
        )

    def _first(self, kind: str, names: Iterable[str]) -> str:
        found = (self._by_name[kind, name.casefold()] for name in names if (kind, name.casefold()) in self._by_name)
        return next(found, "")

    def _default(self, kind: str) -> str:
        """The id of what everything of a kind is unless it says otherwise; empty where there is none."""
        on = ("1", "true", "on")
        found = (
            identity
            for identity, one in self._by_id.items()
            if _kind(one) == kind and one.get(qn("w:default"), "0") in on
        )
        return next(found, "")

    def _has(self, identity: str, what: str) -> Any | None:
        """What a style says of its paragraphs, itself or by what it is based on; None where nothing."""
        seen: set[str] = set()
        while identity in self._by_id and identity not in seen:
            seen.add(identity)
            found = self._by_id[identity].find(f"{qn('w:pPr')}/{qn(what)}")
            if found is not None:
                is_off = found.get(qn("w:val"), "1") in ("0", "false", "off") and what == "w:keepNext"
                return None if is_off else found
            identity = self._based_on(identity)
        return None

    def _based_on(self, identity: str) -> str:
        base = self._by_id[identity].find(qn("w:basedOn"))
        return base.get(qn("w:val"), "") if base is not None else ""

    def _run_property(self, identity: str, what: str) -> str:
        """What a style says of its letters, itself or by what it is based on; empty where nothing."""
        seen: set[str] = set()
        while identity in self._by_id and identity not in seen:
            seen.add(identity)
            found = self._by_id[identity].find(f"{qn('w:rPr')}/{qn(what)}")
            if found is not None:
                return str(found.get(qn("w:val"), ""))
            identity = self._based_on(identity)
        found = self._root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn(what)}")
        return str(found.get(qn("w:val"), "")) if found is not None else ""

    def _add_missing(self) -> None:
        missing = [style for style in STYLES if style.id not in self._ids]
        taken = {identity.casefold() for identity in self._by_id}
        for our in [*(style.id for style in missing), *([TABLE] if TABLE not in self._ids else [])]:
            identity, number = our, 1
            while identity.casefold() in taken:
                number += 1
                identity = f"{our}{number}"
            self._ids[our] = identity
            taken.add(identity.casefold())
        size = self._run_property(self._ids["BodyText"], "w:sz")
        scale = (int(size) if size.isdigit() else 20) / _OUR_SIZE
        accent = self._run_property(self._ids["Heading1"], "w:color")
        accent = accent if re.fullmatch("[0-9A-Fa-f]{6}", accent) else "auto"
        added = [self._fitted(style.xml(), scale, accent, style) for style in missing]
        if self._ids[TABLE] not in self._by_id:
            added.append(self._fitted(TABLE_STYLE, scale, accent, None))
        for one in added:
            self._root.append(one)
            self._by_id[one.get(qn("w:styleId"))] = one

    def _fitted(self, xml: str, scale: float, accent: str, style: Style | None) -> Any:
        """A style of ours that fits the template: its font, its size, its colour for headings, its own ids."""
        element = parse_xml(xml.replace("<w:style ", f"<w:style {nsdecls('w')} ", 1))
        element.set(qn("w:styleId"), self._ids[element.get(qn("w:styleId"))])
        if self._default(_kind(element)):
            element.attrib.pop(qn("w:default"), None)
        for one in element.iter(qn("w:basedOn"), qn("w:next")):
            our = one.get(qn("w:val"))
            if our == "Normal" and one.tag == qn("w:basedOn") and _is_text(style):
                our = "BodyText"
            if self._ids.get(our):
                one.set(qn("w:val"), self._ids[our])
            else:
                one.getparent().remove(one)
        for one in element.iter(qn("w:sz"), qn("w:szCs")):
            if one.getparent().tag == qn("w:rPr"):
                one.set(qn("w:val"), str(max(2, round(int(one.get(qn("w:val"))) * scale))))
        for one in element.iter():
            for name in (qn("w:color"), qn("w:fill"), qn("w:val")):
                shade = one.get(name, "")
                if shade == ACCENT or shade in _GREYS:
                    one.set(name, accent if shade == ACCENT else _GREYS[shade])
            if one.tag == qn("w:spacing"):
                one.attrib.pop(qn("w:line"), None)
                one.attrib.pop(qn("w:lineRule"), None)
            if one.tag == qn("w:tab") and one.get(qn("w:val")) == "right":
                one.set(qn("w:pos"), str(self._width))
        return element


def _is_text(style: Style | None) -> bool:
    """Whether what is written under a style of ours is to look like the running text."""
    return style is not None and style.kind == "paragraph" and style.id not in (*_OF_THE_PAGE, "BodyText")


def _kind(style: Any) -> str:
    return str(style.get(qn("w:type"), "paragraph"))


def _names(style: Any) -> list[str]:
    """A style's name, and others that it has."""
    found = []
    for tag in ("w:name", "w:aliases"):
        one = style.find(qn(tag))
        if one is not None:
            value = one.get(qn("w:val"), "")
            found += [value] if tag == "w:name" else [each.strip() for each in value.split(",") if each.strip()]
    return found


def _name_of(our: str) -> str:
    return next((style.name for style in STYLES if style.id == our), our).casefold()


def _child(parent: Any, tag: str, *, first: bool = False) -> Any:
    """The child of a name, which is made where there is none."""
    found = parent.find(qn(tag))
    if found is None:
        found = parse_xml(f"<{tag} {nsdecls('w')}/>")
        parent.insert(0, found) if first else parent.append(found)
    return found


_BEHIND_RANK = ("w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")


def _append_in_order(properties: Any, level: Any) -> None:
    """Put an outline level where the schema has it among the properties of a paragraph."""
    behind = next((one for tag in _BEHIND_RANK if (one := properties.find(qn(tag))) is not None), None)
    if behind is None:
        properties.append(level)
    else:
        behind.addprevious(level)
