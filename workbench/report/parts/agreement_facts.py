"""Whether a report says how far coders agree, and what it is then made from."""

from __future__ import annotations

from workbench.agreement.comparison import Comparison
from workbench.agreement.rounds import Rounds, compare_rounds
from workbench.agreement.sample_list import SampleFound, samples
from workbench.errors import BadInput, NotFound, Refused
from workbench.report.choosing import tells_agreement
from workbench.report.facts import AgreementRow
from workbench.settings import ReportChoices
from workbench.study import Study, same_coder

_REFLEXIVE = "In reflexive mode a report has no figures of agreement: they are no mark of quality there."
_LEFT_OUT = "How far the coders agree is not told"


def agreement_facts(
    study: Study, *, choices: ReportChoices | None = None, wanted: bool | None = None
) -> tuple[AgreementRow | None, tuple[str, ...]]:
    """How far coders agree, for a report that is to say it: on the sample revealed last, as it was revealed.

    In reliability mode a report says it unless its writers leave it out; in codebook mode where they ask for it; in
    reflexive mode never.

    Args:
        study: The study.
        choices: What its writers chose; None for what report.yaml says.
        wanted: What is asked for this once; None for what they chose.

    Returns:
        What there is to be said, None where it is nothing; and what the writer must know of it.

    Raises:
        BadInput: It is asked for in reflexive mode.
        NotFound: It is asked for, and nothing can be compared.
    """
    settings, choices = study.settings, choices or study.choices
    if settings.mode == "reflexive":
        if wanted:
            raise BadInput(
                _REFLEXIVE, "For the team it can be shown by itself.", command="See: workbench agreement A B"
            )
        return None, (_REFLEXIVE,) if "agreement" in (choices.parts or ()) else ()
    if not (wanted if wanted is not None else tells_agreement(settings, choices)):
        return None, ()
    found, why = _compared(study, choices)
    if found is not None:
        return found, ()
    if wanted:
        raise NotFound(f"{_LEFT_OUT}: {why}", "Write the report without it.", command="See: --no-agreement")
    return None, (f"{_LEFT_OUT}: {why}",)


def _compared(study: Study, choices: ReportChoices) -> tuple[AgreementRow | None, str]:
    """The comparison of those who finished the sample revealed last; and why there is none."""
    found = samples(study)
    revealed = [(one.revealed_at, one) for one in found if one.revealed_at is not None]
    if not revealed:
        still_open = " and ".join(f"“{one.name}”" for one in found if one.is_open)
        return None, f"no sample is revealed yet{f', {still_open} is open still' if still_open else ''}."
    last = max(revealed, key=lambda pair: pair[0])[1]
    # The lead coder is A.
    lead = study.settings.lead_coder
    coders = sorted(_finished(last), key=lambda who: not same_coder(who, lead))
    if len(coders) < 2:
        return None, f"no two have finished a transcript of the sample “{last.name}”."
    settings = study.settings
    try:
        rounds = compare_rounds(study, coders, sample=last.name, unit=choices.agreement_unit)
    except (NotFound, Refused) as error:
        return None, error.message
    comparison = _of(rounds, last)
    side_by_side = rounds if len(rounds.compared) > 1 else None
    return AgreementRow(comparison, side_by_side, settings.agreement_target), ""


def _finished(sample: SampleFound) -> list[str]:
    """Who has finished a transcript that another has finished too."""
    done = [[who for who, state in one.states.items() if state == "finished"] for one in sample.transcripts]
    together = {who for some in done if len(some) > 1 for who in some}
    return [who for who in sample.coders if who in together]


def _of(rounds: Rounds, sample: SampleFound) -> Comparison:
    """The comparison of a sample; where it cannot be compared, of the last round that can: it says of which it is."""
    return next((found for one, found in rounds.compared if one.sample.id == sample.id), rounds.compared[-1][1])
