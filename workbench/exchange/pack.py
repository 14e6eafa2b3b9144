"""Write a study's work to `codings/` as text: in a fixed order, so that git merges it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from workbench import sight, sight_memos, sight_samples
from workbench.errors import Refused
from workbench.exchange import (
    book_states,
    decisions,
    handed_out,
    lines,
    merge,
    quoting,
    reading,
    sampled,
    seen,
    state_lines,
    theme_lines,
)
from workbench.exchange.places import Places
from workbench.exchange.planned import Plan
from workbench.in_sight import blind
from workbench.model import Coder, Evidence, Image, Mark, Passage, Theme, ThemeCode, ThemeExtract
from workbench.prepared import prepared_from
from workbench.safefile import write_all_safely
from workbench.store import journal
from workbench.study import Study, same_coder
from workbench.transcripts import listing

GIT_ATTRIBUTES = ".gitattributes"
_UNION = """\
# Of what two people packed git keeps the lines of both; workbench unpack settles them.
*.jsonl merge=union
"""


@dataclass(frozen=True)
class Packed:
    """What was packed.

    Attributes:
        files: The files written, or left as they were because they said the same.
        codings: How many codings are in them, removed ones included.
        themes: How many themes.
        passages: How many marked passages.
        memos: How many memos.
        notices: What the user should know besides.
        left: The files of `codings/` that were left as they are, since they would tell of others' work on a sample that
            is open.
    """

    files: tuple[Path, ...]
    codings: int
    themes: int
    passages: int
    memos: int
    notices: tuple[str, ...] = ()
    left: tuple[Path, ...] = ()


def pack(study: Study) -> Packed:
    """Write the study's codings, marks, themes and memos, as far as the coder may see them, to `codings/`.

    While a sample is open the coder's own codings alone are written, and other coders' files are left as they are; so
    is that of the themes where others have judged what is on the sample.

    Raises:
        Refused: A file there holds work that is not in the study; nothing is written.
        Unavailable: The folder or a file cannot be written.
    """
    with study.read() as session:
        places = Places(session, words=study.settings.words_in_text_files)
        by_coder = _codings(session, study, places)
        marks = _marks(session, places)
        themes = _themes(session, places)
        memos = _memos(session, study, places)
        settled = decisions.here(session, places)
        wishes = quoting.wishes(session)
        drawn = sampled.to_pack(session)
        coders = list(session.scalars(sa.select(col(Coder.name)).order_by(col(Coder.name))))
        having = sight_samples.have_coded(session)
        is_apart = blind(session, study) is not None
        leaves_themes = bool(sight_samples.judgements_out_of_sight(session, study))
    files = _files(study, coders, having)
    written = {file: coder for coder, file in files.items() if not is_apart or same_coder(coder, study.coder)}
    left = [file for file in files.values() if file not in written] + [lines.THEMES] * leaves_themes
    # What was settled tells what others coded.
    left += [decisions.FILE] * (is_apart and (study.codings / decisions.FILE).exists())
    contents = {file: [lines.coding_line(line) for line in by_coder.get(coder, ())] for file, coder in written.items()}
    contents[lines.PASSAGES] = [
        lines.as_json(lines.place_values(place) | {"not_for_quotation": True}) for place in marks
    ]
    contents[lines.MEMOS] = [lines.memo_line(line) for line in memos]
    if not is_apart and (settled or (study.codings / decisions.FILE).exists()):
        contents[decisions.FILE] = [decisions.line_of_decision(line) for line in settled]
    contents[quoting.FILE] = [quoting.written(wish) for wish in wishes]
    if drawn or (study.codings / sampled.FILE).exists():
        contents[sampled.FILE] = [sampled.as_line(sample) for sample in drawn]
    stamped = {line.codebook_state for coder in written.values() for line in by_coder.get(coder, ())}
    packed_states, notices = book_states.to_pack(study, stamped | (_states_there(study) if is_apart else set()))
    notices += handed_out.told(study, (line for coder in written.values() for line in by_coder.get(coder, ())))
    contents[book_states.FILE] = state_lines.written(packed_states)
    texts = {file: "".join(f"{line}\n" for line in rows) for file, rows in contents.items()}
    if not leaves_themes:
        texts[lines.THEMES] = theme_lines.themes_text(themes)
    _refuse_to_lose(study, left)
    study.codings.mkdir(exist_ok=True)
    paths = {study.codings / file: text.encode() for file, text in texts.items()}
    new = {path: data for path, data in paths.items() if not path.exists() or path.read_bytes() != data}
    if not (for_git := study.codings / GIT_ATTRIBUTES).exists():
        # Whoever wants git to do otherwise changes it there.
        new[for_git] = _UNION.encode()
    write_all_safely(new)
    seen.note(study, {study.codings / file: seen.sha256_of(text.encode()) for file, text in texts.items()})
    codings = sum(len(by_coder.get(coder, ())) for coder in written.values())
    packed_themes = 0 if leaves_themes else sum(theme.removed_at is None for theme in themes)
    packed, unwritten = (tuple(study.codings / file for file in some) for some in (texts, left))
    return Packed(packed, codings, packed_themes, len(marks), len(memos), tuple(notices), unwritten)


def _files(study: Study, coders: Iterable[str], having: Collection[str]) -> dict[str, str]:
    """The file of each coder who has codings; and of those whose last one was undone, where it still says it."""
    files: dict[str, str] = {}
    for coder in sorted(having):
        files[coder] = lines.file_of(coder, files.values())
    for coder in coders:
        file = lines.file_of(coder, files.values())
        if coder not in having and (study.codings / file).exists():
            files[coder] = file
    return files


def _states_there(study: Study) -> set[str]:
    """The states of codebooks in `codings/`: others' files that are left as they are may be stamped with them."""
    path = study.codings / book_states.FILE
    return {state.sha256 for state in reading.read_packs([path]).states} if path.exists() else set()


