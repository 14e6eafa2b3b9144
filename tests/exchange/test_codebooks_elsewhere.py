"""Codebooks taken in from elsewhere, and written for elsewhere: one step each, by id, and undone."""

import json
import zipfile

import pytest
from small_study import CODEBOOK

from workbench import cli, coding, opening
from workbench.codebook.changes import change
from workbench.codebook.file import parse
from workbench.codebook.states import states
from workbench.errors import BadInput, NotFound, Refused
from workbench.exchange.codebooks import export_codebook, plan_import, read_source, shown, take_in
from workbench.spans import Span


@pytest.fixture
def study(studies):
    return studies.new()


def write(study, name, text):
    path = study.folder / name
    path.write_text(text, encoding="utf-8")
    return path


def names(study, file):
    return [code.name for code in states.current(study).book(file).codes]


def test_a_table_becomes_a_codebook_of_its_own_and_undo_takes_it_away(study):
    path = write(study, "Our first codes.csv", "Category,Code,Definition\nWarmth,Trust,Believing\n,Closeness,\n")
    plan = plan_import(study, read_source(path))
    assert (plan.is_new, plan.file, plan.base) == (True, "our-first-codes.yaml", "")
    assert not (study.codebooks / plan.file).exists()
    take_in(study, plan)
    text = (study.codebooks / plan.file).read_text()
    # In canonical form, and no id that another codebook of the study has.
    assert text == (
        'name: Our first codes\nversion: "1"\ndescription: ""\n\ncodes:\n  - id: warmth\n    name: Warmth\n\n'
        "  - id: trust-2\n    name: Trust\n    definition: Believing\n    parent: warmth\n\n"
        "  - id: closeness\n    name: Closeness\n    parent: warmth\n"
    )
    assert plan.joined.made == ("warmth", "trust-2", "closeness")
    opening.undo(study)
    assert not (study.codebooks / plan.file).exists()
    with pytest.raises(Refused, match="already"):
        plan_import(study, read_source(path), new_file="peer")
    with pytest.raises(BadInput, match="no name"):
        plan_import(study, read_source(path), new_file="../peer2")
    with pytest.raises(NotFound):
        plan_import(study, read_source(path), into="nowhere.yaml")


def test_words_of_transcripts_are_told_before_a_table_is_taken_in(study):
    said = "She said: she sat with me when the letters came."
    path = write(study, "codes.csv", f"Code,Definition\nTrust,{said}\n{said},New\n")
    plan = plan_import(study, read_source(path), into="peer")
    new = plan.joined.added[0].id
    told = [f"{what}: 8 words in a row, from word 3 on, stand in the transcript Parent 1 Early." for what in (
        "definition of trust", f"name of {new}"
    )]  # fmt: skip
    assert shown.remarks(plan) == told
    take_in(study, plan)
    # What stands there already is told no more.
    path = write(study, "codes.csv", f"Code,Definition\nTrust,{said}\nDoubt,Other\n")
    assert shown.remarks(plan_import(study, read_source(path), into="peer")) == []


def test_a_table_is_joined_into_a_codebook_by_name_where_asked(study):
    path = write(study, "codes.csv", "Code,Definition,Parent\nTrust,Believing,\nListening,Being heard.,\nNew,,Trust\n")
    plan = plan_import(study, read_source(path), into="peer")
    assert {code: sorted(fields) for code, fields in plan.joined.fields.items()} == {
        "trust": ["definition"],
    }  # fmt: skip
    take_in(study, plan)
    text = (study.codebooks / "peer.yaml").read_text()
    # What the table leaves empty, as the parent of Listening, stays.
    assert text == CODEBOOK.replace("    name: Trust\n", "    name: Trust\n    definition: Believing\n") + (
        "\n  - id: new\n    name: New\n    parent: trust\n"
    )


