"""A quotation held against the transcripts: what is right, and what is not."""

from __future__ import annotations

import dataclasses

import pytest
from talks import facts, transcript

from workbench.report.verify.assessing import Place, Quoted
from workbench.report.verify.claims import Claim
from workbench.report.verify.literal import literal
from workbench.report.verify.matching import judged
from workbench.report.verify.paragraphs import FoundQuotation
from workbench.report.verify.rules import Rules
from workbench.report.verify.verdicts import Verdict
from workbench.report.verify.wording import Break, GapKind, wording
from workbench.spans import Span


def by(*people, waves=(), named=True):
    return Claim("", frozenset(people), named, frozenset(waves))


def look(known, rules, words, claim=None):
    return judged([Quoted(wording(words), claim)], known.transcripts, rules)[0]


RIGHT = [
    ("It was all couch grass and broken glass.", Verdict.VERBATIM),
    ("“it was all couch grass – and broken\nglass”", Verdict.VERBATIM),
    ("it was all couch-grass and bro\u00adken glass[12]", Verdict.VERBATIM),
    ("It was all couch grass … My neighbour on the next plot lent me a fork", Verdict.SHORTENED),
    ("It was all couch grass [...] My neighbour (on the next plot) lent me a fork", Verdict.SHORTENED),
    ("My neighbour … on the next plot lent me a fork", Verdict.VERBATIM),
    ("[i]t was all couch grass and broken glass", Verdict.VERBATIM),
    ("[M]y neighbour on the next plot lent me a fork and [S]howed me where", Verdict.VERBATIM),
    ("… [o]n the next plot lent me a fork", Verdict.VERBATIM),
    ("[The woman] just dug beside me", Verdict.SHORTENED),
    ("My neighbour on the next plot lent [the whole family] a fork and showed me", Verdict.SHORTENED),
    ("My neighbour on the next plot lent me a fork [for a month] and showed me", Verdict.VERBATIM),
    ("My neighbour on the next plot lent XX a fork", Verdict.SHORTENED),
    ("showed me where the water runs. … She just dug beside me", Verdict.SHORTENED),
    ("showed me where the water runs. She never told me what to do", Verdict.SHORTENED),
    ("I wouldn't have known who to ring", Verdict.VERBATIM),
    ("I wouldn’t have known who to ring", Verdict.VERBATIM),
    ("by March we had a bed … of broad beans [sic]", Verdict.VERBATIM),
]


@pytest.mark.parametrize(("words", "verdict"), RIGHT)
def test_what_is_right_is_not_accused(known, rules, words, verdict):
    found = look(known, rules, words, by("G1", waves=["T1"]))
    assert (found.verdict, found.transcript) == (verdict, "Gardener 1 T1")
    assert not found.difference


WRONG = [
    ("It was all couch grass and broken bottles.", "said:glass", "printed:bottles"),
    ("I did think I would last the winter", "said:not"),
    ("I would have known who to ring", "said:wouldn't", "printed:would"),
    (
        "It was all couch grass. My neighbour on the next plot lent me a fork",
        "said:and broken glass. I did not think I ",
    ),
    ("by March we had a row of broad beans", "said:bed", "printed:row"),
]


@pytest.mark.parametrize(("words", "told_of"), [(words, told) for words, *told in WRONG])
def test_other_words_than_were_said_are_shown_beside_these(known, rules, words, told_of):
    found = look(known, rules, words, by("G1"))
    assert found.verdict is Verdict.DIFFERS
    told = [f"{one.kind}:{one.text}" for one in found.difference]
    assert all(any(one.startswith(expected) for one in told) for expected in told_of)
    row = known.transcript_of[found.transcript]
    assert " ".join(row.text[found.start : found.end].split()) == found.nearest


def test_a_first_word_that_stands_twice_is_taken_from_close_by(known, rules):
    found = look(known, rules, "and he brings the cake", by("G2"))
    assert [(one.kind, one.text) for one in found.difference] == [
        ("same", "and he brings the"), ("said", "biscuits"), ("printed", "cake"),
    ]  # fmt: skip
    found = look(known, rules, "She just dug beside him, and by March we had a bed of broad beans", by("G1"))
    assert [one.text for one in found.difference] == [
        "She just dug beside", "me", "him", "and by March we had a bed of broad beans",
    ]  # fmt: skip
    # So are all of the first words, one after the other, where a question has them, too.
    said = "The training was too short: two days, and one of them was forms. I liked it for all that."
    talk = [("Ines", "It is the work."), ("Interviewer", "Did the training help?"), ("Ines", said)]
    rows = (transcript("Calls", "individual", "T1", ("G1",), talk),)
    found = judged([Quoted(wording("The training was too short: two days. I liked it for all that."))], rows, rules)[0]
    assert [(one.kind, one.text) for one in found.difference] == [
        ("same", "The training was too short: two days"), ("said", "and one of them was forms"),
        ("same", "I liked it for all that"),
    ]  # fmt: skip


