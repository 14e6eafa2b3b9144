"""Which evaluation questions of the study themes answer."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.errors import NotFound
from workbench.study import Study


def checked_answers(study: Study, answers: Sequence[str], *, kept: Sequence[str] = ()) -> tuple[str, ...]:
    """Ids of questions as a theme has them: each once, in the order of the questions.

    Args:
        study: The study.
        answers: What somebody named.
        kept: What the theme answers so far: that may stay though the study asks it no more.

    Raises:
        NotFound: The study asks no such question.
    """
    known = tuple(study.settings.question_of)
    by_name = {one.casefold(): one for one in (*kept, *known)}
    found = []
    for one in answers:
        named = by_name.get(one.strip().casefold())
        if named is None:
            asked = f"It asks: {', '.join(known)}." if known else "Write them in study.yaml, under questions."
            raise NotFound(f"The study asks no question {one.strip()!r}.", asked)
        found.append(named)
    order = {one: number for number, one in enumerate(known)}
    return tuple(sorted(dict.fromkeys(found), key=lambda one: order.get(one, len(order))))
