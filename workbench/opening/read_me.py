"""What lies in a folder handed out, for whoever gets it: what it is, what to do, and what to give back."""

from __future__ import annotations

import textwrap

from workbench.visible import one_line, plural

FILE = "README.txt"
"""What it is called."""

IN_WORD = (
    "How to note codes",
    "mark the words and make a comment; its first line is the id or the name of a code (several with semicolons "
    "between), what stands below is your note. Leave the words and the lines' numbers as they are",
)
"""What stands at the head of each Word file, above its lines: who reads the comments back passes over it."""

_STEPS_STUDY = (
    "Open a terminal in this folder and type: workbench",
    "Code the transcripts, under the name that this was handed out to.",
    "Say what is finished: workbench sample finish (or f in the room for samples, Ctrl+R).",
    "Write what you did into the folder codings: workbench pack",
    "Give back the folder codings. If you made or changed codes, give back the folder codebooks too, and say so: "
    "they are not known where this comes from.",
)
_STEPS_WORD = (
    "Open a transcript in Word. Where not all of it is to be coded, the lines that are stand below its name.",
    "Mark the words that a code belongs on, and make a comment on them (Review, New Comment).",
    "Write the id or the name of the code on the comment's first line, as {handbook} has it; of several codes with "
    "semicolons between, or each on a line of its own. What stands below is your note.",
    "Leave the transcript's name, the words and the lines' numbers as they are: what stands on changed lines is not "
    "taken in. Nor are answers to comments, and codes that are not in {handbook}: if one is missing, say so to "
    "whoever sent you this.",
    "Save each file as .docx, give them all back, and say which you have finished, also those without a code.",
)


def text(sample: str, coder: str, transcripts: int, *, handbook: str = "") -> str:
    """What it says.

    Args:
        sample: The sample's name.
        coder: For whom.
        transcripts: How many transcripts there are.
        handbook: What the codebook's Word file is called; empty where the folder is a study.
    """
    steps = _STEPS_WORD if handbook else _STEPS_STUDY
    what = (
        f"The sample “{one_line(sample)}” for {one_line(coder)}: {plural(transcripts, 'transcript')} to code apart "
        "from the others who code it, and the codebook. Until all have finished, tell nobody of them what you coded. "
        "Here are words of interviews: keep this folder to yourself, and delete it when it is not needed any more."
    )
    paragraphs = [textwrap.fill(what, 80)]
    for number, step in enumerate(steps, 1):
        said = f"{number}. {step.format(handbook=handbook)}"
        paragraphs.append(textwrap.fill(said, 80, subsequent_indent="   ", break_on_hyphens=False))
    return "\n\n".join(paragraphs) + "\n"