ANOTHERS = [
    ("It was all couch grass and broken glass", by("G2"), "said by G1 at T1"),
    ("It was all couch grass and broken glass", by("G1", waves=["T2"]), "said by G1 at T1"),
    ("It was all couch grass and broken glass", by("W1", "W2", named=False), "said by G1 at T1"),
    ("And did anybody from the council come by?", by("G1"), "said by the interviewer at T1"),
    ("the first thing anybody there had said to me in weeks … and there he was", by("G2"), "said by G2 and G3 at T1"),
    ("It was all couch grass", Claim("Gardener 9", None, unknown="Gardener 9"), "said by G1 at T1"),
]


@pytest.mark.parametrize(("words", "claim", "why"), ANOTHERS)
def test_words_of_another_are_wrongly_attributed(known, rules, words, claim, why):
    found = look(known, rules, words, claim)
    assert (found.verdict, found.reasons) == (Verdict.WRONG_ATTRIBUTION, (why,))


def test_an_attribution_is_checked_as_far_as_it_goes(known, rules):
    said = "It was all couch grass and broken glass"
    assert look(known, rules, said, by("G1", "G2", "G3", named=False)).verdict is Verdict.VERBATIM
    assert look(known, rules, said, Claim("T1", waves=frozenset({"T1"}))).verdict is Verdict.VERBATIM
    assert look(known, rules, said).verdict is Verdict.VERBATIM
    # A warden spoke, and nobody knows which.
    paid = "We see who pays and who does not."
    assert look(known, rules, paid, by("W1", "W2", named=False)).verdict is Verdict.VERBATIM
    assert look(known, rules, paid, by("W1")).verdict is Verdict.CHECK


@pytest.mark.parametrize(
    "words",
    [
        "My neighbour on the next plot [never] lent me a fork and showed me",
        "My neighbour on the next plot lent me a fork [if not]",
        "[Never] My neighbour on the next plot lent me a fork",
        "My neighbour on the next plot [did not lend] me a fork and showed me",
    ],
)
def test_what_brackets_add_may_not_turn_what_was_said(known, rules, words):
    found = look(known, rules, words, by("G1", waves=["T1"]))
    assert found.verdict is Verdict.CHECK
    assert any(why.startswith("what stands in brackets adds a negation") for why in found.reasons)


@pytest.mark.parametrize(
    ("words", "verdict", "told"),
    [
        ("I did mind it", Verdict.DIFFERS, "I did [-not-] mind it"),
        ("she do pick up", Verdict.DIFFERS, "she [-does-] {+do+} pick up"),
        ("I never said that", Verdict.NOT_FOUND, "I [-did-] {+never+} said that"),
        ("leave us alone", Verdict.NOT_FOUND, ""),
        ("I did not mind it", Verdict.VERBATIM, ""),
    ],
)
def test_a_few_words_are_shown_beside_what_was_said(rules, words, verdict, told):
    said = "It was late, and I did not mind it. She does pick up, she always does. I did, said that then, I think."
    talk = [("Ines", said), ("Interviewer", "And did you mind it all, mind?")]
    known = (transcript("Calls", "individual", "T1", ("G1",), talk), *facts().transcripts)
    (found,) = judged([Quoted(wording(words), by("G1"))], known, rules)
    assert (found.verdict, found.transcript) == (verdict, "Calls" if told or verdict is Verdict.VERBATIM else "")
    signs = {"said": "[-{}-]", "printed": "{{+{}+}}", "same": "{}"}
    assert " ".join(signs[one.kind].format(one.text) for one in found.difference) == told
    # A turn of phrase for which nobody is named is not held against whatever is like it.
    assert judged([Quoted(wording(words))], known, rules)[0].verdict is not Verdict.DIFFERS