@pytest.mark.parametrize("ending", ["csv", "xlsx", "qdc"])
def test_what_was_exported_comes_back_by_id_and_only_what_was_changed_is_written(study, ending):
    path = study.folder / f"peer.{ending}"
    done = export_codebook(study, path)
    # A .qdc leaves out the one that was merged into another.
    assert (done.codebook, done.codes) == ("peer.yaml", 5 if ending == "qdc" else 6)
    plan = plan_import(study, read_source(path))
    assert (plan.file, plan.is_nothing, plan.joined.missing) == ("peer.yaml", True, ())
    assert not plan.faults
    # Here a code is changed meanwhile, there another: both stay.
    change.edit_code(study, "trust", {"definition": "Ours since"})
    if ending == "csv":
        text = path.read_text("utf-8-sig").replace("doubt,Doubt,", "doubt,Doubting,")
        path.write_text(text.replace("trust,Trust,", "trust,Trust,Ours since"), "utf-8-sig")
    elif ending == "xlsx":
        _edit(path, {"Doubt": "Doubting"})
    else:
        path.write_text(path.read_text().replace('"Doubt"', '"Doubting"').replace('name="Trust"', 'name="Trust!"'))
    plan = plan_import(study, read_source(path))
    assert "doubt" in plan.joined.fields
    if ending != "qdc":  # It names no state: what was changed here since looks like a change back, and is shown.
        take_in(study, plan)
        book = states.current(study).book(None)
        assert (book.code("doubt").name, book.code("trust").definition) == ("Doubting", "Ours since")
        assert (study.codebooks / "peer.yaml").read_text() == CODEBOOK.replace("Doubt", "Doubting").replace(
            "    name: Trust\n", "    name: Trust\n    definition: Ours since\n"
        )


def _edit(path, words):
    from openpyxl import load_workbook

    book = load_workbook(path)
    sheet = book["Codes"]
    for row in sheet.iter_rows():
        for cell in row:
            cell.value = words.get(cell.value, cell.value)
    book.save(path)


def test_a_spreadsheet_is_held_against_the_state_it_was_made_from(study):
    path = study.folder / "peer.xlsx"
    export_codebook(study, path)
    change.edit_code(study, "trust", {"name": "Trusting"})
    change.edit_code(study, "listening", {"definition": "Ours."})
    _edit(path, {"Trust": "Trusted", "support": "", "Support": "Supporting"})
    plan = plan_import(study, read_source(path))
    assert plan.base == "then"
    after = plan.codebook
    # The id that was blanked is found by nothing (the name was changed too): a new code. What both changed is open.
    assert [one.field for one in after.code("trust").conflicts] == ["name"]
    assert after.code("listening").definition == "Ours."
    assert [code.name for code in plan.changes.added] == ["Supporting"]
    assert plan.joined.missing == ("support",)
    assert plan_import(study, read_source(path), take_out=True).codebook.code("support").retired


def test_commands_show_first_and_say_what_was_left_out(study, monkeypatch, capfd):
    monkeypatch.chdir(study.folder)
    monkeypatch.setenv("WORKBENCH_CODER", "Ann")
    write(study, "x.csv", "Code,Colour\nWarm,#112233\nCold,icy\n")

    def run(*arguments):
        with pytest.raises(SystemExit) as left:
            cli.main(["codebook", *arguments])
        said = capfd.readouterr()
        return left.value.code, said.out, said.err

    code, out, err = run("import", "x.csv")
    assert code == 2
    assert "Colour  colour" in out
    assert "--yes" in err
    assert [path.name for path in study.codebooks.iterdir()] == ["peer.yaml"]
    code, out, err = run("import", "x.csv", "--preview", "--json")
    shown = json.loads(out)
    assert (code, shown["done"], [one["id"] for one in shown["added"]]) == (1, False, ["warm", "cold"])
    assert shown["left_out"] == [
        {"place": "row 3", "message": "colour: this is no colour; write it as #RRGGBB; it was left out"}
    ]
    assert run("import", "x.csv", "--yes")[0] == 1
    assert names(study, "x.yaml") == ["Warm", "Cold"]
    code, out, err = run("export", "-o", "out.qdc", "--file", "x.yaml", "--json")
    assert (code, json.loads(out)["codes"]) == (0, 2)
    assert run("export", "-o", "out.qdc")[0] == 2  # There are two codebooks now.
    assert run("export", "-o", "out.doc", "--file", "x.yaml")[0] == 2
    assert run("export", "-o", "codebooks/out.csv", "--file", "x.yaml")[0] == 2
    assert run("import", "nowhere.csv")[0] == 2
    code, out, err = run("import", "out.qdc")
    assert (code, "Nothing is other" in out) == (0, True)