def _refuse_to_lose(study: Study, left: Collection[str]) -> None:
    """Refuse to write over work that came into `codings/` (through git, say) and is not in the study yet.

    Args:
        study: The study.
        left: The files that are not written over.
    """
    if not study.codings.is_dir():
        return
    as_seen = seen.is_as_seen(study, reading.read_packs([study.codings]).files)
    # What this program itself wrote or took in holds nothing new, however the study has changed since.
    read = reading.read_packs([path for path, same in as_seen.items() if not same and path.name not in left])
    plan = merge.plan(study, read)
    if plan.unread:
        raise Refused(
            f"The folder {study.codings.name} cannot be read whole: {plan.unread[0]}", "Mend or remove that file first."
        )
    missing = _never_here(study, plan) + len(plan.conflicts)
    if missing:
        message = f"The folder {study.codings.name} holds work that is not in the study yet ({missing} entries)."
        side = " --take ours, or --take theirs: they differ" if plan.conflicts else ""
        raise Refused(message, "Take it in first.", command=f"See: workbench unpack {study.codings.name}{side}")


def _never_here(study: Study, plan: Plan) -> int:
    """How much a plan brings that the journal does not know: what was here and was undone since is not lost."""
    new = {line.id for line, _ in plan.codings} | {theme.id for theme in plan.themes} | {memo.id for memo in plan.memos}
    new |= {one for one in plan.unplaced if isinstance(one, UUID)}
    elsewhere = [one for one in plan.unplaced if not isinstance(one, UUID)]
    removed = {one.id for one in plan.removals} | {line.id for line in plan.memo_removals}
    with study.read() as session:
        new -= journal.known_rows(session, new)
        removed -= {
            row_id for row_id, values in _images(session, col(Image.row_id).in_(removed)) if values["removed_at"]
        }
        marks = set(plan.marks)
        if marks:
            marks -= _ever_marked(session)
    wishes = len(plan.stricter) + len(plan.new_people)
    # What somebody decided there in another look, or under which state a coding was made, which is not known here.
    stamps = sum(one.remade for one in plan.moments) + len(plan.states)
    anew = len(plan.revived) + len(plan.memo_revived) + len(plan.revived_themes)
    # A decision was not here because another with its id was.
    anew += len(plan.sampled.samples) + len(plan.decisions) + len(plan.later_decisions)
    return len(plan.doubled) + len(new) + len(removed) + len(marks) + len(elsewhere) + wishes + anew + stamps


