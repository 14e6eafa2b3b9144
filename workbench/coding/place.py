"""Where a coder was last, and what of each transcript they have had before them; their codes' digits, hidden codes.

It belongs to one person at one computer, so it lies in the user's local data and not in the study; no word of an
interview is in it. What cannot be read or written is no loss worth a message: one begins at the top then.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from workbench.coding.recent import at_digits
from workbench.errors import WorkbenchError
from workbench.safefile import write_text_safely
from workbench.spans import Span, shared, union
from workbench.study import Study, coder_key
from workbench.whereabouts import local_database


class Place(NamedTuple):
    """A place in a transcript, and what of it has been read.

    Attributes:
        transcript: The transcript.
        at: Code points of its text before the place.
        read: What of the text has been on the screen.
        of: How many code points the text has; 0 where that is not known.
    """

    transcript: UUID
    at: int
    read: tuple[Span, ...] = ()
    of: int = 0


def last_place(study: Study) -> Place | None:
    """Where whoever is coding was last in this study; None where that is not known."""
    try:
        own = _own(study)
        return Place(UUID(own["transcript"]), max(0, int(own["at"])))
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def place_in(study: Study, transcript: UUID) -> int | None:
    """Where whoever is coding was last in a transcript, in code points; None where that is not known."""
    at = _of(_own(study), transcript).get("at")
    if isinstance(at, int):
        return max(0, at)
    # As it was noted before places were kept of all transcripts.
    last = last_place(study)
    return last.at if last is not None and last.transcript == transcript else None


def read_by(study: Study) -> dict[UUID, float]:
    """How much of each transcript has been on the screen before whoever is coding, from 0 to 1, by transcript.

    A transcript they have not opened is not in it; 1 is one of which every line was shown.
    """
    own, found = _own(study), {}
    places = own.get("places")
    for key in places if isinstance(places, dict) else ():
        with suppress(ValueError):
            transcript = UUID(key)
            found[transcript] = _share(_of(own, transcript))
    return found


def keep_place(study: Study, place: Place, *, is_last: bool = True) -> None:
    """Note where whoever is coding is, for the next time; what they have read comes to what they had read before.

    Args:
        study: The study; its coder is who reads.
        place: Where they are.
        is_last: Whether that is where they go on when the program is started again.
    """
    own = _own(study)
    places, key = own.get("places"), str(place.transcript)
    kept = _of(own, place.transcript)
    before = _spans(kept) if place.of and kept.get("of") == place.of else []
    read = ",".join(f"{start}-{end}" for start, end in union([*before, *place.read]))
    known = {**(places if isinstance(places, dict) else {}), key: {"at": place.at, "of": place.of, "read": read}}
    _keep(study, {"places": known} | ({"transcript": key, "at": place.at} if is_last else {}))


def _of(own: Mapping[str, Any], transcript: UUID) -> Mapping[str, Any]:
    """What is kept of a transcript."""
    places = own.get("places")
    kept = places.get(str(transcript)) if isinstance(places, dict) else None
    return kept if isinstance(kept, dict) else {}


def _spans(kept: Mapping[str, Any]) -> list[Span]:
    """What was read of a transcript; nothing where that cannot be made out."""
    try:
        parts = [one.split("-") for one in str(kept.get("read") or "").split(",") if one]
        return [Span(int(start), int(end)) for start, end in parts]
    except ValueError:
        return []


def _share(kept: Mapping[str, Any]) -> float:
    of = kept.get("of")
    whole = Span(0, of) if isinstance(of, int) else Span(0, 0)
    return shared(_spans(kept), [whole]) / of if isinstance(of, int) and of > 0 else 0.0


def digits_now(
    study: Study, recent: Sequence[str], known: Collection[str], *, shown: Sequence[str | None] = ()
) -> tuple[str | None, ...]:
    """The codes at the digits from 1 on, as `at_digits` gives them out; noted for the next time where they change.

    Args:
        study: The study.
        recent: The codes the coder used last, latest first.
        known: The codes that may be put on passages.
        shown: The codes at the digits as they are shown; they hold where none are noted.
    """
    before = _own(study).get("digits")
    if not (isinstance(before, list) and all(one is None or isinstance(one, str) for one in before)):
        before = shown
    # A code that is in no codebook just now keeps its place until a new one needs it: its file may come back, and each
    # code its digit with it. One that was made and taken back is not in the way of the next.
    gone = {code for code in before if code is not None and code not in known}
    digits = at_digits(before, recent, known, gone=gone)
    if digits != tuple(before):
        _keep(study, {"digits": digits})
    return tuple(code if code in known else None for code in digits)


class PutAside(NamedTuple):
    """What whoever is coding has put aside in the codebook.

    Attributes:
        hidden: The codes whose codings are hidden on the text, by the ids they were hidden under.
        folded: The groups whose codes are folded away, by their keys in the outline.
    """

    hidden: frozenset[str] = frozenset()
    folded: frozenset[str] = frozenset()


def put_aside(study: Study) -> PutAside:
    """What was put aside the last time; nothing where that is not known."""
    own = _own(study)
    return PutAside(_texts(own.get("hidden")), _texts(own.get("folded")))


def keep_aside(study: Study, aside: PutAside) -> None:
    """Note what is put aside, for the next time."""
    _keep(study, {"hidden": sorted(aside.hidden), "folded": sorted(aside.folded)})


def _texts(found: object) -> frozenset[str]:
    return frozenset(one for one in found if isinstance(one, str)) if isinstance(found, list) else frozenset()


def _keep(study: Study, values: Mapping[str, Any]) -> None:
    file, kept, key = _file(study), _kept(study), coder_key(study.coder)
    text = json.dumps({**kept, key: {**_own(study), **values}}, ensure_ascii=False, indent=1)
    with suppress(OSError, WorkbenchError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_text_safely(file, text + "\n")


def _own(study: Study) -> dict[str, Any]:
    """What is kept of whoever is coding."""
    own = _kept(study).get(coder_key(study.coder))
    return own if isinstance(own, dict) else {}


def _kept(study: Study) -> dict[str, Any]:
    try:
        kept = json.loads(_file(study).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _file(study: Study) -> Path:
    return local_database(study.folder, study.settings).with_name("places.json")
