"""A comparison in words: what was compared, what a figure reads, and what the figures mean beside each other. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from workbench.agreement.comparison import CodeCompared, Comparison
from workbench.agreement.figures import Measured
from workbench.agreement.own_codes import Framework, OwnCodes
from workbench.visible import first_few, one_line, plural

UNDEFINED, NO_INTERVAL = "undefined", "none"

_STATE_SHOWN = 8
"""So many digits of a state's sha256 are shown, as `codebook diff` takes them."""

_HIGH, _LOW, _RARE = 0.9, 0.6, 0.15
"""From which percent on agreement looks high, under which kappa looks low, and how rare a code is that explains it."""

_APART = 0.2
"""How far two figures that answer two questions lie apart before it is spoken of."""


_ONE_RARE = "the code is rare ({}), and they agree mostly on what neither coded"
_MANY_RARE = "they are rare, and most of the agreement is on what neither coded"
_ONE_COMMON = "the code is on nearly everything ({}), so that chance alone agrees much"
_MANY_COMMON = "they are on nearly everything, so that chance alone agrees much"


def figure(measured: Measured, name: str) -> str:
    """A figure to two digits, or the word that it is not defined."""
    value = measured.figures.get(name)
    return UNDEFINED if value is None else _two_digits(value)


def share(measured: Measured, name: str) -> str:
    """A figure as a percentage, or the word that it is not defined; 100 % is everything, not nearly so."""
    value = measured.figures.get(name)
    if value is None:
        return UNDEFINED
    rounded = f"{value:.0%}" if value == 1 or value < 0.995 else f"{min(value, 0.9999):.2%}"
    return rounded.replace("%", "\u00a0%")


def interval(measured: Measured, name: str) -> str:
    """Between what 95 in 100 draws are; a word where draws cannot tell it; empty where it was not asked for."""
    if name in measured.no_interval:
        return NO_INTERVAL
    return " to ".join(_two_digits(value) for value in measured.intervals.get(name, ()))


def between(measured: Measured, name: str) -> str:
    """The interval to be put behind a figure, in brackets, or why it has none; empty where it was not asked for."""
    if name in measured.no_interval:
        return f" (no interval, since {measured.no_interval[name]})"
    return f" (95\u00a0%: {interval(measured, name)})" if name in measured.intervals else ""


def heading(comparison: Comparison, *, transcripts: bool = True) -> list[str]:
    """What was compared: who, on which words, by which unit, with which codebook, when, whether blind; intervals.

    Args:
        comparison: The comparison.
        transcripts: Whether transcripts are named, which may be called what a report must not tell.
    """
    frame = comparison.frame
    whose = "turns of participants and interviewers" if comparison.include_interviewer else "participants' turns"
    units = plural(frame.continuum.length, frame.unit)
    counted = units if frame.unit == "turn" else f"{units} in {plural(frame.turns, 'turn')}"
    which = f": {first_few(map(one_line, frame.transcripts))}" if transcripts else ""
    lines = [
        f"{who(comparison)}: {counted} ({whose}) of {plural(len(frame.transcripts), 'transcript')}{which}.",
        *under_what(comparison, transcripts=transcripts),
        *not_everybody(comparison),
        *left_out(comparison, transcripts=transcripts),
    ]
    if comparison.draws and len(frame.continuum.borders) > 1:
        lines.append(
            f"Intervals hold 95 in 100 of {comparison.draws:,} bootstrap draws of {frame.clusters}s "
            f"(seed {comparison.seed})."
        )
        if frame.clusters == "turn":
            lines.append("Turns of one interview are not independent of each other: the intervals are too narrow.")
    return lines


def who(comparison: Comparison) -> str:
    """Who was compared, and by which unit."""
    names = [one_line(name) for name in comparison.coders]
    coders = f"{names[0]} (A) and {names[1]} (B)" if len(names) == 2 else ", ".join(names)
    return f"{coders}, by {comparison.frame.unit}"


def state_in_words(file: str, version: str, sha256: str) -> str:
    """A codebook and the state it was in: rules may change within what its authors call a version."""
    return f"{f'{one_line(file)} {one_line(version)}'.strip()} (state {sha256[:_STATE_SHOWN]})"


