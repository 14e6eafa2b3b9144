"""What figures mean beside each other is said where it is so, and nowhere else; how figures read."""

from __future__ import annotations

import csv
import datetime as dt

import numpy as np
import pytest

from workbench.agreement import as_csv, as_json, in_words, table
from workbench.agreement.comparison import CodeCompared, Comparison, GroupCompared
from workbench.agreement.continuum import Continuum, Placed, Stretch
from workbench.agreement.figures import (
    ALWAYS_THE_SAME,
    NEVER_MET,
    NONE_PUT,
    NOTHING_VARIES,
    OFTEN_UNDEFINED,
    Cut,
    Draws,
    Measured,
    of_code,
    of_group,
    pooled,
)
from workbench.agreement.frame import Frame
from workbench.report.content import Paragraph, Table
from workbench.report.facts import AgreementRow
from workbench.report.parts.agreement_part import agreement_in_report, agreement_part
from workbench.spans import Span

TURNS = 100
OF_TURNS = [Stretch([Span(at * 10, at * 10 + 10) for at in range(TURNS)], [at // 10 for at in range(TURNS)])]
UNITS, CHARACTERS = Continuum(OF_TURNS, by_character=False), Continuum(OF_TURNS, by_character=True)


def cut(continuum, coders):
    """The line of a hundred turns of ten characters, cut: of each coder, of each code, (start, end) in characters."""
    placed = [
        [
            continuum.ranges(
                Placed(np.zeros(len(spans), dtype=np.int64), *np.array(spans, dtype=np.int64).reshape(-1, 2).T)
            )
            for spans in codes
        ]
        for codes in coders
    ]
    return Cut(continuum, continuum.cut(placed))


def compared(codes, *, group=False, unit="turn", draws=0, **more):
    """A comparison of as many coders as each code has spans of."""
    coders = len(next(iter(codes.values())))
    present = np.ones((coders, len(UNITS.borders)), dtype=bool)
    drawn = Draws(len(UNITS.borders), draws=draws, seed=0)
    found, cuts = [], []
    for name, of_coders in codes.items():
        cuts.append(cut(UNITS, [[spans] for spans in of_coders]))
        characters = cut(CHARACTERS, [[spans] for spans in of_coders])
        found.append(CodeCompared(name.lower(), name, of_code(cuts[-1], characters, present, drawn)))
    groups = ()
    if group:
        each = [[of_coders[who] for of_coders in codes.values()] for who in range(coders)]
        measured = of_group(cut(UNITS, each), cut(CHARACTERS, each), present, drawn)
        groups = (GroupCompared("all", "All of it", tuple(one.id for one in found), measured),)
    names = ("Ann", "Ben", "Cara")[:coders]
    values = {
        "coders": names,
        "transcripts_coded": (2,) * coders,
        "other_texts": (),
        "frame": Frame(("One", "Two"), unit, TURNS, "turn", UNITS, CHARACTERS),
        "include_interviewer": False,
        "codes": tuple(found),
        "groups": groups,
        "pooled": pooled(cuts, drawn) if coders == 2 else None,
        "states": {"book.yaml": "ab12"},
        "versions": {"book.yaml": "3"},
        "draws": draws,
        "seed": 0,
        "made_at": dt.datetime(2026, 3, 14, 9, 30, tzinfo=dt.UTC),
    }
    return Comparison(**values | more)


def turns(*numbers):
    return [(at * 10, at * 10 + 10) for at in numbers]


RARE = (turns(0, 1, 2), turns(2, 3))
COMMON = (turns(*range(97)), turns(*range(3, 100)))
SHARED = (turns(*range(30)), turns(*range(28)))
HALVES = ([(at * 10, at * 10 + 2) for at in range(20, 40)], [(at * 10 + 5, at * 10 + 10) for at in range(20, 40)])


def paragraphs(comparison, beginning):
    return [one for one in in_words.explanations(comparison) if beginning in one]


def test_much_agreement_and_little_kappa_is_explained_for_rare_and_for_common_codes():
    found = compared({"Rare": RARE, "Common": COMMON, "Shared": SHARED})
    rare, common = paragraphs(found, "and yet kappa")
    assert rare == (
        "“Rare”: 97\u00a0% agreement, and yet kappa is 0.39: the code is rare (on 4 of 100 turns), and they "
        "agree mostly on what neither coded. AC1 is 0.97, PABAK 0.94; of what either coded, the "
        "other coded 40\u00a0% too."
    )
    assert common.startswith(
        "“Common”: 94\u00a0% agreement, and yet kappa is \u22120.03: the code is on nearly everything (by both on"
    )
    # Of several it is said once.
    (rare,) = paragraphs(compared({"Rare": RARE, "Too": RARE, "Shared": SHARED}), "and yet")
    beside = "(kappa 0.39, AC1 0.97, PABAK 0.94, on 4 of 100 turns)"
    assert rare == (
        "2 codes have much agreement, and yet a low kappa: they are rare, and most of the agreement is on what neither "
        f"coded. “Rare” {beside}; “Too” {beside}."
    )
    (common,) = paragraphs(compared({"Common": COMMON, "Too": COMMON, "Shared": SHARED}, unit="sentence"), "and yet")
    assert common.endswith("PABAK 0.88, by both on 94 of 100 sentences).")
    # In less agreement, or with a kappa that agrees, there is nothing to explain.
    assert paragraphs(compared({"Less": (turns(*range(12)), turns(2, 13))}), "and yet") == []
    assert paragraphs(compared({"Equal": (turns(1, 2), turns(1, 2))}), "and yet") == []


@pytest.mark.parametrize("coded", [2, 8, 12, 14, 15, 50, 85, 86, 92, 98])
def test_there_is_no_much_agreement_with_little_kappa_that_is_left_without_a_reason(coded):
    apart = [
        (turns(*range(coded)), turns(*range(least, min(coded + more, TURNS))))
        for least in range(6)
        for more in range(6)
    ]
    found = compared({f"{number}": spans for number, spans in enumerate(apart)})
    at = [one.measured.figures for one in found.codes]
    asked = [one for one in at if one["percent"] >= 0.9 and one["kappa"] is not None and one["kappa"] < 0.6]
    told = paragraphs(found, "and yet")
    assert len(told) == bool(asked)
    if len(asked) > 1:
        assert told[0].startswith(f"{len(asked)} codes have much agreement, and yet a low kappa: they are ")
        assert told[0].count("(kappa ") == len(asked)
    elif asked:
        assert "and yet kappa is" in told[0]


def test_borders_that_differ_in_the_same_turns_are_spoken_of_except_by_character():
    codes = {"Halves": HALVES, "Shared": SHARED}
    (said,) = paragraphs(compared(codes), "borders differ")
    assert said.startswith(
        "They agree more on which turns than on how much of them, so that borders differ: “Halves” (kappa 1.00, uα "
    )
    assert "Shared" not in said
    assert paragraphs(compared(codes, unit="character"), "borders differ") == []
    assert paragraphs(compared({"Shared": SHARED}), "borders differ") == []


def test_where_and_what_are_set_beside_each_other_where_they_are_apart():
    here, there = turns(*range(0, 50, 2)), turns(*range(50, 100, 2))
    what = compared({"X": (here, turns(*range(0, 20, 2))), "Y": (there, turns(*range(52, 70, 2)))}, group=True)
    (said,) = paragraphs(what, "Under")
    assert said.startswith("Under “All of it” they agree more on what it is than on where something is (|uα 0.")
    assert said.endswith(", cuα 1.00).")
    where = compared({"X": (here, there), "Y": (there, here)}, group=True)
    (said,) = paragraphs(where, "Under")
    assert "more on where something is than on what it is (|uα 1.00, cuα \u2212" in said
    assert paragraphs(compared({"X": (here, here), "Y": (there, there)}, group=True), "Under") == []
    assert paragraphs(compared({"X": (here, there), "Y": (there, here)}), "Under") == []
    (of_group,) = in_words.groups(where)
    assert of_group.startswith("“All of it”, which of its 2 codes or none: kappa ")
    assert "undefined" not in of_group
    (never_met,) = in_words.groups(compared({"X": (here, []), "Y": ([], there)}, group=True))
    assert never_met.endswith("; cuα undefined, since nowhere did two coders both find something.")
    (nothing,) = in_words.groups(compared({"X": ([], []), "Y": ([], [])}, group=True))
    assert nothing == (
        f"“All of it”, which of its 2 codes or none: kappa and uα undefined, since {NOTHING_VARIES}; |uα undefined, "
        f"since {NONE_PUT}; cuα undefined, since {NEVER_MET}."
    )


def test_the_codes_that_make_the_pooled_kappa_are_named():
    few = {f"Rare {at}": (turns(at), turns(at)) for at in range(8)}
    found = compared({"Much": (turns(*range(50)), turns(*range(25, 75))), **few})
    weights = in_words.weights(found)
    assert sum(weight for _, weight in weights) == pytest.approx(1)
    kappas = {one.name: one.measured.figures["kappa"] for one in found.codes}
    assert sum(weight * kappas[code.name] for code, weight in weights) == pytest.approx(found.pooled.figures["kappa"])
    assert paragraphs(found, "Half of") == [
        "Half of the weight in the pooled kappa is on 1 code of 9, whatever its own kappa; the more room above chance "
        "a code leaves, the more it weighs: “Much” (kappa 0.00)."
    ]
    assert paragraphs(compared(few), "Half of") == []


def test_what_is_not_defined_is_told_once_for_each_reason():
    everything = turns(*range(100))
    codes = {"Unused": ([], []), "Idle": ([], []), "All": (everything, everything), "Shared": SHARED}
    assert in_words.explanations(compared(codes)) == [
        "No kappa, since nobody put it on any unit: “Unused” and “Idle”.",
        "No kappa, since everybody put it on every unit: “All”.",
    ]
    three = compared({name: (*spans, spans[0]) for name, spans in codes.items()})
    assert [one[:9] for one in in_words.explanations(three)] == ["No alpha,", "No alpha,"]
    assert in_words.figure(three.codes[0].measured, "alpha") == "undefined"
    assert table.coefficient(three) == "alpha"
    assert [one.name for one in three.codes if one.is_used] == ["All", "Shared"]
    nobody = "since nobody put"
    assert in_words.unused(three) == [f"2 other codes are not in the table, {nobody} them on any of these turns."]
    assert in_words.weights(three) == []


def test_a_report_counts_codes_nobody_used_names_few_of_many_and_says_what_a_sign_means():
    codes = {f"Rare {at}": RARE for at in range(8)} | {"Shared": SHARED, "Idle": ([], []), "Unused": ([], [])}
    found = compared(codes, group=True)
    blocks = agreement_in_report(AgreementRow(found, None, None))
    (shown,) = (one for one in blocks if isinstance(one, Table))
    assert len(shown.rows) == 9
    text = "\n".join(run.text for one in blocks if isinstance(one, Paragraph) for run in one.runs)
    assert "Idle" not in text
    assert "uα" not in text
    assert "2 other codes are not in the table, since nobody put them on any of these turns." in text
    assert "“Rare 4” (kappa 0.39, AC1 0.97, PABAK 0.94, on 4 of 100 turns) and 3 more." in text
    assert "\nAC1: Gwet's AC1: agreement beyond chance, little moved by how rare a code is; PABAK: twice" in text
    # A file of its own has all, and says what uα and its kin are too.
    text = "\n".join(
        run.text for one in agreement_part(found, target=None) if isinstance(one, Paragraph) for run in one.runs
    )
    assert "since nobody put it on any unit: “Idle” and “Unused”." in text
    assert "; |uα: " in text
    assert "; cuα: " in text


def test_what_has_no_interval_says_so_with_its_reason_and_once_for_all_codes():
    equal, alike = (turns(*range(9, 60)),) * 2, (turns(*range(40)),) * 2
    codes = {"Equal": equal, "Rare": RARE, "Alike": alike, "Idle": ([], []), "Shared": SHARED}
    found = compared(codes, draws=300)
    measured = {one.name: one.measured for one in found.codes}
    assert [in_words.interval(one, "kappa") for one in measured.values()][:4] == ["none", "none", "none", ""]
    assert paragraphs(found, "No interval") == [
        f"No interval of kappa, since {ALWAYS_THE_SAME}: “Equal” and “Alike”.",
        f"No interval of kappa, since {OFTEN_UNDEFINED}: “Rare”.",
    ]
    assert in_words.between(measured["Equal"], "kappa") == f" (no interval, since {ALWAYS_THE_SAME})"
    assert in_words.between(measured["Shared"], "kappa").startswith(" (95\u00a0%: 0.")
    assert in_words.between(measured["Idle"], "kappa") == ""
    assert " (95\u00a0%: 0." in in_words.pooled(found.pooled)
    rows = {row["name"]: row for row in csv.DictReader(as_csv.as_csv(found).splitlines())}
    assert (rows["Equal"]["kappa"], rows["Equal"]["kappa_low"]) == ("1.0", "")
    assert rows["Equal"]["why_no_interval"].startswith("percent, alpha, ac1, ")
    assert rows["Equal"]["why_no_interval"].endswith(f": {ALWAYS_THE_SAME}")
    assert rows["Shared"]["why_no_interval"] == ""
    told = {one["code"]: one for one in as_json.as_json(found)["codes"]}
    assert (told["equal"]["no_interval"]["kappa"], told["idle"]["no_interval"].get("kappa")) == (ALWAYS_THE_SAME, None)
    assert told["equal"]["interval_draws"]["kappa"] == 300
    # None was asked for.
    assert paragraphs(compared(codes), "No interval") == []


def test_a_comparison_says_what_it_is_of():
    found = compared({"Shared": SHARED}, draws=20)
    assert in_words.heading(found) == [
        "Ann (A) and Ben (B), by turn: 100 turns (participants' turns) of 2 transcripts: One, Two.",
        "Codebook: book.yaml 3 (state ab12). Compared on 14 March 2026.",
        "Not blind: nothing kept the coders from seeing each other's codings while they worked.",
        "Intervals hold 95 in 100 of 20 bootstrap draws of turns (seed 0).",
        "Turns of one interview are not independent of each other: the intervals are too narrow.",
    ]
    more = compared(
        {"Shared": (*SHARED, [])},
        unit="token",
        include_interviewer=True,
        other_texts=("Three",),
        transcripts_coded=(2, 2, 1),
    )
    assert in_words.heading(more) == [
        "Ann, Ben, Cara, by token: 100 tokens in 100 turns (turns of participants and interviewers) of 2 transcripts: "
        "One, Two.",
        "Codebook: book.yaml 3 (state ab12). Compared on 14 March 2026.",
        "Not blind: nothing kept the coders from seeing each other's codings while they worked.",
        "Not everybody coded every transcript: Cara 1 of 2. Who has not has no say in it.",
        "Left out, since the coders worked on different texts of it: Three.",
    ]


@pytest.mark.parametrize(
    ("value", "figure", "share"),
    [
        (1, "1.00", "100\u00a0%"),
        (0.99996, "1.00", "99.99\u00a0%"),
        (0.996, "1.00", "99.60\u00a0%"),
        (0.994, "0.99", "99\u00a0%"),
        (0, "0.00", "0\u00a0%"),
        (None, "undefined", "undefined"),
    ],
)
def test_figures_read_as_they_are(value, figure, share):
    measured = Measured({}, {"of": value}, {}, {"of": (-0.004, -0.123)})
    assert in_words.figure(measured, "of") == figure
    assert in_words.share(measured, "of") == share
    assert in_words.interval(measured, "of") == "0.00 to \u22120.12"
    assert in_words.interval(measured, "else") == ""


def test_nothing_of_a_study_is_taken_for_a_formula_and_figures_are_whole():
    found = compared({"=cmd()": SHARED, "Idle": ([], [])}, draws=10)
    row, empty = csv.DictReader(as_csv.as_csv(found).splitlines())
    assert row["name"] == "'=cmd()"
    kappa = found.codes[0].measured
    assert float(row["kappa"]) == kappa.figures["kappa"]
    assert (float(row["kappa_low"]), float(row["kappa_high"])) == kappa.intervals["kappa"]
    assert (row["unit"], row["coders"], row["codebook"], row["date"]) == (
        "turn",
        "Ann; Ben",
        "book.yaml 3 ab12",
        "2026-03-14",
    )
    assert (empty["kappa"], empty["kappa_low"], empty["why_undefined"]) == (
        "undefined",
        "",
        "nobody put it on any unit",
    )
    assert as_json.as_json(found)["codes"][0]["kappa"] == kappa.figures["kappa"]
