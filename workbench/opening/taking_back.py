"""What comes back from others, packs and Word files with codes in their comments, as one thing to be taken in."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.agreement.sample_list import samples
from workbench.coding.ids import coding_id
from workbench.errors import BadInput
from workbench.exchange import PacksRead, holds_packs, read_packs
from workbench.exchange.lines import CodingLine, Place
from workbench.in_sight import blind
from workbench.opening.handing_out import HANDBOOK
from workbench.safefile import file_bytes
from workbench.study import Study, coder_key, find_coder, same_coder
from workbench.visible import one_line, plural

if TYPE_CHECKING:
    from workbench.report.for_the_team.commented_copy import CodingNoted

WORD = ".docx"
_OTHER_DOCUMENTS = (".doc", ".docm", ".dotx", ".odt", ".rtf", ".pages", ".pdf")


def read_back(study: Study, paths: Sequence[Path], *, by: str | None = None) -> PacksRead:
    """Read packs, and copies of transcripts in whose margin somebody has noted codes in Word.

    Args:
        study: The study; copies must have been written from it.
        paths: Files and folders; what ends in .docx is such a copy, and so is what does in a folder without packs.
        by: Whose codings the comments are; None: each its author's, as Word calls them.

    Raises:
        BadInput: One of them cannot be read, or there is a comment without author and nobody was named; or somebody
            was named and there is no Word file.
    """
    named = [path for path in paths if path.suffix.casefold() == WORD]
    packs = [path for path in paths if path not in named and not _documents_in(path)]
    documents = named + [one for path in paths for one in _documents_in(path) if one.name != HANDBOOK]
    if by is not None and not documents:
        raise BadInput("Whose the comments are was said, and there is no Word file among these.", command="See: --by")
    for path in packs:
        if path.suffix.casefold() in _OTHER_DOCUMENTS and path.exists():
            raise BadInput(f"{path} is a document, but no .docx.", "Open it in Word and save it as .docx.")
        _refuse_without_packs(path)
    read = read_packs(packs)
    for path in documents:
        try:
            _add(study, path, by, read)
        except BadInput as error:
            if path in named:
                raise
            # One of several: the others are read all the same.
            read.faults.append(f"{error.message} {error.hint}")
    return read


def _documents_in(folder: Path) -> list[Path]:
    """The Word files of a folder that holds no packs."""
    if not folder.is_dir() or holds_packs(folder):
        return []
    return [one for one in sorted(folder.iterdir()) if one.suffix.casefold() == WORD and not one.name.startswith("~$")]


def _refuse_without_packs(folder: Path) -> None:
    """Refuse a folder without packs, and say where they are likely to be."""
    if not folder.is_dir() or holds_packs(folder):
        return
    if holds_packs(inside := folder / "codings"):
        raise BadInput(f"{folder} holds no packs itself: they lie in its folder codings.", f"Name that: {inside}")
    raise BadInput(f"{folder} holds no packs.", "Name packs (.jsonl, themes.yaml), Word files, or a folder of them.")


def _add(study: Study, path: Path, by: str | None, read: PacksRead) -> None:
    """Read a Word file, and add what it holds."""
    from workbench.report.for_the_team.commented_copy import (
        read_comments,  # takes long to load, and packs do not need it
    )

    try:
        found = read_comments(study, file_bytes(path), path.name, unseen=_is_unseen(study, by))
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", "Check the name, and who may read it.") from error
    lines = [_as_line(one, (by or one.author).strip(), path) for one in found.codings]
    read.faults += found.left
    read.codings += lines
    read.notices += [*_told(study, path, [one.coder for one in lines]), *found.told]
    coders = [by] if by is not None else [one.coder for one in lines]
    read.notices += _to_finish(study, coders, found.transcripts)
    authors = Counter(one.author or "nobody" for one in found.codings)
    if by is not None and len(authors) > 1:
        who = ", ".join(f"{one_line(name)} {count}" for name, count in sorted(authors.items()))
        read.notices.append(f"{path.name} has comments of several people ({who}): all are taken as {by.strip()}'s.")


def _is_unseen(study: Study, by: str | None) -> bool:
    """Whether a Word file may hold what whoever takes it in is not to see yet."""
    with study.read() as session:
        return blind(session, study) is not None and (by is None or not same_coder(by, study.coder))


def _to_finish(study: Study, coders: Iterable[str], transcripts: Collection[str]) -> list[str]:
    """How it is said that somebody has finished who coded in Word: the file does not tell."""
    told = []
    for sample in (one for one in samples(study) if one.is_open):
        left = {coder_key(who): (who, names) for who, names in sample.unfinished().items()}
        for key in sorted({coder_key(one) for one in coders} & left.keys()):
            who, names = left[key]
            if those := [shlex.quote(name) for name in names if name in transcripts]:
                told.append(
                    f"A Word file does not say what is finished. If {one_line(who)} has finished it: workbench sample "
                    f"finish {' '.join(those)} --sample {shlex.quote(sample.name)} --coder {shlex.quote(who)}"
                )
    return told


def _as_line(one: CodingNoted, coder: str, path: Path) -> CodingLine:
    if not coder:
        raise BadInput(
            f"{path.name} has comments without an author, and nobody knows whose codings they are.",
            "Say whose they are.",
            command="See: --by NAME",
        )
    found = one.transcript
    return CodingLine(
        # What the study would call it: a line without an id of its own gets that of the coding there is.
        id=coding_id(coder, (found.text_sha256,), one.start, one.end, one.code),
        place=Place(found.name, found.text_sha256, "", one.start, one.end),
        code=one.code,
        coder=coder,
        memo=one.memo,
        made_at=None,
        removed_at=None,
        codebook_version="",
        has_id=False,
    )


def _told(study: Study, path: Path, coders: Sequence[str]) -> list[str]:
    """Whose codings a Word file holds, in words; also who has not worked in the study before, under that name."""
    if not coders:
        return [f"{path.name} holds no codings in its comments."]
    return [
        f"{path.name}: {plural(count, 'coding')} of {coder}'s in its comments"
        f"{', who is new in this study' if find_coder(study, coder) is None else ''}."
        for coder, count in sorted(Counter(coders).items())
    ]
