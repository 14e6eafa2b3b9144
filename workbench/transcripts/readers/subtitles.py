"""WebVTT and SubRip subtitles: the words laid out as turns.

Where speakers are named (``<v Name>`` of Teams and noScribe, ``Name: words`` of Zoom), consecutive cues of one speaker
become one paragraph ``Name: words``. Where nobody is, every cue is a line, so that the .vtt, .srt and .txt of one
recording give one text.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from workbench.transcripts.cutting import Turn
from workbench.transcripts.dress import Known, begins_with, head_from, known_from, undressed
from workbench.transcripts.labels import Head, head_of, is_speaker_word, key_of, keys_of, looks_like_label
from workbench.transcripts.likely import likely_label
from workbench.transcripts.readers.cues import Cue, cues_of
from workbench.transcripts.readers.decoding import cleaned, decoded
from workbench.transcripts.readers.reading import Laid, Source
from workbench.transcripts.strangers import names_somebody, small_words

NAME = "subtitles"
VERSION = 4

_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,80})?[ \t]+([^<>\n]{1,200})>|</v>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:i|b|u|s|c|v|em|strong|font|span|ruby|rt|lang)(?:[.\s][^<>]{0,300})?/?>|<\d[\d:.,]{3,14}>|\{\\[^{}]{0,100}\}",
    re.IGNORECASE,
)
_BREAK = re.compile(r"(?i:<br[ \t]{0,4}/?>)|\\N")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_MARKUP = re.compile(r"[<{&\\]")
_NAMED = re.compile(r"(?P<label>[^:：\n]{1,60})[:：](?=\s|$)")
_MOST = 0.6

_SPEAKS_UP = ">>"
"""How subtitles say that somebody else speaks now, whether or not they say who."""


class _Piece(NamedTuple):
    """Words of one cue by one speaker; ``cue`` is the cue's place in the file."""

    cue: int
    time: int
    speaker: str | None
    words: str
    voiced: bool = False


def read(source: Source) -> Laid:
    """Reads a .vtt or .srt file.

    Raises:
        BadInput: The bytes are no text, there is no cue, or a cue's times cannot be read; names the line.
    """
    text, notices = decoded(source.data, source.name)
    web = text.startswith("WEBVTT") or source.name.lower().endswith(".vtt")
    cues, more = cues_of(text, source.name, web=web)
    pieces = list(_pieces(cues))
    if any(piece.voiced for piece in pieces):
        pieces = [_by_its_own_label(piece, known_from(frozenset(source.known_labels))) for piece in pieces]
    else:
        pieces = _with_named_speakers(pieces, source.known_labels)
    laid, turns = _laid(pieces)
    return Laid(laid, turns, [*notices, *more])


def _pieces(cues: Sequence[Cue]) -> Iterator[_Piece]:
    """The words of every cue, line by line, with the speaker a voice tag names."""
    for number, cue in enumerate(cues):
        speaker: str | None = None
        for line in cue.payload:
            start = 0
            for found in _VOICE.finditer(line):
                yield from _piece(number, cue.time, speaker, line[start : found.start()])
                speaker, start = (_plain(found.group(1)) or None) if found.group(1) else None, found.end()
            yield from _piece(number, cue.time, speaker, line[start:])


def _piece(cue: int, time: int, speaker: str | None, marked: str) -> Iterator[_Piece]:
    words = _plain(marked)
    if speaker is not None and words:
        # noScribe repeats the name of the voice in the words: "<v S01>S01: …", "<v S02>//S02: …//".
        overlap, rest = ("//", words[2:].lstrip()) if words.startswith("//") else ("", words)
        if rest.startswith(speaker + ":"):
            words = overlap + rest[len(speaker) + 1 :].lstrip()
    if words:
        yield _Piece(cue, time, speaker, words, voiced=speaker is not None)


def _plain(marked: str) -> str:
    """What a viewer sees of a line: without tags, entities resolved once, without white space at its ends."""
    if _MARKUP.search(marked) is None:
        return marked.strip()
    bare = _TAG.sub("", _BREAK.sub(" ", marked))
    resolved = _ENTITY.sub(lambda found: html.unescape(found.group()), bare)
    return cleaned(resolved)[0].replace("\n", " ").strip()


