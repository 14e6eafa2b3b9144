"""A quotation can be cut, clarified and redacted, and nothing else; what is printed of it is what was said."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talks import facts

from workbench.errors import BadInput
from workbench.prepared import (
    ATTRIBUTIONS,
    DIALOGUE,
    JOINED,
    Edit,
    Prepared,
    check_words,
    inside_word,
    is_done_at,
    on_whole_words,
)
from workbench.report.attribution import attribution
from workbench.report.compose import compose
from workbench.report.content import Quotation, Report, TitlePage, as_text
from workbench.report.facts import ExtractRow, PassageRow, ThemeExtractRow, ThemeRow, TranscriptRow, TurnRow
from workbench.report.preparing import Passage, spoken_as_prepared
from workbench.report.printing import Withheld, printed, quotation, quotation_for_the_team
from workbench.report.provenance import provenance_rows
from workbench.report.quotation import spoken
from workbench.report.verify.checking import check
from workbench.report.verify.document import read_report
from workbench.report.verify.paragraphs import ReportParagraph
from workbench.report.word.document import write_report
from workbench.spans import Span
from workbench.themes.preparing import Redaction

INES = "Gardener 1 T1"
JOINT = "Gardeners T1 joint"
MARK = "⟦⟧"  # in no alphabet below


def talk(*rows):
    text, turns = "", []
    for label, words, people in rows:
        text += f"{label}: "
        turns.append(TurnRow(len(text), len(text) + len(words), label, people or (), False, people is None))
        text += words + "\n"
    return text, tuple(turns)


ADA = talk(
    ("Ada", "I went home, however, with Ann. It was late, and nobody asked.", ("P1",)),
    ("Ruth", "And then?", None),
    ("Ada", "Then we slept.", ("P1",)),
)


def place(text, words):
    return text.index(words), text.index(words) + len(words)


def made(*edits, form=JOINED, of=ADA, passage=None):
    text, turns = of
    span = Span(*place(text, passage)) if passage else Span(0, len(text))
    changes = tuple(
        Edit(*(place(text, at) if isinstance(at, str) else (at + 5, at + 5)), do, words)
        for at, do, words in ((*one, "")[:3] for one in edits)
    )
    said = spoken_as_prepared(text, [Passage(span, changes)], turns, form=form)
    return [("Interviewer: " if one.interviewer else "") + one.words for one in said]


ASKED = "It was late, and nobody asked."
HOME = "I went home, however, with Ann."
CASES = {
    f"{HOME} {ASKED} … Then we slept.": [],
    f"I went home, … with Ann. {ASKED} … Then we slept.": [("however", "leave out")],
    f"I went home, however, with (name). {ASKED} … Then we slept.": [("Ann", "redact", "(name)")],
    "I went home, however, … nobody asked. … Then we slept.": [
        ("with Ann", "leave out"),
        ("It was late, and ", "leave out"),
    ],
    # Of a whole sentence at the beginning nothing tells; in the middle of one a mark does.
    f"{ASKED} … Then we slept.": [(f"{HOME} ", "leave out")],
    f"… home, however, with Ann. {ASKED} … Then we slept.": [("I went ", "leave out")],
    # The mark of what is left out and of the interviewer's words is one.
    f"{HOME} It was late, … Then we slept.": [("and nobody asked", "leave out")],
    f"{HOME} {ASKED}": [("Then we slept.", "leave out")],
    f"I went [to London], however, with Ann. {ASKED} … Then we slept.": [("home", "clarify", "to London")],
    f"I went home, however, with Ann [her sister]. {ASKED} … Then we slept.": [(30, "clarify", "her sister")],
    f"{HOME} [Then] {ASKED} … Then we slept.": [(32, "clarify", "Then")],
    f"I went home, [she said] … with Ann. {ASKED} … Then we slept.": [
        ("however", "leave out"),
        (13, "clarify", "she said"),
    ],
}


@pytest.mark.parametrize(("printed", "edits"), CASES.items())
def test_words_are_left_out_clarified_and_redacted(printed, edits):
    assert made(*edits) == [printed]


def test_a_dialogue_has_both_and_never_the_interviewers_name():
    assert made(form=DIALOGUE) == [
        "I went home, however, with Ann. It was late, and nobody asked.",
        "Interviewer: And then?",
        "Then we slept.",
    ]
    # A question without its answer is left out.
    assert made(("Then we slept.", "leave out"), form=DIALOGUE) == [
        "I went home, however, with Ann. It was late, and nobody asked."
    ]
    assert made(("then", "redact", "XX"), form=DIALOGUE)[1] == "Interviewer: And XX?"
    assert made((ADA[0].strip(), "leave out")) == []


def test_a_label_that_is_left_out_as_a_word_is_marked():
    of = talk(("Ada", "It was Ada who came on the 5 to town", ("P1",)))
    text = of[0]
    start = text.index("Ada who")
    said = spoken_as_prepared(
        text, [Passage(Span(5, len(text)), (Edit(start, start + 3, "leave out"),))], of[1], form=JOINED
    )
    assert said[0].words == "It was … who came on the 5 to town"
    assert made(("5", "leave out"), of=of) == ["It was Ada who came on the … to town"]


WORDS = st.text(st.sampled_from("ab Été.,!?'’-\n\t 0漢字हिं🇬🇧👩\u200d\x00\ufffdשָׁ()[]…"), max_size=40)


@st.composite
def prepared_talks(draw):
    rows = draw(
        st.lists(st.tuples(st.sampled_from("AB"), WORDS, st.sampled_from([("P1",), ("P2",), None])), max_size=4)
    )
    text, turns = talk(*rows)
    if not text:
        return text, turns, Span(0, 0), ()
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    edits, at = [], start
    for do in draw(st.lists(st.sampled_from(["leave out", "clarify", "redact", "add"]), max_size=4)):
        first = draw(st.integers(at, end))
        last = first if do == "add" else draw(st.integers(first, end))
        first, last = on_whole_words(text, first, last)
        if first < at or last > end or (first == last and do != "add") or (edits and edits[-1][:2] == (first, last)):
            continue
        words = {"leave out": "", "redact": "(q)"}.get(do, "zz")
        edits.append(Edit(first, last, "clarify" if do == "add" else do, words))
        at = last
    return text, turns, Span(start, end), tuple(edits)


@settings(max_examples=25)
@given(prepared_talks(), st.sampled_from([JOINED, DIALOGUE]))
def test_what_is_printed_is_what_was_said_in_that_order(one, form):
    text, turns, span, edits = one
    said = spoken_as_prepared(text, [Passage(span, edits)], turns, form=form, omission=MARK)
    plain = text
    for edit in edits[::-1]:
        if edit.start < edit.end:
            plain = plain[: edit.start] + "\ue000" * (edit.end - edit.start) + plain[edit.end :]
    letters = iter([one for one in plain[span.start : span.end] if one.isalnum()])
    whole = " ".join(part.words for part in said)
    assert f"{MARK} {MARK}" not in whole
    left = re.sub(r"\[zz\]|\(q\)", " ", whole.replace(MARK, " "))
    assert all(letter in letters for letter in left if letter.isalnum())
    assert not any(part.interviewer for part in said) or form == DIALOGUE
    if not edits and form == JOINED:
        assert said == spoken(text, span, turns, omission=MARK)


@given(WORDS, st.data())
def test_whole_words_are_whole(text, data):
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    span = on_whole_words(text, start, end)
    assert not any(inside_word(text, one) for one in span)
    assert span.start <= start
    assert span.end >= end


def extract(study, name, words, number="1"):
    row = study.transcript_of[name]
    start, end = place(row.text, words)
    people = tuple(
        dict.fromkeys(who for turn in row.turns if turn.start < end and turn.end > start for who in turn.participants)
    )
    return ExtractRow(number, name, start, end, "x", people, False, row.wave)


def prepared_for(study, row, *edits, **more):
    text = study.transcript_of[row.transcript].text[row.start : row.end]
    changes = tuple(Edit(*place(text, at), do, words) for at, do, words in ((*one, "")[:3] for one in edits))
    return Prepared(study.transcript_of[row.transcript].sha256, changes, **more)


def test_a_redaction_that_cannot_be_placed_any_more_keeps_the_quotation_back():
    study = facts(marked=())
    row = extract(study, JOINT, "He shouted at me about a hedge.")
    redacted = prepared_for(study, row, ("He", "redact", "(name)"))
    assert quotation(study, row, omission="…", prepared=redacted).words == "(name) shouted at me about a hedge."
    old = dataclasses.replace(redacted, text="0" * 64)
    assert quotation(study, row, omission="…", prepared=old) is Withheld.OUTDATED
    cut = dataclasses.replace(prepared_for(study, row, ("at me ", "leave out")), text="0" * 64)
    assert quotation(study, row, omission="…", prepared=cut).words == "He shouted at me about a hedge."
    theme = ThemeRow("t", "All", extracts=(ThemeExtractRow(row, prepared=cut),))
    (told,) = printed(study, [row], omission="…", where="Here", theme=theme).notices
    assert "not applied" in told
    # So is one that does not stand on whole words, wherever it came from.
    broken = dataclasses.replace(redacted, edits=(Edit(0, 1, "redact", "(name)"),))
    assert quotation(study, row, omission="…", prepared=broken) is Withheld.OUTDATED


def test_an_attribution_can_only_tell_less():
    study = facts(marked=())
    row = extract(study, INES, "Not once.")
    assert {less: attribution(study, row, (), less=less) for less in ATTRIBUTIONS} == {
        "": "Gardener 1, First visit",
        "role": "Gardener, First visit",
        "no number": "Gardener, First visit",
        "no wave": "Gardener 1",
        "role, no wave": "Gardener",
        "no number, no wave": "Gardener",
    }
    # Moss is named by role only, whatever is wanted.
    moss = extract(study, "Wardens T1", "The list was her idea.")
    for less in ATTRIBUTIONS:
        made = quotation(study, moss, omission="…", prepared=Prepared(form=DIALOGUE, attribution=less))
        assert made.attribution == "Warden"
    for record, said in (("verbatim", "Gardener, translated"), ("notes", "Gardener, from notes, translated")):
        translated = dataclasses.replace(study.transcript_of[INES], record=record, translated_from="Welsh")
        others = [translated if one.name == INES else one for one in study.transcripts]
        told = dataclasses.replace(study, transcripts=tuple(others))
        assert attribution(told, row, (), less="role, no wave") == said


def test_extracts_that_go_on_are_printed_as_one():
    study = facts(marked=())
    lent = "My neighbour on the next plot lent me a fork and showed me where the water runs."
    first = extract(study, INES, lent)
    second = extract(study, INES, "She never told me what to do.", "2")
    third = extract(study, INES, "Not once.", "3")
    on = Prepared(goes_on=True)
    rows = [
        ThemeExtractRow(first, prepared=on, use="key"),
        ThemeExtractRow(second, prepared=on),
        ThemeExtractRow(third),
    ]
    theme = ThemeRow("t", "All", extracts=tuple(rows))
    made = printed(study, [first, second], omission="…", where="Here", theme=theme)
    (one,) = made.quotations
    assert one.words.endswith("where the water runs. … She never told me what to do.")
    assert (one.source.extract, one.source.start, one.source.end) == ("1", first.start, second.end)
    (told,) = made.notices
    assert "printed by itself though it is to go on" in told
    by_somebody = [dataclasses.replace(each, coder="Ruth") for each in (first, second)]
    known = dataclasses.replace(study, themes=(theme,), extracts=tuple(by_somebody))
    (row,) = provenance_rows(known, Report(TitlePage("x"), made.quotations))
    assert "Ruth" in row
    rows[1] = ThemeExtractRow(second, stance="contradicts")
    made = printed(study, [first], omission="…", where="Here", theme=dataclasses.replace(theme, extracts=tuple(rows)))
    assert made.quotations[0].words.endswith("where the water runs.")


HIDDEN = (("redact", "(name)"), ("redact", "XX"), ("clarify", "then"), ("leave out", ""))
LESS = ("", "role", "no number", "no wave")


def every_way(study, way):
    """An extract from each turn of a participant to the next one but one, prepared in one of four ways."""
    for row in study.transcripts:
        for number, turn in enumerate(row.turns):
            if turn.interviewer:
                continue
            last = row.turns[min(number + 2, len(row.turns) - 1)]
            words = [Span(*found.span()) for found in re.finditer(r"[\w'’]+", row.text[turn.start : last.end])]
            cut, added, hidden = words[2 + way : 5 + way], words[7 + way], words[9 + way]
            edits = (
                Edit(cut[0].start, cut[-1].end, "leave out"),
                Edit(added.end, added.end, "clarify", "that is, here"),
                Edit(*hidden, *HIDDEN[way]),
            )
            people = tuple(dict.fromkeys(who for one in row.turns[number : number + 3] for who in one.participants))
            one = ExtractRow(f"{row.name}{number}", row.name, turn.start, last.end, "x", people, turn.one_of, row.wave)
            how = Prepared(row.sha256, edits, JOINED if way % 2 else DIALOGUE, attribution=LESS[way])
            yield ThemeExtractRow(one, use="key", prepared=how)


def test_whatever_is_prepared_verifies(tmp_path):
    """Every way to prepare quotations, in a Word file, is read back as what was said."""
    study = facts(marked=())
    themes = tuple(
        ThemeRow(f"t{way}", f"Way {way}", "reviewed", extracts=tuple(every_way(study, way))) for way in range(4)
    )
    report = compose(dataclasses.replace(study, themes=themes))
    blocks = [block for block in report.blocks if isinstance(block, Quotation)]
    assert len(blocks) == sum(len(theme.extracts) for theme in themes)
    assert any(part.label == "Interviewer" for block in blocks for part in block.parts)
    path = tmp_path / "report.docx"
    write_report(report, path)
    found = check(study, read_report(path)[1])
    assert [one.attribution for one in found] == [block.attribution for block in blocks]
    assert [(one.quotation, one.attribution, one.verdict, one.reasons) for one in found if one.is_fault] == []


BESIDE = {"(name)": 60, "[her plot]": 60, "XX": 30, "____": 30, "█": 30, "■■": 30, "▇▇": 30, "▮": 30, "B": 30, "Z.": 30}


@pytest.mark.parametrize(("words", "most"), BESIDE.items())
def test_what_may_stand_for_a_name_is_read_back_as_that(words, most):
    """As many letters may be redacted so as reading back allows, and no more."""
    name = words[0] if words[0] in "BZ" else "N"
    for letters, is_allowed in ((most, True), (most + 1, False)):
        said = f"I went home to {name}{'a' * (letters - 1)} and then we dug the bed of beans."
        edit = Edit(15, 15 + letters, "redact", words)
        if not is_allowed:
            with pytest.raises(BadInput, match=f"at most {most} letters"):
                check_words(Prepared(edits=(edit,)), said)
            continue
        check_words(Prepared(edits=(edit,)), said)
        text, turns = talk(("Ines", said, ("G1",)))
        study = facts(
            transcripts=(TranscriptRow(INES, "individual", "verbatim", "T1", text, turns, ("G1",)),), marked=()
        )
        row = extract(study, INES, said)
        how = Prepared(study.transcripts[0].sha256, (edit,))
        made = quotation(study, row, omission="…", prepared=how)
        (found,) = check(study, [ReportParagraph(as_text(made), "", is_quotation=True)])
        assert found.verdict == "shortened"


def test_a_word_that_a_border_cuts_is_printed_whole_or_not_at_all():
    study = facts(marked=())
    text = study.transcript_of[INES].text
    rang = text.index("wouldn't")
    half = dataclasses.replace(extract(study, INES, "I wouldn't"), end=rang + 5)
    assert quotation(study, half, omission="…").words == "I wouldn't …"
    assert quotation_for_the_team(study, half, omission="…").words == "I wouldn't …"
    back = dataclasses.replace(half, start=rang + 3, end=rang + 20)
    assert quotation(study, back, omission="…").words == "… wouldn't have known …"
    # What is done to the half is done to the whole.
    for do, words, print_as in (("clarify", "may not", "I [may not] …"), ("redact", "XX", "I XX …")):
        how = prepared_for(study, half, ("would", do, words))
        assert quotation(study, half, omission="…", prepared=how).words == print_as
    added = Prepared(study.transcript_of[INES].sha256, (Edit(7, 7, "clarify", "then"),))
    assert quotation(study, half, omission="…", prepared=added).words == "I wouldn't [then] …"
    # Two that end in one word, as one.
    rest = ThemeExtractRow(dataclasses.replace(half, id="2", start=rang + 5, end=rang + 13))
    assert quotation(study, half, omission="…", following=[rest]).words == "I wouldn't have …"
    # A redaction to a border that cuts a word hides the word elsewhere, too.
    hidden = dataclasses.replace(study, redactions=(Redaction(INES, rang, rang + 5, "XX"),))
    assert quotation(hidden, extract(study, INES, "I wouldn't have"), omission="…").words == "I XX have …"
    # Of a word that is not for quotation none of it is printed.
    sealed = dataclasses.replace(study, marked=(PassageRow(INES, rang + 5, rang + 8),))
    assert quotation(sealed, half, omission="…").words == "I …"
    before = dataclasses.replace(study, marked=(PassageRow(INES, rang, rang + 3),))
    assert quotation(before, back, omission="…").words == "… have known …"


@pytest.mark.parametrize(
    ("edit", "at", "not_at"),
    [
        (Edit(4, 8, "leave out"), ((4, 4), (5, 5), (7, 9), (0, 5)), ((8, 8), (8, 9), (0, 4), (3, 3))),
        (Edit(4, 4, "clarify", "here"), ((4, 4), (0, 4), (4, 8), (2, 6)), ((3, 3), (5, 8), (0, 3))),
    ],
)
def test_what_is_done_at_a_place_is_one_rule_for_words_and_for_a_caret(edit, at, not_at):
    assert all(is_done_at(edit, Span(*place)) for place in at)
    assert not any(is_done_at(edit, Span(*place)) for place in not_at)
