"""Write a study's work to `codings/` as text: in a fixed order, so that git merges it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight
from workbench.coding import marked_passages
from workbench.errors import Refused
from workbench.exchange import lines, reading
from workbench.model import Coder, Passage, Theme, ThemeCode, ThemeExtract
from workbench.safefile import write_bytes_safely
from workbench.spans import Span
from workbench.store import journal
from workbench.study import Study
from workbench.transcripts import listing


@dataclass(frozen=True)
class Packed:
    """What was packed.

    Attributes:
        files: The files written, or left as they were because they said the same.
        codings: How many codings are in them, removed ones included.
        themes: How many themes.
        passages: How many marked passages.
        memos: How many memos.
    """

    files: tuple[Path, ...]
    codings: int
    themes: int
    passages: int
    memos: int


class _Places:
    """From a passage to what a pack says of it."""

    def __init__(self, session: Session, *, words: bool) -> None:
        self._found = {item.revision_id: item for item in listing.transcripts(session)}
        self._texts = listing.texts(session, self._found)
        self._words = words
        self._sealed = marked_passages(session)
        rows = session.execute(
            sa.select(col(Passage.id), col(Passage.revision_id), col(Passage.start), col(Passage.end))
        )
        self._passages = {passage_id: (revision_id, Span(start, end)) for passage_id, revision_id, start, end in rows}

    def of(self, passage_id: UUID) -> lines.Place:
        revision_id, span = self._passages[passage_id]
        found = self._found[revision_id]
        # What is not for quotation is not printed, and does not go into text files either, whatever the study allows.
        sealed = any(span.overlaps(mark) for mark in self._sealed.get(revision_id, ()))
        quote = lines.words_or_hash(span.of(self._texts[revision_id]), allowed=self._words and not sealed)
        return lines.Place(found.name, found.text_sha256, found.source_sha256, *span, quote)


def pack(study: Study) -> Packed:
    """Write the study's codings, marks, themes and memos, as far as the coder may see them, to `codings/`.

    Raises:
        Refused: A file there holds work that is not in the study; nothing is written.
        Unavailable: The folder or a file cannot be written.
    """
    with study.read() as session:
        places = _Places(session, words=study.settings.words_in_text_files)
        by_coder = _codings(session, study, places)
        marks = _marks(session, places)
        themes = _themes(session, places)
        memos = _memos(session)
        coders = list(session.scalars(sa.select(col(Coder.name)).order_by(col(Coder.name))))
    contents: dict[str, list[str]] = {}
    for coder in sorted(by_coder):
        contents[lines.file_of(coder, contents)] = [lines.coding_line(line) for line in by_coder[coder]]
    for coder in coders:
        # Whose last coding was undone since: a file from before would still say it.
        if coder not in by_coder and (study.codings / (file := lines.file_of(coder, contents))).exists():
            contents[file] = []
    contents[lines.PASSAGES] = [
        lines.as_json(lines.place_values(place) | {"not_for_quotation": True}) for place in marks
    ]
    contents[lines.MEMOS] = [lines.memo_line(line) for line in memos]
    texts = {file: "".join(f"{line}\n" for line in rows) for file, rows in contents.items()}
    texts[lines.THEMES] = lines.themes_text(themes)
    everything = [line for rows in by_coder.values() for line in rows]
    _refuse_to_lose(study, everything, {theme.id for theme in themes} | {memo.id for memo in memos})
    study.codings.mkdir(exist_ok=True)
    for file, text in texts.items():
        path = study.codings / file
        if not path.exists() or path.read_bytes() != text.encode():
            write_bytes_safely(path, text.encode())
    files = tuple(study.codings / file for file in texts)
    return Packed(files, len(everything), sum(theme.removed_at is None for theme in themes), len(marks), len(memos))


def _refuse_to_lose(study: Study, codings: list[lines.CodingLine], others: set[UUID]) -> None:
    """Refuse to write over work that came into `codings/` (through git, say) and is not in the study yet."""
    if not study.codings.is_dir():
        return
    read = reading.read_packs([study.codings])
    if read.faults:
        raise Refused(
            f"The folder {study.codings.name} cannot be read whole: {read.faults[0]}", "Mend or remove that file first."
        )
    ids = {line.id for line in codings}
    # A line that came without an id of its own is known by its place.
    places = {_identity(line) for line in codings}
    missing = {line.id for line in read.codings if line.id not in ids and _identity(line) not in places}
    missing |= ({theme.id for theme in read.themes} | {memo.id for memo in read.memos}) - others
    # What was here and was undone since is not lost: the journal has it.
    with study.read() as session:
        missing -= journal.known_rows(session, missing)
    if missing:
        message = f"The folder {study.codings.name} holds work that is not in the study yet ({len(missing)} entries)."
        raise Refused(message, "Take it in first: workbench unpack codings")


def _identity(line: lines.CodingLine) -> tuple[str, int, int, str, str]:
    return (line.place.transcript, line.place.start, line.place.end, line.code, line.coder)


def _codings(session: Session, study: Study, places: _Places) -> Mapping[str, list[lines.CodingLine]]:
    by_coder: dict[str, list[lines.CodingLine]] = defaultdict(list)
    for seen in sight.codings(session, study, removed=True):
        by_coder[seen.coder].append(
            lines.CodingLine(
                seen.id,
                places.of(seen.passage_id),
                seen.code,
                seen.coder,
                seen.memo,
                seen.made_at,
                seen.removed_at,
                seen.codebook_version,
            )
        )
    for rows in by_coder.values():
        rows.sort(key=lambda line: (*_order(line.place), line.code, str(line.id)))
    return by_coder


def _marks(session: Session, places: _Places) -> list[lines.Place]:
    ids = session.scalars(sa.select(col(Passage.id)).where(col(Passage.not_for_quotation)))
    return sorted((places.of(passage_id) for passage_id in ids), key=_order)


def _themes(session: Session, places: _Places) -> list[lines.ThemeEntry]:
    codes: dict[UUID, list[str]] = defaultdict(list)
    for code in session.scalars(sa.select(ThemeCode).order_by(col(ThemeCode.position), col(ThemeCode.code))):
        codes[code.theme_id].append(code.code)
    judged: dict[UUID, list[tuple[lines.Place, str, str]]] = defaultdict(list)
    for row in session.scalars(sa.select(ThemeExtract)):
        judged[row.theme_id].append((places.of(row.passage_id), row.stance, row.use))
    entries = [
        lines.ThemeEntry(
            row.id,
            {name: getattr(row, name) for name in lines.THEME_FIELDS},
            row.parent_id,
            row.position,
            row.made_at,
            row.removed_at,
            tuple(codes[row.id]),
            tuple(sorted(judged[row.id], key=lambda one: _order(one[0]))),
        )
        for row in session.scalars(sa.select(Theme))
    ]
    return sorted(entries, key=lambda entry: (entry.position, entry.fields["name"], str(entry.id)))


def _memos(session: Session) -> list[lines.MemoLine]:
    texts = {str(item.id): item.text_sha256 for item in listing.transcripts(session)}
    rows = [
        lines.MemoLine(
            memo.id,
            memo.kind,
            memo.about,
            texts.get(memo.about_id, memo.about_id),
            coder,
            memo.text,
            memo.made_at,
            memo.removed_at,
        )
        for memo, coder in sight.memos(session, removed=True)
    ]
    return sorted(rows, key=lambda line: (line.about, line.about_id, str(line.made_at), str(line.id)))


def _order(place: lines.Place) -> tuple[object, ...]:
    return (listing.natural(place.transcript), place.text_sha256, place.start, place.end)
