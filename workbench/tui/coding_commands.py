"""What can be done while coding, and while choosing codes."""

from __future__ import annotations

from workbench.tui.command import Command, Needs

_has_text = Needs(lambda screen: screen.opened is not None, "no transcript is open; {app.library} shows them")
_has_coding = Needs(
    lambda screen: screen.coding_meant is not None,
    "nothing is coded here; {coding.next-coding} goes to the next coding",
)
_has_rule = Needs(
    lambda screen: bool(screen.code_meant),
    "no code is shown; {coding.codebook} goes to the codebook, {coding.next-coding} to a coding",
)
_has_words = Needs(
    lambda screen: screen.opened is not None and bool(screen.sought_words),
    "no words are looked for; {app.find} asks for them",
)
_has_other = Needs(lambda screen: screen.has_other, "no other transcript stands beside; {coding.beside} puts one there")
_has_last = Needs(lambda screen: bool(screen.last_codes), "no code was chosen yet; {coding.apply} chooses one")

_has_tasks = Needs(
    lambda screen: screen.has_tasks, "no open sample has anything left for you; {app.samples} shows them"
)
_is_sampled = Needs(
    lambda screen: screen.sampled is not None, "this is in no open sample of yours; {app.samples} shows them"
)

_BORDERS = tuple(
    Command(
        f"coding.{name}-{way}-{unit}",
        (key.upper() if unit == "sentence" else key,),
        f"{label} a {unit} {said}",
        f"Move the {what} of the coding that is meant by a {unit} to the {side}; the coding stays the one meant.",
        check=_has_coding,
        does=f"border('{edge}', '{unit}', {by})",
    )
    for unit in ("word", "sentence")
    for key, name, edge, label, what, way, said, side, by in (
        ("h", "begin", "start", "Begin", "beginning", "earlier", "earlier", "left", -1),
        ("j", "begin", "start", "Begin", "beginning", "later", "later", "right", 1),
        ("k", "end", "end", "End", "end", "earlier", "earlier", "left", -1),
        ("l", "end", "end", "End", "end", "later", "later", "right", 1),
    )
)


CODING = (
    Command(
        "coding.apply",
        ("c", "enter"),
        "Code",
        "Choose codes for the selected words, or for the sentence at the caret.",
        footer=True,
        check=_has_text,
    ),
    Command(
        "coding.repeat",
        ("full_stop",),
        "Again",
        "Put the codes chosen last on the selected words too.",
        footer=True,
        check=_has_last,
    ),
    Command(
        "coding.next-here",
        ("o",),
        "Next overlapping",
        "Mean the next of the codings that overlap here.",
        check=_has_coding,
    ),
    Command(
        "coding.remove",
        ("delete", "d"),
        "Remove",
        "Take the coding that is meant off (delete it); {app.undo} brings it back.",
        footer=True,
        check=_has_coding,
    ),
    Command("coding.recode", ("r",), "Recode", "Give the coding that is meant another code.", check=_has_coding),
    *_BORDERS,
    Command(
        "coding.borders-to-selection",
        ("equals_sign",),
        "Borders to selection",
        "Have the coding that is meant stand on just the words selected; {coding.next-here} says which one is meant.",
        check=_has_coding,
    ),
    Command(
        "coding.split",
        ("s",),
        "Split",
        "Cut the coding that is meant in two at the caret; its memo stays with the first.",
        check=_has_coding,
    ),
    Command(
        "coding.in-vivo",
        ("i",),
        "In-vivo code",
        "Make a code of the selected words and put it on them; a code of that name is used.",
        check=_has_text,
    ),
    Command(
        "coding.transfer",
        ("w",),
        "Transfer all",
        "Give all your codings here with the code of the one meant another code; you see first which they are.",
        check=_has_coding,
    ),
    Command(
        "coding.code-extracts",
        ("z",),
        "Rule, extracts",
        "Read the whole rule of the code that is shown, and what it was put on in other transcripts, newest first.",
        check=_has_rule,
    ),
    Command(
        "coding.use-as-example",
        ("E",),
        "Use as example",
        "Have the coding that is meant be an example of its code: the codebook names it, and shows its words.",
        check=_has_coding,
    ),
    Command(
        "coding.memo",
        ("m",),
        "Memo",
        "Write a note on the coding that is meant; where none is, a memo on the selected words or the transcript.",
        footer=True,
        check=_has_text,
    ),
    Command(
        "coding.new-memo",
        ("M",),
        "Memo on …",
        "Write a memo of any kind on the selected words, on the coding that is meant or on the transcript; or open one "
        "that stands here.",
        check=_has_text,
    ),
    Command(
        "coding.familiarise",
        ("F",),
        "First impressions",
        "Open your familiarisation note on the transcript, or begin it.",
        check=_has_text,
    ),
    Command(
        "coding.select-coding",
        ("e",),
        "Select coding",
        "Select the words of the coding that is meant.",
        check=_has_coding,
    ),
    Command(
        "coding.not-for-quotation",
        ("x",),
        "Not for quotation",
        "Keep the selected words out of every report; where all of them are kept out, open them again.",
        check=_has_text,
    ),
    Command(
        "coding.next-coding", ("right_square_bracket",), "Next coding", "Go to the next coded passage.", check=_has_text
    ),
    Command(
        "coding.previous-coding",
        ("left_square_bracket",),
        "Previous coding",
        "Go to the coded passage before.",
        check=_has_text,
    ),
    Command(
        "coding.next-uncoded",
        ("u",),
        "Next uncoded",
        "Go to the next words of a participant that are not coded; only your codings count where only these are shown.",
        check=_has_text,
    ),
    Command(
        "coding.previous-uncoded",
        ("U",),
        "Previous uncoded",
        "Go to the words of a participant before that are not coded.",
        check=_has_text,
    ),
    Command(
        "coding.next-memo",
        ("semicolon",),
        "Next memo",
        "Go to the next memo, on a coding or on a passage.",
        check=_has_text,
    ),
    Command("coding.previous-memo", ("comma",), "Previous memo", "Go to the memo before.", check=_has_text),
    Command(
        "coding.place",
        ("percent_sign",),
        "Go to a place",
        "Go to a line (numbered as in a printed transcript), a turn, a time or a percentage of the text.",
        check=_has_text,
    ),
    Command(
        "coding.fold",
        ("f",),
        "Only this speaker",
        "Fold all turns but those of the speaker at the caret to a line each; again, show all.",
        check=_has_text,
    ),
    Command(
        "coding.beside",
        ("p",),
        "Another beside",
        "Read another transcript beside this one; again, no longer. In a narrow window, go from one to the other.",
        check=_has_text,
    ),
    Command(
        "coding.swap",
        ("S",),
        "Swap the two",
        "Have the transcript beside and the one that is coded change places, each with what is selected in it.",
        check=_has_other,
    ),
    Command(
        "coding.only-mine", ("a",), "Only mine", "Show only your own codings, or everybody's again.", check=_has_text
    ),
    Command(
        "coding.choose",
        ("g",),
        "Go to",
        "Choose another transcript by its name.",
        footer=True,
        check=_has_text,
    ),
    Command(
        "coding.next-transcript",
        ("greater_than_sign", "ctrl+pagedown"),
        "Next transcript",
        "Open the next transcript.",
        check=_has_text,
    ),
    Command(
        "coding.next-sampled",
        ("G",),
        "Next of the sample",
        "Open the next transcript that you have to code for a sample that is open.",
        check=_has_tasks,
    ),
    Command(
        "coding.finish-sampled",
        ("D",),
        "Finished",
        "Say that you have finished the transcript for the sample that is open, or take that back.",
        check=_is_sampled,
    ),
    Command(
        "coding.previous-transcript",
        ("less_than_sign", "ctrl+pageup"),
        "Previous transcript",
        "Open the transcript before.",
        check=_has_text,
    ),
    Command("coding.find-next", ("n",), "Find next", "Go to the next place of the words looked for.", check=_has_text),
    Command(
        "coding.find-previous",
        ("N",),
        "Find previous",
        "Go to the place before of the words looked for.",
        check=_has_text,
    ),
    Command(
        "coding.code-all",
        ("A",),
        "Code all hits",
        "Go through all hits of the words looked for, accept those that are meant, and code them as one step.",
        check=_has_words,
    ),
    Command(
        "coding.print",
        ("P",),
        "Print",
        "Write the transcript, or all, as a Word file to read on paper.",
        check=_has_text,
    ),
    Command("coding.text", ("t",), "To the text", "Put the keyboard into the transcript.", check=_has_text),
    Command(
        "coding.codebook",
        ("b",),
        "To the codebook",
        "Put the keyboard into the codebook; Enter or a double click there puts the code on the selected words.",
        check=_has_text,
    ),
    *(
        Command(
            f"coding.recent-{number}",
            (str(number),),
            f"Recent code {number}",
            f"Put the code that has a {number} before its name in the codebook on the selected words.",
            check=_has_text,
            does=f"recent({number})",
        )
        for number in range(1, 10)
    ),
)

