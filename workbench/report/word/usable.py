"""Whether a report can be written into the house's template, before anybody writes one."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from workbench.errors import BadInput
from workbench.folder import REPORT_FILE
from workbench.report.content import Report, TitlePage
from workbench.report.word.house import house_for
from workbench.report.word.template import read_template
from workbench.safefile import path_typed
from workbench.settings import Fault, ReportChoices
from workbench.study import Study


def template_fault(study: Study, choices: ReportChoices) -> Fault | None:
    """Why no Word file can be written as is chosen: what is wrong with the template, or with the names of its styles.

    Args:
        study: The study; a template's path is taken from its folder.
        choices: What its writers chose, or are about to.
    """
    if not choices.template.strip():
        return None
    path = path_typed(choices.template, within=study.folder.resolve())
    try:
        found = path.stat()
    except OSError:
        return _fault(path, ())
    return _fault_of(path, found.st_mtime_ns, found.st_size, tuple(choices.styles.items()))


@lru_cache(maxsize=8)
def _fault_of(path: Path, changed_at: int, size: int, styles: tuple[tuple[str, str], ...]) -> Fault | None:
    """The same of a file as it is: it is asked for whenever anything of the study changed."""
    return _fault(path, ()) or (_fault(path, styles) if styles else None)


def _fault(path: Path, styles: tuple[tuple[str, str], ...]) -> Fault | None:
    try:
        template = read_template(path, styles=dict(styles), place=f"{REPORT_FILE}: styles")
        house_for(template, Report(TitlePage(""), ()))
    except BadInput as error:
        return Fault("styles" if styles else "template", None, "", f"{error.message} {error.hint}".strip())
    return None
