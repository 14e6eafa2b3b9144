"""A day's work of coding in a real terminal, undone to the last step and done again."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from keyboard import Keyboard
from ledger import PARENT, STAFF, Ledger, Memo, listed, take_back

SIZE = 150, 44


@pytest.fixture
def run(terminal, two_interviews) -> Iterator:
    """The program, at the transcript of a parent."""
    started = terminal(two_interviews, *SIZE)
    started.wait_for("Library F2", PARENT)
    started.press("f3")
    started.wait_for("Nothing is coded here.")
    return started


def test_a_days_work_by_keyboard_alone(run, two_interviews):
    folder = two_interviews
    ledger = Ledger(folder)
    codebook = (folder / "codebooks" / "peer-mentoring.yaml").read_bytes()
    hand = Keyboard(run, ledger)
    first_passages(hand)
    more_passages(hand)
    change_codings(hand)
    code_all(hand)
    write_memos(hand)
    search_the_study(hand)
    write_memos_in_their_rooms(hand)
    assert len({(one.transcript, one.words) for one in ledger.codings}) >= 30
    ledger.agrees()

    steps = [one["sentence"] for one in listed(folder, "history", "--coder", "Ruth")]
    # What was done in another room is asked about before it is taken back: so one goes there.
    for key, there, some in (("f12", "six phases", steps[:1]), ("f8", "memos ─", steps[1:5]), ("f3", STAFF, steps[5:])):
        run.press(key)
        run.wait_for(there)
        take_back(run, lambda: run.press("ctrl+z"), "Undone", some)
    run.press("ctrl+z")
    run.wait_for("There is nothing to undo.")
    Ledger(folder).agrees()
    assert (folder / "codebooks" / "peer-mentoring.yaml").read_bytes() == codebook
    take_back(run, lambda: run.press("ctrl+y"), "Redone", steps[::-1])
    run.press("ctrl+y")
    run.wait_for("There is nothing to redo.")
    assert run.leave() == 0
    ledger.agrees()


def first_passages(hand) -> None:
    """By moving and by finding; with codes there are, one or several, again, by digit, and made of the words."""
    words = hand.go("ctrl+home", "}", "space", "space", to="I’ve put it in the diary as dentist.")
    hand.code(words, fear="Fear and mistrust")
    words = hand.find("They let you sit", grow="They let you sit down.", types=True)
    hand.code(words, less_alone="Less alone")
    words = hand.go("right", "right", "space", "space", to="No, they don’t ask you to share, that was the main thing.")
    hand.press_for(".", words, "Less alone", "less-alone")
    words = hand.find("It’s an arrangement, that’s what", grow="It’s an arrangement, that’s what it’s called.")
    hand.code(words, fear="Fear and mistrust", reading_the_system="Reading the system")
    words = hand.find("I get a lot of ceiling.")
    hand.code(words, silence="Silence")
    hand.memo(words, "silence", "He sees her as little as she sees him.")
    hand.in_vivo(hand.find("a drawer full of certificates", types=True), "a-drawer-full-of-certificates")
    words = hand.find("I don’t answer the phone")
    hand.code(words, by_phone="Voice on the phone")
    words = hand.find("My stomach goes", grow="My stomach goes before I’ve even looked who it is.")
    hand.press_for(".", words, "Voice on the phone", "by-phone")
    hand.in_vivo(hand.find("like a bluebottle"), "like-a-bluebottle")
    words = hand.find("another social worker in jeans")
    hand.new_code(words, "Social worker in jeans", "social-worker-in-jeans")
    hand.memo(words, "social-worker-in-jeans", "Her first thought of the mentor.")
    hand.press_for("6", hand.find("She’s got eyes."), "Voice on the phone", "by-phone")


def more_passages(hand) -> None:
    """Passage after passage: a code is chosen or made, and comes again."""
    for begin, sentence, name, code, *again in (
        ("I write her essays.", "", "By text", "by-text"),
        ("I take bits out", "I take bits out and I put it better.", "By text", "by-text", "."),
        ("It’s like putting it in a bottle.", "", "By text", "by-text", "9"),
        ("And we do seagulls.", "", "Seagulls", ""),
        ("I sent her one with a nappy", "", "Seagulls", "seagulls", "."),
        ("it’s just a bird", "", "Seagulls", "seagulls", "."),
        ("she’s been in slippers", "", "Been there herself", "been-there"),
        ("she knew about the bags", "", "Been there herself", "been-there", "1"),
        ("you’ve to pack for them", "When they went, you’ve to pack for them.", "The bags", ""),
        ("I’d put their swimming stuff", "I’d put their swimming stuff, in November.", "The bags", "the-bags", "."),
        ("She said she’d put a Christmas jumper, in June.", "", "The bags", "the-bags", "."),
        ("I’m careful.", "", "What gets told", "what-gets-told"),
        (
            "a third person in the chat",
            "I think of it like there’s a third person in the chat who’s not typing.",
            "What gets told",
            "what-gets-told",
            ".",
        ),
        ("He’s a nice lad.", "", "Fear and mistrust", "fear"),
        ("it’s the building he goes back to", "", "Fear and mistrust", "fear", "."),
        ("she rings it in red", "", "Reading the system", "reading-the-system"),
        (
            "It’s like having somebody",
            "It’s like having somebody who’s done the exam.",
            "Reading the system",
            "reading-the-system",
            ".",
        ),
        ("It’s not got me my lads back, has it?", "", "Not much changed", "no-change"),
        ("I’ve still got the ceiling on a Saturday", "", "Not much changed", "no-change", "."),
        ("in vouchers", "", "Vouchers and wages", "pay"),
        ("I’m worth about half a pizza", "", "Vouchers and wages", "pay", "."),
        ("If it’s free then you owe them.", "", "Vouchers and wages", "pay", "."),
    ):
        words = hand.find(begin, grow=sentence)
        if again:
            hand.press_for(again[0], words, name, code)
        elif code:
            hand.code(words, **{code.replace("-", "_"): name})
        else:
            hand.new_code(words, name, name.lower().replace(" ", "-"))


def change_codings(hand) -> None:
    """Recoded, moved, cut, transferred, taken off, kept out of reports."""
    run, ledger = hand.run, hand.ledger
    hand.recode(hand.find("it’s just a bird"), "seagulls", "by-text", "By text")

    words = hand.find("I sent her one with a nappy")
    hand.borders("h", "seagulls", words, "So I sent her one with a nappy")
    words = "I think of it like there’s a third person in the chat who’s not typing."
    hand.find("a third person in the chat")
    hand.borders("j", "what-gets-told", words, words.removeprefix("I "))
    words = hand.find("It’s not got me my lads back, has it?")
    hand.borders("k", "no-change", words, "It’s not got me my lads back, has")
    words = hand.find("she rings it in red")
    hand.borders("l", "reading-the-system", words, "she rings it in red and")
    words = hand.find("She’s got eyes.")
    hand.borders("H", "by-phone", words, "OK. She’s got eyes.")
    hand.borders("J", "by-phone", "OK. She’s got eyes.", words)
    words = hand.find("He’s a nice lad.")
    hand.borders("L", "fear", words, "He’s a nice lad. He’s useless.")
    hand.borders("K", "fear", "He’s a nice lad. He’s useless.", words)
    words = hand.find("I’ve still got the ceiling")
    hand.borders("=", "no-change", "I’ve still got the ceiling on a Saturday", words)

    hand.find("who’s done the exam")
    run.press("left")
    run.press("s")
    run.wait_for("Cut “Reading the system” in two")
    ledger.split("It’s like having somebody who’s done the exam.", "reading-the-system", "who’s done the exam.")

    hand.find("I don’t answer the phone")
    run.press("w")
    run.wait_for("Code: instead of Voice on the phone, all of yours here")
    run.press(*"Silence")
    run.wait_for_match("►.{4,7}Silence")
    run.press("enter")
    count = ledger.transfer("by-phone", "silence")
    run.wait_for(f"Transfer {count} codings")
    run.press("ctrl+s")
    run.wait_for(f"{count} codings transferred to “Silence”")

    words = hand.find("And we do seagulls.")
    run.press("d")
    run.wait_for("Took off Seagulls")
    ledger.remove(words, "seagulls")

    hand.seal(hand.find("I’ve told her things I’ve not told my sister."))
    hand.seal(hand.find("My stomach goes", grow="My stomach goes before I’ve even looked who it is."))


def code_all(hand) -> None:
    """All hits of a word but the one that is left out."""
    run = hand.run
    run.press("ctrl+f", *"seagull")
    run.wait_for_match("seagull +. of 3 ")
    run.press("enter")
    run.wait_until_gone("of 3 ")
    run.press("A")
    run.wait_for("3 hits: 0 accepted")
    run.press("x", "a")
    run.wait_for("3 hits: 2 accepted, 1 left out, 0 undecided → 2 passages")
    run.press("enter")
    run.wait_for("marks several")
    run.press(*"By text")
    run.wait_for_match("►.{4,7}By text")
    run.press("enter")
    run.wait_for("Coded 2 passages with By text")
    for words in (
        "It’s just a picture of a seagull doing a crime.",
        "But if it’s a bad morning and there’s a seagull come through, well, somebody’s thought of you.",
    ):
        hand.ledger.add(words, "by-text")


def write_memos(hand) -> None:
    """On words, on a coding, on the transcript."""
    words = hand.find("I quite liked it.")
    hand.new_memo("words", "passage", "The one good word of the course.", transcript=PARENT, words=words)
    words = hand.find("I get a lot of ceiling.")
    hand.new_memo("coding with Silence", "coding", "Ask her at T2.", transcript=PARENT, words=words)
    hand.first_impressions("She jokes where it hurts.")


def write_memos_in_their_rooms(hand) -> None:
    """On the study and on a phase; one changed, one removed. All are listed."""
    run, memos = hand.run, hand.ledger.memos
    run.press("f8")
    run.wait_for("─ 5 memos ─", "The one good word of the course.", "Ask her at T2.", "She jokes where it hurts.")
    for text in ("What is not said here?", "To be thrown away."):
        run.press("n")
        run.wait_for("What is the memo about?", "► the study")
        run.press("enter")
        run.wait_for("─ New memo on the study")
        run.press(*text)
        run.wait_for(text)
        run.press("ctrl+s")
        run.wait_for_match(rf"(?m)^│► .* the study +││.*\n│  {re.escape(text)}")
    run.press("d")
    run.wait_for("─ 6 memos ─")
    run.press("home")
    run.wait_for_match(r"(?m)^│► .* the study +││.*\n│  What is not said here")
    run.press("e")
    run.wait_for("─ Memo on the study")
    run.press(*" By whom?")
    run.wait_for("here? By whom?")
    run.press("ctrl+s")
    run.wait_for("Changed the memo.", "│  What is not said here? By whom?")
    memos.append(Memo("What is not said here? By whom?"))

    run.press("f12")
    run.wait_for("► 1 Familiarisation", "► 1 of 2 transcripts read to the end")
    run.press("shift+tab", "enter")
    run.wait_for("─ New memo on phase 1, Familiarisation")
    run.press(*"Read it twice.")
    run.wait_for("Read it twice.")
    run.press("ctrl+s")
    run.wait_for("1 entry", "Ruth: Read it twice.")
    memos.append(Memo("Read it twice.", kind="phase", phase=1))


def search_the_study(hand) -> None:
    """Words of another transcript, opened from the list of hits one after the other."""
    run = hand.run
    run.press("f9")
    run.wait_for("everywhere")
    run.press(*"lanyard")
    run.wait_for("2 hits in 2 turns")
    run.press("enter", "enter")
    run.wait_for(f"{STAFF} ·", "7 characters selected")
    words = hand.go("space", to="They see the lanyard.")
    hand.code(words, transcript=STAFF, fear="Fear and mistrust")
    run.press("f9")
    run.wait_for("2 hits in 2 turns")
    run.press("down", "enter")
    run.wait_for(f"{STAFF} ·", "7 characters selected")
    words = hand.go("space", to="They see the lanyard, exactly.")
    hand.code(words, transcript=STAFF, fear="Fear and mistrust")