def test_a_hand_made_yaml_and_a_codebook_of_qualcoder(study):
    path = write(
        study, "o.yaml", "- label: A\n  color: '#fff'\n  children:\n  - {label: B, when_to_use: [x, y]}\n  - C\n- D\n"
    )
    plan = plan_import(study, read_source(path))
    assert [(one.id, one.parent, one.include, one.colour) for one in plan.joined.added] == [
        ("a", None, "", "#ffffff"), ("b", "a", "x\ny", None), ("c", "a", "", None), ("d", None, "", None),
    ]  # fmt: skip
    for text in ("codes: 3\n", "a: [b]\nname: x\n", "- [a]\n"):
        with pytest.raises(BadInput):
            read_source(write(study, "o.yaml", text))
    told = read_source(write(study, "o.yaml", "- {name: A, color: [red], was: [b, b]}\n")).faults
    assert [str(one) for one in told] == ["line 1: color: this is a list, where a text is expected; it was left out."]
    ours = write(study, "ours.yaml", CODEBOOK)
    assert plan_import(study, read_source(ours)).is_nothing
    path = write(
        study, "codebook.txt",
        "Codebook for P\n========\nCategory:Warm, so, catid:1, Owner: me\nMemo: a memo\nmore\n"
        "--Code: Trusting, cid:3, Frq: 2, Owner: me\n--Memo: m2\nCode: X, cid:4, Frq: 0, Owner: o\nMemo: ",
    )  # fmt: skip
    plan = plan_import(study, read_source(path))
    assert [(one.name, one.parent, one.definition) for one in plan.joined.added] == [
        ("Warm, so", None, "a memo\nmore"), ("Trusting", "warm-so", "m2"), ("X", None, ""),
    ]  # fmt: skip
    body = (
        '<o:c xmlns:o="office" xmlns:t="text"><t:p><t:span>Codebook: P</t:span><t:line-break/></t:p>'
        "<t:p>Category: Warm, Count: 3<t:line-break/>MEMO: a memo<t:line-break/></t:p>"
        '<t:p><t:span>...</t:span><t:span>█</t:span>Code:<t:s/>Trust<t:s t:c="1"/>x, Count: 2</t:p></o:c>'
    )
    with zipfile.ZipFile(study.folder / "codes.odt", "w") as odt:
        odt.writestr("content.xml", body)
    plan = plan_import(study, read_source(study.folder / "codes.odt"))
    assert [(one.name, one.parent, one.definition) for one in plan.joined.added] == [
        ("Warm, Count: 3", None, "a memo"), ("Trust x", "warm-count-3", ""),
    ]  # fmt: skip
    with pytest.raises(BadInput, match="no codebook of QualCoder"):
        read_source(write(study, "codebook.txt", "Some words\n"))