def test_who_is_named_further_off_is_no_reason_to_accuse(known, rules):
    claim = dataclasses.replace(by("G2"), loose=True)
    found = look(known, rules, "It was all couch grass and broken glass", claim)
    assert found.verdict is Verdict.CHECK
    assert found.reasons == ("another is named in its sentence: said by G1 at T1",)


def test_words_of_notes_are_to_be_called_so(known, rules):
    row = dataclasses.replace(known.transcript_of["Neighbour T2"], record="notes")
    said, notes = by("N1"), dataclasses.replace(by("N1"), notes=True)

    def verdict(claim, rows):
        return judged([Quoted(wording("It used to be dogs and motorbikes."), claim)], rows, rules)[0].verdict

    assert verdict(notes, [row]) is verdict(said, known.transcripts) is Verdict.VERBATIM
    assert verdict(said, [row]) is verdict(notes, known.transcripts) is Verdict.CHECK
    # One that was noted by hand may be translated besides: both are to be said.
    row = dataclasses.replace(row, translated_from="Welsh")
    both = dataclasses.replace(notes, translated=True)
    assert verdict(both, [row]) is Verdict.VERBATIM
    assert verdict(notes, [row]) is verdict(both, known.transcripts) is Verdict.CHECK


def test_voices_are_not_joined_unseen(known, rules):
    joined = "in weeks. I did shout. My hands were cold"
    found = look(known, rules, joined, by("G2", "G3", named=False))
    assert found.verdict is Verdict.DIFFERS
    assert "several speakers" in found.reasons[0]
    marked = "in weeks … I did shout. My hands were cold"
    assert look(known, rules, marked, by("G2", "G3", named=False)).verdict is Verdict.CHECK
    over = "It was the first thing anybody there had said to me in weeks … We have had tea every Sunday since"
    assert look(known, rules, over, by("G2")).reasons == ("somebody else spoke in between",)


@pytest.mark.parametrize(
    ("put_in", "verdict"),
    [
        ("Mm-hm. Right, I see.", Verdict.SHORTENED), ("Oh, ja.", Verdict.SHORTENED), ("(nods)", Verdict.CHECK),
        ("With your own hands.", Verdict.CHECK), ("Really?", Verdict.DIFFERS),
        ("And you had never dug before that.", Verdict.DIFFERS),
    ],
)  # fmt: skip
def test_what_the_interviewer_puts_in_falls_unmarked_only_where_it_says_nothing(rules, put_in, verdict):
    talk = [("Ines", "We dug all of March"), ("Interviewer", put_in), ("Ines", "and most of April.")]
    rows = (transcript("Digging", "individual", "T1", ("G1",), talk),)
    found = judged([Quoted(wording("We dug all of March and most of April."), by("G1"))], rows, rules)[0]
    assert found.verdict is verdict
    marked = judged([Quoted(wording("We dug all of March … and most of April."), by("G1"))], rows, rules)[0]
    assert marked.verdict is Verdict.SHORTENED


def test_both_labels_make_a_dialogue_of_it(known, rules):
    words = "Gardener 2: in weeks. Gardener 3: I did shout."
    at = words.index("Gardener 3:")
    breaks = [Break(0, 11, GapKind.VOICE), Break(at, at + 11, GapKind.VOICE)]

    def labelled(*labels):
        return judged([Quoted(wording(words, breaks), None, (None, *labels))], known.transcripts, rules)[0].verdict

    assert labelled(by("G2"), by("G3")) is Verdict.VERBATIM
    assert labelled(by("G3"), by("G2")) is Verdict.WRONG_ATTRIBUTION


CHECKED = [
    ("I did … think I would last the winter, if I am honest", "what is left out holds a negation"),
    ("I did [really] think I would last the winter, if I am honest", "what is left out holds a negation"),
    ("I would last the winter, if I am honest", "a negation in front of it, in the same sentence, is left out"),
    ("I did not think I would last the winter", "a condition behind it, in the same sentence, is left out"),
    ("half of us will give up", "a condition in front of it, in the same sentence, is left out"),
    ("[They mend it, and] half of us will give up", "a condition in front of it, in the same sentence, is left out"),
    ("[Unless they mend it] half of us will give up", "what stands in brackets adds a condition"),
    ("A year on, what has changed", ""),
]


@pytest.mark.parametrize(("words", "why"), CHECKED)
def test_a_cut_that_turns_the_meaning_is_to_be_looked_at(known, rules, words, why):
    found = look(known, rules, words)
    assert found.reasons == ((why,) if why else ())
    assert found.verdict is (Verdict.CHECK if why else Verdict.VERBATIM)


