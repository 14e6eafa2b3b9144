"""The commands of the screens for themes and the report."""

from __future__ import annotations

from workbench.tui.command import Command, Needs

_has_theme = Needs(lambda screen: screen.theme is not None, "there is no theme yet; {themes.add} makes one")
_at_theme = Needs(
    lambda screen: screen.at == "themes" and screen.theme is not None, "go to a theme first; Tab goes to the lists"
)
_at_list = Needs(lambda screen: bool(screen.at), "go to a list first, with Tab")

THEMES = (
    Command(
        "themes.choose",
        ("enter",),
        "Go there",
        "Go to the extract in its transcript; from a theme to its extracts; move a code into the theme, or out of it.",
        footer=True,
        check=_at_list,
    ),
    Command("themes.mark", ("space",), "Mark", "Mark the code or extract, to do something with several at once."),
    Command("themes.mark-all", ("ctrl+a",), "Mark all", "Mark all codes or extracts of the list, or none."),
    Command("themes.add", ("a",), "New theme", "Make a theme.", footer=True),
    Command("themes.add-below", ("b",), "New subtheme", "Make a subtheme of this theme.", check=_has_theme),
    Command("themes.describe", ("e",), "Describe", "Change what the theme is called and says.", check=_has_theme),
    Command("themes.status", ("t",), "Status", "Say how far the theme is.", footer=True, check=_has_theme),
    Command("themes.narrative", ("w",), "Write", "Write the theme's narrative.", footer=True, check=_has_theme),
    Command(
        "themes.quotation",
        ("q",),
        "Quotation",
        "Prepare the extract under the cursor for print: leave out, clarify, redact, join; say how it is attributed.",
        footer=True,
    ),
    Command(
        "themes.evidence",
        ("r",),
        "Evidence",
        "Say which evaluation questions the theme answers, and what it rests on beside its extracts.",
        footer=True,
        check=_has_theme,
    ),
    Command(
        "themes.remove",
        ("delete", "d"),
        "Remove theme",
        "Remove (delete) the theme; {app.undo} brings it back.",
        check=_at_theme,
    ),
    Command("themes.earlier", ("shift+up", "minus"), "Move up", "Move the theme up.", check=_at_theme),
    Command("themes.later", ("shift+down", "plus"), "Move down", "Move the theme down.", check=_at_theme),
    Command(
        "themes.below",
        ("shift+right", "greater_than_sign"),
        "Make a subtheme",
        "Make the theme a subtheme of the one above it.",
        check=_at_theme,
    ),
    Command(
        "themes.beside",
        ("shift+left", "less_than_sign"),
        "Make a theme",
        "Make the subtheme a theme of its own.",
        check=_at_theme,
    ),
    Command("themes.take-in", ("i",), "Move in", "Move the codes into the theme."),
    Command("themes.take-out", ("o",), "Move out", "Move the codes out of the theme."),
    Command("themes.loose", ("f",), "Without theme", "Show only the codes that are in no theme, or all."),
    Command("themes.supports", ("s",), "Supports", "The extracts support the theme."),
    Command("themes.complicates", ("c",), "Complicates", "The extracts complicate the theme."),
    Command("themes.contradicts", ("x",), "Contradicts", "The extracts contradict the theme."),
    Command("themes.key", ("k",), "Key", "The extracts are key: the report prints them."),
    Command("themes.useful", ("u",), "Useful", "The extracts are useful."),
    Command("themes.not-useful", ("n",), "Not useful", "The extracts are of no use for the report."),
    Command("themes.clear", ("0",), "Clear", "Take back what was said of the extracts."),
    Command("themes.whole", ("v",), "Whole words", "Show the extract under the cursor whole, with its memo."),
    Command("themes.memo", ("m",), "Memo", "Write a memo on the theme, the code or the coding.", check=_at_list),
    Command("themes.copy", ("ctrl+c",), "Copy extracts", "Copy the extracts, each with its attribution."),
)

