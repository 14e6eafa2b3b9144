"""Words that are redacted by now, in a quotation that its writer made their own. Pure."""

from __future__ import annotations

import re

from workbench.report.content import Source
from workbench.report.facts import ExtractRow, ReportFacts
from workbench.report.update.wording import Hunk


def redacted(facts: ReportFacts, row: ExtractRow | Source, said: str, printed: str) -> tuple[Hunk, ...]:
    """The words of a quotation that are redacted in its passage now, each with what stands for it in print.

    Args:
        facts: The study.
        row: The passage that the quotation is of.
        said: What stands in the report.
        printed: What the study prints now; words that stand there still are none that a reader is not to learn.
    """
    transcript = facts.transcript_of.get(row.transcript)
    found: list[Hunk] = []
    for one in facts.redacted_in.get(row.transcript, ()) if transcript is not None else ():
        words = transcript.text[one.start : one.end].split() if transcript is not None else []
        if not words or one.start >= row.end or row.start >= one.end:
            continue
        together = r"\W+".join(map(re.escape, words))
        wanted = re.compile(rf"(?<!\w){together}(?!\w)", re.IGNORECASE)
        if wanted.search(printed) is None:
            found += [Hunk(*at.span(), one.words) for at in wanted.finditer(said)]
    found.sort()
    before = [None, *found]
    return tuple(one for last, one in zip(before, found, strict=False) if last is None or one.start > last.end)
