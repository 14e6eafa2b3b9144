"""What can be had of a report before it is printed: its preview, single extracts with attribution, progress."""

from __future__ import annotations

import dataclasses

import pytest

from workbench import coding, opening, report, themes
from workbench.errors import BadInput, NotFound
from workbench.report.attributed import attributed_passage
from workbench.report.compose import compose
from workbench.report.content import Heading, Quotation
from workbench.report.preview import preview_of
from workbench.spans import Span

PARENT, SECOND, GROUP = "Parent 1 Early", "Parent 2 Early", "S1+S2 Early"


@pytest.fixture
def open_study(request):
    """A study on a real database (the fixture `study` of this room makes facts)."""
    studies = request.getfixturevalue("studies")
    return studies.new()


@pytest.fixture
def engine():
    return "sqlite"


def test_the_preview_holds_what_the_report_prints(facts):
    seen, whole = preview_of(facts), compose(facts)
    titles = [(part.title, part.depth, bool(part.theme)) for part in seen.parts]
    assert titles == [
        ("How the study was done", 0, False),
        ("Who took part", 0, False),
        ("Someone who has been there", 0, True),
        ("Slow beginnings", 1, True),
        ("Appendix: the themes", 0, False),
        ("Codebook: Mentoring", 0, False),
    ]
    printed = [part for part in seen.parts if part.depth == 0]
    # Marks are for the Word file alone.
    unmarked = tuple(
        dataclasses.replace(block, mark="") if isinstance(block, Quotation) else block for block in whole.blocks
    )
    assert tuple(block for part in printed for block in part.blocks) == unmarked
    assert seen.quotations == sum(isinstance(block, Quotation) for block in whole.blocks)
    assert seen.parts[2].quotations == seen.quotations
    assert (seen.coder, seen.state, seen.notices) == ("fay", "draft", whole.notices)
    assert seen.participants == 8
    # Staff cannot be told apart, so none of them is known to be quoted.
    assert seen.quoted == 5


def test_the_preview_says_what_is_left_out(facts, study):
    first, second = facts.themes
    changed = study.make_facts(themes=(first, type(second)(**{**vars(second), "status": "candidate"})))
    part = preview_of(changed).parts[-1]
    assert (part.title, part.left_out, part.blocks) == ("Slow beginnings", "a candidate still", ())


def test_without_themes_there_is_a_preview_without_parts(open_study, code):
    assert report.preview(open_study) == report.Preview("Peer support, invented", "Ruth", "draft", 0)
    code(open_study, PARENT, "She sat with me", "listening")
    assert report.preview(open_study).extracts == 1
    themes.add(open_study, "Presence", codes=["listening"])
    blocks = report.preview(open_study).parts[2].blocks
    assert blocks[0] == Heading("Presence", 1)


def test_extracts_come_with_attribution_in_the_order_asked_for(open_study, code):
    (one,) = code(open_study, PARENT, "She sat with me", "listening")
    (two,) = code(open_study, SECOND, "In [names city], [/bold] then", "trust")
    first, second = report.attributed(open_study, [two.id, one.id])
    assert first.text == "“In [names city], [/bold] then …” (Parent, Early)"
    assert second.text == "“She sat with me …” (Parent 1, Early)"
    with pytest.raises(NotFound):
        report.attributed(open_study, [themes.add(open_study, "x").id])


def test_what_may_not_be_quoted_comes_without_its_words(open_study, code):
    (marked,) = code(open_study, PARENT, "She sat with me", "listening")
    (group,) = code(open_study, GROUP, "That was hard.", "doubt")
    (asked,) = code(open_study, PARENT, "Go on.", "doubt")
    coding.mark_not_for_quotation(open_study, PARENT, Span(*_place(open_study, marked.id)))
    found = report.attributed(open_study, [marked.id, group.id, asked.id])
    assert [(one.words, one.attribution, one.text) for one in found] == [("", "", "")] * 3
    assert [one.withheld for one in found] == [
        "marked not for quotation",
        "spoken by someone who is never to be quoted",
        "without a participant's words",
    ]


def _place(study, coding_id):
    (one,) = coding.extracts(study, ids=[coding_id])
    return one.start, one.end


@pytest.mark.parametrize("write", [report.write, report.write_extract_book])
def test_writing_tells_its_stages_and_can_be_stopped_before_the_file_is_there(open_study, code, write):
    code(open_study, PARENT, "She sat with me", "listening")
    themes.add(open_study, "Presence", codes=["listening"])
    path, told = report.default_path(open_study, book=write is report.write_extract_book), []
    open_study.exports.rmdir() if open_study.exports.exists() else None

    class StopHere(Exception):
        pass

    def stop(done, total, what):
        if done == 2:
            raise StopHere

    with pytest.raises(StopHere):
        write(open_study, path, progress=stop)
    assert not path.exists()
    write(open_study, path, progress=lambda *step: told.append(step))
    assert path.read_bytes()[:2] == b"PK"
    assert [step[:2] for step in told] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert told[2][2] == f"Writing {path.name}"
    with pytest.raises(BadInput):
        write(open_study, path.with_suffix(".pdf"))


def test_what_the_tables_say_by_now_holds_for_all_that_is_printed_or_copied(open_study, code):
    words = "She sat with me when the letters came."
    (made,) = code(open_study, PARENT, words, "listening")
    theme = themes.add(open_study, "Presence", codes=["listening"])
    themes.judge(open_study, theme, [made.id], use="key")
    (one,) = coding.extracts(open_study)
    table, path = open_study.transcripts / "participants.csv", report.default_path(open_study)
    good = table.read_text()
    own = "P1,Parent 1,parent,1,North,,,"
    assert f"{own}yes" in good
    ways = {
        "write": lambda: report.write(open_study, path).quotations,
        "preview": lambda: report.preview(open_study).quotations,
        "attributed": lambda: len(report.attributed(open_study, [made.id])[0].words),
        "a passage": lambda: len(attributed_passage(open_study, PARENT, Span(one.start, one.end)).words),
        "book": lambda: report.write_extract_book(open_study, path).quotations,
    }
    _, standing, _ = opening.look_around(open_study, opening.Standing((), 0))
    for way, printed in ways.items():
        table.write_text(good.replace(f"{own}yes", f"{own}never"))
        assert printed() == 0, way
        table.write_text(good)
        assert printed() > 0, way
        # What was taken in for it is told by whoever looks round next, once.
        for count in (1, 0):
            _, standing, notices = opening.look_around(open_study, standing)
            assert sum("Quoted more freely" in one for one in notices) == count, way
    # Where it is read first by whoever prints, whoever prints is told.
    table.write_text(good.replace(f"{own}yes", f"{own}never"))
    report.preview(open_study)
    table.write_text(good)
    assert "Quoted more freely from now on" in report.preview(open_study).notices[0]
    before = path.read_bytes()
    for first in ("<<<<<<< HEAD\n", "Participants of the study\n\n"):
        table.write_text(first + good.replace(f"{own}yes", f"{own}never"))
        for printed in ways.values():
            with pytest.raises(BadInput, match=r"participants\.csv cannot be read"):
                printed()
    assert path.read_bytes() == before
