"""Words of the study's transcripts that stand in what somebody wrote; see `codebook.said_words`."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.codebook.said_words import Phrases, Said
from workbench.progress import Tell, silent
from workbench.study import Study
from workbench.transcripts import listing

_AT_ONCE = 20
"""So many transcripts are read at once."""


def said_words(study: Study, texts: Sequence[str], *, progress: Tell = silent) -> list[Said]:
    """Where six words in a row of these texts stand in a transcript of the study, in their order.

    Args:
        study: The study.
        texts: What somebody wrote.
        progress: Told how many transcripts were gone through; what it raises breaks it off.
    """
    phrases = Phrases(texts)
    if not phrases:
        return []
    with study.read() as session:
        known = listing.transcripts(session)
        for at in range(0, len(known), _AT_ONCE):
            portion = known[at : at + _AT_ONCE]
            read = listing.texts(session, [one.revision_id for one in portion])
            for number, one in enumerate(portion, at):
                progress(number, len(known), "")
                phrases.look_in(one.name, read[one.revision_id])
    progress(len(known), len(known), "")
    return phrases.said()
