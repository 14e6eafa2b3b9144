"""Published examples, with values recomputed by other programs: every coefficient of ours comes out of them."""

import json
import os
from pathlib import Path

import numpy as np
import pytest

from workbench.agreement import coefficients, unitizing
from workbench.agreement.coefficients import Tally, tally

pytestmark = pytest.mark.sample_data

OURS = {
    "percent_agreement": coefficients.percent,
    "alpha_nominal": coefficients.alpha,
    "alpha_irrCAC": coefficients.alpha,
    "gwet_ac1": coefficients.ac1,
    "fleiss_kappa": coefficients.fleiss_kappa,
    "brennan_prediger": coefficients.brennan_prediger,
}
"""By the names in the file, what is worked out from a tally; Cohen's kappa, of two coders, from their table."""

VARIES_NOT = {"alpha_irrCAC", "fleiss_kappa"}
"""What is 1 or no figure elsewhere where nothing varies, and with us not defined."""


@pytest.fixture(scope="module")
def oracles():
    folder = os.environ.get("WORKBENCH_SAMPLE_DATA")
    path = Path(folder or "") / "oracles" / "agreement_oracles_dev.json"
    if not folder or not path.is_file():
        pytest.skip("WORKBENCH_SAMPLE_DATA names no folder with the published examples of agreement")
    return json.loads(path.read_text(encoding="utf-8"))


def ours(coders, name):
    """Our figure of that name for coders' values; None where we have no such coefficient, NaN where undefined."""
    values = sorted({value for coder in coders for value in coder if value is not None}, key=str)
    # A category that nobody gave: two there must be.
    values += ["another"] * (len(values) < 2)
    numbers = [[None if value is None else values.index(value) for value in coder] for coder in coders]
    if name == "cohen_kappa":
        table = np.zeros((len(values), len(values)), dtype=int)
        np.add.at(table, tuple(numbers), 1)
        return float(coefficients.cohen_kappa(table))
    if name not in OURS:
        return None
    by = np.array([[[*unit].count(one) for one in range(len(values))] for unit in zip(*numbers, strict=True)])
    return float(OURS[name](Tally(*(field.sum(0) for field in tally(by)))))


def test_values_of_coders_come_out_as_published_and_as_recomputed(oracles):
    compared = []
    for oracle in (one for one in oracles if one["kind"] == "coding"):
        nothing_varies = len({value for coder in oracle["coders"] for value in coder}) < 2
        for name, expected in oracle["expected_from_source"].items():
            figure = ours(oracle["coders"], name)
            if figure is not None:
                assert figure == pytest.approx(expected, abs=oracle["tolerance"]), (oracle["id"], name)
                compared.append(name)
        for name, expected in oracle["recomputed"].items():
            figure = ours(oracle["coders"], name)
            if figure is None:
                continue
            if nothing_varies and name in VARIES_NOT:
                assert np.isnan(figure), (oracle["id"], name)
            else:
                assert figure == pytest.approx(expected, abs=5.1e-7), (oracle["id"], name)
            compared.append(name)
    assert set(compared) == {"cohen_kappa", *OURS}
    assert len(compared) > 50


BY_CATEGORY = {
    # What the notes to the examples give for each category alone: that value against all others.
    "krippendorff1980_ex2_3coders": (coefficients.alpha, (0.381, 0.711, 0.717, 0.764), 5.1e-4),
    # By hand, with shares that were rounded first.
    "fleiss1971": (coefficients.fleiss_kappa, (0.248, 0.248, 0.517, 0.470, 0.565), 3.5e-3),
}


def test_each_category_alone_comes_out_as_a_code_does(oracles):
    by_id = {one["id"]: one for one in oracles}
    for name, (worked_out, expected, rounding) in BY_CATEGORY.items():
        coders = by_id[name]["coders"]
        values = sorted({value for coder in coders for value in coder})
        figures = []
        for value in values:
            by = np.array(
                [[sum(one != value for one in unit), unit.count(value)] for unit in zip(*coders, strict=True)]
            )
            figures.append(float(worked_out(Tally(*(field.sum(0) for field in tally(by))))))
        assert figures == pytest.approx(expected, abs=rounding)


def test_several_codes_on_a_unit_are_a_value_of_their_own_for_nominal_alpha(oracles):
    (oracle,) = (one for one in oracles if one["kind"] == "set_valued")
    items = sorted(oracle["items"]["c1"])
    coders = [[by_item[item] for item in items] for by_item in oracle["items"].values()]
    assert ours(coders, "alpha_nominal") == pytest.approx(oracle["recomputed"]["alpha_binary_exactset"])


def test_every_value_of_a_coefficient_that_there_is_here_is_compared(oracles):
    # What else the file has: other distances between values, other coefficients, and standard errors.
    others = {"alpha_ordinal", "alpha_interval", "alpha_ratio", "conger_kappa", "alpha_jaccard", "alpha_masi"}
    names = {name for one in oracles for part in ("expected_from_source", "recomputed") for name in one.get(part, {})}
    left = {name for name in names if not name.endswith(("_se", "_ci95"))} - others - {"cohen_kappa", *OURS}
    of_units = {"u", "|u", "bar_u", "cu", "k", "coverage", "cu_quallmer_variant"}
    assert left == {"alpha_binary_exactset", *of_units}
    assert {one["kind"] for one in oracles} == {"coding", "unitizing_u_alpha_2016", "set_valued"}


def test_units_of_coders_come_out_as_published_and_as_recomputed(oracles):
    (oracle,) = (one for one in oracles if one["kind"].startswith("unitizing"))
    values = sorted({value for units in oracle["coders"] for _, _, value in units})
    coders = [
        np.array([(start, end, values.index(value)) for start, end, value in units], dtype=np.int64)
        for units in oracle["coders"]
    ]
    sums = unitizing.coincidences(oracle["continuum_length"], coders, len(values))
    figures = {
        "u": float(unitizing.u_alpha(sums)[0]),
        "|u": float(unitizing.bar_u_alpha(sums)[0]),
        "cu": float(unitizing.cu_alpha(sums)[0]),
    }
    assert figures == pytest.approx(oracle["expected_from_source"], abs=oracle["tolerance"])
    recomputed = oracle["recomputed"]
    assert figures == pytest.approx({"u": recomputed["u"], "|u": recomputed["bar_u"], "cu": recomputed["cu"]})
    assert float(unitizing.coverage(sums)[0]) == pytest.approx(recomputed["coverage"])
    for number, value in enumerate(values):
        figure, coverage = recomputed["k"][value]
        expected = np.nan if figure is None else figure
        assert float(unitizing.k_u_alpha(sums)[0, number]) == pytest.approx(expected, nan_ok=True)
        assert float(unitizing.k_coverage(sums)[0, number]) == pytest.approx(coverage)
