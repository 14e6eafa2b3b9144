"""What the room of the codebook has done in threads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.message import Message

from workbench import sight, themes
from workbench.codebook import states
from workbench.codebook.states import Codebooks
from workbench.study import Study


@dataclass(frozen=True)
class Standing:
    """The codebooks, and what their codes are used for.

    Attributes:
        books: The codebooks.
        own: How many codings the coder has made with each code, by today's id.
        everybody: How many everybody in sight has made.
        themes: The names of the themes that each code was moved into, by today's id.
    """

    books: Codebooks
    own: Mapping[str, int]
    everybody: Mapping[str, int]
    themes: Mapping[str, tuple[str, ...]]


class Read(Message):
    """How the codebooks of a study stand now."""

    def __init__(self, study: Study, standing: Standing) -> None:
        self.study, self.standing = study, standing
        super().__init__()


def read(study: Study) -> Message:
    """Read all codes and how often they were used."""
    books = states.current(study)
    with study.read() as session:
        own = sight.counts_by_code(session, study, coder=study.coder)
        everybody = sight.counts_by_code(session, study)
    behind: dict[str, tuple[str, ...]] = {}
    for theme in themes.themes(study):
        for code in theme.codes:
            behind[code] = (*behind.get(code, ()), theme.name)
    return Read(study, Standing(books, books.lineage.added_up(own), books.lineage.added_up(everybody), behind))
