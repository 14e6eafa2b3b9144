"""What is on safeguarding, and what is marked not for quotation, stands in no export, pack or report.

Every command of the program is run here on a study with both, and every function of the rooms that write files; a new
one that is not entered below fails. No output may hold a word of a memo on safeguarding, nor differ because there is
one, but where such memos are asked for, and in the one figure that counts open concerns. No file, and no output but the
lists that people code by, may hold words that are marked.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from workbench import cli, coding, exchange, memos, report, themes
from workbench.study import Study

SECRET, MARKED = "zqsecret", "kettle"
ABROAD = "made-here"
"""A folder for what commands write, in the study's."""

LOOKING: dict[str, tuple[str, ...]] = {
    "code-hits": ("PM1+PM2 Early", "mostly", "--json"),
    "codebook check": ("--json",),
    "codebook show": ("--json",),
    "codings": ("--json",),
    "extracts": ("-o", f"{ABROAD}/book.docx", "--json"),
    "find": ("mostly", "--json"),
    "history": ("--json",),
    "keys": ("--json",),
    "marked": ("--json",),
    "memos": ("--json",),
    "memos export": ("-o", f"{ABROAD}/memos.md", "--json"),
    "pack": ("--json",),
    "participants": ("--json",),
    "phases": ("--json",),
    "print": ("--all", "--codings", "-o", f"{ABROAD}/copy.docx", "--json"),
    "read": ("PM1+PM2 Early", "--codings", "--json"),
    "report": ("-o", f"{ABROAD}/report.docx", "--json"),
    "status": ("--json",),
    "themes": ("Warmth", "--json"),
    "transcript": ("PM1+PM2 Early", "--json"),
    "transcripts": ("--json",),
    "unpack": ("codings", "--json"),
}
"""Every command that changes no row, with its arguments."""

CHANGING: dict[str, tuple[str, ...]] = {
    "memos add": ("plain", "--kind", "reflexive"),
    "memos edit": ("MEMO", "plain"),
    "memos pass-on": ("CONCERN", "--to", f"{SECRET} lead"),
    "memos remove": ("MEMO",),
    "phases add": ("2", "plain"),
    "memo": ("CODING", "plain"),
    "mark": ("Parent 1 Early", "--quote", "in the snow"),
    "code": ("PM1+PM2 Early", "--quote", "A kettle, mostly", "--code", "doubt"),
    "recode": ("CODING", "--code", "listening"),
    "borders": ("CODING", "--quote", "What did you bring?\nPM1: A kettle, mostly."),
    "split": ("CODING", "--at", "84"),
    "transfer": ("PM1+PM2 Early", "--from", "listening", "--to", "practical", "--yes"),
    "uncode": ("CODING",),
    "codebook add": ("warm", "Warm"),
    "codebook edit": ("warm", "--name", "Warmer"),
    "theme add": ("Cold",),
    "theme edit": ("Cold", "--name", "Colder"),
    "theme extract": ("Warmth", "CODING", "--use", "key"),
    "theme remove": ("Colder",),
    "undo": (),
    "redo": (),
    "unimport": ("PM1+PM2 Early",),
    "import": ("new.txt",),
}
"""Every other one, in an order in which each has something to do. CODING, MEMO and CONCERN stand for ids."""

ELSEWHERE = {"init", "demo", "migrate", "codebook restore"}
"""Those that make another study, change the shape of a database, or bring back a codebook that is gone."""

LISTS_TO_CODE_BY = {"code-hits", "codings", "find", "read", "themes"}
"""They show marked words on the screen, since what is marked may be coded and counted; and say that it is marked."""

TELL_OF_STEPS = {"history", "undo", "redo"}
"""They tell of every step, in words that are the same for memos of any kind."""

WRITING = {
    "report": {"attributed", "gather", "preview", "write", "write_copy", "write_extract_book", "write_memos"},
    "exchange": {"pack", "plan", "unpack"},
}
"""The functions of the rooms that write files, or give words to be written or copied, that take a study."""

NO_WORDS = {
    "report": {"copy_path", "default_path", "memos_path", "place_typed", "printed_coder", "refuse_withheld_words"},
    "exchange": set[str](),
}
"""Those that give paths and names, or nothing."""

MAY_ASK = {
    "concerns": {"memos/listing.py"},
    "open_concerns": {"memos/listing.py", "standing.py"},
    "concerns_among": {"exchange/merge_memos.py"},
    "memo": {"memos/listing.py", "memos/writing.py"},
    "memo_ids": {"cli/common.py"},
    "memos_on": {"transcripts/removing.py"},
    "removed_memo": {"memos/writing.py"},
    "respell": {"transcripts/facts.py"},
    "follow": {"exchange/unpack.py"},
}
"""What `sight_memos` gives of memos on safeguarding, and who may ask for it."""