PICKER = (
    Command(
        "picker.take", ("enter",), "Apply", "Take the codes that are marked, or the one under the cursor.", footer=True
    ),
    Command("picker.mark", ("tab",), "Mark several", "Mark the code under the cursor and go on.", footer=True),
    Command("picker.new", ("ctrl+n",), "New code", "Make a new code of the words typed.", footer=True),
    Command("picker.up", ("up",), "Up", "Go to the code above.", does="move(-1)"),
    Command("picker.down", ("down",), "Down", "Go to the code below.", does="move(1)"),
    Command("picker.page-up", ("pageup",), "Page up", "Go eight codes up.", does="move(-8)"),
    Command("picker.page-down", ("pagedown",), "Page down", "Go eight codes down.", does="move(8)"),
    Command("picker.close", ("escape",), "Close", "Close without choosing.", footer=True),
)

BESIDE = (
    Command(
        "beside.take",
        ("enter",),
        "Code this one",
        "Have it change places with the transcript that is coded, with what is selected in it.",
        footer=True,
    ),
    Command("beside.next-coding", ("right_square_bracket",), "Next coding", "Go to the next coded passage in it."),
    Command(
        "beside.previous-coding", ("left_square_bracket",), "Previous coding", "Go to the coded passage before in it."
    ),
    Command(
        "beside.back",
        ("escape", "shift+tab"),
        "Back",
        "Go back to the transcript that is coded; Tab comes here from there.",
        footer=True,
    ),
)

TRANSFER = (
    Command("transfer.transfer", ("ctrl+s",), "Transfer", "Give them the other code.", footer=True),
    Command("transfer.close", ("escape",), "Close", "Close and change nothing.", footer=True, does="dismiss(False)"),
)

CODE_EXTRACTS = (
    Command("code-extracts.go", ("enter",), "Go there", "Go to the extract under the cursor.", footer=True),
    Command("code-extracts.whole", ("space",), "Whole", "Show the extract whole, or no longer.", footer=True),
    Command(
        "code-extracts.close",
        ("escape", "{coding.code-extracts}"),
        "Close",
        "Close.",
        footer=True,
        does="dismiss(None)",
    ),
)
