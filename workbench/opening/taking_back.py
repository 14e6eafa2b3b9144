"""What comes back from others, packs and Word files with codes in their comments, as one thing to be taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.coding.ids import coding_id
from workbench.errors import BadInput
from workbench.exchange import PacksRead, read_packs
from workbench.exchange.lines import CodingLine, Place
from workbench.safefile import file_bytes
from workbench.study import Study
from workbench.visible import plural

if TYPE_CHECKING:
    from workbench.report.commented_copy import CodingNoted

WORD = ".docx"


def read_back(study: Study, paths: Sequence[Path], *, by: str | None = None) -> PacksRead:
    """Read packs, and copies of transcripts in whose margin somebody has noted codes in Word.

    Args:
        study: The study; copies must have been written from it.
        paths: Files and folders; what ends in .docx is such a copy.
        by: Whose codings the comments are; None: each its author's, as Word calls them.

    Raises:
        BadInput: One of them cannot be read, or there is a comment without author and nobody was named; or somebody
            was named and there is no Word file.
    """
    documents = [path for path in paths if path.suffix.casefold() == WORD]
    if by is not None and not documents:
        raise BadInput("Whose the comments are was said, and there is no Word file among these.", command="See: --by")
    packs = [path for path in paths if path not in documents]
    read = read_packs(packs) if packs else PacksRead()
    if documents:
        _add(study, documents, by, read)
    return read


def _add(study: Study, documents: Sequence[Path], by: str | None, read: PacksRead) -> None:
    """Read Word files, and add what they hold."""
    from workbench.report.commented_copy import read_comments  # takes long to load, and packs do not need it

    for path in documents:
        try:
            found = read_comments(study, file_bytes(path), path.name)
        except OSError as error:
            raise BadInput(
                f"{path} cannot be read: {error.strerror}.", "Check the name, and who may read it."
            ) from error
        read.faults += found.left
        for one in found.codings:
            read.codings.append(_as_line(one, (by or one.author).strip(), path))
        read.notices += _told(path, [(by or one.author).strip() for one in found.codings])


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


def _told(path: Path, coders: Sequence[str]) -> list[str]:
    """Whose codings a Word file holds, in words."""
    if not coders:
        return [f"{path.name} holds no codings in its comments."]
    return [
        f"{path.name}: {plural(count, 'coding')} of {coder}'s in its comments."
        for coder, count in sorted(Counter(coders).items())
    ]
