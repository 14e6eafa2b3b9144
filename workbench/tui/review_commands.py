"""What can be done with codings that wait for another look."""

from __future__ import annotations

from workbench.tui.command import Command, Needs

_has_coding = Needs(lambda room: room.waiting is not None, "no coding of yours waits")
_has_parts = Needs(
    lambda room: bool(room.candidates),
    "its code was not split; {review.choose} gives it another code",
    first=_has_coding,
)
_has_rule = Needs(
    lambda room: room.has_rule,
    "its code is in no codebook: give it another code, or take it off",
    first=_has_coding,
)
_has_some = Needs(
    lambda room: bool(room.keepable),
    "none of its codings can be kept: their code is in no codebook; give them another code, or take them off",
    first=_has_coding,
)

REVIEW = (
    Command(
        "review.keep",
        ("k",),
        "Keep",
        "Leave the coding as it is: it was looked at, and waits no more.",
        footer=True,
        check=_has_rule,
    ),
    Command(
        "review.choose",
        ("c",),
        "Another code",
        "Choose the code that it gets instead.",
        footer=True,
        check=_has_coding,
    ),
    Command("review.remove", ("x", "delete"), "Take off", "Take the coding off.", footer=True, check=_has_coding),
    Command(
        "review.next",
        ("space", "enter"),
        "Leave, next",
        "Leave the coding waiting, and go on to the next.",
        footer=True,
        check=_has_coding,
    ),
    Command(
        "review.keep-all",
        ("K",),
        "Keep all of the code",
        "Leave all codings of the code that wait as they are, as one step; those whose rule is gone wait on.",
        check=_has_some,
    ),
    Command(
        "review.open",
        ("o",),
        "Open",
        "Go to the passage in its transcript; {app.review} comes back.",
        footer=True,
        check=_has_coding,
    ),
    Command(
        "review.read-on",
        ("right",),
        "Read on",
        "Read on in the words of the coding, then in its rule.",
        does="scroll(1)",
    ),
    Command(
        "review.read-back",
        ("left",),
        "Read back",
        "Go back in the rule of the coding, then in its words.",
        does="scroll(-1)",
    ),
    *(
        Command(
            f"review.part-{number}",
            (str(number),),
            f"Part {number}",
            f"Of a code that was split: give the coding the code at {number}.",
            check=_has_parts,
            does=f"part({number})",
        )
        for number in range(1, 10)
    ),
)