SAID = (
    "If we had been told about the phone at night, I would have said no to it from the start. We never spoke about"
    " nights, that's true, we thought nobody would ring. I would put the phone in the drawer and leave it, I think,"
    " unless nobody asks. It worked for the girls, but it did not for me. No, it was fine, and I never minded. She"
    " came every week, didn't she, and I don't know, and she brought the kids. I asked if she minded, she laughed."
)
WHOLE_CLAUSES = [
    ("I would have said no to it from the start", "a condition in front of it"),
    ("I would have said no to it from the start. We never spoke about nights", "a condition in front of it"),
    ("that's true, we thought nobody would ring", "a negation in front of it"),
    ("we thought nobody would ring.", "a negation in front of it"),
    ("… we thought nobody would ring. I would put the phone in the drawer", "a negation in front of it"),
    ("I would put the phone in the drawer and leave it", "a condition behind it"),
    ("I would put the phone in the drawer […] leave it, I think.", "a condition behind it"),
    ("We never spoke about nights […] I would put the phone in the drawer", "what is left out holds a negation"),
    ("If we had been told about the phone […] that's true, we thought nobody", "what is left out holds a negation"),
    ("It worked for the girls", "a negation behind it"),
    ("We never spoke about nights, that's true, we thought nobody would ring.", ""),
    ("we had been told about the phone at night, I would have said no to it", "a condition in front of it"),
    ("it was fine, and I never minded", ""),
    ("and I never minded", ""),
    ("She came every week", ""),
    ("and she brought the kids", ""),
    ("she brought the kids", ""),
    ("she laughed", ""),
    ("If we had been told about the phone at night, I would have said no to it from the start", ""),
]


@pytest.mark.parametrize(("words", "why"), WHOLE_CLAUSES)
def test_a_whole_clause_that_turns_the_meaning_is_missed_as_well(rules, words, why):
    row = transcript("Nights", "individual", "T1", ("G1",), [("Ines", SAID)])
    (found,) = judged([Quoted(wording(words), by("G1"))], (row,), rules)
    assert [reason[: len(why)] for reason in found.reasons] == ([why] if why else [])
    assert found.verdict in ((Verdict.CHECK,) if why else (Verdict.VERBATIM, Verdict.SHORTENED))
    # What a mark leads to is judged alike.
    at = row.text.find(words)
    quick = literal(FoundQuotation(0, 0, words), Place(row.name, at, at + len(words)), row, rules) if at > 0 else None
    assert quick is None or not why


def test_fillers_fall_where_the_study_tidies_what_it_quotes(known, rules):
    tidied = dataclasses.replace(rules, tidied=True)
    for words in (
        "It is my turn to stand at the gate",
        "a garden without water is a field",
        "It is, um, my turn to stand",
    ):
        assert look(known, tidied, words, by("G1")).verdict in (Verdict.TIDIED, Verdict.VERBATIM)
    assert look(known, tidied, "the fork now. It is my turn to stand").verdict is Verdict.TIDIED
    assert look(known, rules, "the fork now. It is my turn to stand").verdict is Verdict.DIFFERS
    # Put in where nobody said it, a filler is as wrong as any other word.
    assert look(known, tidied, "It is my turn to, um, stand at the gate").verdict is Verdict.DIFFERS
    # A study may list its own; these are fillers only where a comma or the like sets them apart.
    said = "It is, like, a field. I like it. You know, a lot of it grows back."
    row = transcript("Like", "individual", "T1", ("G1",), [("Ines", said)])

    def own(words, *fillers):
        its = Rules.of((), (), tidied=True, language="en", fillers=fillers)
        return judged([Quoted(wording(words))], (row,), its)[0].verdict

    assert own("It is a field. I like it.", "like") is Verdict.TIDIED
    assert own("It is a field. I like it.").is_fault
    assert own("a field. I it.", "like").is_fault
    assert own("I like it. A lot of it grows back.", "like").is_fault
    assert own("I like it. A lot of it grows back.") is Verdict.TIDIED
    # What the transcriber noted nobody said.
    assert look(known, rules, "I lost my, and there he was").verdict.is_fault


