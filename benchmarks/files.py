"""Interviews as the files that transcribers and recorders deliver: .txt, .docx, .vtt, .srt."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.interviews import Interview, Spoken

FORMATS = ("txt", "docx", "vtt", "srt")
_CUE = 12
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BODY = "word/document.xml"


def write(interview: Interview, folder: Path, suffix: str) -> Path:
    """Write one interview in one format (of `FORMATS`) and say where it is."""
    path = folder / f"{interview.name}.{suffix}"
    path.write_bytes(_docx(interview.turns) if suffix == "docx" else _text(interview.turns, suffix).encode())
    return path


def _text(turns: Iterable[Spoken], suffix: str) -> str:
    if suffix == "txt":
        return "\n\n".join(f"{turn.speaker}: {turn.words}" for turn in turns) + "\n"
    blocks = [
        f"{number}\n{start} --> {end}\n{words}" for number, (start, end, words) in enumerate(_cues(turns, suffix), 1)
    ]
    return "\n\n".join((["WEBVTT"] if suffix == "vtt" else []) + blocks) + "\n"


def _cues(turns: Iterable[Spoken], suffix: str) -> Iterator[tuple[str, str, str]]:
    """Cues of a dozen words: voices in tags as Teams writes them, or names before the words as Zoom does."""
    for turn in turns:
        words = turn.words.split()
        for at in range(0, len(words), _CUE):
            part = " ".join(words[at : at + _CUE])
            start, end = (_clock(turn.second + offset / 2.4, suffix) for offset in (at, at + _CUE))
            yield start, end, f"<v {turn.speaker}>{part}</v>" if suffix == "vtt" else f"{turn.speaker}: {part}"


def _clock(seconds: float, suffix: str) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    point = "." if suffix == "vtt" else ","
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{point}{rest % 1000:03}"


def _docx(turns: Iterable[Spoken]) -> bytes:
    """A Word file as Word saves one: a paragraph a turn, its label bold, a run or so a sentence, marks of editing."""
    paragraphs = []
    for turn in turns:
        runs = "".join(
            f'<w:r w:rsidRPr="00A4{number % 97:02}B1"><w:t xml:space="preserve">{escape(sentence)} </w:t></w:r>'
            f'<w:proofErr w:type="spellStart"/>'
            for number, sentence in enumerate(turn.sentences)
        )
        paragraphs.append(
            '<w:p w:rsidR="00C21F7A" w:rsidRDefault="00C21F7A"><w:pPr><w:spacing w:after="120"/></w:pPr>'
            f'<w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">{turn.speaker}: </w:t></w:r>{runs}</w:p>'
        )
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{_WORD}"><w:body>'
        f"{''.join(paragraphs)}<w:sectPr/></w:body></w:document>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in _empty_parts():
            package.writestr(name, document if name == _BODY else data)
    return made.getvalue()


@cache
def _empty_parts() -> tuple[tuple[str, bytes], ...]:
    """The parts of an empty Word file."""
    import docx

    empty = io.BytesIO()
    docx.Document().save(empty)
    with zipfile.ZipFile(empty) as package:
        return tuple((name, package.read(name)) for name in package.namelist())
