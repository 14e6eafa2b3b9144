"""A day's work of coding in a real terminal, undone to the last step and done again: by mouse alone."""

from __future__ import annotations

from ledger import PARENT, STAFF, Ledger, Memo, listed, take_back
from mouse_hand import Mouse

SIZE = 200, 84
"""The whole of a short interview is seen."""


def test_a_days_work_by_mouse_alone(terminal, two_interviews):
    folder, ledger = two_interviews, Ledger(two_interviews)
    codebook = (folder / "codebooks" / "peer-mentoring.yaml").read_bytes()
    run = terminal(folder, *SIZE)
    hand = Mouse(run, ledger)
    run.wait_for("Library F2", PARENT)
    run.click(PARENT, times=2)
    run.wait_for("Nothing is coded here.", "I get a lot of ceiling.", "If it’s free then you owe them.")
    code_passages(hand)
    change_codings(hand)
    code_all(hand)
    write_memos(hand)
    search_the_study(hand)
    write_memos_in_their_rooms(hand)
    assert len({(one.transcript, one.words) for one in ledger.codings}) >= 30
    ledger.agrees()

    steps = [one["sentence"] for one in listed(folder, "history", "--coder", "Ruth")]
    # What was done in another room is asked about before it is taken back: so one goes there.
    for bar, there, some in (
        ("Home F12", "six phases", steps[:1]),
        ("Memos F8", "memos ─", steps[1:4]),
        ("Coding F3", STAFF, steps[4:]),
    ):
        hand.click(bar, by=2)
        run.wait_for(there)
        run.rest()
        column, row = run.place_of("Ctrl+Z Undo")
        undo, redo = ((column + 3, row), (column + len("Ctrl+Z Undo  "), row))
        take_back(run, lambda place=undo: hand.click_at(*place), "Undone", some)
    hand.click_at(*undo)
    run.wait_for("There is nothing to undo.")
    Ledger(folder).agrees()
    assert (folder / "codebooks" / "peer-mentoring.yaml").read_bytes() == codebook
    take_back(run, lambda: hand.click_at(*redo), "Redone", steps[::-1])
    hand.click_at(*redo)
    run.wait_for("There is nothing to redo.")
    hand.click("Ctrl.Q Quit", by=3)
    assert run.ended() == 0
    ledger.agrees()


def code_passages(hand) -> None:
    """By clicks and by dragging; with codes from the list and the codebook, several, again, new and in vivo."""
    hand.code(
        hand.many_clicks("in the diary as", 3, "I’ve put it in the diary as dentist."),
        "Silence",
        "silence",
        "Relationship",
    )
    words = hand.drag("I get a lot of ceiling.")
    hand.from_codebook(words, "Not much changed", "no-change")
    hand.memo(words, "no-change", "Said twice, laughing.")
    words = hand.drag("It’s an arrangement, that’s what it’s called.")
    hand.several(words, fear="Fear and mistrust", reading_the_system="Reading the system")
    words = hand.many_clicks("And then it shut and they started", 4, "And then it shut and they started ringing.")
    hand.code(words, "Voice on the phone", "by-phone", "Relationship")
    hand.again(hand.drag("I don’t answer the phone"), "Voice on the phone", "by-phone")
    hand.again(hand.drag("I’d be stood there watching it go round"), "Voice on the phone", "by-phone")
    hand.in_vivo(hand.drag("like a bluebottle"), "like-a-bluebottle")
    hand.in_vivo(hand.many_clicks("certificates", 2, "certificates"), "certificates")
    words = hand.drag("another social worker in jeans")
    hand.new_code(words, "Social worker in jeans", "social-worker-in-jeans")
    hand.memo(words, "social-worker-in-jeans", "Her first thought of the mentor.")
    for selected, name, code in (
        ("Do you text?", "By text", "by-text"),
        ("I write her essays.", "By text", ""),
        ("I take bits out and I put it better.", "By text", ""),
        ("It’s like putting it in a bottle.", "By text", ""),
        ("They let you sit down.", "Less alone", "less-alone"),
        ("It’s nice to have somebody.", "Less alone", ""),
        ("she’s been in slippers", "Been there herself", "been-there"),
        ("But then she knew about the bags.", "Been there herself", ""),
        ("I’m careful.", "What gets told", "what-gets-told"),
        ("But I don’t forget it.", "What gets told", ""),
        ("I think she’s straight.", "What gets told", ""),
        ("He’s a nice lad.", "Fear and mistrust", "fear"),
        ("He’s useless.", "Fear and mistrust", ""),
        ("she rings it in red", "Reading the system", "reading-the-system"),
        ("It’s like having somebody who’s done the exam.", "Reading the system", ""),
        ("I’ve still got the ceiling on a Saturday", "Not much changed", "no-change"),
        ("in vouchers", "Vouchers and wages", "pay"),
        ("I’m worth about half a pizza", "Vouchers and wages", ""),
        ("If it’s free then you owe them.", "Vouchers and wages", ""),
    ):
        words = hand.drag(selected)
        if code:
            hand.from_codebook(words, name, code)
            last = code
        else:
            hand.again(words, name, last)
    words = hand.many_clicks("we do seagulls", 3, "And we do seagulls.")
    hand.new_code(words, "Seagulls", "seagulls")
    hand.again(hand.drag("it’s just a bird"), "Seagulls", "seagulls")