def _with_named_speakers(pieces: Sequence[_Piece], known_labels: Collection[str]) -> list[_Piece]:
    """The pieces with the speakers that ``Name: words`` names; one without label goes on with the one before."""
    keys, known = keys_of(known_labels), known_from(frozenset(known_labels))
    heads = [_head(piece.words, keys, known) for piece in pieces]
    keys |= {head.key for piece, head in zip(pieces, heads, strict=True) if head and begins_with(piece.words, known)}
    counts = Counter(head.key for head in heads if head and head.form == "colon")
    small = small_words("\n".join(piece.words for piece in pieces))
    # Where nearly every cue begins so, as in Zoom's, names need not look like names: "jo.b@example.org: …".
    lenient = sum(head is not None for head in heads) >= _MOST * len(pieces)
    sure = [
        head is not None and head.form == "colon" and _counts(head, keys, counts, lenient=lenient) for head in heads
    ]
    labelled = any(sure)
    named: list[_Piece] = []
    speaker: str | None = None
    for piece, head, counted in zip(pieces, heads, sure, strict=True):
        if head is not None and head.form == "weak" and labelled:
            speaker = None  # nobody knows whose words these are
            named.append(piece._replace(speaker=speaker))
        elif head is not None and (
            counted or head.form == "weak" or (speaker is not None and _names_another(head, small))
        ):
            speaker = head.label
            named.append(piece._replace(speaker=speaker, words=piece.words[head.words :].strip()))
        else:
            if labelled and _is_somebody_elses(piece.words, known):
                speaker = None
            named.append(piece._replace(speaker=speaker))
    return [piece for piece in named if piece.words]


def _is_somebody_elses(words: str, known: Known) -> bool:
    """Whether words begin as somebody else's do, though nobody knows whose."""
    likely = likely_label(words, known)
    return words.startswith(_SPEAKS_UP) or (likely is not None and likely.is_person)


def _by_its_own_label(piece: _Piece, known: Known) -> _Piece:
    """A piece that names a speaker of the study itself, whatever its voice tag says."""
    beginning = begins_with(piece.words, known)
    if beginning is None or not beginning.is_clear or not piece.words[beginning.words :]:
        return piece
    return piece._replace(speaker=beginning.label, words=piece.words[beginning.words :])


def _head(words: str, keys: Collection[str], known: Known) -> Head | None:
    """What could be a speaker's label before the words of a piece: of form "colon", or "weak" for a known one."""
    head = head_of(words, keys)
    if head is not None and head.form == "colon" and head.key in keys:
        return head
    beginning = begins_with(words, known)
    if beginning is not None and beginning.sign and not beginning.may_be_speech:
        return head_from(beginning)._replace(form="colon" if beginning.is_clear else "weak")
    head = head if head is not None and head.form == "colon" else undressed(words)
    if head is not None:
        return head
    found = _NAMED.match(words)
    if found is None:
        return None
    label = found.group("label").strip()
    return Head(label, key_of(label), found.end(), None, "colon", firm=True) if label else None


def _counts(head: Head, known: Collection[str], counts: Counter[str], *, lenient: bool) -> bool:
    if head.key in known or is_speaker_word(head.label):
        return True
    return counts[head.key] > 1 and (lenient or looks_like_label(head.label))


def _names_another(head: Head, small: Collection[str]) -> bool:
    """Whether a label that stands once names somebody else than whoever spoke before."""
    return looks_like_label(head.label) and names_somebody(head.label, small)


def _laid(pieces: Sequence[_Piece]) -> tuple[str, list[Turn]]:
    """The text with a paragraph for each turn, and the turns in it."""
    lines: list[str] = []
    turns: list[Turn] = []
    at = 0
    for group in _groups(pieces):
        label = f"{group[0].speaker}: " if group[0].speaker is not None else ""
        words = " ".join(piece.words for piece in group)
        turns.append(Turn(at + len(label), at + len(label) + len(words), group[0].speaker, group[0].time))
        lines.append(label + words)
        at += len(lines[-1]) + 1
    return "\n".join(lines), turns


def _groups(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces that make one turn: consecutive ones of one speaker; without speaker, those of one cue."""
    group: list[_Piece] = []
    for piece in pieces:
        if group and (piece.speaker != group[-1].speaker or (piece.speaker is None and piece.cue != group[-1].cue)):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group
