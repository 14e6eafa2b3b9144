"""What became of a code or a codebook, as a list: when, who, and what changed in plain words."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from workbench.codebook.versions.life_told import StageTold
from workbench.tui.widgets.row_list import RowList, columns
from workbench.visible import in_quotes, one_line

_LONGEST = 30
"""So many cells a name has at most."""


class LifeRows(RowList[StageTold]):
    """Versions, latest first: two lines each, all that is told of the one under the cursor."""

    def __init__(self) -> None:
        super().__init__(id="life")
        self.row_height = 2

    def key(self, row: StageTold) -> tuple[str, str]:
        """Its file, and what brought it."""
        stage = row.stage
        return stage.file, stage.commit.id if stage.commit is not None else str(stage.step or stage.made_at)

    def lines(self, row: StageTold, width: int) -> list[Content]:
        """When and who; what changed."""
        said = row.lines[0].text if row.lines else _summary(row)
        return [_about(row, width), _indented(one_line(said)).truncate(width, ellipsis=True)]

    def whole(self, row: StageTold, width: int) -> list[Content]:
        """When and who, what its author said of it, every sentence of what changed."""
        said = [(in_quotes(row.stage.what), 1)]
        for line in row.lines:
            said.append((one_line(line.text), 1))
            said += [(one_line(below), 2) for below in line.below]
        if not row.lines:
            said.append((_summary(row), 1))
        wrapped = [
            _indented(part.plain, depth) for one, depth in said for part in Content(one).wrap(max(1, width - 2 * depth))
        ]
        return [_about(row, width), *wrapped]

    def words(self) -> Callable[[StageTold], str]:
        """All that is told of it."""
        return lambda row: "\n".join([row.stage.who, row.stage.what, *(line.text for line in row.lines)])

    def tip(self, row: StageTold) -> str:
        """What its author said of it, and what changed."""
        return one_line(f"{in_quotes(row.stage.what)}: {_summary(row)}")


def _indented(said: str, depth: int = 1) -> Content:
    # Of what has no style the blanks at its beginning would not be kept.
    return Content.styled("  " * depth + said, "$foreground 90%")


def _about(row: StageTold, width: int) -> Content:
    """When, who, and what brought it."""
    stage = row.stage
    when = f"{stage.made_at.astimezone():%Y-%m-%d %H:%M}"
    who = Content(one_line(stage.who) or "from outside").truncate(_LONGEST, ellipsis=True).plain
    source = f"commit {stage.commit.short}" if stage.commit is not None else ""
    version = f"version {one_line(stage.version)}" if stage.version else ""
    behind = Content.styled(" · ".join(filter(None, (version, source))), "dim")
    return columns(((Content.assemble((f"{when}  {who}", "bold")), 0), (behind, -behind.cell_length)), width)


def _summary(row: StageTold) -> str:
    return row.summary or "nothing that a coder goes by changed"