THEME_FORM = (
    Command("theme-form.save", ("ctrl+s",), "Save", "Write the theme and close.", footer=True),
    Command("theme-form.close", ("escape",), "Close", "Close the form.", footer=True),
)
THEME_EVIDENCE = (
    Command("theme-evidence.save", ("ctrl+s",), "Save", "Write questions and other evidence.", footer=True),
    Command(
        "theme-evidence.mark",
        ("space",),
        "Answers it",
        "The theme answers the question under the cursor, or no longer.",
        footer=True,
        check=Needs(lambda screen: screen.is_at_questions, "go to the questions first, with Tab"),
    ),
    Command("theme-evidence.close", ("escape",), "Close", "Close; what is not saved is asked about.", footer=True),
)
THEME_STATUS = (
    Command("theme-status.save", ("ctrl+s",), "Save", "Write status and note.", footer=True),
    Command("theme-status.close", ("escape",), "Close", "Close and leave the status.", footer=True),
)
NARRATIVE = (
    Command("narrative.save", ("ctrl+s",), "Save", "Save what is written.", footer=True),
    Command("narrative.leave", ("escape",), "Save and leave", "Save and go back to the themes.", footer=True),
    Command(
        "narrative.insert",
        ("f8", "enter"),
        "Place extract",
        "Place the extract under the list's cursor in the text: the report prints it there as it is prepared. Enter "
        "does so in the list.",
        footer=True,
    ),
    Command(
        "narrative.words",
        ("f4",),
        "Insert words",
        "Write the words of the extract under the list's cursor into the text, with its attribution: they stay as they "
        "are, whatever becomes of it.",
    ),
    Command("narrative.extracts", ("f9",), "Extracts", "Show the theme's extracts, or hide them.", footer=True),
    Command(
        "narrative.copy",
        ("ctrl+c",),
        "Copy",
        "Copy the words that are selected, or the extract under the list's cursor with its attribution.",
    ),
    Command("narrative.find", ("ctrl+f",), "Find", "Find words in the narrative.", first=True),
)