def change_codings(hand) -> None:
    """Recoded, moved, cut, transferred, taken off, kept out of reports."""
    run, ledger = hand.run, hand.ledger
    hand.point("just a bird", "Seagulls")
    hand.click("r Recode", by=3)
    run.wait_for("Code: instead of Seagulls")
    hand.click(r"\w By text  Relation", by=4)
    run.wait_for("Recoded to By text")
    ledger.change("it’s just a bird", "seagulls", code="by-text")

    hand.menu("useless", "Recode")
    run.wait_for("Code: instead of Fear and mistrust")
    hand.click(r"\w What gets told  Relation", by=4)
    run.wait_for("Recoded to What gets told")
    ledger.change("He’s useless.", "fear", code="what-gets-told")

    for old, code, words in (
        ("I’ve still got the ceiling on a Saturday", "no-change", "I’ve still got the ceiling"),
        ("she rings it in red", "reading-the-system", "she rings it in red and sends it back"),
    ):
        hand.drag(words)
        hand.click("= Borders", by=3)
        run.wait_for(f"stands on “{words[:10]}")
        ledger.change(old, code, words=words)
    words = "It’s like having somebody who’s done the exam."
    hand.menu("somebody who", "End a word earlier")
    run.wait_for("ends with “…done the”")
    ledger.change(words, "reading-the-system", words=words.removesuffix(" exam."))

    hand.point("we do seagulls", "Seagulls")
    hand.point("who’s done the", "Reading the system", by=0)
    hand.click("s Split", by=3)
    run.wait_for("Cut “Reading the system” in two")
    ledger.split(words.removesuffix(" exam."), "reading-the-system", "who’s done the")

    hand.point("I don’t answer the phone", "Voice on the phone")
    hand.click("w Transfer", by=3)
    run.wait_for("Code: instead of Voice on the phone, all of yours here")
    hand.click(r"\w Silence  Relation", by=4)
    count = ledger.transfer("by-phone", "silence")
    hand.click(f"Transfer {count} codings", by=3)
    run.wait_for(f"{count} codings transferred to “Silence”")

    hand.point("we do seagulls", "Seagulls")
    hand.click(" Del Remove", by=5)
    run.wait_for("Took off Seagulls")
    ledger.remove("And we do seagulls.", "seagulls")

    for words in ("I’ve told her things I’ve not told my sister.", "But I don’t forget it."):
        hand.drag(words)
        hand.click("x Not for quotation", by=3)
        run.wait_for("Marked as not for quotation")
        ledger.sealed.append((PARENT, words))
        # What was told goes, so that the next of these is seen to be told.
        hand.point("just a bird", "By text")
        run.wait_until_gone("Marked as not for quotation")


def code_all(hand) -> None:
    """All hits of a word but the one that is left out."""
    run = hand.run
    hand.click(r"Ctrl\+F Find", by=3)
    run.wait_for("□ Whole words")
    run.press(*"seagull")
    run.wait_for_match("seagull +. of 3 ")
    hand.click("Alt.H Code all", by=6)
    run.wait_for("3 hits: 0 accepted")
    hand.click(r"P2 +And we do seagulls", by=8)
    hand.click("x Leave out", by=3)
    run.wait_for("1 left out")
    hand.click("a All others", by=3)
    run.wait_for("3 hits: 2 accepted, 1 left out, 0 undecided → 2 passages")
    hand.click(" Code …", by=2)
    run.wait_for("marks several")
    hand.click(r"\w By text  Relation", by=4)
    run.wait_for("Coded 2 passages with By text")
    for words in (
        "It’s just a picture of a seagull doing a crime.",
        "But if it’s a bad morning and there’s a seagull come through, well, somebody’s thought of you.",
    ):
        hand.ledger.add(words, "by-text")


def write_memos(hand) -> None:
    """On words, on a coding, on the transcript."""
    words = hand.drag("I quite liked it.")
    hand.new_memo(words, "words", "passage", "The one good word of the course.")
    hand.new_memo("like a bluebottle", "coding with", "coding", "She hears it still.")
    hand.first_impressions("I get a lot of ceiling.", "She jokes where it hurts.")


def write_memos_in_their_rooms(hand) -> None:
    """On the study and on a phase; one removed. All are listed."""
    run, memos = hand.run, hand.ledger.memos
    hand.click("Memos F8", by=2)
    run.wait_for("─ 5 memos ─", "The one good word of the course.", "She hears it still.", "She jokes where it hurts.")
    for text in ("To be thrown away.", "What is not said here?"):
        hand.click("n New ", by=2)
        run.wait_for("What is the memo about?")
        hand.click("► the study ", by=4)
        run.wait_for("─ New memo on the study")
        hand.write(text, " Save ", "Wrote the memo")
        run.wait_for(f"│  {text}")
    hand.click("│  To be thrown away.", by=4)
    run.wait_for_match(r"(?m)^│► .* the study +││.*\n│  To be thrown away.")
    hand.click("Del Remove", by=5)
    run.wait_for("─ 6 memos ─")
    memos.append(Memo("What is not said here?"))

    hand.click("Home F12", by=2)
    run.wait_for("The six phases")
    hand.click("1 Familiarisation", by=2)
    hand.click("Enter Note ", by=7)
    run.wait_for("─ New memo on phase 1, Familiarisation")
    hand.write("Read it twice.", " Save ", "Ruth: Read it twice.")
    memos.append(Memo("Read it twice.", kind="phase", phase=1))


def search_the_study(hand) -> None:
    """Words of another transcript, opened from the list of hits."""
    run = hand.run
    hand.click("Search F9", by=2)
    run.wait_for("everywhere")
    run.press(*"lanyard")
    run.wait_for("2 hits in 2 turns")
    hand.click("They see the lanyard, exactly", times=2, by=5)
    run.wait_for(f"{STAFF} ·", "7 characters selected")
    words = hand.many_clicks("lanyard, exactly", 3, "They see the lanyard, exactly.")
    hand.code(words, "Fear and mistrust", "fear", "Social", transcript=STAFF)
