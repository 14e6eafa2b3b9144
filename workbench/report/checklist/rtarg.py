"""Prompts for reporting reflexive thematic analysis, filled in as far as a study knows. Pure.

After the Reflexive Thematic Analysis Reporting Guidelines (RTARG): Braun V, Clarke V (2024), Palliative Medicine 38(6),
608-616, doi 10.1177/02692163241234800. The prompts are our own words and our own selection. No figure of agreement, no
saturation and no n of N is offered: there they are no mark of quality.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbench.report.balance.voices import quoted
from workbench.report.checklist import known as known
from workbench.report.checklist.facts import Background
from workbench.report.checklist.item import Item, Places
from workbench.report.content import Report
from workbench.report.counting import role_name
from workbench.report.facts import ReportFacts, ThemeRow
from workbench.report.parts.method_part import listed
from workbench.visible import first_few, in_quotes, plural

_WHY, _HOW, _FOUND, _WHOLE = "Why and from where", "What was done", "What was found", "The report as a whole"

_THEORY, _DATA, _RECORDING, _PHASES = "Theory", "Participants and data", "From talk to text", "The phases as they went"
_CODERS, _REFLEXIVITY, _SOFTWARE = "Who coded, and how together", "Reflexivity at work", "Software"
_OVERVIEW, _CONCEPTS, _STORY, _AGAINST = "An overview", "Themes, not topics", "Story and extracts", "What does not fit"

_PROMPTS = (
    (_WHY, "Why reflexive", "Is it said why this family of thematic analysis fits the question?"),
    (_WHY, _THEORY, "What are words taken to show? Are the assumptions named that the analysis rests on?"),
    (
        _WHY,
        "Which variant",
        "Inductive or deductive, semantic or latent, experiential or critical: is it said?",
    ),
    (_WHY, "Who reads", "Who are the researchers to this topic and these people, and what did that do?"),
    (_HOW, _DATA, "Who took part, how did they come to, and what data did it give?"),
    (_HOW, "How much data", "Is the size of the data argued by richness and purpose, and not by saturation?"),
    (_HOW, _RECORDING, "How did talk become text, and what was left out on the way?"),
    (_HOW, _PHASES, "Is told what was done in this study, not the phases as a textbook has them?"),
    (_HOW, _CODERS, "Who coded? Where several did: to read more richly, and not to agree?"),
    (_HOW, _REFLEXIVITY, "Is shown, with an instance, how the researchers' stance shaped a reading?"),
    (_HOW, _SOFTWARE, "What was used to manage the data?"),
    (_FOUND, _OVERVIEW, "Are the themes named together before they are told one by one?"),
    (_FOUND, _CONCEPTS, "Does each theme hold one meaning together, or gather what was said of a topic?"),
    (_FOUND, "Names", "Does each name say what the theme claims, and not what it is about?"),
    (_FOUND, _STORY, "Does the writing carry the analysis, with extracts that show it and do not stand for it?"),
    (_FOUND, _AGAINST, "Are contradiction and nuance told within the themes?"),
    (_FOUND, "Whose voices", "Whose words are printed, and whose are missing? The writer's note has it."),
    (_WHOLE, "Themes are made", "Is the language one of making sense, without themes that emerge?"),
    (_WHOLE, "Counting", "Where frequencies are told: what do they add to what a theme means?"),
    (_WHOLE, "Quality", "Are the marks of quality those of reflexive work: depth, coherence, openness?"),
    (_WHOLE, "Reach", "Is it argued to whom else the analysis may speak, and to whom not?"),
    (
        _WHOLE,
        "Other guidelines",
        "Does another checklist that was asked for contradict this? Why was it followed?",
    ),
)


def rtarg(facts: ReportFacts, report: Report, background: Background) -> Iterator[Item]:
    """The prompts, in order; arguments as for `workbench.report.checklist.checklist.checklist`."""
    places = Places(report)
    themes, below = known.printed_themes(facts, report)
    answers = {**_of_work(facts, background), **_of_themes(facts, report, themes, [*themes, *below])}
    coded, told = places.under("How the data were coded"), places.under(*(theme.name for theme in themes))
    where: Mapping[str, str] = {
        _THEORY: coded,
        _DATA: places.under("Who took part", "How the data were collected"),
        _RECORDING: places.under("How the data were collected"),
        _CODERS: coded,
        _SOFTWARE: coded,
        _CONCEPTS: told,
        _STORY: told,
        _AGAINST: told,
    }
    for domain, topic, asked in _PROMPTS:
        answer = answers.get(topic, "")
        yield Item(domain, 0, topic, asked, answer, where.get(topic, "") if answer else "")


def _of_work(facts: ReportFacts, background: Background) -> Mapping[str, str]:
    """What the study knows of what was done, by the prompt's topic."""
    heard = dict.fromkeys(row.role or "" for row in known.interviewed_people(facts))
    who = listed(role_name(facts, role) for role in heard)
    transcripts = plural(len(facts.transcripts), "transcript")
    phases = background.memos.get("phase", 0)
    memos = sum(background.memos.values()) - phases
    return {
        _THEORY: "The approach is printed in your own words." if facts.study.approach.strip() else "",
        _DATA: f"Interviewed: {who}. {transcripts}.{known.dates(background)}" if heard else "",
        _RECORDING: known.recording(facts),
        _PHASES: f"{plural(phases, 'entry', 'entries')} on phases among the memos." if phases else "",
        _CODERS: known.named(background.coders),
        _REFLEXIVITY: f"{plural(memos, 'memo')} to draw on." if memos else "",
        _SOFTWARE: f"{background.software}.",
    }


def _of_themes(facts: ReportFacts, report: Report, themes: list[ThemeRow], every: list[ThemeRow]) -> Mapping[str, str]:
    """What the study knows of its themes, by the prompt's topic."""
    if not every:
        return {}
    vague = first_few(in_quotes(theme.name) for theme in every if not theme.concept.strip())
    untold = first_few(in_quotes(theme.name) for theme in every if not theme.narrative.strip())
    against = any(one.is_against for one in quoted(facts, report.blocks))
    looked = any(theme.none_found.strip() for theme in every)
    noted = "; where none was found, that is noted" if looked else ""
    return {
        _OVERVIEW: f"{plural(len(themes), 'theme')}: {first_few(in_quotes(theme.name) for theme in themes)}.",
        _CONCEPTS: f"Without a central organising concept: {vague}." if vague else "Each has a central concept.",
        _STORY: f"Without a narrative of yours: {untold}." if untold else "Each has a narrative of yours.",
        _AGAINST: f"Quotations that complicate or contradict are {'' if against else 'not '}printed{noted}.",
    }
