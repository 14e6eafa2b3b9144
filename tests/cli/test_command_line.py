"""The command line as its users meet it: exit codes, clean JSON, short ids, clear errors."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import study_by_commands

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    talk = "Interviewer: How was it?\nPM1: I liked her [/bold] a lot.\nInterviewer: And now?\nPM1: Not so much.\n"
    return study_by_commands(tmp_path_factory.mktemp("made") / "study", {"trust": "Trust", "fear": "Fear"}, talk)


@pytest.fixture
def folder(made: Path, in_copy_of: Callable[[Path], Path]) -> Path:
    """A study with one transcript and two codes, with the program working in it."""
    return in_copy_of(made)


def test_a_coding_is_made_listed_shortened_removed_and_brought_back(folder: Path, run: Run) -> None:
    code, out, _ = run("code", "PM1 T1", "--quote", "I liked her [/bold] a lot.", "--code", "trust", "--json")
    made = json.loads(out)
    assert code == 0
    assert made["new"] is True
    (listed,) = json.loads(run("codings", "--json")[1])
    assert (listed["id"], listed["quote"], listed["participants"]) == (
        made["id"],
        "I liked her [/bold] a lot.",
        ["PM1"],
    )
    assert run("uncode", made["id"][:8])[0] == 0
    assert json.loads(run("codings", "--json")[1]) == []
    assert run("undo")[0] == 0
    assert len(json.loads(run("codings", "--json")[1])) == 1


def test_borders_are_moved_codings_cut_and_given_another_code(folder: Path, run: Run) -> None:
    _, out, _ = run("code", "PM1 T1", "--quote", "I liked her", "--in-vivo", "--json")
    made = json.loads(out)
    assert (made["code"], made["new"]) == ("i-liked-her", True)
    moved = json.loads(run("borders", made["id"][:8], "--end", str(made["end"] + 13), "--json")[1])
    assert (moved["id"], moved["start"], moved["moved"]) == (made["id"], made["start"], True)
    assert "stood already" in run("borders", made["id"], "--quote", "I liked her [/bold] a lo")[1]
    two = json.loads(run("split", made["id"], "--at", str(made["end"]), "--json")[1])
    assert [one["quote"] for one in json.loads(run("codings", "--json")[1])] == ["I liked her", "[/bold] a lo"]
    assert two[0]["id"] == made["id"]
    run("code", "PM1 T1", "--quote", "I liked her", "--code", "trust")
    arguments = ("transfer", "PM1 T1", "--from", "i-liked-her", "--to", "trust")
    code, out, err = run(*arguments)
    assert (code, "[/bold] a lo" in out, "has trust already" in out) == (0, True, True)
    assert "Nothing was changed" in err
    plan = json.loads(run(*arguments, "--json")[1])
    assert (plan["done"], plan["changed"], [one["meets"] for one in plan["codings"]]) == (False, 0, [True, False])
    assert "Transferred 2 codings" in run(*arguments, "--yes")[1]
    assert [one["code"] for one in json.loads(run("codings", "--json")[1])] == ["trust", "trust"]
    assert run("undo")[0] == 0
    assert len(json.loads(run("codings", "--json")[1])) == 3
    run("uncode", two[1]["id"])
    for wrong in (("borders", two[1]["id"], "--end", "5"), ("borders", made["id"]), ("split", made["id"], "--at", "0")):
        code, out, err = run(*wrong)
        assert (code, out, "Traceback" in err, bool(err.strip())) == (2, "", False, True)
    assert run("code", "PM1 T1", "--quote", "I liked her")[0] == 2


def test_what_can_do_nothing_leaves_with_2_and_says_why(folder: Path, run: Run) -> None:
    for arguments in (
        ("uncode", "zz"),
        ("uncode", "abc"),
        ("uncode", "abcdef12"),
        ("code", "PM1 T1", "--quote", "nowhere to be found", "--code", "trust"),
        ("code", "PM1 T1", "--quote", "I liked her", "--code", "love"),
        ("code", "nobody", "--start", "0", "--end", "3", "--code", "trust"),
        ("report", "-o", "report.docx"),
        ("report", "-o", "."),
        ("print", "-o", "copy.docx"),
        ("print", "PM1 T1", "--all", "-o", "copy.docx"),
        ("print", "nobody", "-o", "copy.docx"),
        ("print", "--all", "-o", "copy.txt"),
        ("redo",),
        ("transcript", "nobody"),
        ("import", "missing.txt"),
        ("no-such-command",),
        ("init", ""),
        ("init", "d" * 300),
    ):
        code, out, err = run(*arguments)
        assert (arguments, code, bool(err.strip())) == (arguments, 2, True)
        assert "Traceback" not in err
        assert "I liked her" not in err
        assert not out or arguments[0] == "import"


def test_pack_undo_pack_drops_what_was_undone(folder: Path, run: Run) -> None:
    run("code", "PM1 T1", "--quote", "Not so much.", "--code", "fear")
    assert run("pack")[0] == 0
    assert (folder / "codings" / "ann.jsonl").read_text()
    run("undo")
    assert run("pack")[0] == 0
    ann = folder / "codings" / "ann.jsonl"
    assert not ann.exists() or ann.read_text() == ""


def test_pack_does_not_write_over_work_that_came_from_elsewhere(folder: Path, run: Run) -> None:
    (folder / "codings" / "sam.jsonl").write_text(
        json.dumps({"transcript": "PM1 T1", "start": 30, "end": 41, "code": "trust", "coder": "sam"}) + "\n"
    )
    code, _, err = run("pack")
    assert code == 1
    assert "unpack" in err
    assert run("unpack", str(folder / "codings"))[0] == 0
    assert run("pack")[0] == 0


def test_the_same_words_of_another_participant_are_kept(folder: Path, run: Run, tmp_path: Path) -> None:
    words = "I: Did it help you?\nR: No.\n"
    for name in ("P1_T1.txt", "P2_T1.txt", "P1_T2.txt"):
        (tmp_path / name).write_text(words)
    files = [str(tmp_path / name) for name in ("P1_T1.txt", "P2_T1.txt", "P1_T2.txt")]
    assert run("import", *files)[0] == 0
    names = [item["name"] for item in json.loads(run("transcripts", "--json")[1])]
    assert names == ["P1 T1", "P1 T2", "P2 T1", "PM1 T1"]
    again = json.loads(run("import", *files, "--json")[1])
    assert again["imported"] == []
    assert [one["name"] for one in again["known"]] == ["P1 T1", "P2 T1", "P1 T2"]
    place = ("--quote", "No.", "--code", "fear")
    assert [run("code", name, *place)[0] for name in ("P1 T1", "P2 T1")] == [0, 0]
    assert run("pack")[0] == 0
    shutil.rmtree(folder / ".workbench")
    _, _, told = run("import", "transcripts")
    assert "codings holds packed work" in told
    assert run("unpack", "codings")[0] == 0
    assert sorted(item["transcript"] for item in json.loads(run("codings", "--json")[1])) == ["P1 T1", "P2 T1"]


def test_an_empty_database_file_is_not_taken_for_a_new_study(folder: Path, run: Run) -> None:
    run("transcripts")
    copies = list((folder / ".workbench" / "backups").glob("day-*.db"))
    assert len(copies) == 1
    database = folder / ".workbench" / "study.db"
    for extra in ("study.db-wal", "study.db-shm"):
        (folder / ".workbench" / extra).unlink(missing_ok=True)
    database.write_bytes(b"")
    code, out, err = run("transcripts", "--json")
    assert (code, out) == (2, "")
    assert copies[0].name in err


def test_lists_are_bare_arrays_and_single_things_objects(folder: Path, run: Run) -> None:
    for arguments in (
        ("transcripts",),
        ("participants",),
        ("codings",),
        ("themes",),
        ("history",),
        ("memos",),
        ("marked",),
    ):
        assert isinstance(json.loads(run(*arguments, "--json")[1]), list), arguments
    assert isinstance(json.loads(run("transcript", "PM1 T1", "--json")[1]), dict)
    assert isinstance(json.loads(run("codebook", "show", "trust", "--json")[1]), dict)


def test_a_code_is_changed_in_several_fields_or_in_none(folder: Path, run: Run) -> None:
    (file,) = (folder / "codebooks").glob("*.yaml")
    before = file.read_text()
    one = ("codebook", "edit", "trust", "--parent", "fear", "--example", "She rang.", "--example", "So: I went.")
    code, _, err = run(*one, "--colour", "red")
    assert (code, "colour" in err, file.read_text()) == (2, True, before)
    assert run(*one, "--colour", "#56B4E9")[0] == 0
    found = json.loads(run("codebook", "show", "trust", "--json")[1])
    assert (found["parent"], found["colour"], found["examples"]) == ("fear", "#56B4E9", ["She rang.", "So: I went."])
    assert run("codebook", "edit", "trust", "--parent", "", "--colour", "", "--example", "")[0] == 0
    assert file.read_text() == before


def test_a_code_is_moved_among_those_of_its_group(folder: Path, run: Run) -> None:
    (file,) = (folder / "codebooks").glob("*.yaml")
    before = file.read_text()
    run("codebook", "add", "hope", "Hope")
    after = file.read_text()
    assert "hope stands before" in run("codebook", "move", "hope", "up")[1]
    ids = [code["id"] for book in json.loads(run("codebook", "show", "--json")[1]) for code in book["codes"]]
    assert ids.index("hope") == len(ids) - 2
    assert sorted(file.read_text().split()) == sorted(after.split())
    run("codebook", "move", "hope", "down")
    assert file.read_text() == after
    assert run("codebook", "move", "hope", "down")[1] == "hope is the last there already.\n"
    assert run("codebook", "move", "nobody", "up")[0] != 0
    for _ in range(3):
        run("undo")
    assert file.read_text() == before


def test_codes_are_found_by_their_words_with_their_groups(folder: Path, run: Run) -> None:
    run("codebook", "edit", "trust", "--parent", "fear", "--definition", "Whom they believe.")
    run("codebook", "add", "hope", "Hope")

    def found(words: str) -> list[str]:
        return [
            code["id"]
            for book in json.loads(run("codebook", "show", "--find", words, "--json")[1])
            for code in book["codes"]
        ]

    assert (found("BELIEVE"), found("hpoe"), found("qqq")) == (["trust", "fear"], ["hope"], [])
    assert "hope" not in run("codebook", "show", "--find", "trust")[1]
    assert "No code has “qqq” in it." in run("codebook", "show", "--find", "qqq")[2]


def test_the_stored_text_and_nothing_else(folder: Path, run: Run) -> None:
    assert run("transcript", "PM1 T1", "--text")[1] == (folder / "transcripts" / "PM1 T1.txt").read_text()


def test_new_waves_and_roles_are_taken_up_with_a_word(folder: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("Interviewer: Hello?\nVicar: Hello.\nInterviewer: So?\nVicar: So.\n")
    before = (folder / "study.yaml").read_text()
    code, _, err = run("import", str(tmp_path / "talk.txt"), "--participant", "V1", "--role", "vicar", "--wave", "T3")
    assert code == 0
    assert "T3" in err
    assert "vicar" in err
    after = (folder / "study.yaml").read_text()
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    (found,) = [item for item in json.loads(run("transcripts", "--json")[1]) if item["wave"] == "T3"]
    assert (found["name"], found["roles"]) == ("V1 T3", ["vicar"])


def test_waves_and_roles_are_known_by_their_printed_labels_too(folder: Path, run: Run, tmp_path: Path) -> None:
    settings = folder / "study.yaml"
    settings.write_text(settings.read_text().replace("label: T1", "label: Early interview"))
    before = settings.read_bytes()
    (tmp_path / "talk.txt").write_text("Interviewer: Hello?\nV: Hello.\nInterviewer: So?\nV: So.\n")
    arguments = ("--participant", "V1", "--role", "Staff member", "--wave", "early interview")
    assert run("import", str(tmp_path / "talk.txt"), *arguments)[0] == 0
    assert settings.read_bytes() == before
    found = {item["name"]: item for item in json.loads(run("transcripts", "--json")[1])}
    assert (found["V1 Early interview"]["wave"], found["V1 Early interview"]["roles"]) == ("T1", ["staff"])


def test_no_memos_of_a_kind_are_told_as_such(folder: Path, run: Run) -> None:
    assert run("memos", "add", "A thought.")[0] == 0
    assert "There are no memos of that kind." in run("memos", "--kind", "code rule")[2]
    assert "There are no memos of that kind by Owen." in run("memos", "--kind", "analytic", "--coder", "Owen")[2]


def test_memos_on_anything_from_the_command_line(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    coding = json.loads(run("code", "PM1 T1", "--quote", "I liked her", "--code", "trust", "--memo", "n", "--json")[1])
    monkeypatch.setattr("sys.stdin", io.StringIO("A long\n\nthought.\n"))
    place = ("--transcript", "PM1 T1", "--quote", "Not so much.")
    assert run("memos", "add", "-", *place, "--phase", "3", "--date", "2024-03-05")[0] == 0
    assert run("memos", "add", "On it.", "--coding", coding["id"][:8], "--kind", "reflexive")[0] == 0
    listed = json.loads(run("memos", "--transcript", "PM1 T1", "--json")[1])
    assert [(one["text"], one["about"], one["in_coding"]) for one in listed] == [
        ("A long\n\nthought.\n", "passage", False),
        ("n", "coding", True),
        ("On it.", "coding", False),
    ]
    assert (listed[0]["phase"], listed[0]["date"], listed[0]["transcript"]) == (3, "2024-03-05", "PM1 T1")
    assert listed[0]["end"] - listed[0]["start"] == len("Not so much.")
    assert len(json.loads(run("memos", "--coding", coding["id"], "--json")[1])) == 2
    assert run("memos", "edit", coding["id"][:8], "Better.")[0] == 0
    assert run("memos", "edit", listed[0]["id"], "--phase", "0", "--kind", "theoretical", "--date", "")[0] == 0
    assert json.loads(run("memos", "--kind", "theoretical", "--json")[1])[0]["date"] is None
    assert run("memos", "edit", listed[0]["id"], "--date", "6.3.2024")[0] == 0
    assert json.loads(run("memos", "--until", "06/03/2024", "--json")[1])[0]["date"] == "2024-03-06"
    assert "Write year-month-day, as in 2026-03-14." in run("memos", "--since", "5 March")[2]
    assert "Better." in run("memos", "--find", "BETTER", "--newest")[1]
    assert "There are no such memos." in run("memos", "--since", "2999-01-01")[2]
    for wrong in (
        ("memos", "add", "x", "--quote", "Not so much."),
        ("memos", "add", "x", "--code", "trust", "--theme", "y"),
        ("memos", "add", "x", "--date", "5 March"),
        ("memos", "add", "x", "--date", ""),
        ("memos", "--since", "2024-03-05", "--until", "2024-03-04"),
        ("memos", "edit", listed[0]["id"]),
        ("memos", "--about", "theme", "--code", "trust"),
        ("memos", "pass-on", listed[0]["id"], "--to", "the lead"),
        ("memos", "export", "-o", "memos.txt"),
    ):
        assert run(*wrong)[0] == 2, wrong
    assert run("memos", "export", "-o", "m.md", "--kind", "safeguarding")[0] == 1
    assert run("memos", "remove", coding["id"])[0] == 0
    assert len(json.loads(run("memos", "--json")[1])) == 2


def test_history_of_one_coder(folder: Path, run: Run) -> None:
    run("memos", "add", "A thought.", "--coder", "Ben")
    run("memos", "add", "Another.", "--coder", "Ruth")
    head = run("history")[1].splitlines()[0].split()
    assert head == ["step", "when", "who", "what", "state"]
    steps = json.loads(run("history", "--coder", "Ben", "--json")[1])
    assert steps
    assert {step["coder"] for step in steps} == {"Ben"}
    assert "Nobody called 'Nora' has worked" in run("history", "--coder", "Nora")[2]


def test_codes_stand_under_their_groups_and_say_where_they_were_merged(folder: Path, run: Run) -> None:
    (folder / "codebooks" / "small.yaml").write_text(
        "name: Small\ncodes:\n  - {id: group, name: Group}\n  - {id: inside, name: Inside, parent: group}\n"
        "  - {id: gone, name: Gone, parent: group, merged_into: inside}\n"
    )
    lines = run("codebook", "show")[1].splitlines()
    assert any(line.startswith("  inside ") for line in lines)
    assert any(line.startswith("  gone ") and "Gone (merged into Inside)" in line for line in lines)


def test_a_code_for_a_broken_codebook_is_told_where_to_mend_it(folder: Path, run: Run) -> None:
    (file,) = (folder / "codebooks").glob("*.yaml")
    run("codebook", "show")
    file.write_text(file.read_text() + "  - id: [x\n")
    code, _, err = run("codebook", "add", "new", "New")
    assert code != 0
    assert f"Mend {file.name} there in your editor, then do this again." in err
    assert f"{file.name}, line " in err.split("workbench: ")[-1]


def test_a_codebook_whose_file_is_gone_comes_back_and_a_report_tells_of_its_codes(folder: Path, run: Run) -> None:
    run("code", "PM1 T1", "--quote", "Not so much.", "--code", "fear")
    run("theme", "add", "Doubts", "--code", "fear")
    (file,) = (folder / "codebooks").glob("*.yaml")
    text = file.read_text()
    file.unlink()
    told = run("report", "-o", "exports/report.docx")[2]
    assert "In no codebook, with 1 coding: fear." in told
    code, _, err = run("codebook", "add", "hope", "Hope")
    assert (code, "workbench codebook restore" in err) == (1, True)
    assert run("codebook", "restore")[:2] == (0, f"Brought back {file.name}.\n")
    assert file.read_text() == text
    assert run("codebook", "restore")[0] == 2
    again = ("report", "-o", "exports/report.docx")
    status, out, err = run(*again)
    assert (status, out, "is there already. Writing replaces it." in err) == (2, "", True)
    assert "In no codebook" not in run(*again, "--yes")[2]


def test_a_transcript_is_taken_out_and_comes_back(folder: Path, run: Run) -> None:
    code, out, _ = run("unimport", "PM1 T1")
    assert (code, out.startswith("Took out PM1 T1; its file is kept in ")) == (0, True)
    assert "PM1 T1" not in run("transcripts")[1]
    assert run("undo")[0] == 0
    assert "PM1 T1" in run("transcripts")[1]
    assert (folder / "transcripts" / "PM1 T1.txt").exists()


def test_transcripts_are_printed_with_what_is_left_out_said(folder: Path, run: Run) -> None:
    assert run("code", "PM1 T1", "--quote", "Not so much.", "--code", "fear", "--memo", "really?")[0] == 0
    assert run("mark", "PM1 T1", "--quote", "I liked her")[0] == 0
    code, out, err = run("print", "--all", "--codings", "-o", "exports/copy.docx", "--json")
    done = json.loads(out)
    assert (code, done["transcripts"], done["codings"], done["left_out"]) == (0, 1, 1, 1)
    assert "not for quotation" in err
    assert run("print", "PM1 T1", "-o", "exports/copy.docx", "--quiet")[0] == 2
    code, out, _ = run("print", "PM1 T1", "-o", "exports/copy.docx", "--quiet", "--yes")
    assert (code, out) == (0, "")
    assert (folder / "exports" / "copy.docx").stat().st_size > 5000
