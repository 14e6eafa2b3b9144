"""Where things stand in a study, as far as the program can say: figures that are no scores, and the phases."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from workbench import memos, sight, sight_memos, themes
from workbench.coding import review
from workbench.coding.place import read_by
from workbench.memos import Phase
from workbench.study import Study, same_coder
from workbench.transcripts import order


@dataclass(frozen=True)
class Named:
    """Something that is still open: its id, and what people call it."""

    id: str
    name: str


@dataclass(frozen=True)
class Standing:
    """Where things stand.

    Attributes:
        coder: Who is coding; "own" means theirs.
        transcripts: How many transcripts the study has.
        unread: Those of which the coder has not had every line on the screen here, in order.
        uncoded: Those on which the coder has made no coding, in order.
        coded_by_anyone: On how many somebody in sight has.
        double_coded: On how many at least two coders have; None in reflexive mode, where that is no measure.
        codes: How many codes there are; a group counts where passages were coded with the group itself.
        loose_codes: The codes behind no theme.
        themes: How many themes there are, subthemes among them.
        unopposed_themes: The themes against which no extract speaks, without a note that none was found.
        waiting: How many of the coder's codings wait for another look, since the codebook has changed.
        open_concerns: How many concerns for somebody's safety were not passed on yet.
        phases: The six phases with their entries.
    """

    coder: str
    transcripts: int
    unread: tuple[Named, ...]
    uncoded: tuple[Named, ...]
    coded_by_anyone: int
    double_coded: int | None
    codes: int
    loose_codes: tuple[Named, ...]
    themes: int
    unopposed_themes: tuple[Named, ...]
    waiting: int
    open_concerns: int
    phases: tuple[Phase, ...]

    @property
    def read(self) -> int:
        """How many transcripts the coder has read to the end on this computer."""
        return self.transcripts - len(self.unread)

    @property
    def coded(self) -> int:
        """On how many transcripts the coder has made codings."""
        return self.transcripts - len(self.uncoded)


def standing(study: Study) -> Standing:
    """Where things stand in a study.

    What was read is known of whoever is coding, on this computer; all else is the study's.

    Args:
        study: The study; its coder is who looks.
    """
    with study.read() as session:
        found = order.transcripts(session, study.settings)
        coders = sight.coders_by_transcript(session, study)
        concerns = sight_memos.open_concerns(session)
    shares = read_by(study)
    here = [coders.get(one.id, set()) for one in found]

    def those(wanted: set[UUID]) -> tuple[Named, ...]:
        return tuple(Named(str(one.id), one.name) for one in found if one.id in wanted)

    own = {one.id for one, names in zip(found, here, strict=True) if any(same_coder(study.coder, who) for who in names)}
    codes = [one for one in themes.codes_in_themes(study, of_all=True) if not one.is_group or one.is_coded]
    loose = tuple(Named(one.id, one.name) for one in codes if one.is_loose)
    unopposed = tuple(Named(str(one.id), one.name) for one in themes.without_counter_extract(study))
    return Standing(
        study.coder,
        len(found),
        those({one.id for one in found if shares.get(one.id, 0) < 1}),
        those({one.id for one in found} - own),
        sum(bool(names) for names in here),
        None if study.settings.mode == "reflexive" else sum(len(names) > 1 for names in here),
        len(codes),
        loose,
        len(themes.themes(study)),
        unopposed,
        review.how_many(study),
        concerns,
        memos.phases(study),
    )
