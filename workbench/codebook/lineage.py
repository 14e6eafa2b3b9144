"""Which code is today what an id once stood for. Pure.

Codings and themes keep the id they were made with. ``was`` and ``merged_into`` lead from there to the code of today, so
that renaming and merging rewrite no row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from workbench.codebook.schema import Code, Codebook


class Lineage:
    """The ways from former ids to those of today, over all codebooks of a study.

    What faulty files can hold does no harm: of several claims to a former id the first counts, an id that a code
    bears today is never taken for a former one, a successor that is not there is passed over, and codes merged in a
    circle stay what they are.

    Args:
        codebooks: One or more codebooks.
    """

    def __init__(self, codebooks: Iterable[Codebook]) -> None:
        self._codes: dict[str, Code] = {}
        for codebook in codebooks:
            for code in codebook.codes:
                self._codes.setdefault(code.id, code)
        self._today = _resolved(_successors(self._codes))
        self._ids: dict[str, frozenset[str]] = {}
        classes: dict[str, set[str]] = {code_id: {code_id} for code_id in self._codes}
        for code_id, today in self._today.items():
            classes.setdefault(today, {today}).add(code_id)
        self._ids = {today: frozenset(ids) for today, ids in classes.items()}
        self._below: dict[str, list[str]] = {}
        for code in self._codes.values():
            if code.parent is not None and self.today(code.id) == code.id:
                self._below.setdefault(self.today(code.parent), []).append(code.id)

    def today(self, code_id: str) -> str:
        """The id of the code that ``code_id`` stands for today; an unknown id stays itself."""
        return self._today.get(code_id, code_id)

    def known(self, code_id: str) -> bool:
        """Whether ``code_id`` is, was or became a code of these codebooks."""
        return self.today(code_id) in self._codes

    def merged_into(self, code: Code) -> str:
        """The name of the code that took the place of one that was merged; empty where it was not merged.

        A successor that is not there is named as the file names it.
        """
        today = self._codes.get(self.today(code.id))
        return today.name if today is not None and today.id != code.id else code.merged_into or ""

    def became(self, code: Code) -> str:
        """What became of a code that is put on passages no more, in words with names; empty where it still is.

        A successor that is not there is named as the file names it.
        """
        if code.merged_into is not None:
            return f"merged into {self.merged_into(code)}"
        if code.is_split_away:
            parts = [self._codes[self.today(one)].name if self.known(one) else one for one in code.split_into]
            return f"split into {' and '.join(parts)}"
        return "retired" if code.retired else ""

    def ids_of(self, code_id: str) -> frozenset[str]:
        """All ids, former and merged ones included, that stand today for the same code as ``code_id``."""
        today = self.today(code_id)
        return self._ids.get(today, frozenset({today}))

    def added_up(self, counts: Mapping[str, int]) -> Counter[str]:
        """Counts under the ids that codings were made with, added up under today's."""
        today: Counter[str] = Counter()
        for code_id, count in counts.items():
            today[self.today(code_id)] += count
        return today

    def descendants(self, code_id: str) -> tuple[str, ...]:
        """Today's ids of the codes below a code, each before those below it; merged codes are left out."""
        found: dict[str, None] = {}
        waiting = list(reversed(self._below.get(self.today(code_id), [])))
        while waiting:
            child = waiting.pop()
            if child not in found and child != self.today(code_id):
                found[child] = None
                waiting.extend(reversed(self._below.get(child, [])))
        return tuple(found)


def _successors(codes: dict[str, Code]) -> dict[str, str]:
    """One step for each id that has one: from a former id to its code, from a merged code to its successor."""
    steps: dict[str, str] = {}
    for code in codes.values():
        for former in code.was:
            if former not in codes:
                steps.setdefault(former, code.id)
    for code in codes.values():
        target = code.merged_into
        if target is not None and target not in codes:
            target = steps.get(target)  # a former id, or one that is not there
        if target is not None and target != code.id:
            steps[code.id] = target
    return steps


def _resolved(steps: dict[str, str]) -> dict[str, str]:
    """The last step of every way; a way into a circle ends where it enters the circle."""
    last: dict[str, str] = {}
    for start in steps:
        way: dict[str, int] = {}
        step = start
        while step in steps and step not in last and step not in way:
            way[step] = len(way)
            step = steps[step]
        if step in way:
            ids = list(way)
            for member in ids[way[step] :]:
                last[member] = member
                del way[member]
        end = last.get(step, step)
        for passed in way:
            last[passed] = end
    return last
