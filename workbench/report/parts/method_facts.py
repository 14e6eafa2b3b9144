"""What the report says of how a study was coded, from its samples and its codings."""

from __future__ import annotations

from workbench import sight
from workbench.agreement.sample_list import samples
from workbench.report.facts import CodingRow
from workbench.study import Study


def coding_facts(study: Study) -> CodingRow:
    """Who coded, and how much of it apart; of samples that are open nothing is told."""
    with study.read() as session:
        coders = {who for some in sight.coders_by_transcript(session, study).values() for who in some}
    apart: set[object] = set()
    seen: set[object] = set()
    together, in_stretches = 0, False
    for sample in samples(study):
        if sample.is_open:
            continue
        for one in sample.transcripts:
            finished = [who for who, state in one.states.items() if state == "finished"]
            if len(finished) < 2:
                continue
            if sample.revealed_early or sample.coded_before:
                seen.add(one.transcript_id)
            else:
                apart.add(one.transcript_id)
                together = max(together, len(finished))
                in_stretches |= one.start is not None
    return CodingRow(max(len(coders), together), len(apart), together, in_stretches, len(seen - apart))
