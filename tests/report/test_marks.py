import dataclasses
import hashlib
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from workbench.report.compose import compose
from workbench.report.content import Part, Quotation, Source, plain
from workbench.report.marks import Mark, extract_part, marked, printed_part, read_mark

STUDY = UUID("6f1d8c1e-0000-4000-8000-000000000001")
OTHER = UUID("6f1d8c1e-0000-4000-8000-000000000002")
TEXT = hashlib.sha256(b"words").hexdigest()


def quotation(words="Yes.", start=0, end=4, *, who="PM1, T1", theme="t1"):
    return Quotation((Part(words),), who, Source("e", "A", start, end, theme))


def marks_of(*quotations, study=STUDY):
    blocks = marked(study, [plain("Before."), *quotations], lambda name: TEXT)
    assert blocks[0] == plain("Before.")
    return [read_mark(block.mark) for block in blocks[1:]]


def test_the_same_report_has_the_same_marks_and_each_part_changes_with_what_it_tells_of():
    (first,) = marks_of(quotation())
    assert marks_of(quotation()) == [first]
    (reworded,) = marks_of(quotation("No."))
    assert (reworded.extract, reworded.export) == (first.extract, first.export)
    assert reworded.printed != first.printed
    (renamed,) = marks_of(quotation(who="PM2, T1"))
    assert renamed.printed != first.printed
    for moved in (quotation(start=1), quotation(end=5), quotation(theme="t2")):
        (other,) = marks_of(moved)
        assert other.extract != first.extract
        assert other.export != first.export
        assert other.printed == first.printed
    again, beside = marks_of(quotation(), quotation(start=1))
    assert again.extract == first.extract
    assert again.export == beside.export != first.export
    # Which export it was does not hang on the order in which the quotations stand.
    assert {mark.export for mark in marks_of(quotation(start=1), quotation())} == {again.export}


def test_another_study_gets_other_marks_and_none_without_an_id():
    (ours,) = marks_of(quotation())
    (theirs,) = marks_of(quotation(), study=OTHER)
    assert not {*ours} & {*theirs}
    assert marked(None, [quotation()], lambda name: TEXT) == (quotation(),)


def test_only_what_is_a_mark_is_read_as_one():
    (mark,) = marks_of(quotation())
    assert read_mark(mark.text) == mark
    assert isinstance(mark, Mark)
    for text in ("", "goog_rdk_0", mark.text + "a", mark.text + "\n", mark.text.upper(), mark.text.replace("-", "_")):
        assert read_mark(text) is None


def test_a_report_of_a_study_has_a_mark_round_every_quotation(facts, study):
    def marks(facts):
        return [block.mark for block in compose(facts).blocks if isinstance(block, Quotation)]

    assert len(set(marks(facts))) == len(marks(facts)) > 3
    assert marks(facts) == marks(study.make_facts())
    assert not any(marks(dataclasses.replace(facts, study=dataclasses.replace(facts.study, id=None))))


@given(st.lists(st.text(max_size=3), min_size=2, max_size=2), st.lists(st.text(max_size=3), min_size=2, max_size=2))
def test_different_words_and_attributions_are_never_one_message(one, other):
    same = printed_part(STUDY, *one) == printed_part(STUDY, *other)
    assert same == (one == other)


@given(st.integers(0, 99), st.integers(0, 99))
def test_two_numbers_never_run_together(start, end):
    assert (extract_part(STUDY, TEXT, start, end) == extract_part(STUDY, TEXT, 1, 11)) == ((start, end) == (1, 11))
