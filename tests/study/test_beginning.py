"""New studies as a form describes them, and the studies opened last."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import opening, settings
from workbench.codebook.changes.change import add_code
from workbench.codebook.states import states
from workbench.errors import BadInput
from workbench.report.gather import gather
from workbench.settings import read_study_settings
from workbench.transcripts.naming import NameReader

NEVER = opening.Standing((), 0)
"""How a study stood for somebody who has not looked yet."""

SETTINGS = {
    "title": "[/bold] Kettles",
    "mode": "reflexive",
    "waves": [{"id": "T1", "label": "Before"}, {"id": "T3"}],
    "roles": [{"id": "cook", "attribution": "{role}"}],
    "interviewers": ["Q"],
}


def test_a_study_is_as_the_form_says(tmp_path):
    assert opening.begin_study(tmp_path / "new", SETTINGS, coder=" Ruth ") == []
    study, _ = opening.open_study(tmp_path / "new")
    study.close()
    assert (study.settings.title, study.settings.mode, study.coder) == ("[/bold] Kettles", "reflexive", "Ruth")
    assert [wave.printed for wave in study.settings.waves] == ["Before", "T3"]
    assert [(role.id, role.attribution) for role in study.settings.roles] == [("cook", "{role}")]
    assert study.settings.interviewers == ["Q"]
    assert study.settings.id is not None
    assert 'name: "[/bold] Kettles"' in (study.codebooks / "codebook.yaml").read_text()


def test_the_name_of_a_folder_stands_in_no_codebook(tmp_path):
    opening.make_study(tmp_path / "K Holloway")
    path = tmp_path / "K Holloway" / "codebooks" / "codebook.yaml"
    assert path.read_text().startswith("name: Codebook\n")
    path.unlink()
    study, _ = opening.open_study(tmp_path / "K Holloway", coder="Ruth")
    add_code(study, {"id": "hope", "name": "Hope"})
    assert path.read_text().startswith("name: Codebook\n")
    study.close()


@pytest.mark.parametrize(("name", "printed"), [("Codebook", ""), ("Peer support, invented", ""), ("Trust", "Trust")])
def test_a_codebook_s_name_is_printed_where_it_says_something(study, code, name, printed):
    code(study, "Parent 1 Early", "She sat with me", "listening")
    path = study.codebooks / "peer.yaml"
    path.write_text(path.read_text().replace("name: Peer support", f"name: {name}"))
    states.take_in(study)
    assert [book.name for book in gather(study, "Ruth").codebooks] == [printed]


def test_a_new_study_knows_whom_letters_with_a_number_mean(tmp_path):
    opening.begin_study(tmp_path / "new", {"title": "New"}, coder="Ruth")
    roles = read_study_settings(tmp_path / "new" / "study.yaml").roles
    guesses = NameReader((), (), roles)
    told = {"PM2": None, "Parent 3": "parent", "P3": "parent", "Mentor 1": "mentor", "M1": "mentor", "S1": "staff"}
    assert {who: guesses.role_of(who) for who in told} == told
    # Both roles begin with a P then; the first letters tell them apart.
    peers = NameReader((), (), [roles[0].model_copy(update={"label": "Peer mentor"}), *roles[1:]])
    assert {who: peers.role_of(who) for who in told} == {**told, "PM2": "mentor"}


def test_who_coded_in_the_study_opened_last_is_proposed_for_a_new_one(tmp_path, monkeypatch):
    monkeypatch.setenv("LOGNAME", "root")
    assert opening.usual_coder() == "root"
    for name, coder in (("a", "Ruth"), ("b", "Owen"), ("gone", "Nobody"), ("unsaid", "")):
        opening.begin_study(tmp_path / name, SETTINGS, coder=coder)
        opening.remember(tmp_path / name)
    (tmp_path / "gone" / "study.yaml").unlink()
    assert opening.usual_coder() == "Owen"
    opening.remember(tmp_path / "a")
    assert opening.usual_coder() == "Ruth"
    settings.write_user_settings({"coder": "Ida"})
    assert opening.usual_coder() == "Ida"


def test_what_stands_in_the_way_is_said_and_nothing_is_made(tmp_path):
    new = tmp_path / "new"
    bad = {**SETTINGS, "waves": [{"id": "T1"}, {"id": "T1"}]}
    assert {one.key for one in opening.faults_of_new("", {**bad, "title": " "}, coder="a\nb")} == {
        "title",
        "folder",
        "waves",
        "coder",
    }
    with pytest.raises(BadInput, match="stands twice"):
        opening.begin_study(new, bad, coder="")
    assert not new.exists()
    (tmp_path / "file").write_text("")
    (said,) = opening.faults_of_new(str(tmp_path / "file"), SETTINGS, coder="")
    assert "is a file" in said.message
    opening.begin_study(new, SETTINGS, coder="")
    (said,) = opening.faults_of_new(str(new), SETTINGS, coder="")
    assert "a study in" in said.message


def test_a_folder_that_cannot_be_written_is_said(tmp_path, monkeypatch):
    def refuse(self, *arguments, **options):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(BadInput, match="cannot be made: Permission denied"):
        opening.begin_study(tmp_path / "new", SETTINGS, coder="Ruth")
    assert not (tmp_path / "new").exists()


def test_a_coder_who_cannot_be_noted_does_not_undo_the_study(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("WORKBENCH_CONFIG_DIR", str(tmp_path / "file" / "config"))
    (notice,) = opening.begin_study(tmp_path / "new", SETTINGS, coder="Ruth")
    assert "could not be noted" in notice
    assert read_study_settings(tmp_path / "new" / "study.yaml").title == "[/bold] Kettles"


def test_the_usual_settings_are_those_of_init(tmp_path):
    opening.make_study(tmp_path / "new")
    made = read_study_settings(tmp_path / "new" / "study.yaml")
    assert opening.usual_settings() == made.model_copy(update={"id": None, "title": ""})


@given(st.text(max_size=400))
def test_a_folders_name_can_be_one_on_every_system(title):
    name = opening.folder_named(title, Path("/studies")).name
    assert 0 < len(name) <= 80
    assert name == name.strip(" .")
    assert not set(name) & set('<>:"/\\|?*\0')


@pytest.mark.parametrize(
    ("title", "name"),
    [("Peer mentors: an (invented) study", "Peer mentors an invented study"), ("", "new study"), ("con", "con_")],
)
def test_a_folder_is_named_from_the_title(title, name):
    assert opening.folder_named(title, Path()).name == name


def test_a_folder_is_meant_from_where_one_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert opening.folder_typed(" a/../b ") == tmp_path.resolve() / "b"
    assert opening.folder_typed("~/b") == Path.home().resolve() / "b"


def test_the_latest_studies_come_first_and_those_gone_are_told(tmp_path):
    for name in ("one", "two", "three"):
        opening.begin_study(tmp_path / name, {"title": name.upper()}, coder="")
        opening.remember(tmp_path / name)
    opening.remember(tmp_path / "one")
    (tmp_path / "two" / "study.yaml").unlink()
    (tmp_path / "three" / "study.yaml").write_text("titel: x\n")
    one, three, two = opening.recent_studies()
    assert (one.title, one.trouble) == ("ONE", "")
    assert (two.folder, two.trouble) == (tmp_path / "two", "not there any more")
    assert (three.title, "study.yaml, line 1" in three.trouble) == ("three", True)
    opening.forget(two.folder)
    assert [recent.folder.name for recent in opening.recent_studies()] == ["one", "three"]


def test_where_the_users_file_cannot_be_written_the_study_still_opens(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("WORKBENCH_CONFIG_DIR", str(tmp_path / "file" / "config"))
    (notice,) = opening.remember(tmp_path)
    assert "could not be noted" in notice
    assert settings.read_user_settings().recent == []


def test_settings_changed_in_the_file_are_taken_up_and_a_fault_is_said_once(study):
    path = study.folder / "study.yaml"
    _, standing, _ = opening.look_around(study, NEVER)
    path.write_text(path.read_text() + "lead_coder: Ruth\n")
    now, standing, notices = opening.look_around(study, standing)
    assert (now.settings.lead_coder, now.database is study.database, notices) == ("Ruth", True, [])
    assert now == replace(study, settings=now.settings)
    path.write_text("mode: free\n")
    later, standing, notices = opening.look_around(now, standing)
    assert later == now
    assert "study.yaml, line 1" in notices[0]
    assert opening.look_around(later, standing)[2] == []


def test_what_is_changed_since_it_was_opened_is_seen_at_the_first_look(study, code):
    book = study.folder / "codebooks/peer.yaml"
    text = book.read_text()
    opened, standing, _ = opening.open_and_look(study.folder, coder="Owen")
    book.write_text(text + "  - id: hope\n    name: Hope\n")
    _, standing, notices = opening.look_around(opened, standing)
    assert "hope" in [one.id for one in states.current(opened).codes()]
    assert notices
    opened.close()
    opened, standing, _ = opening.open_and_look(study.folder, coder="Owen")
    assert opening.look_around(opened, standing)[1:] == (standing, [])
    code(study, "Parent 1 Early", "She sat with me", "listening")
    assert opening.look_around(opened, standing)[1] != standing
    opened.close()


def test_ones_own_steps_are_not_taken_for_anothers(study, code):
    _, before, _ = opening.look_around(study, NEVER)
    other, _ = opening.open_study(study.folder, coder=study.coder)
    code(study, "Parent 1 Early", "She sat with me", "listening")
    _, standing, _ = opening.look_around(study, before)
    assert standing == before
    code(other, "Parent 1 Early", "She sat with me", "trust")
    _, standing, _ = opening.look_around(study, before)
    assert standing != before
    assert opening.look_around(study, standing)[1] == standing
    # What is taken in from a file is to be shown, though it is taken in here.
    book = study.folder / "codebooks/peer.yaml"
    book.write_text(book.read_text() + "  - id: hope\n    name: Hope\n")
    _, later, _ = opening.look_around(study, standing)
    assert later.step > standing.step
    other.close()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_people_said_stays_out_of_git_also_where_git_was_there_first(tmp_path, end):
    (tmp_path / ".gitignore").write_bytes(f"*.pyc{end}/exports{end}build".encode())
    assert any(".gitignore was there" in line for line in opening.make_study(tmp_path))
    lines = (tmp_path / ".gitignore").read_bytes().decode().split(end)
    assert lines[:3] == ["*.pyc", "/exports", "build"]
    assert {"/transcripts/", "/.workbench/"} <= set(lines)
    assert "/exports/" not in lines
    again = tmp_path / "again"
    again.mkdir()
    (again / ".gitignore").write_bytes((tmp_path / ".gitignore").read_bytes())
    opening.make_study(again)
    assert (again / ".gitignore").read_bytes() == (tmp_path / ".gitignore").read_bytes()
