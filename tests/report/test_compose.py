import dataclasses

import pytest

from workbench import __version__
from workbench.errors import NotFound
from workbench.report.compose import compose
from workbench.report.content import Heading, Kind, Paragraph, Quotation, Table, as_text
from workbench.report.facts import CodingRow, ThemeExtractRow, ThemeRow
from workbench.report.parts.method_part import coding_part
from workbench.report.parts.theme_part import OPPOSING
from workbench.settings import ReportChoices

WITH_THEMES = ReportChoices(definitions="with the theme", who_spoke="with the theme")


def headings(report):
    return [(block.level, block.text) for block in report.blocks if isinstance(block, Heading)]


def quotations(report):
    return [block for block in report.blocks if isinstance(block, Quotation)]


def prose(report):
    return "\n".join("".join(run.text for run in block.runs) for block in report.blocks if isinstance(block, Paragraph))


def table(report, start):
    found = next(block for block in report.blocks if isinstance(block, Table) and block.caption.startswith(start))
    return [["\n".join("".join(run.text for run in each.runs) for each in cell) for cell in row] for row in found.rows]


def with_extracts(study, *extracts, **more):
    return study.make_facts(themes=(ThemeRow("t", "T", "defined", extracts=extracts, **more),))


def test_the_parts_stand_in_order(facts):
    assert headings(compose(facts)) == [
        (1, "How the data were collected"),
        (1, "How the data were coded"),
        (2, "Quotations"),
        (1, "Who took part"),
        (1, "Someone who has been there"),
        (2, "A turn"),
        (2, "Slow beginnings"),
        (1, "Appendix: the themes"),
        (1, "Appendix: the codebook “Mentoring”"),
        (2, "Trust"),
    ]


def test_quotations_are_cut_and_attributed(facts):
    assert [(quote.words, quote.attribution) for quote in quotations(compose(facts))] == [
        ("She has been where I am. You can't learn that from a book. She never …", "Parent 1, T1"),
        ("They pick up on things that we miss.", "Staff member, T1"),
        ("They asked harder questions than any group I have taught.", "Trainer"),
        ("I didn't want a mentor.", "Parent, T1"),
        (
            "PM1: … slow at the start. They did not ring me back. … Then one of them rang at nine at night, "
            "and that was that.\nPM2: Mine never rang.",
            "PM1 and PM2, T1",
        ),
        ("I listen more than I talk now. It took me a year to learn that …", "PM1, T2"),
    ]


def test_how_the_data_were_collected(facts):
    report = compose(facts)
    assert "seven transcripts: five individual interviews, one joint interview and one group interview" in prose(report)
    assert "Of these, six were recorded and transcribed and one was noted by hand. One recording" in prose(report)
    assert table(report, "Participants") == [
        ["Peer mentor", "2 of 2", "1 of 2"],
        ["Parent", "2 of 3", "1 of 3"],
        ["Staff member", "2 of 2", "0 of 2"],
        ["Trainer", "1 of 1", "0 of 1"],
    ]


def test_what_nobody_stated_is_left_as_a_gap_and_told(facts, study):
    def told(**fields):
        rows = [dataclasses.replace(row, **fields) for row in facts.transcripts[:2]]
        report = compose(study.make_facts(transcripts=(*rows, *facts.transcripts[2:])))
        gaps = [
            run for block in report.blocks if isinstance(block, Paragraph) for run in block.runs if "To be" in run.text
        ]
        assert all(run.strong for run in gaps)
        return "".join(run.text for run in gaps), " ".join(report.notices)

    gap, notices = told(record="")
    assert gap == " [To be added: how the others were recorded.]"
    assert "how two transcripts were recorded (transcripts.csv, record)." in notices
    gap, notices = told(kind="", record="notes")
    assert gap == " [To be added: of what kind the others are.]"
    assert "of what kind two transcripts are (transcripts.csv, kind)." in notices
    nobody = [dataclasses.replace(row, record="", kind="") for row in facts.transcripts]
    text = prose(compose(study.make_facts(transcripts=tuple(nobody))))
    assert "The report draws on seven transcripts. [To be added: of what kind they are.] [To be added: how they" in text
    assert "not stated" not in text
    # A translation whose language nobody named.
    rows = [dataclasses.replace(facts.transcripts[0], translated_from="yes"), *facts.transcripts[1:]]
    assert "One transcript was translated.\n" in prose(compose(study.make_facts(transcripts=tuple(rows))))
    # Of who has no role the writer is told.
    people = (dataclasses.replace(facts.participants[0], role=None), *facts.participants[1:])
    notices = compose(study.make_facts(participants=people)).notices
    assert any("1 participant has no role (participants.csv, column role)" in one for one in notices)