REPORT = (
    Command("report.export", ("e",), "Export", "Write the theme report or the extract book.", footer=True),
    Command(
        "report.choices",
        ("c",),
        "Choices",
        "Choose the report's order, parts and looks, with a section of it beside; it holds for everybody in the study.",
        footer=True,
    ),
    Command(
        "report.outline",
        ("o",),
        "Outline",
        "Write the report's own outline: sections, into which themes and quotations are put.",
        footer=True,
    ),
    Command(
        "report.quotation",
        ("q",),
        "Quotation",
        "Prepare the quotation you are at for print: leave out, clarify, redact, join; say how it is attributed.",
        footer=True,
        check=Needs(
            lambda screen: screen.quotation is not None,
            "go to a quotation of a theme first; {report.next-quotation} goes to the next one",
        ),
    ),
    Command(
        "report.agreement",
        ("a",),
        "Agreement",
        "Have the report say how far the coders agree, or no longer; it holds for everybody in the study.",
        check=Needs(
            lambda screen: not screen.is_reflexive,
            "in reflexive mode a report has no figures of agreement; they are no mark of quality there",
        ),
    ),
    Command(
        "report.layer",
        ("l",),
        "Layer",
        "Print the lead coder's codings as settled with others, or as they coded; it holds for everybody in the study.",
    ),
    Command(
        "report.verify",
        ("v",),
        "Verify",
        "Hold the quotations of a report against the transcripts, after somebody has rewritten it; ours or anybody's.",
        footer=True,
    ),
    Command(
        "report.update",
        ("u",),
        "Update",
        "Bring what the study prints otherwise by now into a report that was worked on, as tracked changes.",
        footer=True,
    ),
    Command(
        "report.send",
        ("d",),
        "Send",
        "Make the copy to send of a Word file: without comments, changes, hidden text, marks and names.",
        footer=True,
    ),
    Command(
        "report.copy-path",
        ("p",),
        "Copy path",
        "Copy the path of the file that was written last.",
        check=Needs(lambda screen: screen.written is not None, "no file was written yet; {report.export} writes one"),
    ),
    Command(
        "report.next-quotation",
        ("right_square_bracket",),
        "Next quotation",
        "Go to the next quotation of what is shown; in the lists for the writers, to the next line about a theme.",
    ),
    Command(
        "report.previous-quotation",
        ("left_square_bracket",),
        "Quotation before",
        "Go to the quotation before.",
    ),
    Command(
        "report.next-block",
        ("right_curly_bracket", "alt+down"),
        "Next paragraph",
        "Go to the next paragraph, heading or quotation of what is shown, to copy it.",
    ),
    Command(
        "report.previous-block",
        ("left_curly_bracket", "alt+up"),
        "Paragraph before",
        "Go to the paragraph before.",
    ),
    Command("report.find-next", ("n",), "Find next", "Go to the next place of the words looked for."),
    Command("report.find-previous", ("N",), "Find previous", "Go to the place before of the words looked for."),
    Command(
        "report.copy",
        ("ctrl+c",),
        "Copy",
        "Copy the paragraph or quotation you are at, with its attribution; at none, all that is shown.",
    ),
    Command(
        "report.theme",
        ("enter",),
        "To the theme",
        "Go to this theme, or to that of the quotation or line you are at, on the themes screen.",
        check=Needs(
            lambda screen: bool(screen.theme),
            "this is not about a theme; in a list of several, {report.next-quotation} goes to the next",
        ),
    ),
)
_may_change = Needs(lambda screen: screen.is_printable, "these words are not printed, whatever is done to them")
QUOTATION = (
    Command(
        "quotation.leave-out",
        ("l",),
        "Leave out",
        "Leave the selected words out, or the word at the caret: an omission mark is printed for them.",
        footer=True,
        check=_may_change,
    ),
    Command(
        "quotation.clarify",
        ("c",),
        "Clarify",
        "Put words of yours in brackets in the place of those selected, or at the caret: what is meant, and no name.",
        footer=True,
        check=_may_change,
    ),
    Command(
        "quotation.redact",
        ("r",),
        "Redact",
        "Print (name), [names city], XX or an initial for the selected words: here, and wherever they are printed.",
        footer=True,
        check=_may_change,
    ),
    Command(
        "quotation.take-back",
        ("t", "delete"),
        "As it stands",
        "Print the selected words, or what is at the caret, as they stand.",
        check=Needs(lambda screen: screen.has_edit_here, "nothing is done to these words"),
    ),
    Command(
        "quotation.form",
        ("d",),
        "Dialogue",
        "Print it as a dialogue with the interviewer's words, or joined without them.",
        check=_may_change,
    ),
    Command(
        "quotation.goes-on",
        ("g",),
        "Goes on",
        "Print it as one with the theme's next extract of the transcript, or by itself.",
        check=_may_change,
    ),
    Command(
        "quotation.attribution",
        ("a",),
        "Attribution",
        "Have the attribution tell less: by role, without number, without wave, in turn; then in full again.",
        footer=True,
        check=_may_change,
    ),
    Command("quotation.reset", ("0",), "Reset", "Print it as it stands, in full and by itself.", check=_may_change),
    Command(
        "quotation.undo",
        ("ctrl+z",),
        "Undo",
        "Take back what was done last in this box.",
        check=Needs(lambda screen: screen.can_go_back, "nothing was done here yet"),
    ),
    Command(
        "quotation.redo",
        ("ctrl+y",),
        "Redo",
        "Do again what was taken back in this box.",
        check=Needs(lambda screen: screen.can_go_on, "nothing was taken back here"),
    ),
    Command("quotation.save", ("ctrl+s",), "Save", "Write it, as one step, and close.", footer=True),
    Command("quotation.close", ("escape",), "Close", "Close; asks where something was changed.", footer=True),
)
EXPORT = (
    Command("export.write", ("ctrl+s",), "Write", "Write the file.", footer=True),
    Command("export.close", ("escape",), "Close", "Close without writing.", footer=True),
)
WRITTEN = (
    Command("written.copy-path", ("p", "ctrl+c"), "Copy path", "Copy the path of the file.", footer=True),
    Command("written.close", ("escape", "enter"), "Close", "Close.", footer=True),
)
