"""COREQ's 32 items, filled in as far as a study knows. Pure.

Tong A, Sainsbury P, Craig J (2007), doi 10.1093/intqhc/mzm042: the numbers and topics; the questions in our own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from workbench.report.checklist import known as known
from workbench.report.checklist.facts import Background
from workbench.report.checklist.item import Item, Places
from workbench.report.content import Report
from workbench.report.facts import ReportFacts

_TEAM, _DESIGN, _FINDINGS = "Research team and reflexivity", "Study design", "Analysis and findings"


class _Asked(NamedTuple):
    """An item as COREQ has it: number, domain, topic, and the question."""

    number: int
    domain: str
    topic: str
    asked: str


_ITEMS = tuple(
    _Asked(number, domain, topic, asked)
    for number, (domain, topic, asked) in enumerate(
        (
            (_TEAM, "Interviewer", "Who of the team held the interviews or groups?"),
            (_TEAM, "Credentials", "What degrees or qualifications do the researchers have?"),
            (_TEAM, "Occupation", "What was their work when the study was done?"),
            (_TEAM, "Gender", "What is their gender?"),
            (_TEAM, "Experience and training", "What had prepared them for this work?"),
            (_TEAM, "Relationship before the study", "Did interviewers and participants know each other before?"),
            (_TEAM, "What participants knew of the interviewer", "What had they been told of who asks, and why?"),
            (_TEAM, "The interviewer's own stance", "What assumptions or interests does the interviewer state?"),
            (_DESIGN, "Methodology and theory", "Which methodological orientation does the study rest on?"),
            (_DESIGN, "Sampling", "How were participants chosen?"),
            (_DESIGN, "Approach", "How were they approached: in person, by letter, through somebody?"),
            (_DESIGN, "Sample size", "How many took part?"),
            (_DESIGN, "Non-participation", "How many declined or left, and why?"),
            (_DESIGN, "Setting", "Where were the data collected?"),
            (_DESIGN, "Others present", "Was anybody there besides participants and researchers?"),
            (_DESIGN, "Description of the sample", "What matters about the participants, and when was it?"),
            (_DESIGN, "Interview guide", "Were there questions or prompts, and were they tried out first?"),
            (_DESIGN, "Repeat interviews", "Was anybody interviewed more than once? How many?"),
            (_DESIGN, "Recording", "Were the interviews recorded, in sound or picture?"),
            (_DESIGN, "Field notes", "Were notes made during or after the interviews?"),
            (_DESIGN, "Duration", "How long did interviews or groups take?"),
            (_DESIGN, "Data saturation", "Was saturation considered, and how?"),
            (_DESIGN, "Transcripts returned", "Did participants get their transcripts, to comment or correct?"),
            (_FINDINGS, "Number of coders", "How many people coded?"),
            (_FINDINGS, "The coding tree", "Is there a description of codes and their groups?"),
            (_FINDINGS, "Where the themes are from", "Were they set beforehand, or derived from the data?"),
            (_FINDINGS, "Software", "What was used to manage the data?"),
            (_FINDINGS, "Participants' checking", "Did participants comment on the findings?"),
            (_FINDINGS, "Quotations", "Do quotations illustrate the themes, each identified by its participant?"),
            (_FINDINGS, "Data and findings agree", "Do the findings follow from the data that are shown?"),
            (_FINDINGS, "Major themes", "Are the major themes set out clearly?"),
            (_FINDINGS, "Minor themes, diverse cases", "Are diverse cases told, and minor themes discussed?"),
        ),
        1,
    )
)

_COLLECTED, _CODED, _PEOPLE = "How the data were collected", "How the data were coded", "Who took part"


def coreq(facts: ReportFacts, report: Report, background: Background) -> Iterator[Item]:
    """The 32 items, in order; arguments as for `workbench.report.checklist.checklist.checklist`."""
    places = Places(report)
    answers = _answers(facts, report, background)
    themes = [theme.name for theme in known.printed_themes(facts, report)[0]]
    where: Mapping[int, str] = {
        9: places.under(_CODED),
        12: places.under(_PEOPLE, _COLLECTED),
        13: places.under(_PEOPLE),
        16: places.under(_PEOPLE),
        18: places.under(_PEOPLE),
        19: places.under(_COLLECTED),
        24: places.under("How far the coders agree", _CODED),
        25: places.under("Appendix: the codebook*"),
        27: places.under(_CODED),
        29: places.under("Quotations", *themes[:2]),
        31: places.under(*themes),
        32: places.under(*themes),
    }
    for number, domain, topic, asked in _ITEMS:
        told = answers.get(number, "")
        yield Item(domain, number, topic, asked, told, where.get(number, "") if told else "")


def _answers(facts: ReportFacts, report: Report, background: Background) -> Mapping[int, str]:
    """What the study knows, by the item's number."""
    field_notes = background.memos.get("field note", 0)
    approach = "The approach is printed in your own words. " if facts.study.approach.strip() else ""
    described = known.description(facts)
    return {
        1: known.named(background.interviewers),
        9: f"{approach}Mode of the study: {facts.study.mode}." if approach else "",
        12: known.sample_size(facts),
        13: known.not_taking_part(facts),
        16: f"{described}{known.dates(background)}" if described else "",
        18: known.repeated(facts),
        19: known.recording(facts),
        20: f"{field_notes:,} of the study's memos are field notes." if field_notes else "",
        21: known.duration(facts, background),
        22: known.new_codes(facts, background),
        24: known.coders(background),
        25: known.coding_tree(facts),
        26: known.derivation(facts, background),
        27: f"{background.software}.",
        29: known.quotations(facts, report),
        31: known.major_themes(facts, report),
        32: known.diverse_cases(facts, report),
    }
