"""A report read back before its copy is sent: what in it must not leave the house."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.progress import Tell, silent
from workbench.report.verify.document import read_report
from workbench.report.verify.looking_back import by_verdict
from workbench.report.verify.verdicts import Verdict
from workbench.report.verify.verify import verify
from workbench.report.writers_note import NOT_TO_BE_SENT
from workbench.study import Study
from workbench.visible import plural


@dataclass(frozen=True)
class ReadBack:
    """What was found in a report that is to be sent.

    Attributes:
        quotations: How many quotations were read back.
        faults: How many of them must not stay as they are, and how many paragraphs of its own text.
        to_check: How many somebody should look at.
        told: The same in words: no words of an interview.
        was_read: Whether it could be read back at all.
        is_for_writers: Whether it is the writer's note, which is for nobody else.
    """

    quotations: int = 0
    faults: int = 0
    to_check: int = 0
    told: tuple[str, ...] = ()
    was_read: bool = True
    is_for_writers: bool = False

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody is asked before a copy is made."""
        return self.faults > 0 or self.is_for_writers or not self.was_read


def read_before_sending(study: Study, path: Path, *, progress: Tell = silent) -> ReadBack:
    """Hold the quotations of a report against the study, for whoever is about to send it.

    Args:
        study: The study.
        path: The report, as it is worked on.
        progress: Told of each transcript that was gone through.
    """
    try:
        _, paragraphs = read_report(path)
        found = verify(study, path, progress=progress)
    except WorkbenchError as error:
        return ReadBack(told=(f"{path.name} was not read back: {error.message}",), was_read=False)
    wrong = [one for one in found.quoted if one.is_fault]
    own = [one for one in found.quotations if one.is_own_text]
    doubtful = [one for one in found.quotations if one.verdict == Verdict.CHECK.value]
    is_for_writers = any(" ".join(one.text.split()) == NOT_TO_BE_SENT for one in paragraphs)
    told = [f"{path.name} is a writer's note, which is not to be sent."] if is_for_writers else []
    if wrong:
        told.append(f"{plural(len(wrong), 'quotation')} must not stay so: {by_verdict(wrong)}.")
    if own:
        told.append(f"Its own text must not stay so in {plural(len(own), 'paragraph')}: {by_verdict(own)}.")
    if doubtful:
        told.append(f"Somebody should look at {plural(len(doubtful), 'quotation')}: {by_verdict(doubtful)}.")
    return ReadBack(
        len(found.quoted),
        len(wrong) + len(own),
        len(doubtful),
        (*found.notices, *told),
        is_for_writers=is_for_writers,
    )
