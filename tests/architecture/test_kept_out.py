"""What is on safeguarding, and what is marked not for quotation, stands in no export, pack or report.

Every command of the program is run here on a study with both, and every function of the rooms that write files; a new
one that is not entered below fails. No output may hold a word of a memo on safeguarding, nor differ because there is
one, but where such memos are asked for, and in the one figure that counts open concerns. No file, and no output but the
lists that people code by, may hold words that are marked.
"""

from __future__ import annotations

import inspect
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
import pytest
from every_command import ABROAD, CHANGING, ELSEWHERE, JOINT, LOOKING, NOT_LOOKING, SAYS_NOTHING_MORE, SECRET

from workbench import cli, coding, exchange, memos, report, themes
from workbench.agreement import samples
from workbench.agreement.comparison import compare
from workbench.agreement.differing import differences
from workbench.agreement.drawing import Asked
from workbench.agreement.rounds import compare_rounds
from workbench.codebook.changes.change import edit_code
from workbench.exchange import codebooks
from workbench.opening import handing_on
from workbench.study import Study
from workbench.transcripts import listing

EVERYTHING_BUT_THE_JOINT_ONE = ("Parent 1 Early", "Parent 1 Late", "Parent 2 Early", "S1+S2 Early")

MARKED = "kettle"
"""A word that is marked not for quotation."""

LISTS_TO_CODE_BY = {
    "agreement", "code-hits", "codebook review", "codings", "consensus list", "find", "read", "themes", "transcript"
}  # fmt: skip
"""They show marked words on the screen, since what is marked may be coded and counted; and say that it is marked."""

TELL_OF_STEPS = {"history", "undo", "redo"}
"""They tell of every step, in words that are the same for memos of any kind."""

WRITING = {
    "report": {
        "attributed",
        "gather",
        "may_be_copied",
        "outline_standing",
        "preview",
        "preview_section",
        "weigh",
        "write",
        "write_agreement",
        "write_rounds",
        "write_copy",
        "write_extract_book",
        "write_handbook",
        "write_memos",
    },
    "exchange": {"pack", "plan", "unpack"},
    "exchange.codebooks": {"export_codebook"},
    "opening.handing_on": {"hand_on"},
}
"""The functions of the rooms that write files, or give words to be written or copied, that take a study."""

NO_WORDS = {
    "report": {
        "agreement_path",
        "change_choices",
        "copy_path",
        "default_path",
        "handbook_path",
        "memos_path",
        "place_typed",
        "printed_coder",
        "refuse_withheld_words",
        "turn_agreement",
        "turn_layer",
    },
    "exchange.codebooks": {"plan_import", "take_in"},
}
"""Those that give paths and names, or nothing, or that take in what others wrote."""