def under_what(comparison: Comparison, *, transcripts: bool = True) -> list[str]:
    """With which codebook, when, and whether blind."""
    states = comparison.states
    books = ", ".join(state_in_words(file, version, states[file]) for file, version in comparison.versions.items())
    return [
        f"Codebook: {books or 'none'}. Compared on {comparison.made_at:%d %B %Y}.",
        *comparison.basis.in_words(names=transcripts),
        *own_codes(comparison.own),
    ]


def not_everybody(comparison: Comparison) -> list[str]:
    """Who has coded some of the transcripts only."""
    all_of_them = len(comparison.frame.transcripts)
    some = [
        f"{one_line(name)} {coded} of {all_of_them}"
        for name, coded in zip(comparison.coders, comparison.transcripts_coded, strict=True)
        if coded < all_of_them
    ]
    done = "finished" if comparison.basis.sample is not None else "coded"
    return [f"Not everybody {done} every transcript: {_and(some)}. Who has not has no say in it."] if some else []


def left_out(comparison: Comparison, *, transcripts: bool = True) -> list[str]:
    """Which transcripts are left out, since only on different texts of them two have coded."""
    others = comparison.other_texts
    which = first_few(map(one_line, others)) if transcripts else plural(len(others), "transcript")
    return [f"Left out, since the coders worked on different texts of it: {which}."] if others else []


def own_codes(own: OwnCodes) -> list[str]:
    """That coders coded with codes of their own, where what becomes of these is not decided yet."""
    if not own.is_open:
        return []
    who = _and([f"{one_line(one.coder)} with {_books(one)}" for one in own.frameworks])
    left = _and([f"{len(one.undecided)} of {one_line(one.coder)}'s" for one in own.frameworks if one.undecided])
    return [
        f"They coded with codes of their own: {who}. No figure is given of these before it is decided which are "
        f"merged, nested or kept: {left} are left."
    ]


def _books(one: Framework) -> str:
    return _and([one_line(file) or "codes that are in no codebook" for file in one.files])


def pooled(measured: Measured) -> str:
    """The pooled kappa, how many codes it is of, and how many were left out."""
    codes, left_out = measured.counts["codes"], measured.counts["left_out"]
    out = f"; {left_out} left out as undefined" if left_out else ""
    return f"Kappa pooled over {plural(codes, 'code')}: {figure(measured, 'kappa')}{between(measured, 'kappa')}{out}."


def groups(comparison: Comparison, *, unitized: bool = True) -> list[str]:
    """The figures of each group of which a passage gets one code only.

    Args:
        comparison: The comparison.
        unitized: Whether uα and its kin are told.
    """
    name = "kappa" if len(comparison.coders) == 2 else "alpha"
    found = []
    for group in comparison.groups:
        measured = group.measured
        asked = [(name, name)]
        asked += [("uα", "u_alpha"), ("|uα", "bar_u_alpha"), ("cuα", "cu_alpha")] if unitized else []
        told = [f"{called} {figure(measured, key)}" for called, key in asked if key not in measured.why]
        by_reason: dict[str, list[str]] = {}
        for called, key in asked:
            if key in measured.why:
                by_reason.setdefault(measured.why[key], []).append(called)
        said = [", ".join(told)] if told else []
        said += [f"{_and(those)} {UNDEFINED}, since {reason}" for reason, those in by_reason.items()]
        which = f"“{one_line(group.name)}”, which of its {len(group.codes)} codes or none"
        found.append(f"{which}: {'; '.join(said)}.")
    return found


def against_target(comparison: Comparison, target: float) -> str:
    """Which codes reach the team's own target, and which do not; no other bands are named."""
    name = "kappa" if len(comparison.coders) == 2 else "alpha"
    defined = [(code, value) for code in comparison.codes if (value := code.measured.figures.get(name)) is not None]
    below = [_named(code) for code, value in defined if value < target]
    met = f"The team's target is {name} {_two_digits(target)}: {len(defined) - len(below)} of "
    met += f"{plural(len(defined), 'code')} for which it is defined reach it"
    return f"{met}; below it are {_and(below)}." if below else f"{met}."


