"""The checklist beside a report: COREQ's items, or prompts after RTARG, filled in as far as the study knows."""

import dataclasses

import pytest

from workbench import memos
from workbench.report.checklist.checklist import LINE, checklist
from workbench.report.checklist.facts import Background, background
from workbench.report.compose import compose
from workbench.report.content import Heading, Table, as_text

KNOWN = Background(
    minutes={"PM1 T2": 21.4, "Parent 1 T1": 48.0, "Staff T1": 33.2},
    dates=("2026-03-02", "2026-05-11"),
    interviewers=("Fay Hill",),
    coders={"fay": 7, "gus": 2},
    coded_twice=2,
    codes_before=frozenset({"x"}),
    memos={"field note": 3, "phase": 4, "reflexive": 2},
)


def rows(facts, known=KNOWN):
    made = checklist(facts, compose(facts), known)
    tables = [block for block in made.blocks if isinstance(block, Table)]
    return {
        row[0][0].runs[0].text: [cell[0].runs[0].text for cell in row[1:]] for table in tables for row in table.rows
    }


@pytest.fixture
def full(facts):
    """The facts with every extract of the coder's."""
    return dataclasses.replace(facts, extracts=tuple(one.extract for theme in facts.themes for one in theme.extracts))


def test_all_items_of_coreq_stand_in_order_and_what_is_not_known_has_a_line(full):
    found = rows(full)
    assert [int(name.split()[0]) for name in found] == list(range(1, 33))
    for asked, known, where, yours in found.values():
        assert asked.endswith("?")
        assert (known == "–") == (yours == LINE)
        assert where == "–" or known != "–"
    of_people = ("1 ", "12 ", "16 ", "18 ", "21 ", "24 ", "25 ", "26 ", "27 ", "29 ", "31 ", "32 ")
    assert all(each[1] != "–" for name, each in found.items() if name.startswith(of_people))
    assert found["2 Credentials"] == ["What degrees or qualifications do the researchers have?", "–", "–", LINE]


def test_what_the_study_knows_is_filled_in(full):
    found = {name.split()[0]: (known, where) for name, (_, known, where, _) in rows(full).items()}
    assert found["12"][0].startswith(
        "7 participants interviewed (Peer mentor: 2; Parent: 2; Staff member: 2; Trainer: 1)"
    )
    assert found["12"][1] == "“Who took part”, “How the data were collected”"
    assert found["13"][0] == "1 declined; for 1 of them a reason is noted."
    assert found["16"][0].endswith("Interviews from 2026-03-02 to 2026-05-11.")
    assert found["18"][0] == "2 of 7 participants were interviewed at more than one time point (T1 and T2)."
    assert found["19"][0] == "6 recorded and transcribed and 1 noted by hand."
    assert found["20"][0] == "3 of the study's memos are field notes."
    assert found["21"][0] == "By the time stamps of 3 of 7 transcripts: 21 to 48 minutes, median 33, to the last stamp."
    assert found["22"][0] == "–", "too few transcripts are coded"
    assert found["24"][0] == (
        "2 coders: fay (7 transcripts) and gus (2 transcripts). 2 transcripts coded by more than one."
    )
    assert found["25"] == ("“Mentoring”, version 3: 2 codes in 1 group.", "“Appendix: the codebook ‘Mentoring’”")
    assert found["26"][0] == "Of 2 codes 1 stood there before anything was coded, 1 came later."
    assert found["27"][0].startswith("workbench ")
    assert found["27"][1] == "“How the data were coded”"
    assert found["29"][0].startswith("6 quotations, each with its attribution; 5 of 7 participants")
    assert found["31"][0] == "1 theme and 1 subtheme; 2 of them say what they are (concept or definition)."
    assert found["32"][0].startswith("In 1 of 2 themes and subthemes extracts complicate or contradict; in 1 such")


