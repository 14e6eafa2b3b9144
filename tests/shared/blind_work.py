"""A study with a sample that is open, and what another coder does on it: for tests that nothing tells of that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from blind_looks import EARLY, LATE, SECRET
from every_command import JOINT
from sqlmodel import col

from workbench import coding, memos, opening, themes
from workbench.agreement import samples
from workbench.agreement.drawing import Asked
from workbench.codebook.changes.change import edit_code
from workbench.model import CodebookState, Coding
from workbench.study import Study

REST = ("Parent 2 Early", "S1+S2 Early")
Code = Callable[..., list[Any]]


def with_open_sample(studies: Any, code: Code) -> Study:
    """A study with something of everything, and a sample of Parent 1's interviews that is open."""
    made = studies.new()
    settings = made.folder / "study.yaml"
    settings.write_text(settings.read_text() + "words_in_text_files: true\n")
    made = studies.again(made)
    owen = replace(made, coder="Owen")
    own = code(made, JOINT, "We listened, really.", "trust", "listening", memo="plain")
    code(owen, JOINT, "We listened", "trust")
    samples.draw(made, "Seen", ("Ruth", "Owen"), Asked(number=1, by=(), without=(EARLY, LATE, *REST)))
    for who in (made, owen):
        samples.finish(who)
    samples.reveal(made)
    code(made, EARLY, "She sat with me", "trust", memo="plain")
    theme = themes.add(made, "Warmth", codes=["trust"], fields={"narrative": "They met.", "status": "reviewed"})
    themes.judge(made, theme, [own[0].id], stance="contradicts", use="key")
    coding.use_as_example(made, own[0].id)
    memos.add(made, "plain", about="transcript", name=EARLY)
    memos.add_entry(made, 2, "plain")
    samples.draw(made, "First", ("Ruth", "Owen"), Asked(number=2, by=(), without=(JOINT, *REST)))
    # Coded before that: they wait for another look.
    edit_code(made, "trust", {"definition": "To rely on somebody."})
    return made


def work(owen: Study, code: Code) -> None:
    """What Owen does on the sample: everything one can do there."""
    first, *_ = code(owen, EARLY, "I was scared of (name)", "doubt", "trust", memo=f"{SECRET} one")
    code(owen, EARLY, "She sat with me", "practical")
    (gone,) = code(owen, LATE, "I doubt it", "doubt")
    (split,) = code(owen, LATE, "forms  myself\nnow. I doubt", "practical", memo=f"{SECRET} two")
    coding.recode(owen, [code(owen, EARLY, "Go on", "doubt")[0].id], "listening")
    coding.set_memo(owen, first.id, f"{SECRET} three")
    coding.split(owen, split.id, split.span.start + 7)
    coding.remove(owen, [gone.id])
    place = coding.find_place(owen, EARLY, quote="letters came", start=None, end=None)
    about_passage = memos.add(owen, f"{SECRET} four", about="passage", name=EARLY, span=place)
    memos.edit(owen, about_passage, f"{SECRET} five")
    memos.add(owen, f"{SECRET} six", kind="reflexive", about="coding", coding_id=first.id)
    memos.add(owen, f"{SECRET} seven", about="transcript", name=EARLY)
    memos.write_familiarisation(owen, LATE, f"{SECRET} eight", before=None)
    code(owen, EARLY, "in the snow", "trust")
    opening.undo(owen)
    opening.redo(owen)
    opening.undo(owen)
    # Codes that wait for another look: one that is in no codebook, and one from before a change of its rule.
    with owen.step(f"Coded {EARLY} with {SECRET} and trust") as step:
        row = step.session.get_one(Coding, first.id)
        oldest = step.session.scalars(sa.select(col(CodebookState.sha256)).order_by(col(CodebookState.seen_at))).first()
        made = row.model_dump() | {"row_version": 1, "codebook_state": oldest}
        step.session.add_all(Coding(**(made | {"id": uuid4(), "code": code})) for code in (SECRET, "trust"))
