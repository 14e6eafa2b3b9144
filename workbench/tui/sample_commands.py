"""What can be done with samples that several code apart."""

from __future__ import annotations

from workbench.tui.command import Command, Needs

_has_sample = Needs(lambda room: room.sample is not None, "there is no sample yet; {samples.draw} draws one")
_is_open = Needs(lambda room: room.sample.is_open, "the sample is revealed, and stays as it was then", _has_sample)
_can_reveal = Needs(
    lambda room: len(room.sample.coders) > 1, "it was handed out to you, and is revealed where it was drawn", _is_open
)
_is_revealed = Needs(
    lambda room: not room.sample.is_open, "the sample is open still; {samples.reveal} reveals it", _has_sample
)
_is_mine = Needs(lambda room: room.is_mine, "you are not among those who code it", _is_open)
_has_transcript = Needs(lambda room: room.transcript is not None, "there is no transcript under the cursor")

SAMPLES = (
    Command(
        "samples.open",
        ("enter",),
        "Open",
        "Go to the transcripts of the sample; from there into the one under the cursor, to code it.",
        footer=True,
        check=_has_transcript,
    ),
    Command(
        "samples.draw",
        ("d",),
        "Draw …",
        "Draw a sample for two or more to code apart; you see first what would be drawn.",
        footer=True,
    ),
    Command(
        "samples.finish",
        ("f",),
        "Finish",
        "Say that you have finished the transcript under the cursor; in the list above, all of yours.",
        footer=True,
        check=_is_mine,
    ),
    Command(
        "samples.reopen",
        ("o",),
        "Reopen",
        "Take back that you have finished the transcript under the cursor; in the list above, all of yours.",
        check=_is_mine,
    ),
    Command(
        "samples.reveal",
        ("r",),
        "Reveal …",
        "Show everybody all codings on the sample; you are asked first, and warned where somebody has not finished.",
        footer=True,
        check=_can_reveal,
    ),
    Command(
        "samples.compare",
        ("c",),
        "Compare",
        "Compare the coders of a sample that is revealed, on just what was drawn.",
        check=_is_revealed,
    ),
    Command(
        "samples.hand-out",
        ("h",),
        "Hand out …",
        "Write a folder with the sample for a coder on another machine; you see first what would be in it.",
        check=_is_open,
    ),
    Command(
        "samples.next-round",
        ("n",),
        "Next round …",
        "Draw a next round of a sample that is revealed: other transcripts, or the same again.",
        check=_is_revealed,
    ),
    Command(
        "samples.discard",
        ("delete", "backspace"),
        "Discard …",
        "Take away a sample that no two have worked on; the codings stay, and all see them again.",
        check=_is_open,
    ),
    Command("samples.read-on", ("right_square_bracket",), "Read on", "Read on below the lists.", does="scroll(1)"),
    Command("samples.read-back", ("left_square_bracket",), "Read back", "Go back below the lists.", does="scroll(-1)"),
)
"""In the room of samples."""

SAMPLE_DRAW = (
    Command("sample-draw.draw", ("ctrl+s",), "Draw", "Draw what is shown; the sample is open then.", footer=True),
    Command("sample-draw.close", ("escape",), "Close", "Close and draw nothing.", footer=True),
)
"""While a sample, or a next round of one, is being drawn."""

SAMPLE_WITHOUT = (
    Command("sample-without.mark", ("space",), "Mark", "Leave the transcript out, or no longer.", footer=True),
    Command("sample-without.find", ("slash",), "Find", "Type letters; only names with them are listed.", footer=True),
    Command("sample-without.take", ("ctrl+s", "enter"), "Take these", "Leave out those that are marked.", footer=True),
    Command("sample-without.close", ("escape",), "Close", "Close; what was left out stays.", footer=True),
)
"""While choosing what is not to be drawn."""

HAND_OUT = (
    Command("hand-out.write", ("ctrl+s",), "Hand out", "Write the folder.", footer=True),
    Command("hand-out.close", ("escape",), "Close", "Close without writing.", footer=True),
)
"""While a sample is handed out."""
