"""Settings written in place: only what was changed, never over somebody else's change, never what cannot be read."""

from __future__ import annotations

import uuid

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from workbench import settings
from workbench.errors import BadInput, Refused, Unavailable
from workbench.settings import (
    Role,
    StudySettings,
    UserStudy,
    faults_of,
    read_study_settings,
    read_user_settings,
    with_changes,
    write_study_settings,
    write_user_settings,
    write_user_study,
)

STUDY_ID = uuid.UUID("6f1c5f0e-6f0b-4c5e-9a6d-0d1a5b1c2d3e")
TEXT = """\
# ours
title: 'Kitchens, invented'   # on the title page
waves: [T1, {id: T2, label: Late}]
roles:
  - id: parent   # those who came
    attribution: "{role}"
  - id: staff
agreement_target: 0.7
"""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "study.yaml"
    path.write_bytes(TEXT.encode())
    return path


def test_only_what_was_changed_is_written(path):
    found = write_study_settings(path, {"title": "Kettles: [/bold]", "state": "draft"})
    assert found.title == "Kettles: [/bold]"
    assert path.read_text() == TEXT.replace("'Kitchens, invented'", "'Kettles: [/bold]'")


def test_a_role_that_is_added_leaves_the_others_as_they_are_written(path):
    roles = [{"id": "parent", "attribution": "{role}"}, {"id": "staff"}, {"id": "director", "label": "Director"}]
    assert [role.id for role in write_study_settings(path, {"roles": roles}).roles] == ["parent", "staff", "director"]
    assert path.read_text().startswith(TEXT.partition("agreement")[0])


def test_what_is_taken_back_can_be_read_again(path):
    assert write_study_settings(path, {"agreement_target": None, "waves": []}).agreement_target is None
    found = read_study_settings(path)
    assert (found.agreement_target, found.waves) == (None, [])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"mode": "free"}, "mode"),
        ({"database": "postgresql://ruth:kettle@host/study"}, "a password must not stand in study.yaml"),
        ({"waves": [{"id": "T1"}, {"id": "t1"}]}, "stands twice"),
        ({"roles": [{"id": "a", "attribution": "{name}"}]}, "no other braces"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(path, changes, words):
    with pytest.raises(BadInput, match=words) as caught:
        write_study_settings(path, changes)
    assert "kettle" not in str(caught.value)
    assert path.read_text() == TEXT


def test_a_change_of_another_program_to_the_same_setting_is_not_overwritten(path):
    shown = read_study_settings(path)
    others = TEXT.replace("'Kitchens, invented'", "Theirs")
    path.write_text(others)
    with pytest.raises(Refused, match="title was changed by another program"):
        write_study_settings(path, {"title": "Ours"}, shown=shown)
    assert path.read_text() == others
    write_study_settings(path, {"lead_coder": "Ruth"}, shown=shown)
    assert path.read_text() == others + "lead_coder: Ruth\n"


def test_a_file_that_has_become_faulty_meanwhile_is_left_alone(path):
    path.write_bytes(b"title: [a\n")
    with pytest.raises(BadInput):
        write_study_settings(path, {"title": "b"})
    path.write_bytes(b"title: \xff\n")
    with pytest.raises(BadInput, match="UTF-8"):
        write_study_settings(path, {"title": "b"})
    assert path.read_bytes() == b"title: \xff\n"


def test_what_a_user_sets_for_one_study_leaves_the_rest_of_the_file():
    file = settings.user_file()
    file.parent.mkdir(parents=True)
    text = f"# mine\ncoder: Ruth\nstudies:\n  {str(STUDY_ID).upper()}:\n    database: postgresql://r:kettle@h/s\n"
    file.write_text(text)
    found = write_user_study(STUDY_ID, {"coder": "Ruth E"})
    assert found.for_study(STUDY_ID) == UserStudy(coder="Ruth E", database="postgresql://r:kettle@h/s")
    assert file.read_text() == text + "    coder: Ruth E\n"
    write_user_study(uuid.uuid4(), {"coder": "Owen"})
    write_user_study(STUDY_ID, {"coder": ""})
    assert read_user_settings().for_study(STUDY_ID).coder == ""
    with pytest.raises(Refused):
        write_user_study(STUDY_ID, {"database": "x"}, shown=UserStudy())


def test_a_user_without_a_file_gets_one():
    write_user_study(STUDY_ID, {"coder": "[/bold]"})
    assert read_user_settings().for_study(STUDY_ID).coder == "[/bold]"


def test_a_folder_that_cannot_be_made_is_said(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("WORKBENCH_CONFIG_DIR", str(tmp_path / "file" / "config"))
    with pytest.raises(Unavailable):
        write_user_settings({"look": "light"})


def test_each_fault_is_named_with_its_place():
    values = {"mode": "x", "agreement_target": 3, "roles": [{"id": "a"}, {"id": "", "attribution": "{x}"}]}
    found = faults_of(StudySettings, values)
    assert {(one.key, one.row, one.column) for one in found} == {
        ("mode", None, ""),
        ("agreement_target", None, ""),
        ("roles", 1, "id"),
        ("roles", 1, "attribution"),
    }
    assert "it must not be empty" in [one.message for one in found]
    assert faults_of(StudySettings, {"title": "a"}) == []
    assert [one.key for one in faults_of(UserStudy, {"coder": "a\x1b[31m"})] == ["coder"]


LABEL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@given(title=LABEL, labels=st.lists(LABEL, max_size=4), number=st.none() | st.floats(0, 1))
def test_any_text_that_is_written_is_read_again(title, labels, number):
    roles = [{"id": f"r{place}", "label": label} for place, label in enumerate(labels)]
    changes = {"title": title, "roles": roles, "agreement_target": number, "authors": [*labels]}
    text, found = with_changes(TEXT, changes, kind=StudySettings, name="study.yaml")
    assert (found.title, [role.label for role in found.roles], found.agreement_target) == (title, labels, number)
    assert found.roles == [Role(**role) for role in roles]
    assert yaml.safe_load(text)["waves"] == ["T1", {"id": "T2", "label": "Late"}]
