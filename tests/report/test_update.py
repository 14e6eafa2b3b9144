"""A report that was worked on, brought up to date with its study."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from rejecting import document_of
from worked_on_report import JOINT, LETTERS, edit, rename, updated

from workbench import coding, report, themes
from workbench.errors import BadInput, ChangedElsewhere, Refused, Unavailable
from workbench.office.cleaning import cleaned
from workbench.office.packing import repacked
from workbench.prepared import Edit, Prepared
from workbench.report.update.update import plan_update, write_update
from workbench.themes import prepare


def test_what_changed_and_what_is_new_comes_as_tracked_changes(warmth) -> None:
    assert not plan_update(warmth.study, warmth.path).changes
    themes.judge(warmth.study, warmth.theme, [warmth.ids[1]], stance="supports", use="key")
    rename(warmth.study, "P1,Parent 1,parent", "P1,Parent One,parent")
    assert updated(warmth) == [
        ("changed", f"{LETTERS} (Parent 1, Early)", f"{LETTERS} (Parent One, Early)"),
        (
            "changed",
            "I doubt it would have gone well. (Parent 1, Late)",
            "I doubt it would have gone well. (Parent One, Late)",
        ),
        ("new", "", "It took months to be trusted. (PM2, Early)"),
    ]
    xml = document_of(warmth.out.read_bytes()).decode()
    assert xml.index("I listened more") < xml.index("It took months") < xml.index("She sat with me")
    # Its own style is that of its neighbours, and the marks of both are the study's.
    assert xml.count('w:val="BlockQuotation"') == 4
    assert len(plan_update(warmth.study, warmth.out).changes) == 0


def test_what_must_not_be_printed_is_told_first_without_its_words_and_struck_out(warmth) -> None:
    study = warmth.study
    rename(study, "P1,Parent 1,parent", "P1,Parent One,parent")
    place = coding.find_place(study, JOINT, quote="I listened more than I talked.", start=None, end=None)
    coding.mark_not_for_quotation(study, JOINT, place)
    coding.remove(study, [warmth.ids[3]])
    plan = plan_update(study, warmth.path)
    assert [change.what for change in plan.changes] == ["withdrawn", "withdrawn", "changed"]
    assert "listened" not in repr(plan)
    assert [change.why.split()[0] for change in plan.changes[:2]] == ["marked", "its"]
    updated(warmth)
    xml = document_of(warmth.out.read_bytes()).decode()
    assert xml.count("delText") >= 2
    # A narrative that has such words is the writer's, and stands in the report: it is told.
    themes.edit(
        study, warmth.theme, fields={"narrative": "One listened more than he talked: I listened more than I talked."}
    )
    assert any("holds words that must not be printed" in one for one in plan_update(study, warmth.path).notices)
    # Of somebody who is never to be quoted now, nothing may stay.
    rename(study, "North,,,yes,2", "North,,,never,2")
    assert [change.what for change in plan_update(study, warmth.path).changes] == ["withdrawn"] * 3


def test_what_the_writer_changed_is_changed_only_where_it_can_be_without_touching_it(warmth) -> None:
    study = warmth.study
    edit(warmth.path, lambda xml: xml.replace("when the letters came", "when letters came"))
    assert plan_update(study, warmth.path).own == 1
    rename(study, "P1,Parent 1,parent", "P1,Parent One,parent")
    # The words are the writer's, and who said them is the study's.
    assert ("changed", "She sat with me when letters came. (Parent 1, Early)",
            "She sat with me when letters came. (Parent One, Early)") in updated(warmth)  # fmt: skip
    # Where the writer changed who said it as well, nobody knows what was printed.
    edit(warmth.path, lambda xml: xml.replace("(Parent\u00a01,\u00a0Early)", "(A mother)"))
    plan = plan_update(study, warmth.path)
    assert [change.what for change in plan.changes] == ["conflict", "changed"]
    assert plan.changes[0].before == "She sat with me when letters came. (A mother)"
    write_update(study, plan, warmth.out)
    assert "(A mother)" in document_of(warmth.out.read_bytes()).decode()


def test_what_the_writer_took_out_is_not_brought_again(warmth, studies) -> None:
    xml = document_of(warmth.path.read_bytes()).decode()
    start = xml.index("<w:p>", xml.index("In participants"))
    gone = xml[start : xml.index("</w:p>", start) + len("</w:p>")]
    assert "<w:sdt>" in gone
    edit(warmth.path, lambda xml: xml.replace(gone, ""))
    (change,) = plan_update(warmth.study, warmth.path).changes
    assert (change.what, plan_update(warmth.study, warmth.path).brought) == ("left out", ())
    # Where the database does not remember the export, it is not known who left it out.
    with warmth.study.database.write() as session:
        session.connection().exec_driver_sql("DELETE FROM export")
    # All that the study prints now is just what that export printed.
    assert plan_update(warmth.study, warmth.path).changes[0].what == "left out"
    themes.judge(warmth.study, warmth.theme, [warmth.ids[1]], stance="supports", use="key")
    plan = plan_update(warmth.study, warmth.path)
    assert [change.what for change in plan.changes] == ["uncertain", "uncertain"]
    plan = plan_update(warmth.study, warmth.path, add_missing=True)
    assert [change.what for change in plan.changes] == ["new", "new"]


def test_quotations_that_are_prepared_otherwise_or_joined_now(warmth, code) -> None:
    study = warmth.study
    start = LETTERS.index("letters")
    prepare(study, warmth.theme, warmth.ids[2], Prepared(edits=(Edit(start, start + 7, "redact", "(forms)"),)))
    redacted = "She sat with me when the (forms) came. (Parent 1, Early)"
    assert updated(warmth) == [("changed", f"{LETTERS} (Parent 1, Early)", redacted)]
    # What is printed as one with it now is one paragraph; taken apart again, it is two.
    more = code(study, "Parent 1 Early", "I was scared of (name).", "listening")
    themes.judge(study, warmth.theme, [more[0].id], stance="supports", use="key")
    report.write(study, warmth.path)
    prepare(study, warmth.theme, warmth.ids[2], Prepared(goes_on=True))
    assert [what for what, _, _ in updated(warmth)] == ["joined", "joined", "new"]
    assert "came. I was scared" in document_of(warmth.out.read_bytes()).decode()
    report.write(study, warmth.path)
    prepare(study, warmth.theme, warmth.ids[2], None)
    assert [what for what, _, _ in updated(warmth)] == ["changed", "new"]


def test_borders_that_were_moved_change_the_quotation_where_it_stands(warmth) -> None:
    study = warmth.study
    place = coding.find_place(study, "Parent 1 Early", quote="She sat with me", start=None, end=None)
    coding.move_borders(study, warmth.ids[2], place)
    found = updated(warmth)
    assert found == [("changed", f"{LETTERS} (Parent 1, Early)", "She sat with me … (Parent 1, Early)")]
    (change,) = plan_update(study, warmth.path).changes
    assert change.why == "its borders are others now"


def test_a_new_quotation_comes_below_the_line_that_leads_to_its_like(warmth) -> None:
    study = warmth.study
    themes.judge(study, warmth.theme, [*warmth.ids[:2], warmth.ids[3]], stance="supports", use="not useful")
    themes.judge(study, warmth.theme, [warmth.ids[2]], stance="contradicts", use="key")
    report.write(study, warmth.path)
    themes.judge(study, warmth.theme, [warmth.ids[1]], stance="supports", use="key")
    # No line leads to the voices that support it, and it does not belong below the others.
    assert [one.what for one in plan_update(study, warmth.path).changes] == ["no place"]
    lead = "<w:p><w:r><w:t>In participants’ words</w:t></w:r></w:p>"
    against = '<w:p><w:pPr><w:pStyle w:val="Lead'
    assert document_of(warmth.path.read_bytes()).decode().count(against) == 1
    edit(warmth.path, lambda xml: xml.replace(against, lead + against))
    assert [what for what, _, _ in updated(warmth)] == ["new"]
    xml = document_of(warmth.out.read_bytes()).decode()
    assert xml.index("In participants") < xml.index("It took months") < xml.index("Voices that")


def test_what_is_placed_no_more_or_is_no_example_any_more_is_left(warmth) -> None:
    study = warmth.study
    other = themes.add(study, "Doubt", codes=["trust"], fields={"status": "reviewed"})
    themes.edit(study, other, fields={"narrative": f"[[{warmth.ids[2]}]]"})
    themes.judge(study, other, [warmth.ids[3]], stance="supports", use="key")
    report.write(study, warmth.path)
    themes.edit(study, other, fields={"narrative": "Nothing is placed."})
    (change,) = plan_update(study, warmth.path).changes
    assert (change.what, change.before) == ("not printed", f"{LETTERS} (Parent 1, Early)")
    assert change.why.startswith("no narrative places it")
    # Where its words must not be printed it goes, wherever it was placed.
    place = coding.find_place(study, "Parent 1 Early", quote="letters", start=None, end=None)
    coding.mark_not_for_quotation(study, "Parent 1 Early", place)
    changes = plan_update(study, warmth.path).changes
    assert [(one.what, one.why, one.before) for one in changes] == [("withdrawn", "marked not for quotation", "")] * 2


def test_what_is_redacted_since_goes_out_of_what_the_writer_changed_too(warmth) -> None:
    study = warmth.study
    start = LETTERS.index("letters")
    edit(warmth.path, lambda xml: xml.replace("with me when the letters", "with me, when the Letters"))
    prepare(study, warmth.theme, warmth.ids[2], Prepared(edits=(Edit(start, start + 7, "redact", "(forms)"),)))
    plan = plan_update(study, warmth.path)
    (change,) = plan.changes
    assert (change.what, change.before) == ("redacted", "")
    assert change.why == "it holds words that are redacted now, and its writer changed it too"
    assert "etters" not in repr(plan)
    assert updated(warmth) == [("redacted", "", "She sat with me, when the (forms) came. (Parent 1, Early)")]
    assert [one.what for one in plan_update(study, warmth.out).changes] == ["conflict"]


def test_what_stands_there_without_a_mark_is_found_by_its_words(warmth) -> None:
    study = warmth.study
    themes.judge(study, warmth.theme, [warmth.ids[1]], stance="supports", use="key")
    assert [one.what for one in plan_update(study, warmth.path).changes] == ["new"]
    by_hand = '<w:p><w:r><w:t xml:space="preserve">“It took months to be trusted.” (PM2, Early)</w:t></w:r></w:p>'
    edit(warmth.path, lambda xml: xml.replace("<w:p>", f"{by_hand}<w:p>", 1))
    # Under another heading it is another; where its own heading is gone, it is the one.
    assert [one.what for one in plan_update(study, warmth.path).changes] == ["new"]
    edit(warmth.path, lambda xml: xml.replace(">Warmth<", ">Kindness<"))
    (change,) = plan_update(study, warmth.path).changes
    assert (change.what, change.where) == ("there", "paragraph 1")
    # What must not be printed, and has no mark, is told.
    place = coding.find_place(study, JOINT, quote="It took months", start=None, end=None)
    coding.mark_not_for_quotation(study, JOINT, place)
    (change,) = plan_update(study, warmth.path).changes
    assert (change.what, change.why, change.before) == ("unmarked", "marked not for quotation", "")


def test_what_the_study_says_otherwise_beside_its_quotations_is_told(warmth, code) -> None:
    study = warmth.study
    assert plan_update(study, warmth.path).otherwise == ()
    code(study, "Parent 2 Early", "My family", "listening")
    themes.edit(study, warmth.theme, fields={"narrative": "Nobody was alone.", "definition": "Being there."})
    told = plan_update(study, warmth.path).otherwise
    (spoke,) = (one for one in told if one.startswith("Table “Who spoke of each theme"))
    before, now = spoke.split(" → ")
    assert ("Parent: 1 of" in before, "Parent: 2 of" in now) == (True, True), spoke
    assert any(one.endswith("What the themes are”: Warmth") for one in told)
    assert "“Warmth”: 1 paragraph of its text" in told
    # What is put right by hand is told no more, and what the writer rewrote tells nothing of the study.
    by_hand = "<w:p><w:r><w:t>Nobody was </w:t></w:r><w:r><w:t>alone.</w:t></w:r></w:p>"
    edit(warmth.path, lambda xml: xml.replace("<w:p>", f"{by_hand}<w:p>", 1).replace(">In participants", ">By them", 1))
    less = plan_update(study, warmth.path).otherwise
    assert set(told) - set(less) == {"“Warmth”: 1 paragraph of its text"}
    # Outside the study the marks of it mean nothing, and the copy to send has none.
    marks = document_of(warmth.path.read_bytes(), "customXml/item.xml").decode()
    assert re.fullmatch(r"<\?xml[^>]*>\s*<said [^>]*>[a-z2-7 ]+</said>", marks)
    sent = zipfile.ZipFile(io.BytesIO(cleaned(warmth.path.read_bytes(), "r").data))
    assert "customXml/item.xml" not in sent.namelist()
    # Where it was lost, that is said.
    kept = repacked(warmth.path.read_bytes(), {"customXml/item.xml": b"<other/>"})
    warmth.path.write_bytes(kept)
    plan = plan_update(study, warmth.path)
    assert plan.otherwise == ()
    assert any("is not known" in one for one in plan.notices)


def test_what_may_be_printed_and_is_not_chosen_any_more_is_left(warmth) -> None:
    themes.judge(warmth.study, warmth.theme, [warmth.ids[2]], stance="supports", use="useful")
    (change,) = plan_update(warmth.study, warmth.path).changes
    assert (change.what, change.before) == ("not printed", f"{LETTERS} (Parent 1, Early)")


def test_marks_that_stand_twice_and_headings_that_are_gone(warmth) -> None:
    study = warmth.study
    xml = document_of(warmth.path.read_bytes()).decode()
    start = xml.index("<w:sdt>", xml.index("In participants"))
    twice = xml[start : xml.index("</w:sdt>", start) + len("</w:sdt>")]
    edit(warmth.path, lambda xml: xml.replace(twice, twice + twice))
    rename(study, "PM1,PM1,mentor", "PM1,Mentor 1,mentor")
    assert [what for what, _, _ in updated(warmth)] == ["changed", "changed"]
    # A theme that is new, and one whose heading was rewritten: told, and put nowhere.
    coldness = themes.add(study, "Coldness", codes=["trust"], fields={"status": "reviewed"})
    themes.judge(study, coldness, [warmth.ids[1]], stance="supports", use="key")
    plan = plan_update(study, warmth.path)
    assert [(one.what, one.section) for one in plan.changes if one.after.startswith("It took")] == [
        ("no place", "Coldness")
    ]
    # Where there is such a heading it comes under it.
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>2. Coldness</w:t></w:r></w:p>'
    prose = "<w:p><w:r><w:t>Prose.</w:t></w:r></w:p>"
    edit(warmth.path, lambda xml: xml.replace("<w:sectPr", f"{heading}{prose}<w:sectPr", 1))
    assert ("new", "", "It took months to be trusted. (PM2, Early)") in updated(warmth)
    xml = document_of(warmth.out.read_bytes()).decode()
    assert xml.index("Prose.") < xml.index("It took months")


def test_a_report_that_cannot_be_updated_is_refused_with_words(warmth, studies, tmp_path: Path) -> None:
    study = warmth.study
    other = studies.new(files={"study.yaml": (study.folder / "study.yaml").read_text().replace("6f1c5f0e", "7f1c5f0e")})
    themes.add(other, "Warmth", codes=["trust"])
    with pytest.raises(Refused, match="no report of this study"):
        plan_update(other, warmth.path)
    plan = plan_update(study, warmth.path)
    rename(study, "P1,Parent 1,parent", "P1,Parent One,parent")
    with pytest.raises(ChangedElsewhere, match="since the changes were shown"):
        write_update(study, plan, warmth.out)
    assert not warmth.out.exists()
    edit(warmth.path, lambda xml: xml.replace("w:tag w:val", "w:tag w:was"))
    with pytest.raises(BadInput, match="no marks"):
        plan_update(study, warmth.path)
    warmth.path.write_bytes(warmth.path.read_bytes()[:400])
    with pytest.raises(BadInput, match="cut off"):
        plan_update(study, warmth.path)
    with pytest.raises(BadInput, match="as a Word file"):
        plan_update(study, tmp_path / "report.md")


def test_at_a_command_line_it_is_shown_before_it_is_written(warmth, run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(warmth.study.folder)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    if warmth.study.database.path is None:
        pytest.skip("the command would not find the database")
    rename(warmth.study, "P1,Parent 1,parent", "P1,Parent One,parent")
    before = warmth.path.read_bytes()
    code, out, _ = run("report", "--update", str(warmth.path), "--dry-run")
    assert (code, warmth.path.read_bytes()) == (0, before)
    assert "Changed: 2" in out
    assert f"  + {LETTERS} (Parent One, Early)" in out
    code, _, told = run("report", "--update", str(warmth.path))
    assert (code, warmth.path.read_bytes()) == (2, before)
    assert "--yes" in told
    code, out, _ = run("report", "--update", str(warmth.path), "-o", str(warmth.out), "--json", "--yes")
    found = json.loads(out)
    assert (code, found["written"], len(found["changes"])) == (0, str(warmth.out), 2)
    assert zipfile.ZipFile(warmth.out).testzip() is None
    code, out, _ = run("report", "--update", str(warmth.out), "--yes")
    assert (code, "Nothing is to be brought" in out) == (0, True)
    assert run("report", "--dry-run", "-o", "x.docx")[0] == run("report")[0] == 2


def test_a_database_that_cannot_be_written_to_keeps_nobody_from_having_a_report(warmth, monkeypatch) -> None:
    rename(warmth.study, "P1,Parent 1,parent", "P1,Parent One,parent")
    plan = plan_update(warmth.study, warmth.path)

    def refuse() -> None:
        raise Unavailable("The database is read-only.")

    monkeypatch.setattr(type(warmth.study.database), "write", lambda _: refuse())
    done = report.write(warmth.study, warmth.out)
    assert any("could not be noted" in notice and "read-only" in notice for notice in done.notices)
    assert warmth.out.exists()
    # Nor from having one brought up to date.
    updated = write_update(warmth.study, plan, warmth.path)
    assert ["read-only" in notice for notice in updated.notices] == [True]
    assert b"One" in document_of(warmth.path.read_bytes())


def test_a_quotation_whose_words_were_deleted_and_whose_mark_stayed_is_told(warmth) -> None:
    edit(warmth.path, lambda xml: re.sub("(<w:sdtContent>).*?(</w:sdtContent>)", r"\1\2", xml, count=1))
    plan = plan_update(warmth.study, warmth.path)
    assert ([change.what for change in plan.changes], plan.brought) == (["left out"], ())
    # The empty mark says that they were there, whatever the database remembers.
    with warmth.study.database.write() as session:
        session.connection().exec_driver_sql("DELETE FROM export")
    assert [change.what for change in plan_update(warmth.study, warmth.path).changes] == ["left out"]
