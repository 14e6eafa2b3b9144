"""How far coders agree before and after they settled what they differed on, and what rules were changed for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from workbench.agreement import gathering
from workbench.agreement.comparison import DRAWS, Comparison, compare
from workbench.agreement.consensus import Decided, Settled, settled
from workbench.agreement.differing import Differences, Differing, differences
from workbench.agreement.frame import Unit
from workbench.agreement.gathering import Gathered
from workbench.progress import Tell, silent
from workbench.spans import Span, union
from workbench.study import Study


@dataclass(frozen=True)
class BeforeAfter:
    """What consensus changed.

    Attributes:
        before: The coders' own codings, compared.
        after: The same, with what was settled in the place of each coder's own codings there.
        found: Where they differ.
        settled: What was decided.
    """

    before: Comparison
    after: Comparison
    found: Differences
    settled: Settled

    @property
    def decided(self) -> list[tuple[Differing, Decided]]:
        """The passages that have a decision, largest first; where it has no choice only a rule was changed."""
        pairs = ((one, self.settled.of(one)) for one in self.found.passages)
        return [(one, decided) for one, decided in pairs if decided is not None]

    @property
    def made(self) -> list[Decided]:
        """All decisions, those that count for nothing by now too: a rule that was changed for one stays changed."""
        return [*(decided for _, decided in self.decided), *self.settled.outdated]

    @property
    def open(self) -> int:
        """On how many passages nothing is settled yet."""
        return sum(not self.settled.is_settled(one) for one in self.found.passages)


def before_after(
    study: Study,
    coders: Sequence[str],
    *,
    sample: str | bool | None = None,
    unit: Unit = "turn",
    include_interviewer: bool = False,
    draws: int = DRAWS,
    seed: int = 0,
    tell: Tell = silent,
) -> BeforeAfter:
    """Compare coders before and after what they settled; arguments and errors as for `comparison.compare`."""
    own = gathering.gathered(study, coders, sample=sample)
    found = differences(study, coders, include_interviewer=include_interviewer, tell=tell, gathered=own)
    made = settled(study, found)
    pairs = [(one, decided) for one in found.passages if (decided := made.of(one)) is not None and decided.choice]
    before, after = (
        compare(
            study,
            coders,
            unit=unit,
            include_interviewer=include_interviewer,
            draws=draws,
            seed=seed,
            tell=tell,
            found=codings,
        )
        for codings in (own, as_settled(own, pairs))
    )
    return BeforeAfter(before, after, found, made)


def as_settled(own: Gathered, pairs: Iterable[tuple[Differing, Decided]]) -> Gathered:
    """What coders coded, with what was settled in the place of their own codings of the codes concerned. Pure.

    A passage with a code ends where nobody's coding of it goes on: each coder's codings of the code in it are left out,
    and what was agreed on is put in for every one of them.

    Args:
        own: Their own codings.
        pairs: Passages with the decisions on them.
    """
    places = {key: {one: list(spans) for one, spans in by_text.items()} for key, by_text in own.codings.items()}
    codings: dict[tuple[UUID, str], dict[UUID, list[tuple[int, int]]]] = defaultdict(dict, places)
    ids = {name: who for who, name in own.people.items()}
    put = []
    for one, decided in pairs:
        who = [ids[name] for name in one.coders]
        for code, extent in extents(one).items():
            for coder in who:
                by_text = codings[coder, code]
                by_text[one.revision_id] = list(_without(by_text.get(one.revision_id, ()), extent))
        put += [(coder, agreed.code, one.revision_id, agreed.span) for agreed in decided.agreed for coder in who]
    # Only now: what is put in for one passage is not to be taken out for the next.
    for coder, code, revision_id, span in put:
        codings[coder, code].setdefault(revision_id, []).append((span.start, span.end))
    return own._replace(codings=dict(codings))


def extents(one: Differing) -> dict[str, Span]:
    """From where to where a passage goes, for each code it is about."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for put in one.puts:
        spans[put.code] += put.spans
    return {code: Span(min(some).start, max(span.end for span in some)) for code, some in spans.items()}


def _without(places: Iterable[tuple[int, int]], taken: Span) -> Iterable[tuple[int, int]]:
    """Spans without what lies within another."""
    for span in union(Span(*place) for place in places):
        for start, end in ((span.start, min(span.end, taken.start)), (max(span.start, taken.end), span.end)):
            if start < end:
                yield (start, end)
