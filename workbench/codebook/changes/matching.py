"""Bring the codes of two frameworks together: merged, nested or kept, each as one step and with its reason.

No coding is rewritten: what was coded with a merged code counts for its successor through the lineage, and every code
keeps the id and the origin it had. What was decided stands in the codebooks; see `workbench.codebook.matched`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.codebook.changes import moving, reshape
from workbench.codebook.changes.draft import Draft, named, with_reason
from workbench.codebook.changes.lost import free_id
from workbench.codebook.changes.new_code import NewCode
from workbench.codebook.matched import Kind, worded
from workbench.codebook.schema import Change, Code
from workbench.codebook.states import states
from workbench.errors import BadInput, Refused
from workbench.study import Study


def merge_matched(study: Study, codes: Sequence[str], into: str | NewCode, *, why: Change) -> reshape.Merged:
    """Merge codes of two frameworks, as one step: one into the other, or both into a new one.

    Args:
        study: The study.
        codes: The codes that go.
        into: The code that takes their place, in whichever codebook; or a new one, made behind the first of them.
        why: The day, and why; noted in each that goes.

    Raises:
        BadInput: No reason is given, no code is named, or one is the target itself.
        NotFound: There is no such code.
        Refused: One is merged or split away already, or the target is not put on passages; or a file was changed
            meanwhile.
    """
    _refuse_without(why)
    if isinstance(into, str):
        target = states.current(study).to_put_on(into).id
    else:
        into = into if into.id else replace(into, id=free_id(study, states.current(study), into.name))
        target = into.id
    return reshape.merge_codes(study, codes, into, why=_noted("merged", target, why))


def nest_matched(study: Study, code_id: str, under: str, *, why: Change) -> None:
    """Put a code of one framework under one of the other, as one step, with all that stands under it.

    Args:
        study: The study.
        code_id: The code.
        under: The code under which it goes, in whichever codebook.
        why: The day, and why; noted in the code that goes.

    Raises:
        BadInput: No reason is given, or the other is the code itself or stands under it.
        NotFound: There is no such code.
        Refused: It stands there already, one of the two is put on passages no more, or a file was changed meanwhile.
    """
    _refuse_without(why)
    books = states.current(study)
    code, group = books.find(code_id), books.to_put_on(under)
    if not moving.nest_code(study, code.id, group.id, why=_noted("nested", group.id, why)):
        raise Refused(f"{named(code)} stands under {named(group)} already.", "Keep it beside that, or merge the two.")


def keep_matched(study: Study, codes: Sequence[str], *, why: Change) -> None:
    """Note that codes stay what they are, as one step: two beside each other, or one that no other is like.

    Args:
        study: The study.
        codes: One code or two.
        why: The day, and why; noted in each.

    Raises:
        BadInput: No reason is given, or not one or two codes are named.
        NotFound: There is no such code.
        Refused: One is put on passages no more, or a file was changed meanwhile.
    """
    _refuse_without(why)
    draft = Draft(study)
    kept = list(dict.fromkeys(draft.books.to_put_on(one) for one in codes))
    if len(kept) != len(codes) or len(kept) not in (1, 2):
        raise BadInput("One code is kept as it is, or one beside another.", "Name one code, or two.")
    draft.change({code.id: with_reason(code, _kept(code, kept, why)) for code in kept})
    beside = " beside ".join(map(named, kept)) if len(kept) > 1 else f"{named(kept[0])} as it is"
    draft.write(f"Kept the code {beside}")


def gather_codes(study: Study, files: Sequence[str], into: str) -> tuple[str, ...]:
    """Bring all codes of some codebooks into one, as one step: behind its last, in their order, merged ones too.

    The other files stay, without codes.

    Args:
        study: The study.
        files: The codebooks' file names.
        into: That of the codebook into which they go.

    Returns:
        The ids of the codes that went there.

    Raises:
        BadInput: A codebook would have a fault then, or the one is empty.
        NotFound: There is no such codebook.
        Refused: There is nothing to bring, or a file was changed meanwhile.
    """
    draft = Draft(study)
    if not draft.books.book(into).codes:
        raise BadInput(f"{into} has no codes behind which others could stand.", "Choose another codebook.")
    gone: list[str] = []
    for file in files:
        ids = [code.id for code in draft.books.book(file).codes] if file != into else []
        if ids:
            draft.hand_over(ids, into, behind=draft.books.book(into).codes[-1].id)
            gone += ids
    if not gone:
        raise Refused(f"All of their codes stand in {into} already.", "There is nothing to do.")
    draft.write(f"Brought the codes of {' and '.join(one for one in files if one != into)} into {into}")
    return tuple(gone)


def _kept(code: Code, kept: Sequence[Code], why: Change) -> Change:
    return _noted("kept", "".join(other.id for other in kept if other != code), why)


def _noted(kind: Kind, other: str, why: Change) -> Change:
    return Change(why.date, worded(kind, other, why.reason.strip()))


def _refuse_without(why: Change) -> None:
    if not why.reason.strip():
        raise BadInput("What becomes of codes is decided with a reason.", "Say why in a few words.")