FILE_WRITERS = ("workbench/report/", "workbench/exchange/", "workbench/example.py", "workbench/analysis/")


def commands(group: click.Group, above: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        path = f"{above} {name}".strip()
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield path
        if isinstance(command, click.Group):
            yield from commands(command, path)


def test_every_command_and_every_function_that_writes_is_run_here() -> None:
    assert sorted([*LOOKING, *CHANGING, *ELSEWHERE]) == sorted(commands(cli.cli))
    for room in (report, exchange):
        taking = {
            name
            for name in room.__all__
            if inspect.isfunction(getattr(room, name)) and "study" in inspect.signature(getattr(room, name)).parameters
        }
        name = room.__name__.removeprefix("workbench.")
        assert taking == WRITING[name] | NO_WORDS[name]


def test_only_those_named_ask_for_what_is_on_safeguarding(nodes: dict[str, list[ast.AST]]) -> None:
    asked: dict[str, set[str]] = {name: set() for name in MAY_ASK}
    offered = {
        node.name
        for node in nodes["workbench/sight_memos.py"]
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }
    assert offered == {*MAY_ASK, "memos", "placed_memos", "impressions"}, "these give none of them"
    for path, found in nodes.items():
        for node in found:
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "sight_memos" and node.attr in asked:
                asked[node.attr].add(path.removeprefix("workbench/"))
            is_import = isinstance(node, ast.ImportFrom)
            assert not (is_import and node.module == "workbench.sight_memos"), (
                f"{path}: import the module, not its names"
            )
            if path.startswith(FILE_WRITERS):
                by_name = {"memos", "find", "open_concerns", "pass_on"}
                names = (
                    {one.name for one in node.names}
                    if is_import and str(node.module).startswith("workbench.memos")
                    else set()
                )
                asks = (
                    isinstance(node, ast.Attribute) and ast.unparse(node).startswith("memos.") and node.attr in by_name
                )
                assert not asks, f"{path} asks for memos of any kind; what writes a file asks for `memos.printable`"
                assert not names & by_name, (
                    f"{path} asks for memos of any kind; what writes a file asks for `printable`"
                )
    assert asked == MAY_ASK


@pytest.fixture
def folder(studies, code, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study with something of everything, a marked passage, and the program working in it."""
    study = studies.new()
    settings = study.folder / "study.yaml"
    settings.write_text(settings.read_text() + "words_in_text_files: true\n")
    study = studies.again(study)
    made = code(study, "PM1+PM2 Early", "What did you bring?\nPM1: A kettle, mostly.", "trust", memo="plain")
    made += code(study, "PM1+PM2 Early", "We listened, really.", "trust", "listening")
    code(study.as_coder("Owen"), "Parent 1 Early", "I was scared", "trust")
    place = coding.find_place(study, "PM1+PM2 Early", quote="A kettle, mostly", start=None, end=None)
    theme = themes.add(study, "Warmth", codes=["trust"], fields={"narrative": "They met.", "status": "reviewed"})
    themes.judge(study, theme, [one.id for one in made[:2]], stance="contradicts", use="key")
    # Only now: what is marked already cannot be made key.
    coding.mark_not_for_quotation(study, "PM1+PM2 Early", place)
    memos.add(study, "plain", about="passage", name="PM1+PM2 Early", span=place)
    memos.add(study, "plain", kind="reflexive", about="coding", coding_id=made[0].id)
    memos.add_entry(study, 2, "plain")
    (study.folder / "new.txt").write_text("Interviewer: So?\nPM1: Well.\n")
    (study.folder / ABROAD).mkdir()
    monkeypatch.chdir(study.folder)
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    return study.folder


def plant(study: Study) -> None:
    """Note a concern on everything that a memo can be about."""
    (made, *_) = coding.extracts(study, coder="Ruth")
    place = coding.find_place(study, "PM1+PM2 Early", quote="A kettle, mostly", start=None, end=None)
    subjects = (
        {"about": "study"},
        {"about": "transcript", "name": "PM1+PM2 Early"},
        {"about": "passage", "name": "PM1+PM2 Early", "span": place},
        {"about": "coding", "coding_id": made.id},
        {"about": "code", "name": "trust"},
        {"about": "theme", "name": "Warmth"},
        {"about": "participant", "name": "PM1"},
    )
    assert {one["about"] for one in subjects} == set(memos.ABOUT)
    for subject in subjects:
        memo_id = memos.add(study, f"{SECRET} word", kind="safeguarding", phase=2, **subject)
    memos.pass_on(study, memo_id, f"{SECRET} lead", memos.today())


def files_of(folder: Path) -> dict[str, str]:
    """What stands in every file that the program wrote, by its name; Word files without their markup."""
    found = {}
    for path in folder.rglob("*"):
        inside = path.relative_to(folder).parts
        if not path.is_file() or inside[0] in (".workbench", "transcripts", "new.txt"):
            continue
        content = path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as parts:
                content = b"".join(parts.read(name) for name in sorted(parts.namelist()))
            content = re.sub(rb"<[^>]*>|20\d\d-\d\d-\d\dT[\d:]+Z", b"", content)
        found["/".join(inside)] = content.decode(errors="replace")
    return found


def run(capfd: pytest.CaptureFixture[str], path: str, arguments: tuple[str, ...], ids: dict[str, str]) -> str:
    with pytest.raises(SystemExit) as left:
        cli.main([*path.split(), *(ids.get(one, one) for one in arguments)])
    said = capfd.readouterr()
    assert left.value.code in (0, 1), f"{path}: {said.err}"
    return said.out + said.err


def test_no_command_tells_what_is_to_be_kept_out(studies, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    study, _ = studies.open(folder)
    before = {path: run(capfd, path, arguments, {}) for path, arguments in LOOKING.items()}
    files_before = files_of(folder)
    plant(study)
    after = {path: run(capfd, path, arguments, {}) for path, arguments in LOOKING.items()}
    files = files_of(folder)
    assert {"made-here/book.docx", "made-here/memos.md", "codings/memos.jsonl", "codings/Ruth.jsonl"} <= set(files)
    assert "really" in files["codings/Ruth.jsonl"]
    assert "really" in files["made-here/report.docx"]
    # No output and no file is another for what is on safeguarding; but the one figure, and the list of all steps.
    assert json.loads(after["status"]).pop("open_concerns") - json.loads(before["status"]).pop("open_concerns") == 6
    assert SECRET not in after.pop("status") + after.pop("history")
    assert after == {path: before[path] for path in after}
    assert files == files_before
    for path, said in {**after, **files}.items():
        assert SECRET not in said, path
        assert path in LISTS_TO_CODE_BY or MARKED not in said.casefold(), path
    assert SECRET in run(capfd, "memos", ("--kind", "safeguarding"), {})
    for path in LISTS_TO_CODE_BY:
        assert MARKED in after[path], f"{path} shows nothing that is marked any more: take it from the list"
        assert re.search("not.for.quotation", after[path]), f"{path} does not say that it is marked"
    # Nor does any command that changes something tell of either, or leave it in a file.
    listed = json.loads(run(capfd, "memos", ("--kind", "phase", "--json"), {}))
    concerns = json.loads(run(capfd, "memos", ("--kind", "safeguarding", "--json"), {}))
    ids = {"MEMO": listed[0]["id"], "CONCERN": concerns[0]["id"]}
    for path, arguments in CHANGING.items():
        own = coding.extracts(study, coder="Ruth", transcript="PM1+PM2 Early")
        ids["CODING"] = str(own[0].id) if own else ""
        said = run(capfd, path, arguments, ids)
        assert SECRET not in said, path
        assert MARKED not in said.casefold(), path
    for path, said in files_of(folder).items():
        assert SECRET not in said, path
        assert MARKED not in said.casefold(), path


def test_no_function_that_writes_or_copies_gives_what_is_to_be_kept_out(studies, folder: Path) -> None:
    study, _ = studies.open(folder)
    plant(study)
    made = [one.id for one in coding.extracts(study)]
    given = {
        "gather": report.gather(study, "Ruth"),
        "preview": report.preview(study),
        "attributed": report.attributed(study, made),
        "write": report.write(study, folder / ABROAD / "a.docx"),
        "write_extract_book": report.write_extract_book(study, folder / ABROAD / "b.docx"),
        "write_copy": report.write_copy(study, folder / ABROAD / "c.docx", codings=True),
        "write_memos": report.write_memos(study, folder / ABROAD / "d.docx"),
        "pack": exchange.pack(study),
        "plan": (plan := exchange.plan(study, exchange.read_packs([study.codings]))),
        "unpack": exchange.unpack(study, plan),
    }
    assert set(given) == WRITING["report"] | WRITING["exchange"]
    for name, value in {**given, **files_of(folder)}.items():
        assert SECRET not in repr(value), name
        # Reports are composed from whole transcripts; what becomes of them is looked at in the files.
        assert name == "gather" or MARKED not in repr(value).casefold(), name