def test_nothing_is_said_of_what_there_is_not(full):
    (book,) = full.codebooks
    codes = tuple(dataclasses.replace(code, parent=None) for code in book.codes)
    themes = tuple(dataclasses.replace(one, none_found="") for one in full.themes)
    its = dataclasses.replace(full, codebooks=(dataclasses.replace(book, name="", codes=codes),), themes=themes)
    found = {name.split()[0]: known for name, (_, known, _, _) in rows(its).items()}
    assert found["25"] == "The codebook, version 3: 3 codes."
    assert found["32"].endswith("such a voice is printed.")


def test_new_codes_in_the_last_transcripts_are_told_and_are_no_saturation(full):
    names = sorted(full.transcript_of)
    extracts = tuple(
        dataclasses.replace(
            full.extracts[0], id=name, transcript=name, start=0, end=3, code="late" if number == 6 else "a"
        )
        for number, name in enumerate(names)
    )
    known = dataclasses.replace(KNOWN, order=tuple(names))
    told = rows(dataclasses.replace(full, extracts=extracts), known)["22 Data saturation"][1]
    assert told == (
        "In the last 3 of 7 coded transcripts (by the day of the interview), 1 code of 2 came up for the first time. "
        "That alone is no saturation."
    )


def test_in_reflexive_mode_there_are_prompts_and_no_figure_that_is_no_mark_of_quality(full, study):
    reflexive = dataclasses.replace(full, study=dataclasses.replace(full.study, mode="reflexive"))
    made = checklist(reflexive, compose(reflexive), KNOWN)
    text = "\n".join(map(as_text, made.blocks))
    assert "RTARG" in made.title_page.about
    assert "COREQ" not in text
    for no_mark in ("kappa", "coded by more than one", "came up for the first time", " of 7"):
        assert no_mark not in text
    assert rows(reflexive)["Software"][2] == "“How the data were coded”"
    assert "Each has a central concept." in text
    assert "Without a narrative of yours: “Slow beginnings”." in text
    assert "Quotations that complicate or contradict are printed." in text
    assert "4 entries on phases among the memos." in text
    headings = [block.text for block in made.blocks if isinstance(block, Heading)]
    assert headings == ["Why and from where", "What was done", "What was found", "The report as a whole"]


def test_of_a_study_that_knows_nothing_all_is_left_to_a_person(study):
    theme = dataclasses.replace(study.make_facts().themes[0], extracts=())
    bare = study.make_facts(participants=(), transcripts=(), codebooks=(), themes=(theme,))
    bare = dataclasses.replace(bare, study=dataclasses.replace(bare.study, approach=""))
    known = {name: each[1] for name, each in rows(bare, Background()).items() if each[1] != "–"}
    assert list(known) == ["27 Software", "31 Major themes", "32 Minor themes, diverse cases"]
    reflexive = dataclasses.replace(bare, study=dataclasses.replace(bare.study, mode="reflexive"))
    assert sum(each[1] != "–" for each in rows(reflexive, Background()).values()) == 5


@pytest.fixture
def engine():
    return "sqlite"


def test_how_the_work_was_done_is_asked_of_the_study(request, code, tmp_path):
    studies = request.getfixturevalue("studies")
    study = studies.new()
    nothing = background(study)
    assert (nothing.coders, nothing.codes_before, nothing.coded_twice) == ({}, None, 0)
    code(study, "Parent 1 Early", "She sat with me", "listening")
    owen = dataclasses.replace(study, coder="Owen")
    code(owen, "Parent 1 Early", "She sat with me", "trust")
    memos.add(study, "How it went.", kind="field note")
    memos.add(study, "A concern.", kind="safeguarding")
    known = background(study)
    assert known.coders == {"Ruth": 1, "Owen": 1}
    assert known.coded_twice == 1
    assert "trust" in known.codes_before
    # Nothing counts what is on safeguarding.
    assert known.memos == {"field note": 1}