def commands(group: click.Group, above: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        path = f"{above} {name}".strip()
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield path
        if isinstance(command, click.Group):
            yield from commands(command, path)


def at_path(path: str) -> click.Command:
    command: click.Command = cli.cli
    for name in path.split():
        assert isinstance(command, click.Group)
        command = command.commands[name]
    return command


def test_every_command_and_every_function_that_writes_is_run_here() -> None:
    assert sorted({*LOOKING, *CHANGING, *ELSEWHERE}) == sorted(commands(cli.cli))
    for path, runs in LOOKING.items():
        given = {argument for arguments in runs for argument in arguments}
        command = at_path(path)
        options = {max(one.opts, key=len) for one in command.params if isinstance(one, click.Option)}
        options -= SAYS_NOTHING_MORE | NOT_LOOKING.get(path, set()) | ({"--output"} if "-o" in given else set())
        assert options <= given, f"{path}: run it with each of its options"
    for room in (report, exchange, codebooks, handing_on):
        functions = {name: one for name in room.__all__ if inspect.isfunction(one := getattr(room, name))}
        taking = {name for name, one in functions.items() if "study" in inspect.signature(one).parameters}
        name = room.__name__.removeprefix("workbench.")
        assert taking == WRITING[name] | NO_WORDS.get(name, set())


@pytest.fixture
def folder(studies, code, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study with something of everything, a marked passage, and the program working in it."""
    study = studies.new()
    settings = study.folder / "study.yaml"
    settings.write_text(settings.read_text() + "words_in_text_files: true\n")
    study = studies.again(study)
    made = code(study, "PM1+PM2 Early", "What did you bring?\nPM1: A kettle, mostly.", "trust", memo="plain")
    made += code(study, "PM1+PM2 Early", "We listened, really.", "trust", "listening")
    owen = replace(study, coder="Owen")
    code(owen, "Parent 1 Early", "I was scared", "trust")
    code(owen, JOINT, "We listened", "trust")
    place = coding.find_place(study, "PM1+PM2 Early", quote="A kettle, mostly", start=None, end=None)
    theme = themes.add(study, "Warmth", codes=["trust"], fields={"narrative": "They met.", "status": "reviewed"})
    themes.judge(study, theme, [one.id for one in made[:2]], stance="contradicts", use="key")
    # Only now: what is marked already cannot be made key.
    coding.mark_not_for_quotation(study, "PM1+PM2 Early", place)
    coding.use_as_example(study, made[0].id)
    memos.add(study, "plain", about="passage", name="PM1+PM2 Early", span=place)
    memos.add(study, "plain", kind="reflexive", about="coding", coding_id=made[0].id)
    memos.add_entry(study, 2, "plain")
    samples.draw(study, "Seen", ("Ruth", "Owen"), Asked(number=1, by=(), without=EVERYTHING_BUT_THE_JOINT_ONE))
    for who in (study, owen):
        samples.finish(who)
    samples.reveal(study)
    # Coded before that: they wait for another look.
    edit_code(study, "trust", {"definition": "To rely on somebody."})
    (study.folder / "new.txt").write_text("Interviewer: So?\nPM1: Well.\n")
    (study.folder / "open.yaml").write_text("codes:\n- id: a\n  name: A\n  conflicts: {name: {ours: A, theirs: B}}\n")
    (study.folder / "codes.csv").write_text("name,definition\nChill,Being cold.\n")
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
        cli.main([*path.split(), *(ids.get(one, one) for one in arguments), *["--yes"] * ("-o" in arguments)])
    said = capfd.readouterr()
    assert left.value.code in (0, 1), f"{path}: {said.err}"
    return said.out + said.err


def test_no_command_tells_what_is_to_be_kept_out(
    studies, folder: Path, code, capfd: pytest.CaptureFixture[str]
) -> None:
    study, _ = studies.open(folder)
    ids = {"CODING": str(coding.extracts(study, coder="Ruth")[0].id)}

    def said_by(number: slice) -> dict[tuple[str, ...], str]:
        runs = ((path, arguments) for path, several in LOOKING.items() for arguments in several[number])
        return {(path, *arguments): run(capfd, path, arguments, ids) for path, arguments in runs}

    before, files_before = said_by(slice(1)), files_of(folder)
    plant(study)
    after, files = said_by(slice(1)), files_of(folder)
    assert {"made-here/book.docx", "made-here/memos.md", "codings/memos.jsonl", "codings/Ruth.jsonl"} <= set(files)
    assert "really" in files["codings/Ruth.jsonl"]
    assert "really" in files["made-here/report.docx"]
    # No output and no file is another for what is on safeguarding; but the one figure, and the list of all steps.
    now, then = json.loads(after["status", "--json"]), json.loads(before["status", "--json"])
    assert now.pop("open_concerns") - then.pop("open_concerns") == 6
    assert now == then
    tell_of_it = {what for what in after if what[0] in ("status", "history")}
    assert not any(SECRET in after[what] for what in tell_of_it)
    assert {what: said for what, said in after.items() if what not in tell_of_it} == {
        what: said for what, said in before.items() if what not in tell_of_it
    }
    assert files == files_before
    # Nor, with other options, does any hold a word of it, or words that are marked.
    after |= said_by(slice(1, None))
    files = files_of(folder)
    for what, said in after.items():
        assert SECRET not in said, what
        assert MARKED not in said.casefold() or what[0] in LISTS_TO_CODE_BY, what
        # Where it is shown it says so; as JSON, where the words have a place that is marked.
        assert MARKED not in said.casefold() or re.search("(?i)not.for.quotation", said), what
    for path, said in files.items():
        assert SECRET not in said, path
        assert MARKED not in said.casefold(), path
    kept = {what[0] for what, said in after.items() if MARKED in said.casefold()}
    assert kept == LISTS_TO_CODE_BY, "take from the list what shows nothing that is marked any more"
    assert SECRET in run(capfd, "memos", ("--kind", "safeguarding"), {})
    assert "entries" not in run(capfd, "memos", ("--kind", "safeguarding", "--plain"), {})
    # Nor does any command that changes something tell of either, or leave it in a file.
    listed = json.loads(run(capfd, "memos", ("--kind", "phase", "--json"), {}))
    concerns = json.loads(run(capfd, "memos", ("--kind", "safeguarding", "--json"), {}))
    code(replace(study, coder="Owen"), JOINT, "We listened", "doubt")
    with study.read() as session:
        text = listing.find_text(session, JOINT)
    difference = str(differences(study, ["Ruth", "Owen"]).passages[0].id)
    ids = {
        "DIFFERENCE": difference,
        "MEMO": listed[0]["id"],
        "CONCERN": concerns[0]["id"],
        "TEXT": str(text.revision_id),
    }
    for path, arguments in CHANGING.items():
        own = coding.extracts(study, coder="Ruth", transcript="PM1+PM2 Early")
        ids["CODING"] = str(own[0].id) if own else ""
        ids["EVIDENCE"] = "".join(str(one.id) for one in themes.find_theme(study, "Warmth").evidence)
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
        "may_be_copied": [report.may_be_copied(study, one) for one in memos.memos(study)],
        "outline_standing": report.outline_standing(study).quotations,
        "preview": report.preview(study),
        "preview_section": report.preview_section(study, {"order": "role then theme"}).blocks,
        "weigh": report.weigh(study),
        "attributed": report.attributed(study, made),
        "write": report.write(study, folder / ABROAD / "a.docx"),
        "write_extract_book": report.write_extract_book(study, folder / ABROAD / "b.docx"),
        "write_copy": report.write_copy(study, folder / ABROAD / "c.docx", codings=True),
        "write_handbook": report.write_handbook(study, folder / ABROAD / "e.docx"),
        "write_memos": report.write_memos(study, folder / ABROAD / "d.docx"),
        "write_rounds": report.write_rounds(
            study, folder / ABROAD / "r.docx", compare_rounds(study, ["Ruth", "Owen"], sample="Seen")
        ),
        "write_agreement": report.write_agreement(study, folder / ABROAD / "h.docx", compare(study, ["Ruth", "Owen"])),
        "pack": exchange.pack(study),
        "plan": (plan := exchange.plan(study, exchange.read_packs([study.codings]))),
        "unpack": exchange.unpack(study, plan),
        "export_codebook": [codebooks.export_codebook(study, folder / ABROAD / f"f{one}") for one in codebooks.WRITTEN],
        "hand_on": [handing_on.hand_on(study, folder / ABROAD / f"g{one}") for one in codebooks.WRITTEN],
    }
    assert set(given) == set().union(*WRITING.values())
    for name, value in {**given, **files_of(folder)}.items():
        assert SECRET not in repr(value), name
        # Reports are composed from whole transcripts; what becomes of them is looked at in the files.
        assert name == "gather" or MARKED not in repr(value).casefold(), name