def explanations(comparison: Comparison, *, some: bool = False) -> list[str]:
    """What the figures mean beside each other, one paragraph for each thing that is to be seen.

    Args:
        comparison: The comparison.
        some: Whether of many codes only the first five are named, since they stand in a table beside it.
    """
    kinds: tuple[Callable[[Comparison, bool], Iterable[str]], ...] = (
        _nothing,
        _much_agreement_little_kappa,
        _which_units_and_how_much,
        _where_and_what,
        _heaviest,
        undefined,
        _without_interval,
    )
    return [paragraph for kind in kinds for paragraph in kind(comparison, some)]


def _nothing(comparison: Comparison, _some: bool) -> Iterator[str]:
    if not comparison.frame.continuum.length and not comparison.include_interviewer:
        yield (
            "There is nothing to compare: participants say nothing in what is compared. What interviewers said can be "
            "counted too."
        )


def _much_agreement_little_kappa(comparison: Comparison, some: bool) -> Iterator[str]:
    rare, common = [], []
    for code in comparison.codes:
        at = code.measured.figures
        kappa, percent, prevalence = at.get("kappa"), at.get("percent"), at.get("prevalence")
        if kappa is None or percent is None or prevalence is None or percent < _HIGH or kappa >= _LOW:
            continue
        if prevalence <= _RARE:
            rare.append(code)
        elif prevalence >= 1 - _RARE:
            common.append(code)
    unit = comparison.frame.unit
    for codes, one, many in ((rare, _ONE_RARE, _MANY_RARE), (common, _ONE_COMMON, _MANY_COMMON)):
        on = [_on_how_many(code.measured, unit, by_both=codes is common) for code in codes]
        if len(codes) == 1:
            yield _one_of_little_kappa(codes[0].measured, _named(codes[0]), one.format(on[0]))
        elif codes:
            both = zip(codes, on, strict=True)
            told = [f"{_named(code)} {_beside_kappa(code.measured, where)}" for code, where in both]
            each = first_few(told, between="; ") if some else "; ".join(told)
            yield f"{plural(len(codes), 'code')} have much agreement, and yet a low kappa: {many}. {each}."


def _one_of_little_kappa(measured: Measured, name: str, why: str) -> str:
    return (
        f"{name}: {share(measured, 'percent')} agreement, and yet kappa is {figure(measured, 'kappa')}: "
        f"{why}. AC1 is {figure(measured, 'ac1')}, PABAK {figure(measured, 'pabak')}; "
        f"of what either coded, the other coded {share(measured, 'positive')} too."
    )


def _beside_kappa(measured: Measured, on: str) -> str:
    """What is to be seen beside a low kappa, in brackets."""
    beside = ", ".join(f"{called} {figure(measured, called.lower())}" for called in ("kappa", "AC1", "PABAK"))
    return f"({beside}, {on})"


def _on_how_many(measured: Measured, unit: str, *, by_both: bool) -> str:
    """On how many units a code was put: by one at least, or by both."""
    counts = measured.counts
    put = counts["both"] if by_both else counts["n"] - counts["neither"]
    return f"{'by both ' * by_both}on {put:,} of {plural(counts['n'], unit)}"


def _which_units_and_how_much(comparison: Comparison, some: bool) -> Iterator[str]:
    unit = comparison.frame.unit
    if unit == "character":
        return
    apart = []
    for code in comparison.codes:
        kappa, unitized = code.measured.figures.get("kappa"), code.measured.figures.get("u_alpha")
        if kappa is not None and unitized is not None and kappa - unitized >= _APART:
            both = f"kappa {figure(code.measured, 'kappa')}, uα {figure(code.measured, 'u_alpha')}"
            apart.append(f"{_named(code)} ({both})")
    if apart:
        which = f"which {unit}s than on how much of them"
        yield f"They agree more on {which}, so that borders differ: {_all_or(apart, some)}."


