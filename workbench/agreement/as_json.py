"""A comparison as JSON has it: proportions from 0 to 1, unrounded; what is undefined is null and says why."""

from __future__ import annotations

from typing import Any

from workbench.agreement.coefficients import OF_TABLE
from workbench.agreement.comparison import CodeCompared, Comparison, GroupCompared
from workbench.agreement.figures import OF_TWO, Measured
from workbench.agreement.own_codes import OwnCodes

_BY_NAME = ("intervals", "interval_draws", "no_interval", "why")
_COUNTS_OF_TWO = ("both", "only_a", "only_b", "neither")


def as_json(comparison: Comparison) -> dict[str, Any]:
    """A comparison, whole: what was compared, then every figure.

    Figures of each code within a group (``k_u_alpha``, ``k_coverage``) are given by the codes' ids.
    """
    frame = comparison.frame
    return {
        "coders": list(comparison.coders),
        "unit": frame.unit,
        "frame": {
            "transcripts": len(frame.transcripts),
            "turns": frame.turns,
            "units": frame.continuum.length,
            "characters": frame.characters.length,
            "interviewer": comparison.include_interviewer,
        },
        "transcripts": list(frame.transcripts),
        "transcripts_coded": list(comparison.transcripts_coded),
        "other_texts": list(comparison.other_texts),
        **comparison.basis.as_json(),
        "codebooks": [
            {"file": file, "version": comparison.versions[file], "sha256": sha256}
            for file, sha256 in comparison.states.items()
        ],
        "date": comparison.made_at.isoformat(timespec="seconds"),
        "bootstrap": {"of": frame.clusters, "draws": comparison.draws, "seed": comparison.seed},
        "frameworks": frameworks(comparison.own),
        "codes": [code_as_json(one) for one in comparison.codes],
        "groups": [_group(one) for one in comparison.groups],
        "pooled": None if comparison.pooled is None else _measured(comparison.pooled),
    }


def frameworks(own: OwnCodes) -> list[dict[str, Any]]:
    """Who coded with which codebooks alone; None among them stands for codes that are in none."""
    return [
        {
            "coder": one.coder,
            "codebooks": [file or None for file in one.files],
            "codes": list(one.codes),
            "undecided": list(one.undecided),
        }
        for one in own.frameworks
    ]


def code_as_json(code: CodeCompared) -> dict[str, Any]:
    """A code and every figure of it."""
    found = _measured(code.measured)
    # The same keys whatever the number of coders.
    missing = [name for name in (*_COUNTS_OF_TWO, *OF_TABLE) if name not in found]
    found |= dict.fromkeys(missing)
    found["why"] |= dict.fromkeys(missing, OF_TWO)
    return {"code": code.id, "name": code.name, **found}


def _group(group: GroupCompared) -> dict[str, Any]:
    of_all = _measured(group.measured)
    by_code: dict[str, Any] = {"k_u_alpha": {}, "k_coverage": {}}
    for part in (of_all, *(of_all[name] for name in _BY_NAME)):
        for name in [name for name in part if "." in name]:
            figure, _, number = name.partition(".")
            code = group.codes[int(number)]
            if part is of_all:
                by_code[figure][code] = part.pop(name)
            else:
                part.setdefault(figure, {})[code] = part.pop(name)
    return {"group": group.id, "name": group.name, "codes": list(group.codes), **of_all, **by_code}


def _measured(measured: Measured) -> dict[str, Any]:
    return {
        **measured.counts,
        **measured.figures,
        "intervals": {name: list(pair) for name, pair in measured.intervals.items()},
        "interval_draws": dict(measured.interval_draws),
        "no_interval": dict(measured.no_interval),
        "why": dict(measured.why),
    }
