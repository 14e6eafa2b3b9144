"""What writers put in brackets into a quotation is looked at for names, and for words that must not be printed."""

import dataclasses

import pytest

from workbench.prepared import Edit, Prepared
from workbench.report.compose import compose
from workbench.report.facts import PassageRow
from workbench.themes.preparing import Redaction


def clarified(facts, words):
    """The facts, with such words in brackets in the first quotation."""
    theme = facts.themes[0]
    first = theme.extracts[0]
    sha256 = facts.transcript_of[first.extract.transcript].sha256
    first = dataclasses.replace(first, prepared=Prepared(sha256, (Edit(0, 3, "clarify", words),)))
    theme = dataclasses.replace(theme, extracts=(first, *theme.extracts[1:]))
    return dataclasses.replace(facts, themes=(theme, *facts.themes[1:]))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("the mentor", ""),
        ("my friend Cleo", "calls somebody as a transcript calls a speaker"),
        ("as Parent 2 said", "by role only"),
        ("Nobody, who never", "a name that is redacted elsewhere"),
    ],
)
def test_what_may_be_a_name_in_brackets_is_told_without_it(facts, words, told):
    row = facts.transcript_of["Staff T1"]
    text = row.text + " to Nobody"
    rows = tuple(dataclasses.replace(one, text=text) if one is row else one for one in facts.transcripts)
    hidden = Redaction(row.name, len(text) - 6, len(text), "(name)")
    known = dataclasses.replace(clarified(facts, words), transcripts=rows, redactions=(hidden,))
    report = compose(known)
    assert any(f"[{words}]" in getattr(block, "words", "") for block in report.blocks)
    found = [one for one in report.notices if "what stands in brackets" in one]
    assert bool(found) == bool(told)
    assert all(told in one and "Parent 1 T1, characters" in one for one in found)
    assert not any(word in one for one in found for word in ("Cleo", "Parent 2", "Nobody"))
    # Of what is not printed nothing is told.
    unused = dataclasses.replace(known.themes[0], status="candidate")
    report = compose(dataclasses.replace(known, themes=(unused, *known.themes[1:])))
    assert not any("what stands in brackets" in one for one in report.notices)


def test_words_that_must_not_be_printed_must_not_stand_in_brackets_either(facts):
    row = facts.transcript_of["Staff T1"]
    said = "They pick up on things that we miss"
    start = row.text.index(said)
    marked = (PassageRow(row.name, start, start + len(said)),)
    rows = facts.themes[0].extracts
    theme = dataclasses.replace(facts.themes[0], extracts=(rows[0], *rows[2:]))
    known = dataclasses.replace(facts, themes=(theme, *facts.themes[1:]), marked=marked)
    assert compose(clarified(known, "the mentor")).forbidden == ()
    (told,) = compose(clarified(known, said)).forbidden
    assert told.startswith(
        "“Someone who has been there, in brackets in a quotation” holds words that must not be printed"
    )
    assert said not in told


def test_what_may_be_a_name_in_a_text_of_the_writers_is_told_without_it(facts):
    row = facts.transcript_of["Staff T1"]
    text = row.text + " I asked Karen Holloway, and then she had a phone."
    hidden = [
        Redaction(row.name, start, start + len(words), "(name)")
        for words in ("Karen Holloway", "phone")
        if (start := text.index(words))
    ]
    rows = tuple(dataclasses.replace(one, text=text) if one is row else one for one in facts.transcripts)
    known = dataclasses.replace(facts, transcripts=rows, redactions=tuple(hidden))

    def told(**texts):
        theme = dataclasses.replace(known.themes[0], **texts)
        report = compose(dataclasses.replace(known, themes=(theme, *known.themes[1:])))
        return [one for one in report.notices if "in its" in one or "redacted" in one]

    assert told() == told(narrative="They all had a phone; a holloway is a lane.") == []
    begins = "The theme “Someone who has been there”, in its"
    (narrative,) = told(narrative="It was Karen Holloway who rang.\n\nAll had her number.")
    assert narrative == f"{begins} narrative, holds a name that is redacted elsewhere."
    assert told(definition="What Karen Holloway’s friends gave.") == [narrative.replace("narrative", "definition")]
    assert told(narrative="This was said by Cleo.") == [
        f"{begins} narrative, calls somebody as a transcript calls a speaker, which may be a real name."
    ]
    assert told(narrative="Karen Holloway rang.", status="candidate") == []
    (book,) = known.codebooks
    codes = (dataclasses.replace(book.codes[0], definition="As Karen Holloway said."), *book.codes[1:])
    with_code = dataclasses.replace(known, codebooks=(dataclasses.replace(book, codes=codes),))
    (codebook,) = (one for one in compose(with_code).notices if "redacted" in one)
    assert codebook == "“Appendix: the codebook “Mentoring”” holds a name that is redacted elsewhere."