def _where_and_what(comparison: Comparison, _some: bool) -> Iterator[str]:
    for group in comparison.groups:
        where, what = group.measured.figures.get("bar_u_alpha"), group.measured.figures.get("cu_alpha")
        if where is None or what is None or abs(where - what) < _APART:
            continue
        more, less = ("what it is", "where something is") if what > where else ("where something is", "what it is")
        yield (
            f"Under “{one_line(group.name)}” they agree more on {more} than on {less} "
            f"(|uα {figure(group.measured, 'bar_u_alpha')}, cuα {figure(group.measured, 'cu_alpha')})."
        )


def weights(comparison: Comparison) -> list[tuple[CodeCompared, float]]:
    """How much each code weighs in the pooled kappa, heaviest first.

    It is its room above chance, 1 − expected agreement, as a share of that of all codes. Codes of which nothing varies
    have none and are left out.
    """
    rooms = []
    for code in comparison.codes:
        if code.measured.figures.get("kappa") is not None:
            counts = code.measured.counts
            units, by_a, by_b = counts["n"], counts["both"] + counts["only_a"], counts["both"] + counts["only_b"]
            rooms.append((code, 1 - (by_a * by_b + (units - by_a) * (units - by_b)) / units**2))
    whole = sum(room for _, room in rooms)
    return sorted(((code, room / whole) for code, room in rooms), key=lambda pair: -pair[1])


def _heaviest(comparison: Comparison, some: bool) -> Iterator[str]:
    codes = weights(comparison)
    made, heaviest = 0.0, []
    for code, weight in codes:
        if made < 0.5:
            made += weight
            heaviest.append(f"{_named(code)} (kappa {figure(code.measured, 'kappa')})")
    if heaviest and len(heaviest) * 3 <= len(codes):
        which, own = plural(len(heaviest), "code"), "its own kappa" if len(heaviest) == 1 else "their own kappas"
        yield (
            f"Half of the weight in the pooled kappa is on {which} of {len(codes)}, whatever {own}; the more room "
            f"above chance a code leaves, the more it weighs: {_all_or(heaviest, some)}."
        )


def undefined(comparison: Comparison, some: bool = False) -> Iterator[str]:
    """For which codes the first coefficient is not defined, and why."""
    name = "kappa" if len(comparison.coders) == 2 else "alpha"
    for reason, codes in _by_reason(((code, code.measured.why.get(name)) for code in comparison.codes), some):
        yield f"No {name}, since {reason}: {codes}."


def unused(comparison: Comparison) -> list[str]:
    """How many codes nobody put on anything, where a table leaves them out."""
    count = sum(not code.is_used for code in comparison.codes)
    which, them = ("is", "it") if count == 1 else ("are", "them")
    on_none = f"nobody put {them} on any of these {comparison.frame.unit}s"
    return [f"{plural(count, 'other code')} {which} not in the table, since {on_none}."] if count else []


def _without_interval(comparison: Comparison, some: bool) -> Iterator[str]:
    name = "kappa" if len(comparison.coders) == 2 else "alpha"
    for reason, codes in _by_reason(((code, code.measured.no_interval.get(name)) for code in comparison.codes), some):
        yield f"No interval of {name}, since {reason}: {codes}."


def _by_reason(codes: Iterable[tuple[CodeCompared, str | None]], some: bool) -> Iterator[tuple[str, str]]:
    """Each reason with the codes that have it."""
    found: dict[str, list[str]] = {}
    for code, reason in codes:
        if reason is not None:
            found.setdefault(reason, []).append(_named(code))
    return ((reason, _all_or(named, some)) for reason, named in found.items())


def _two_digits(value: float) -> str:
    """Two digits; with a sign that is as wide as a plus, and none before a nought."""
    return f"{value + 0.0:.2f}".replace("-0.00", "0.00").replace("-", "\u2212")


def _named(code: CodeCompared) -> str:
    return f"“{one_line(code.name)}”"


def _all_or(names: Sequence[str], some: bool) -> str:
    """All names, or where only some are wanted the first five and how many more there are."""
    return first_few(names) if some and len(names) > _FEW else _and(names)


_FEW = 5


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