def _ever_marked(session: Session) -> set[tuple[UUID, int, int]]:
    """The places of all passages that were ever marked; by place, since undoing a first mark takes the passage away."""
    marked = {UUID(values["passage_id"]) for _, values in _images(session, col(Image.table_name) == Mark.__tablename__)}
    return {
        (UUID(values["revision_id"]), values["start"], values["end"])
        for row_id, values in _images(session, col(Image.table_name) == Passage.__tablename__)
        # A step from before marks had rows of their own tells of the mark in the passage's.
        if row_id in marked or values.get("not_for_quotation")
    }


def _images(session: Session, which: sa.ColumnElement[bool]) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """Every state of rows that the journal tells of."""
    for row_id, *states in session.execute(
        sa.select(col(Image.row_id), col(Image.before), col(Image.after)).where(which)
    ):
        yield from ((row_id, values) for values in states if values)


def _codings(session: Session, study: Study, places: Places) -> Mapping[str, list[lines.CodingLine]]:
    by_coder: dict[str, list[lines.CodingLine]] = defaultdict(list)
    for one in sight.codings(session, study, removed=True):
        by_coder[one.coder].append(
            lines.CodingLine(
                one.id,
                places.of(one.passage_id),
                one.code,
                one.coder,
                one.memo,
                one.made_at,
                one.removed_at,
                one.codebook_version,
                codebook_state=one.codebook_state or "",
                looked_at=one.looked_at,
            )
        )
    for rows in by_coder.values():
        rows.sort(key=lambda line: (*_order(line.place), line.code, str(line.id)))
    return by_coder


def _marks(session: Session, places: Places) -> list[lines.Place]:
    ids = session.scalars(sa.select(col(Mark.passage_id)).distinct())
    return sorted((places.of(passage_id) for passage_id in ids), key=_order)


def _themes(session: Session, places: Places) -> list[theme_lines.ThemeEntry]:
    codes: dict[UUID, list[str]] = defaultdict(list)
    for code in session.scalars(sa.select(ThemeCode).order_by(col(ThemeCode.position), col(ThemeCode.code))):
        codes[code.theme_id].append(code.code)
    judged: dict[UUID, list[theme_lines.Judged]] = defaultdict(list)
    for row in session.scalars(sa.select(ThemeExtract)):
        said = theme_lines.Judged(places.of(row.passage_id), row.stance, row.use, prepared_from(row.quotation))
        judged[row.theme_id].append(said)
    evidence: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for one in session.scalars(sa.select(Evidence).order_by(col(Evidence.position), col(Evidence.id))):
        evidence[one.theme_id].append((one.sentence, one.source))
    entries = [
        theme_lines.ThemeEntry(
            row.id,
            {name: getattr(row, name) for name in theme_lines.THEME_FIELDS},
            row.parent_id,
            row.position,
            row.made_at,
            row.removed_at,
            tuple(codes[row.id]),
            tuple(sorted(judged[row.id], key=lambda one: _order(one.place))),
            tuple(row.answers or ()),
            tuple(evidence[row.id]),
        )
        for row in session.scalars(sa.select(Theme))
    ]
    return sorted(entries, key=lambda entry: (entry.position, entry.fields["name"], str(entry.id)))


def _memos(session: Session, study: Study, places: Places) -> list[lines.MemoLine]:
    found = {str(item.id): item for item in listing.transcripts(session)}
    having = Counter(item.text_sha256 for item in found.values())
    texts = {row_id: item.text_sha256 for row_id, item in found.items()}
    # Where several have the same words, these do not say which is meant.
    names = {row_id: item.name for row_id, item in found.items() if having[item.text_sha256] > 1}
    rows = [
        lines.MemoLine(
            memo.id,
            memo.kind,
            memo.about,
            str(memo.coding_id) if memo.coding_id else texts.get(memo.about_id, memo.about_id),
            coder,
            memo.text,
            memo.made_at,
            memo.removed_at,
            names.get(memo.about_id, ""),
            memo.phase,
            memo.date,
            places.of(memo.passage_id) if memo.passage_id else None,
        )
        for memo, coder in sight_memos.memos(session, study, removed=True)
    ]

    def order(line: lines.MemoLine) -> tuple[object, ...]:
        place = _order(line.place) if line.place is not None else ()
        return (line.about, line.about_id, place, str(line.made_at), str(line.id))

    return sorted(rows, key=order)


def _order(place: lines.Place) -> tuple[object, ...]:
    return (listing.natural(place.transcript), place.text_sha256, place.start, place.end)