def test_our_own_codebook_as_it_was_once_takes_nothing_back(study, scratch_at):
    old = write(study, "old.yaml", CODEBOOK)
    change.edit_code(study, "trust", {"name": "Trusting"})
    change.edit_code(study, "doubt", {"definition": "Ours."})
    plan = plan_import(study, read_source(old))
    assert plan.is_nothing
    assert plan.as_of is not None
    told = f"This is the codebook as it was on {plan.as_of.astimezone():%Y-%m-%d}: nothing in it is newer"
    assert told in shown.remarks(plan)[-1]
    # An edited copy of it is held against the present one, and that is said with what to do.
    edited = write(study, "old.yaml", CODEBOOK.replace("Being heard.", "Heard."))
    plan = plan_import(study, read_source(edited))
    assert (plan.as_of, plan.codebook.code("trust").name) == (None, "Trust")
    assert "the file's wording takes its place" in shown.remarks(plan)[-1]
    # What was taken back is wanted again by whoever takes it in; and git knows what the database does not.
    text = (study.codebooks / "peer.yaml").read_text(encoding="utf-8")
    opening.undo(study)
    again = plan_import(study, read_source(write(study, "old.yaml", text)))
    assert (again.as_of, again.codebook.code("doubt").definition) == (None, "Ours.")
    repository = scratch_at(study.folder)
    repository.put("codebooks/peer.yaml", CODEBOOK.replace("Being heard.", "Heard."))
    repository.commit()
    repository.put("codebooks/peer.yaml", states.text_of(study, states.current(study), "peer.yaml"))
    repository.commit()
    edited = write(study, "old.yaml", CODEBOOK.replace("Being heard.", "Heard."))
    plan = plan_import(study, read_source(edited))
    assert plan.is_nothing
    assert plan.as_of.year == 2026


def test_a_codebook_that_was_taken_in_before_is_known_by_its_names(study):
    path = write(study, "first.csv", "Code\nWarmth\nCloseness\nDistance\n")
    plan = plan_import(study, read_source(path))
    assert (plan.alike, shown.remarks(plan)) == ("", [])
    take_in(study, plan)
    plan = plan_import(study, read_source(path))
    assert (plan.is_new, plan.alike) == (True, "first.yaml")
    assert shown.remarks(plan) == [
        "All of the names stand in first.yaml already: those codes are made once more, with ids of their own."
    ]
    write(study, "first.csv", "Code\nWarmth\nCloseness\nOther\n")
    assert shown.remarks(plan_import(study, read_source(path)))[0].startswith("2 of the 3 names stand in first.yaml")
    write(study, "first.csv", "Code\nWarmth\nNew\nOther\n")
    assert plan_import(study, read_source(path)).alike == ""


def test_codings_that_new_codes_would_get_are_told_before_they_are_taken_in(studies, study):
    coding.apply(study, "Parent 1 Early", [Span(41, 56)], ["trust"])
    (study.codebooks / "peer.yaml").write_text("name: Peer\ncodes:\n  - {id: doubt, name: Doubt}\n")
    study = studies.again(study)
    plan = plan_import(study, read_source(write(study, "codes.csv", "Code\nTrust\nCloseness\n")))
    assert [str(one) for one in plan.notices] == [
        "row 2: it gets 1 coding made with the id “trust”, which is in no codebook now."
    ]


def test_markdown_shows_texts_as_they_are(study):
    from markdown_it import MarkdownIt

    change.edit_code(study, "doubt", {"name": "# *Doubt* <b>", "definition": "- one\n2. two\n[x](y) `z` _a_ $b$"})
    path = study.folder / "peer.md"
    assert export_codebook(study, path).losses
    shown = MarkdownIt().render(path.read_text())
    # Nobody is called, and what reads like a link or a sign is none where it is shown.
    change.edit_code(study, "trust", {"include": "@ruth :smile: www.x.org {a} x^2^"})
    export_codebook(study, path)
    called = "@&#8203;ruth :&#8203;smile: www.&#8203;x.org \\{a\\} x\\^2\\^"
    assert f"**Use it for:** {called}\n" in path.read_text()
    assert "<h2># *Doubt* &lt;b&gt;</h2>" in shown
    assert "<p>- one<br />\n2. two<br />\n[x](y) `z` _a_ $b$</p>" in shown
    assert parse((study.codebooks / "peer.yaml").read_text(), file="p").code("doubt").name == "# *Doubt* <b>"
