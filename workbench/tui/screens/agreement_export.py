"""Writing a comparison of coders: where to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from workbench import report
from workbench.agreement.before_after import BeforeAfter
from workbench.agreement.comparison import Comparison
from workbench.agreement.rounds import Rounds
from workbench.agreement.rule_changes import RuleChange
from workbench.progress import Tell
from workbench.study import Study
from workbench.tui.screens.file_box import FileBox, Wrote
from workbench.visible import one_line, plural


class AgreementExport(FileBox):
    """Asks where the comparison is to be written.

    Args:
        study: The study.
        comparison: The comparison of the coders' own codings.
        settled: What was settled, with the rules that were changed for it, where that is to be told as well.
    """

    TITLE_OF_BOX = "Write the comparison as a Word file"

    def __init__(
        self, study: Study, comparison: Comparison, settled: tuple[BeforeAfter, Sequence[RuleChange]] | None
    ) -> None:
        super().__init__(study)
        self._comparison, self._settled = comparison, settled

    def wanted(self) -> ComposeResult:
        """What it is of."""
        found = self._comparison
        who = ", ".join(map(one_line, found.coders))
        yield Static(f"{who}, by {found.frame.unit}: {plural(len(found.codes), 'code')}.", markup=False)
        if self._settled is not None:
            yield Static("The figures before, what was settled, and the figures after.", markup=False)

    def default(self) -> Path:
        """Where comparisons are written to."""
        return report.agreement_path(self.study)

    def writing(self, path: Path) -> tuple[str, Callable[[Tell], Message]]:
        """Write it."""
        study, comparison, settled = self.study, self._comparison, self._settled

        def job(tell: Tell) -> Message:
            tell(0, 1, path.name)
            done = report.write_agreement(study, path, comparison, settled=settled)
            return Wrote(done.path, f"{plural(done.codes, 'code')}.", done.notices)

        return "Write the comparison", job


class RoundsExport(FileBox):
    """Asks where the rounds are to be written.

    Args:
        study: The study.
        rounds: The rounds.
    """

    TITLE_OF_BOX = "Write the rounds as a Word file"

    def __init__(self, study: Study, rounds: Rounds) -> None:
        super().__init__(study)
        self._rounds = rounds

    def wanted(self) -> ComposeResult:
        """What it is of."""
        found = self._rounds
        who = ", ".join(map(one_line, found.coders))
        size = f"{plural(len(found.compared), 'round')}, {plural(len(found.codes), 'code')}"
        yield Static(f"{who}, by {found.unit}: {size}, and what was changed in between.", markup=False)

    def default(self) -> Path:
        """Where rounds are written to."""
        return report.agreement_path(self.study, rounds=True)

    def writing(self, path: Path) -> tuple[str, Callable[[Tell], Message]]:
        """Write it."""
        study, rounds = self.study, self._rounds

        def job(tell: Tell) -> Message:
            tell(0, 1, path.name)
            done = report.write_rounds(study, path, rounds)
            return Wrote(
                done.path, f"{plural(len(rounds.compared), 'round')}, {plural(done.codes, 'code')}.", done.notices
            )

        return "Write the rounds", job
