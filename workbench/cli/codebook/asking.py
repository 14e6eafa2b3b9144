"""What the commands that change codes share: which code is meant, what a change touches, and the reason for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import confirmed

if TYPE_CHECKING:
    from workbench.codebook.changes.new_code import NewCode
    from workbench.codebook.schema import Change, Code
    from workbench.study import Study
    from workbench.themes.touched import Doing, Touched

reason_option = click.option("--reason", metavar="TEXT", help="Why; it is noted in the code, with the date.")


def why(reason: str | None) -> Change | None:
    """The entry that is noted in a code, with the day of today; None where no reason is given."""
    from workbench.codebook.changes.draft import noted
    from workbench.memos import today

    return noted(reason, today())


def tell_nothing_changed(code_id: str, reason: str | None) -> None:
    """Say that a code stood already as it was to be; the reason for that is not lost without a word."""
    lost = " The reason was not noted." if reason and reason.strip() else ""
    output.say(f"Nothing was changed: {code_id} says so already.{lost}")


def may_hold(study: Study, name: str, texts: Sequence[tuple[str, str]], *, yes: bool) -> None:
    """Go on only where no words of transcripts stand in what is to be written, or the user says so.

    Args:
        study: The study.
        name: What the code is called; empty for the top of a codebook.
        texts: As `workbench.coding.codebook_words.texts_of` gives them.
        yes: Whether the user said so already.

    Raises:
        BadInput: Some stand there, and nobody can be asked.
    """
    from workbench.coding.codebook_words import told_of_words

    if told := told_of_words(study, name, texts):
        output.tell(told)
        confirmed("Write it all the same?", yes=yes)


def tell_same_name(study: Study, code_id: str) -> None:
    """Tell of living codes that are called as a code is that was just given its name: it is not refused."""
    from workbench.codebook.finding import of_the_same_name
    from workbench.codebook.states import states
    from workbench.visible import first_few, one_line

    books = states.current(study)
    code = books.as_it_stands(code_id)
    others = of_the_same_name(books, code)
    if others:
        shown = first_few(f"{one.id} ({book.file})" for one in others for book in [books.book_with(one.id)])
        which = "what another is called too" if len(others) == 1 else "what others are called too"
        output.tell(f"“{one_line(code.name)}” is {which}: {shown}. Coders take them for one another.")


def standing(study: Study, given: str) -> Code:
    """The code that somebody named, by an id it has or had or by its name, as it stands; merged ones too.

    Raises:
        NotFound: There is none; the message names the nearest.
    """
    from workbench.codebook.states import states
    from workbench.errors import NotFound

    books = states.current(study)
    try:
        return books.as_it_stands(given)
    except NotFound:
        return books.find(given)


def told(study: Study, codes: Sequence[str], *, doing: Doing = "", asks: str = "", yes: bool = False) -> list[Code]:
    """The codes that are to be changed, once it was told what that touches, and the user said so where it is asked.

    Args:
        study: The study.
        codes: What somebody named.
        doing: What is to be done, where it matters to those under them.
        asks: The question; empty where nothing is asked.
        yes: Whether the user said so already.

    Raises:
        NotFound: There is no such code.
        BadInput: Something is touched, it has to be asked, and nobody can be.
    """
    from workbench.themes import touched

    found = [standing(study, one) for one in codes]
    hanging = touched.touched(study, [code.id for code in found])
    _ask(hanging, hanging.told(doing), asks, yes=yes)
    return found


def told_of_merge(
    study: Study, codes: Sequence[str], into: str | NewCode, *, keep_children: bool, asks: str, yes: bool
) -> list[Code]:
    """As `told`, of codes that are to be merged into another, or into a new one."""
    from workbench.themes import touched

    found = [standing(study, one) for one in codes]
    hanging, said = touched.told_of_merge(study, [code.id for code in found], into, keep_children=keep_children)
    _ask(hanging, said, asks, yes=yes)
    return found


def told_of_former(study: Study, code: Code, former: str, *, asks: str, yes: bool) -> None:
    """As `told`, of an id that a code is to have had before."""
    from workbench.themes import touched

    hanging, said = touched.told_of_former(study, code.id, former)
    _ask(hanging, said, asks, yes=yes)


def told_of_lost(study: Study, code: Code, new_id: str, *, yes: bool) -> None:
    """As `told_of_former`, where a code is to get the id of one that is gone; nothing where none is."""
    from workbench.codebook.states import states
    from workbench.errors import NotFound
    from workbench.themes import touched

    if states.current(study).lineage.known(new_id):
        return  # its own, or taken: that is refused where it is written
    try:
        hanging, said = touched.told_of_former(study, code.id, new_id)
    except NotFound:
        return  # no code ever had it
    _ask(hanging, said, f"Is {code.id} the code that had the id {new_id}?", yes=yes)


def told_of_new(study: Study, code_id: str, fields: Mapping[str, Any], *, yes: bool) -> None:
    """As `told_of_former`, where a code is to be made whose id is that of one that is gone; nothing where none is.

    Args:
        study: The study.
        code_id: The id that the code is to have.
        fields: What else is said of it, its name among it.
        yes: Whether the user said so already.
    """
    from workbench.codebook.editing.edit import as_code
    from workbench.themes import touched

    hanging, said = touched.told_of_new(study, as_code({**fields, "id": code_id}))
    if said:
        _ask(hanging, said, f"Make {code_id}, and count them for it?", yes=yes)


def _ask(hanging: Touched, said: str, asks: str, *, yes: bool) -> None:
    """Tell what is touched, and what befalls what stands below, where anything does; ask where anything is touched."""
    if hanging or said != hanging.sentence:
        output.tell(said)
    if hanging and asks:
        confirmed(asks, yes=yes)