def test_a_codebook_without_a_name_of_its_own_and_ids_of_codes_are_not_printed(facts):
    (book,) = facts.codebooks
    report = compose(dataclasses.replace(facts, codebooks=(dataclasses.replace(book, name=""),)))
    assert (1, "Appendix: the codebook") in headings(report)
    assert "The codebook, version 3, has two codes" in prose(report)
    cells = [cell for block in report.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    words = {as_text(paragraph) for cell in cells for paragraph in cell}
    assert not words & {code.id for code in book.codes}
    assert {code.name for code in book.codes if not code.became and code.parent} <= words


def test_the_codebook_is_said_to_stand_in_the_appendix_where_it_does(facts):
    assert "in one group; it is printed in the appendix." in prose(compose(facts))
    without = dataclasses.replace(facts, choices=ReportChoices(parts=["method", "themes"]))
    assert "in one group. Codes were applied" in prose(compose(without))


def test_who_declined_is_named_with_the_reason_unless_quoted_by_role_only(facts, study):
    assert "One participant (Parent) declined at T2: had moved away." in prose(compose(facts))
    open_name = dataclasses.replace(facts.participants[3], quoting="yes")
    assert "Parent 2 declined at T2: had moved away." in prose(compose(study.make_facts(participants=(open_name,))))


def test_no_label_of_one_quoted_by_role_only_stands_anywhere(facts):
    report = compose(facts)
    assert "Parent 2" not in prose(report)
    assert all("Parent 2" not in quote.words + quote.attribution for quote in quotations(report))


def test_how_the_data_were_coded(facts):
    text = prose(compose(facts))
    assert "A realist approach, as we understand it." in text
    assert "The codebook “Mentoring”, version 3, has two codes, one of them in one group" in text
    assert "The report is based on the codings of fay." in text


def test_who_speaks_counts_a_theme_with_its_subthemes(facts):
    report = compose(dataclasses.replace(facts, choices=WITH_THEMES))
    assert table(report, "Who spoke of “Someone") == [
        ["Peer mentor", "2 of 2", "1 of 1"],
        ["Parent", "2 of 2", "0 of 1"],
        ["Staff member", "at least 1 of 2", "–"],
        ["Trainer", "1 of 1", "–"],
    ]
    assert "Who speaks to it. Peer mentor: 2 of 2 at T1, 1 of 1 at T2; Parent: 0 of 2 at T1" in prose(report)


def test_a_theme_begins_with_its_concept_and_narrative_and_the_appendix_defines_it(facts, study):
    theme = dataclasses.replace(facts.themes[0], includes="Hope.", excludes="Advice.", narrative="They were believed.")
    facts = study.make_facts(themes=(theme, *facts.themes[1:]))
    report = compose(facts)
    heading = next(at for at, block in enumerate(report.blocks) if getattr(block, "theme", "") == theme.id)
    assert [as_text(block) for block in report.blocks[heading + 1 : heading + 3]] == [theme.concept, theme.narrative]
    (first, *_) = table(report, "What the themes are")
    said = f"Definition. {theme.definition}\nIncludes. Hope.\nDoes not include. Advice.\nSubthemes. “Slow beginnings”"
    assert first == [theme.name, said]
    rows = table(report, "Who spoke of each theme, by role and time point")
    assert rows[0][1].split("\n")[1:3] == ["Parent: 2 of 2", "Staff member: at least 1 of 2"]
    assert rows[0][2].split("\n")[1:3] == ["Parent: 0 of 1", "Staff member: –"]
    assert "– stands where nobody was interviewed." in prose(report)
    # Neither in the appendix where it stands with each theme; and no appendix where it has nothing.
    half = compose(dataclasses.replace(facts, choices=ReportChoices(definitions="with the theme")))
    assert "Includes. Hope." in prose(half)
    assert "What the themes are" not in [block.caption for block in half.blocks if isinstance(block, Table)]
    whole = compose(dataclasses.replace(facts, choices=WITH_THEMES))
    assert (1, "Appendix: the themes") not in headings(whole)
    # A theme that an outline leaves out stands in no appendix.
    outline = ReportChoices(order="outline", outline=[{"heading": "One", "themes": ["Slow beginnings"]}])
    rows = table(compose(dataclasses.replace(facts, choices=outline)), "Who spoke of each theme")
    assert [row[0] for row in rows] == ["Slow beginnings"]


def test_a_table_that_counts_subthemes_says_so(facts, study):
    facts = dataclasses.replace(facts, choices=WITH_THEMES)
    captions = [block.caption for block in compose(facts).blocks if isinstance(block, Table)]
    assert (
        "Who spoke of “Someone who has been there” and its subthemes (participants, of those interviewed)" in captions
    )
    alone = study.make_facts(themes=facts.themes[:1], choices=WITH_THEMES)
    captions = [block.caption for block in compose(alone).blocks if isinstance(block, Table)]
    assert "Who spoke of “Someone who has been there” (participants, of those interviewed)" in captions


def test_voices_against_a_theme_look_the_same_at_every_level(facts, study):
    theme, below = facts.themes
    against = dataclasses.replace(theme.extracts[-1], stance="complicates")
    report = compose(study.make_facts(themes=(theme, dataclasses.replace(below, extracts=(against,)))))
    found = [block for block in report.blocks if isinstance(block, Paragraph) and block.runs[0].text == OPPOSING]
    assert [block.kind for block in found] == [Kind.LEAD, Kind.LEAD]


def test_two_speakers_of_a_role_are_both_named_by_it_where_one_is_to_be(facts, study):
    talk = [("Cleo", "It was hard at first."), ("Dee", "It was, yes.")]
    row = study.transcript("Both T1", "joint", "verbatim", "T1", talk, ("P1", "P2"))
    both = ThemeExtractRow(study.extract((row,), "Both T1", "hard at first.\n\nDee: It was"), "supports", "key")
    report = compose(study.make_facts(transcripts=(row,), themes=(ThemeRow("t", "T", "defined", extracts=(both,)),)))
    (shown,) = quotations(report)
    assert shown.attribution == "Parent, T1"
    assert {part.label for part in shown.parts} == {"Parent"}


def test_reflexive_mode_counts_nobody(facts, study):
    heard = "Peer mentor (T1 and T2); Parent (T1); Staff member (T1); Trainer (T1)."
    reflexive = study.make_facts(study=dataclasses.replace(facts.study, mode="reflexive"))
    with_themes = compose(dataclasses.replace(reflexive, choices=WITH_THEMES))
    assert f"Who speaks to it and its subthemes. {heard}" in prose(with_themes)
    report = compose(reflexive)
    assert table(report, "Who spoke of each theme")[0] == ["Someone who has been there", heard]
    assert next(block.caption for block in report.blocks if isinstance(block, Table)).endswith(
        "(number of participants)"
    )
    assert table(report, "Participants")[0] == ["Peer mentor", "2", "1"]
    assert " of 2" not in prose(report)


def test_key_extracts_come_before_useful_ones(study):
    rows = study.transcripts()
    key = ThemeExtractRow(study.extract(rows, "PM1 T2", "I listen more than I talk now."), "supports", "key")
    useful = ThemeExtractRow(study.extract(rows, "Parent 1 T1", "That's all, really."), "supports", "useful")
    unmarked = ThemeExtractRow(study.extract(rows, "Parent 2 T1", "I wanted a childminder"), "supports", "")
    shown = [quote.words for quote in quotations(compose(with_extracts(study, useful, key, unmarked)))]
    assert shown == ["I listen more than I talk now."]
    shown = [quote.words for quote in quotations(compose(with_extracts(study, useful, unmarked)))]
    assert shown == ["That's all, really."]


def test_without_a_chosen_extract_the_report_says_so_and_prints_none(study):
    rows = study.transcripts()
    unmarked = ThemeExtractRow(study.extract(rows, "Parent 2 T1", "I wanted a childminder"))
    report = compose(with_extracts(study, unmarked))
    assert quotations(report) == []
    assert "No key quotation has been chosen for this theme." in prose(report)
    assert any("one extract supports it, none is marked key or useful" in notice for notice in report.notices)


def test_many_unchosen_opposing_extracts_are_not_dumped(study):
    rows = study.transcripts()
    base = study.extract(rows, "PM1 T2", "I listen more than I talk now.")
    many = [ThemeExtractRow(dataclasses.replace(base, id=str(n), end=base.end - n), "complicates") for n in range(13)]
    assert len(quotations(compose(with_extracts(study, *many[:12])))) == 12
    report = compose(with_extracts(study, *many))
    assert quotations(report) == []
    assert any("13 extracts complicate or contradict it" in notice for notice in report.notices)


def test_a_passage_under_two_codes_prints_once(study):
    rows = study.transcripts()
    one = study.extract(rows, "PM1 T2", "I listen more than I talk now.", code="a")
    two = dataclasses.replace(one, id="other", code="b")
    both = [ThemeExtractRow(each, "supports", "key") for each in (one, two)]
    assert len(quotations(compose(with_extracts(study, *both)))) == 1


@pytest.mark.parametrize("quoting", ["never", "marked"])
def test_what_must_not_be_quoted_is_not_and_the_writer_is_told_where(facts, study, quoting):
    people = [dataclasses.replace(row, quoting=quoting) for row in facts.participants]
    rows = study.transcripts()
    words = "I listen more than I talk now."
    hidden = study.extract(rows, "PM1 T2", words, not_for_quotation=quoting == "marked")
    theme = ThemeRow("t", "T", "defined", extracts=(ThemeExtractRow(hidden, "supports", "key"),))
    report = compose(study.make_facts(participants=tuple(people), themes=(theme,)))
    assert quotations(report) == []
    assert "may not be quoted" in prose(report)
    (notice,) = [notice for notice in report.notices if "not printed" in notice]
    assert f"1 (PM1 T2, characters {hidden.start}–{hidden.end})" in notice
    assert words not in notice


def test_candidates_print_only_while_nothing_else_is_there(facts, study):
    candidate = ThemeRow("c", "A hunch", "candidate", position=9)
    report = compose(study.make_facts(themes=(*facts.themes, candidate)))
    assert (1, "A hunch") not in headings(report)
    assert "Not printed, for they are candidates still: A hunch." in report.notices
    assert (1, "A hunch") in headings(compose(study.make_facts(themes=(candidate,))))


def test_a_subtheme_whose_theme_is_left_out_stands_on_its_own(facts, study):
    parent, child = facts.themes
    report = compose(study.make_facts(themes=(dataclasses.replace(parent, status="candidate"), child)))
    assert (1, "Slow beginnings") in headings(report)


def test_a_quotation_that_the_narrative_holds_too_is_told_and_printed_in_both_places(study):
    rows = study.transcripts()
    said = (("PM1 T2", "I listen more than I talk now."), ("Parent 1 T1", "That's all, really."))
    keys = [ThemeExtractRow(study.extract(rows, *one), "supports", "key") for one in said]
    told = "Theme “T”: printed twice, in its narrative and among the quotations below it: one quotation."
    for narrative, wanted in (
        ("As one says:\n\n> ‘I listen *more*\n> than I  talk now.’ That's all, really.", [told]),
        ("She says “I listen more than I talk”, and now.", []),
        ("", []),
    ):
        report = compose(with_extracts(study, *keys, narrative=narrative))
        assert [notice for notice in report.notices if "twice" in notice] == wanted
        assert len(quotations(report)) == 2


def test_a_dated_search_that_found_nothing_is_said(study):
    rows = study.transcripts()
    key = ThemeExtractRow(study.extract(rows, "PM1 T2", "I listen more than I talk now."), "supports", "key")
    report = compose(with_extracts(study, key, none_found="2 May 2026, all of T2"))
    assert "were looked for, and none were found (2 May 2026, all of T2)." in prose(report)


def test_pauses_in_a_quoted_transcript_put_the_mark_in_brackets(study):
    row = study.transcript("A T1", "individual", "verbatim", "T1", [("Ada", "Well… yes, I did. I think so.")])
    quote = ThemeExtractRow(study.extract((row,), "A T1", "yes, I did."), "supports", "key")
    other = study.make_facts(transcripts=(row,), themes=(ThemeRow("t", "T", "defined", extracts=(quote,)),))
    (shown,) = quotations(compose(other))
    assert shown.words == "[…] yes, I did."
    assert "The mark […]" in prose(compose(other))


def test_control_characters_are_told_to_the_writer(study):
    row = study.transcript("A T1", "individual", "verbatim", "T1", [("Ada", "Red \x1b[31m.")])
    quote = ThemeExtractRow(study.extract((row,), "A T1", "Red \x1b[31m."), "supports", "key")
    report = compose(study.make_facts(transcripts=(row,), themes=(ThemeRow("t", "T", "defined", extracts=(quote,)),)))
    assert any("control characters in quotations from A T1 print as U+FFFD (1)" in notice for notice in report.notices)


def test_the_codebook_gives_examples_without_saying_whose_they_are_and_names_merged_codes(facts):
    report = compose(facts)
    cells = [cell for block in report.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    texts = ["".join(run.text for run in paragraph.runs) for cell in cells for paragraph in cell]
    assert "Example: I know, because I lived in that very street." in texts
    assert "invented" not in "\n".join([*texts, prose(report)]).casefold()
    assert "Version 3." in prose(report)
    assert "Old trust" not in texts
    assert "No longer used: Old trust, merged into Same past." in prose(report)


def test_the_concept_is_a_paragraph_of_its_own_kind(facts):
    kinds = [block.kind for block in compose(facts).blocks if isinstance(block, Paragraph)]
    assert kinds.count(Kind.CONCEPT) == 2


def test_no_themes_is_said_with_what_to_do(study):
    with pytest.raises(NotFound) as caught:
        compose(study.make_facts(themes=()))
    assert "theme add" in caught.value.command


def test_a_theme_without_extracts(study):
    report = compose(with_extracts(study))
    assert "No extract is coded to this theme yet." in prose(report)
    assert "Theme “T”: no extract is coded to it." in report.notices


def test_a_study_that_says_nothing_of_itself_still_makes_a_report(study):
    from workbench.report.facts import ReportFacts, StudyFacts

    assert compose(ReportFacts(StudyFacts("T"), themes=(ThemeRow("t", "T"),))).blocks


@pytest.mark.parametrize(
    ("mode", "coding", "told"),
    [
        ("codebook", CodingRow(), ["The transcripts were coded with a codebook. The codebook “Mentoring”, version 3,"]),
        ("reflexive", CodingRow(), ["The coding was reflexive"]),
        ("reliability", CodingRow(2, 3, 2), [
            "The transcripts were coded by the definitions of a codebook",
            "Two people did the coding. Two of them coded three transcripts independently, without seeing each other’s "
            "codings until all had finished. The report is based on the codings of fay.",
        ]),
        ("codebook", CodingRow(3, 1, 3, True, 2), [
            "Three people did the coding. Three of them coded one transcript (in part) independently, without seeing "
            "the others’ codings until all had finished. Two transcripts were coded by more than one person, who could",
        ]),
    ],
)  # fmt: skip
def test_the_method_is_told_by_the_studys_facts(study, mode, coding, told):
    about = dataclasses.replace(study.make_facts().study, mode=mode, coding=coding)
    texts = [as_text(block) for block in coding_part(study.make_facts(study=about), omission="…")]
    for words in told:
        assert any(words in text for text in texts), texts
    assert any(f"with workbench {__version__}." in text for text in texts)
    assert texts[1] == "A realist approach, as we understand it."
