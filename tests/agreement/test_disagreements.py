"""Where coders differ: every such character once, whoever is named first, and as one passage where it is one."""

from __future__ import annotations

from compared_study import CODINGS
from hypothesis import given

from workbench.agreement.disagreements import disagreements
from workbench.spans import Span


def kinds(*coders):
    """Kind, span, codes, who, and on how many characters."""
    codings = [{code: [Span(*span) for span in spans] for code, spans in codes.items()} for codes in coders]
    return [(one.kind, tuple(one.span), one.codes, one.coders, one.size) for one in disagreements(codings)]


def characters(spans):
    return {place for span in spans for place in range(*span)}


@given(CODINGS)
def test_every_character_on_which_they_differ_is_in_exactly_one(codings):
    found = disagreements(codings)
    for code in "XYZ":
        by_coder = [characters(codes.get(code, ())) for codes in codings]
        differing = set.union(*by_coder) - set.intersection(*by_coder)
        told = [place for one in found for span in one.differs.get(code, ()) for place in range(*span)]
        assert sorted(told) == sorted(differing)
    for one in found:
        assert one.size == len(characters(span for spans in one.differs.values() for span in spans)) > 0
        assert one.span == (
            min(span.start for held in one.held for span in held.spans),
            max(span.end for held in one.held for span in held.spans),
        )
        for held in one.held:
            # Nothing is told of a coder that the coder did not do.
            assert characters(held.spans) <= characters(codings[held.coder][held.code])
            assert set(one.differs) == set(one.codes)
        if one.kind == "borders":
            assert len(one.coders) == len(codings)
        elif one.kind == "only":
            assert len(one.codes) == 1
            assert len(one.coders) < len(codings)
        else:
            assert len(one.codes) == 2
            assert not set.intersection(*({held.coder for held in one.held if held.code == code} for code in one.codes))
    assert [one.size for one in found] == sorted((one.size for one in found), reverse=True)


@given(CODINGS)
def test_it_matters_not_who_is_named_first_nor_how_codings_are_cut(codings):
    def told(coders, number):
        return sorted(
            (one.kind, one.span, sorted((number[held.coder], held.code, held.spans) for held in one.held))
            for one in disagreements(coders)
        )

    last = len(codings) - 1
    pieces = [
        {code: [Span(at, at + 1) for span in spans for at in range(*span)] for code, spans in codes.items()}
        for codes in codings
    ]
    assert told(codings, range(last + 1)) == told(codings[::-1], range(last, -1, -1)) == told(pieces, range(last + 1))


def test_what_kind_it_is():
    assert kinds({"X": [(0, 10)]}, {"X": [(0, 4), (4, 10)]}) == []
    assert kinds({"X": [(0, 10)]}, {}) == [("only", (0, 10), ("X",), (0,), 10)]
    assert kinds({"X": [(0, 10)]}, {"X": [(10, 12)]}) == [
        ("only", (0, 10), ("X",), (0,), 10),
        ("only", (10, 12), ("X",), (1,), 2),
    ]
    assert kinds({"X": [(0, 10), (20, 30)]}, {"X": [(5, 25)]}) == [("borders", (0, 30), ("X",), (0, 1), 20)]
    # Another code on the same words is one question; where both gave that other code as well, it is none.
    assert kinds({"X": [(0, 10)]}, {"Y": [(2, 11)]}) == [("another", (0, 11), ("X", "Y"), (0, 1), 11)]
    assert kinds({"Y": [(0, 10)]}, {"X": [(0, 10)]}) == [("another", (0, 10), ("Y", "X"), (0, 1), 10)]
    assert kinds({"X": [(0, 10)], "Y": [(0, 10)]}, {"Y": [(0, 10)]}) == [("only", (0, 10), ("X",), (0,), 10)]
    # One coder's two codes are no question between coders; the code that shares most goes with it.
    assert kinds({"X": [(0, 10)], "Y": [(0, 10)]}, {}) == [
        ("only", (0, 10), ("X",), (0,), 10),
        ("only", (0, 10), ("Y",), (0,), 10),
    ]
    assert kinds({"X": [(0, 10)]}, {"Y": [(0, 6)], "Z": [(0, 9)]}) == [
        ("another", (0, 10), ("X", "Z"), (0, 1), 10),
        ("only", (0, 6), ("Y",), (1,), 6),
    ]
    # They hardly meet.
    assert [one[0] for one in kinds({"X": [(0, 10)]}, {"Y": [(8, 18)]})] == ["only", "only"]
    assert kinds({"X": [(0, 10)]}, {"X": [(0, 10)]}, {"X": [(0, 9)]}) == [("borders", (0, 10), ("X",), (0, 1, 2), 1)]
    assert kinds({"X": [(0, 10)]}, {"X": [(0, 10)]}, {"Y": [(0, 9)]}) == [
        ("another", (0, 10), ("X", "Y"), (0, 1, 2), 10)
    ]
