"""Figures of codes and groups against counting every unit by hand, and what must hold of any codings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.agreement import coefficients, figures, unitizing
from workbench.agreement.coefficients import Tally, tally
from workbench.agreement.continuum import Continuum, Placed, Stretch, units_of
from workbench.agreement.figures import (
    ALL_PUT,
    ALL_SEVERAL,
    ALWAYS_THE_SAME,
    EVERYWHERE,
    MET_NOBODY,
    NEVER_MET,
    NO_UNITS,
    NONE_PUT,
    NOT_ALL,
    NOTHING_VARIES,
    OFTEN_UNDEFINED,
    ONE_CODE,
    ONE_TO_DRAW,
    SEVERAL,
    UNUSED,
    Cut,
    Draws,
    of_group,
    pooled,
)
from workbench.spans import Span

NO_DRAWS = Draws(0, draws=0, seed=0)


def placed(codings):
    texts, starts, ends = np.array(codings, dtype=np.int64).reshape(-1, 3).T
    return Placed(texts, starts, ends)


def cut(continuum, coders):
    """The continuum cut by codings: for each coder, for each code, (text, start, end)."""
    return Cut(continuum, continuum.cut([[continuum.ranges(placed(codings)) for codings in codes] for codes in coders]))


def of_code(units, present, draws):
    """The figures of a code by units that may as well be characters."""
    return figures.of_code(units, units, present, draws)


def everybody(coders, continuum):
    return np.ones((coders, len(continuum.borders)), dtype=bool)


@st.composite
def frames(draw):
    """Two texts of 30 characters, of each some pieces in the frame; a piece may be empty."""
    stretches = []
    for text in range(2):
        places = sorted(draw(st.lists(st.integers(0, 30), max_size=8)))
        pieces = [Span(start, end) for start, end in zip(places[::2], places[1::2], strict=False)]
        stretches.append(Stretch(pieces, [text] * len(pieces)))
    return stretches


CODINGS = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 33), st.integers(1, 9)).map(lambda c: (c[0], c[1], c[1] + c[2])),
    max_size=6,
)


def by_hand(stretches, codings, by_character):
    """For every unit in turn, whether any of it is coded."""
    found = []
    for text, stretch in enumerate(stretches):
        whole = [span for span in stretch.pieces if span.length]
        pieces = [Span(p, p + 1) for span in whole for p in range(*span)] if by_character else whole
        found += [
            any(on == text and Span(start, end).overlaps(piece) for on, start, end in codings) for piece in pieces
        ]
    return np.array(found, dtype=bool)


@given(frames(), CODINGS, CODINGS, st.booleans())
def test_a_unit_is_coded_where_any_of_it_is(stretches, ann, ben, by_character):
    continuum = Continuum(stretches, by_character=by_character)
    cuts = cut(continuum, [[ann], [ben]])
    pieces = cuts.pieces
    one, other = (by_hand(stretches, codings, by_character) for codings in (ann, ben))
    assert continuum.length == len(one)
    assert np.repeat(pieces.coded[0, 0], pieces.lengths).tolist() == one.tolist()
    measured = of_code(cuts, everybody(2, continuum), NO_DRAWS)
    assert measured.counts == {
        "n": len(one),
        "both": (one & other).sum(),
        "only_a": (one & ~other).sum(),
        "only_b": (~one & other).sum(),
        "neither": (~one & ~other).sum(),
    }
    sums = Tally(*(field.sum(0) for field in tally(np.stack([2 - (one + 0) - other, (one + 0) + other], -1))))
    table = np.array([[(~one & ~other).sum(), (~one & other).sum()], [(one & ~other).sum(), (one & other).sum()]])
    for name, expected in {
        **{name: worked_out(sums) for name, worked_out in coefficients.OF_TALLY.items()},
        **{name: worked_out(table) for name, worked_out in coefficients.OF_TABLE.items()},
    }.items():
        figure = measured.figures[name]
        assert (figure is None) == np.isnan(expected) == (name in measured.why)
        assert figure is None or figure == pytest.approx(float(expected))


@given(frames(), CODINGS, CODINGS, st.integers(1, 40))
def test_cutting_codings_into_touching_pieces_changes_nothing(stretches, ann, ben, at):
    in_two = [piece for t, s, e in ann for piece in ((t, s, min(at, e)), (t, max(s, at), e)) if piece[1] < piece[2]]
    continuum = Continuum(stretches, by_character=True)
    found = [
        of_code(cut(continuum, [[codings], [ben]]), everybody(2, continuum), NO_DRAWS)
        for codings in (ann, in_two[::-1])
    ]
    assert found[0] == found[1]


@given(frames(), CODINGS, CODINGS, CODINGS, st.integers(1, 40), st.booleans())
def test_neither_the_order_of_coders_nor_of_codings_nor_cutting_them_changes_what_is_told_of_a_group(
    stretches, ann_x, ann_y, ben_y, at, by_character
):
    in_two = [piece for t, s, e in ann_x for piece in ((t, s, min(at, e)), (t, max(s, at), e)) if piece[1] < piece[2]]
    continuum = Continuum(stretches, by_character=by_character)
    characters = Continuum(stretches, by_character=True)
    present = everybody(2, continuum)

    def told(*coders):
        return of_group(cut(continuum, coders), cut(characters, coders), present, NO_DRAWS)

    ann, ben = [ann_x, ann_y], [[], ben_y]
    here, there = told(ann, ben), told(ben, ann)
    assert told([in_two[::-1], ann_y[::-1]], ben) == here
    assert (here.counts, here.why) == (there.counts, there.why)
    for name, figure in here.figures.items():
        assert figure == (None if figure is None else pytest.approx(there.figures[name])), name
    if here.figures["kappa"] is not None:
        assert told(ann, ann).figures["kappa"] in (None, pytest.approx(1))


@given(frames(), CODINGS, CODINGS, st.booleans())
def test_with_the_coders_changed_about_only_who_coded_alone_is_changed_about(stretches, ann, ben, by_character):
    continuum, characters = Continuum(stretches, by_character=by_character), Continuum(stretches, by_character=True)
    here, there = (
        figures.of_code(cut(continuum, coders), cut(characters, coders), everybody(2, continuum), NO_DRAWS)
        for coders in ([[ann], [ben]], [[ben], [ann]])
    )
    assert here.counts | {"only_a": here.counts["only_b"], "only_b": here.counts["only_a"]} == there.counts
    for name, figure in here.figures.items():
        other = there.figures[name]
        assert figure == (None if other is None else pytest.approx(-other if name == "bias_index" else other)), name


@given(frames(), CODINGS, CODINGS)
def test_units_are_the_longest_stretches_of_the_line(stretches, ann, ben):
    continuum = Continuum(stretches, by_character=True)
    line = by_hand(stretches, ann, by_character=True)
    expected, at = [], 0
    while at < len(line):
        if line[at]:
            end = at + next((n for n, on in enumerate(line[at:]) if not on), len(line) - at)
            expected.append([at, end, 0])
            at = end
        at += 1
    assert units_of(cut(continuum, [[ann], [ben]]).pieces, 0).tolist() == expected


@given(frames(), CODINGS, CODINGS, CODINGS, CODINGS)
def test_a_group_is_compared_by_which_of_its_codes_each_unit_got(stretches, ann_x, ann_y, ben_x, ben_y):
    continuum = Continuum(stretches, by_character=True)
    given_each = [
        [by_hand(stretches, codings, True) for codings in codes] for codes in ((ann_x, ann_y), (ben_x, ben_y))
    ]
    values = [np.where(x & y, -1, np.where(x, 0, np.where(y, 1, 2))) for x, y in given_each]
    cuts = cut(continuum, [[ann_x, ann_y], [ben_x, ben_y]])
    measured = of_group(cuts, cuts, everybody(2, continuum), NO_DRAWS)
    counted = (values[0] >= 0) & (values[1] >= 0)
    table = np.zeros((3, 3), dtype=int)
    np.add.at(table, (values[0][counted], values[1][counted]), 1)
    kappa = float(coefficients.cohen_kappa(table))
    assert measured.figures["kappa"] == (None if np.isnan(kappa) else pytest.approx(kappa))
    several = any((value < 0).any() for value in values)
    assert measured.counts["several"] == ((values[0] < 0) | (values[1] < 0)).sum()
    assert (measured.why.get("cu_alpha") == SEVERAL) == several
    if not several and counted.any():
        lines = [
            np.array([[s, e, v] for v in (0, 1) for s, e in _runs(value == v)], dtype=np.int64).reshape(-1, 3)
            for value in values
        ]
        lines = [line[np.argsort(line[:, 0])] for line in lines]
        sums = unitizing.coincidences(len(values[0]), lines, 2)
        expected = float(unitizing.u_alpha(sums)[0])
        assert measured.figures["u_alpha"] == (None if np.isnan(expected) else pytest.approx(expected))


def _runs(on):
    edges = np.flatnonzero(np.diff(np.concatenate([[0], on.astype(int), [0]])))
    return zip(edges[::2], edges[1::2], strict=True)


WHOLE = [Stretch([Span(0, 100)], [text]) for text in range(6)]


def test_a_third_coder_may_have_coded_some_of_the_transcripts_only():
    continuum = Continuum(WHOLE, by_character=True)
    present = everybody(3, continuum)
    present[2, 3:] = False
    # What stands in a transcript which the third has not finished counts nowhere.
    coders = [[[(0, 0, 50)]], [[(0, 0, 50)]], [[(0, 0, 40), (5, 0, 100)]]]
    measured = of_code(cut(continuum, coders), present, NO_DRAWS)
    assert measured.counts == {"n": 600, "by_0": 550, "by_1": 0, "by_2": 10, "by_3": 40}
    given_each = np.array([[0, 3]] * 40 + [[1, 2]] * 10 + [[3, 0]] * 250 + [[2, 0]] * 300)
    sums = Tally(*(field.sum(0) for field in tally(given_each)))
    assert measured.figures["alpha"] == pytest.approx(float(coefficients.alpha(sums)))
    assert measured.why == {"u_alpha": NOT_ALL}
    assert "kappa" not in measured.figures


def test_several_codes_of_who_has_no_say_in_a_transcript_count_nowhere():
    continuum = Continuum(WHOLE, by_character=True)
    present = everybody(3, continuum)
    present[2, 3:] = False
    one, twice = ([(0, 0, 50)], []), ([(5, 0, 50)], [(5, 20, 90)])
    pieces = cut(continuum, [one, one, twice])
    measured = of_group(pieces, pieces, present, NO_DRAWS)
    assert measured.counts["several"] == 0
    assert measured.why["u_alpha"] == NOT_ALL
    # In a transcript in which they have a say they count.
    assert of_group(pieces, pieces, everybody(3, continuum), NO_DRAWS).counts["several"] == 30


def test_what_is_not_defined_says_why():
    continuum = Continuum(WHOLE, by_character=True)
    unused = of_code(cut(continuum, [[[]], [[]]]), everybody(2, continuum), NO_DRAWS)
    assert {unused.why[name] for name in ("kappa", "alpha", "jaccard", "u_alpha")} == {UNUSED}
    assert unused.figures["ac1"] == 1
    whole = [[(text, 0, 100) for text in range(6)]]
    everywhere = of_code(cut(continuum, [whole, whole]), everybody(2, continuum), NO_DRAWS)
    assert {everywhere.why[name] for name in ("kappa", "alpha", "negative", "u_alpha")} == {EVERYWHERE}
    nothing = Continuum([Stretch([Span(3, 3)], [0])], by_character=True)
    empty = of_code(cut(nothing, [whole, whole]), everybody(2, nothing), NO_DRAWS)
    assert set(empty.why.values()) == {NO_UNITS}
    assert set(empty.figures.values()) == {None}
    assert pooled([cut(nothing, [[[]], [[]]])], NO_DRAWS).figures == {"kappa": None}


HERE, LATER, WHOLE_LINE = [(0, 0, 20)], [(1, 0, 20)], [(text, 0, 100) for text in range(6)]


@pytest.mark.parametrize(
    ("ann", "ben", "why"),
    [
        (
            ([], []),
            ([], []),
            {"kappa": NOTHING_VARIES, "u_alpha": NOTHING_VARIES, "bar_u_alpha": NONE_PUT, "cu_alpha": NEVER_MET}
            | {f"k_u_alpha.{number}": NEVER_MET for number in (0, 1)}
            | {f"k_coverage.{number}": UNUSED for number in (0, 1)},
        ),
        (
            (WHOLE_LINE, []),
            (WHOLE_LINE, []),
            {"kappa": NOTHING_VARIES, "u_alpha": NOTHING_VARIES, "bar_u_alpha": ALL_PUT, "cu_alpha": ONE_CODE}
            | {"k_u_alpha.0": ONE_CODE, "k_u_alpha.1": UNUSED, "k_coverage.1": UNUSED},
        ),
        # Everything has a code, and not the same: only where something is has nothing to vary.
        ((WHOLE_LINE, []), ([], WHOLE_LINE), {"bar_u_alpha": ALL_PUT}),
        # They never meet: kappa is there, and what it is has no answer.
        (
            (HERE, []),
            ([], LATER),
            dict.fromkeys(("cu_alpha", "k_u_alpha.0", "k_u_alpha.1"), NEVER_MET),
        ),
        # Ann's other code meets nobody.
        ((HERE, LATER), (HERE, []), {"cu_alpha": ONE_CODE, "k_u_alpha.0": ONE_CODE, "k_u_alpha.1": MET_NOBODY}),
        ((HERE, HERE), ([], []), dict.fromkeys(["u_alpha", "cu_alpha", "k_u_alpha.1"], SEVERAL)),
        ((WHOLE_LINE, WHOLE_LINE), ([], []), dict.fromkeys(["percent", "kappa", "alpha", "ac1", "pabak"], ALL_SEVERAL)),
    ],
)
def test_what_is_not_defined_of_a_group_says_its_own_reason(ann, ben, why):
    continuum = Continuum(WHOLE, by_character=True)
    pieces = cut(continuum, [ann, ben])
    measured = of_group(pieces, pieces, everybody(2, continuum), NO_DRAWS)
    assert {name for name, figure in measured.figures.items() if figure is None} == set(measured.why)
    assert why.items() <= measured.why.items()
    if SEVERAL not in measured.why.values():
        asked = {name for name in measured.why if name in {"percent", "kappa", "alpha", "ac1", "pabak"}}
        assert set(measured.why) - asked == set(why) - asked
    empty = Continuum([Stretch([], [])], by_character=True)
    nothing = cut(empty, [ann, ben])
    assert set(of_group(nothing, nothing, everybody(2, empty), NO_DRAWS).why.values()) == {NO_UNITS}


def test_a_passage_over_several_clusters_is_one_unit_of_the_whole_and_of_the_draws():
    # Turns are drawn: a long passage would be cut into a unit for each of them.
    turns = [Stretch([Span(at, at + 10) for at in range(0, 100, 10)], list(range(10)))]
    continuum = Continuum(turns, by_character=True)
    cuts = cut(continuum, [[[(0, 0, 60)]], [[(0, 10, 60)]]])
    measured = of_code(cuts, everybody(2, continuum), Draws(10, draws=400, seed=1))
    lines = [np.array([[start, 60, 0]], dtype=np.int64) for start in (0, 10)]
    whole = float(unitizing.u_alpha(unitizing.coincidences(100, lines, 1))[0])
    assert measured.figures["u_alpha"] == pytest.approx(whole)
    low, high = measured.intervals["u_alpha"]
    assert low < whole < high


def test_intervals_come_from_drawing_whole_clusters_and_can_be_had_again():
    continuum = Continuum(WHOLE, by_character=True)
    ann = [(text, 0, 20 + 5 * text) for text in range(6)]
    ben = [(text, 10, 30) for text in range(5)]
    pieces, present = cut(continuum, [[ann], [ben]]), everybody(2, continuum)
    measured = of_code(pieces, present, Draws(6, draws=500, seed=4))
    assert measured == of_code(pieces, present, Draws(6, draws=500, seed=4))
    assert measured != of_code(pieces, present, Draws(6, draws=500, seed=5))
    # The same draws, one transcript after another.
    taken = np.random.default_rng(4).multinomial(6, np.full(6, 1 / 6), size=500)
    lines = [
        [by_hand(WHOLE[:1], [(0, s, e) for on, s, e in codings if on == text], by_character=True) for text in range(6)]
        for codings in (ann, ben)
    ]
    kappas = []
    for draw in taken:
        one, other = (np.concatenate([line[text] for text in range(6) for _ in range(draw[text])]) for line in lines)
        table = np.array([[(~one & ~other).sum(), (~one & other).sum()], [(one & ~other).sum(), (one & other).sum()]])
        kappas.append(float(coefficients.cohen_kappa(table)))
    assert measured.intervals["kappa"] == pytest.approx(tuple(np.nanquantile(kappas, [0.025, 0.975])))
    for name, (low, high) in measured.intervals.items():
        assert low <= high, name
    assert set(measured.intervals) == {name for name, figure in measured.figures.items() if figure is not None}
    assert measured.interval_draws["kappa"] == np.isfinite(kappas).sum()
    assert measured.no_interval == {}


def test_what_draws_cannot_tell_has_no_interval_and_says_why():
    turns = [Stretch([Span(at, at + 10) for at in range(0, 400, 10)], list(range(40)))]
    continuum = Continuum(turns, by_character=False)
    every, draws = everybody(2, continuum), Draws(40, draws=400, seed=3)
    places = [(0, at, at + 10) for at in range(0, 400, 20)]
    # On two turns of forty: one draw in eight has none of them.
    rare = of_code(cut(continuum, [[places[:2]], [places[1:2]]]), every, draws)
    assert (rare.intervals.keys() & {"kappa", "alpha", "jaccard", "positive"}) == set()
    assert rare.no_interval["kappa"] == OFTEN_UNDEFINED
    assert 320 < rare.interval_draws["kappa"] < 380
    # What is defined in all of them has one.
    assert rare.interval_draws["percent"] == 400
    assert rare.intervals["percent"][0] < rare.figures["percent"]
    # Equal codings: 1 in every draw, as it would be were there thousands.
    equal = of_code(cut(continuum, [[places], [places]]), every, draws)
    assert (equal.figures["kappa"], equal.no_interval["kappa"]) == (1, ALWAYS_THE_SAME)
    assert set(equal.intervals) == {"prevalence", "prevalence_index"}
    mixed = of_code(cut(continuum, [[places], [places[3:]]]), every, draws)
    assert mixed.intervals["kappa"][0] < mixed.figures["kappa"] < mixed.intervals["kappa"][1] < 1
    for one in (rare, equal, mixed):
        assert set(one.no_interval) | set(one.intervals) == set(one.interval_draws) == set(one.figures) - set(one.why)
        assert set(one.no_interval) & set(one.intervals) == set()
    # Pooled it is the same: nothing but agreement.
    assert pooled([cut(continuum, [[places], [places]])], draws).no_interval == {"kappa": ALWAYS_THE_SAME}
    assert of_code(cut(continuum, [[places], [places]]), every, NO_DRAWS).no_interval == {}


def test_one_cluster_has_no_interval():
    continuum = Continuum(WHOLE[:1], by_character=True)
    pieces = cut(continuum, [[[(0, 0, 9)]], [[(0, 3, 12)]]])
    measured = of_code(pieces, everybody(2, continuum), Draws(1, draws=100, seed=1))
    assert measured.intervals == measured.interval_draws == {}
    assert measured.figures["kappa"] is not None
    assert set(measured.no_interval.values()) == {ONE_TO_DRAW}


def test_pooled_over_codes_counts_those_left_out():
    continuum = Continuum(WHOLE, by_character=True)
    codes = [cut(continuum, [[[(0, 0, 50)]], [[(0, 10, 60)]]]), cut(continuum, [[[]], [[]]])]
    measured = pooled(codes, Draws(6, draws=50, seed=1))
    assert (measured.counts["codes"], measured.counts["left_out"]) == (1, 1)
    alone = of_code(codes[0], everybody(2, continuum), NO_DRAWS)
    assert measured.figures["kappa"] == pytest.approx(alone.figures["kappa"])