def test_what_is_not_for_quotation_is_told_and_never_shown(known, rules):
    found = look(known, rules, "I had lost my spectacles in the compost", by("G3"))
    assert (found.verdict, found.reasons) == (Verdict.NOT_FOR_QUOTATION, ("marked not for quotation",))
    altered = look(known, rules, "My hands were cold and I had lost my glasses in the compost", by("G3"))
    assert (altered.verdict, altered.nearest, altered.difference) == (Verdict.NOT_FOR_QUOTATION, "", ())
    named = look(known, rules, "I thought it was soft, and I was wrong about that.", by("W2"))
    assert named.reasons == ("names someone who is to be named by role only",)
    by_role = look(known, rules, "I thought it was soft, and I was wrong about that.", by("W1", "W2", named=False))
    assert by_role.verdict is Verdict.VERBATIM
    never = dataclasses.replace(rules, quoting={"N1": "never"})
    assert look(known, never, "It used to be dogs and motorbikes.").verdict is Verdict.NOT_FOR_QUOTATION


def test_what_is_redacted_where_it_is_printed_must_not_stand_there_by_its_name(known, rules):
    row = known.transcript_of["Gardener 1 T1"]
    at = row.text.index("couch grass")
    its = dataclasses.replace(rules, redacted={row.name: (Span(at, at + len("couch grass")),)})
    found = look(known, its, "It was all couch grass and broken glass", by("G1"))
    assert found.verdict is Verdict.NOT_FOR_QUOTATION
    assert found.reasons == ("it has words that are redacted wherever they are printed",)
    assert look(known, its, "It was all (name) and broken glass", by("G1")).verdict is Verdict.SHORTENED
    altered = look(known, its, "It was all (name) and broken bottles, I did not think I would last", by("G1"))
    assert (altered.verdict, altered.difference) == (Verdict.DIFFERS, ())
    assert "[redacted]" in altered.nearest
    assert "couch" not in altered.nearest


def test_what_nobody_said_is_not_found(known, rules):
    found = look(known, rules, "The committee has approved a new budget for fencing and drainage")
    assert (found.verdict, found.start, found.nearest) == (Verdict.NOT_FOUND, None, "")
    assert look(known, rules, "…").verdict is Verdict.NOT_FOUND
    assert look(known, rules, "").verdict is Verdict.NOT_FOUND


def test_the_report_s_own_words_may_stand_in_between(known, rules):
    words = "It was all couch grass,” she said, “and broken glass."
    at, end = words.index("”"), words.index("“and") + 1
    found = judged([Quoted(wording(words, [Break(at, end, GapKind.SPLIT)]))], known.transcripts, rules)[0]
    assert found.verdict is Verdict.VERBATIM


def test_initials_stand_for_names_alone(known, rules):
    talk = [("Ines", "I saw Mary Ann Poole at the gate, I saw Dr Who there, and plot P, I think, was hers.")]
    rows = (transcript("Names", "individual", "T1", ("G1",), talk),)

    def verdict(words):
        return judged([Quoted(wording(words))], rows, rules)[0].verdict

    assert verdict("I saw M at the gate") is Verdict.SHORTENED
    assert verdict("I saw XX at the gate") is Verdict.SHORTENED
    assert verdict("I saw B at the gate") is Verdict.CHECK
    assert verdict("and plot P, I think, was hers") is Verdict.VERBATIM
    assert verdict("and plot P, was hers") is Verdict.DIFFERS
    assert verdict("I SAW MARY ANN POOLE AT THE GATE, I’D SAY").is_fault
    assert verdict("I saw M gate, I saw") is Verdict.DIFFERS


def test_no_transcripts_and_no_quotations(known, rules):
    assert judged([], known.transcripts, rules) == []
    assert judged([Quoted(wording("It was all couch grass"))], (), rules)[0].verdict is Verdict.NOT_FOUND


def test_a_letter_in_brackets_is_of_its_word(known, rules):
    found = look(known, rules, "[a]t was all couch grass and broken glass", by("G1", waves=["T1"]))
    assert found.verdict is Verdict.DIFFERS


def test_half_is_the_same_however_it_is_typed(rules):
    talk = [("Ines", "It took about 1/2 an hour. We walked ½ a mile to the tap.")]
    row = transcript("T", "individual", "T1", ("G1",), talk)

    def verdict(words):
        return judged([Quoted(wording(words))], [row], rules)[0].verdict

    assert verdict("It took about ½ an hour") is verdict("We walked 1/2 a mile to the tap") is Verdict.VERBATIM
    assert verdict("We walked 12 a mile to the tap") is Verdict.DIFFERS
