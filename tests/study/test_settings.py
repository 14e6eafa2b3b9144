"""study.yaml and the user's own file: every mistake named with its place, and who goes before whom."""

from __future__ import annotations

import pytest
import yaml

from workbench import settings
from workbench.errors import BadInput
from workbench.settings import StudySettings, read_study_settings, read_user_settings
from workbench.study import connect, who_codes

STUDY_ID = "6f1c5f0e-6f0b-4c5e-9a6d-0d1a5b1c2d3e"


@pytest.fixture
def read(tmp_path):
    def from_text(text):
        path = tmp_path / "study.yaml"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_study_settings(path)

    return from_text


@pytest.fixture
def user():
    """Writes the user's own file."""

    def write(text):
        path = settings.user_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return write


def test_nothing_is_needed(read):
    for text in ("", "# nothing\n", "{}\n", "title:\n"):
        assert read(text).mode == "codebook"
    assert read("").waves == []


def test_every_key_is_read(read):
    found = read(
        f"id: {STUDY_ID}\ntitle: 'A: b'\nmode: reflexive\napproach: |\n  Ours.\nwaves: [T1, {{id: T2, label: Late}}]\n"
        "roles: [parent, {id: staff, label: Staff, attribution: '{role}'}]\nlanguage: cy\ninterviewers: RW\n"
        "lead_coder: Ruth\nwords_in_text_files: yes\nquoting_style: tidied\nquestions: [a, b]\nagreement_target: 0.7\n"
        "fillers: [like]\nauthors: [R, O]\norganisation: X\ncommissioner: Y\ndate: 2024-05-01\nstate: final\n"
        "database: postgresql://ruth@host/study\n"
    )
    assert (str(found.id), found.title, found.mode, found.approach) == (STUDY_ID, "A: b", "reflexive", "Ours.\n")
    assert [(one.id, one.printed) for one in found.waves] == [("T1", "T1"), ("T2", "Late")]
    assert [(one.id, one.printed, one.attribution) for one in found.roles] == [
        ("parent", "Parent", "{label}, {wave}"),
        ("staff", "Staff", "{role}"),
    ]
    assert (found.interviewers, found.words_in_text_files, found.agreement_target) == (["RW"], True, 0.7)
    assert (found.date, found.state, found.authors) == ("2024-05-01", "final", ["R", "O"])


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("title: x\nwavs: [T1]\n", "line 2, column 1", "'wavs'; the nearest known one is 'waves'"),
        ("title: x\nroles:\n  - id: a\n    atribution: x\n", "line 4, column 5", "nearest known one is 'attribution'"),
        ("mode: free\n", "line 1", "mode"),
        ("\nwords_in_text_files: perhaps\n", "line 2", "words_in_text_files"),
        ("agreement_target: 7\n", "line 1", "agreement_target"),
        ("id: 12\n", "line 1", "id"),
        ("title: x\nwaves:\n  - label: x\n", "line 3", "waves.0.id"),
        ("waves: [T1, t1]\n", "line 1", "'T1' stands twice"),
        ("roles: [a, a]\n", "line 1", "'a' stands twice"),
        ("roles:\n  - id: a\n    attribution: '{name}'\n", "line 3", "{label}, {role} and {wave}"),
        ("roles:\n  - id: a\n    attribution: '{label'\n", "line 3", "no other braces"),
        ("roles:\n  - id: a\n    attribution: '{label.x}'\n", "line 3", "no other braces"),
        ("title: a\ntitle: b\n", "line 2", '"title" stands twice in one mapping: in line 1'),
        ("roles:\n  - id: a\n    id: b\n", "line 3", '"id" stands twice in one mapping: in line 2'),
        ("title: [a\n", "line", ""),
        ("title: a\n\tmode: b\n", "line 2", ""),
        (b"title: a\nauthors: \xe9\n", "line 2", "not UTF-8"),
    ],
)
def test_what_cannot_be_is_named_with_its_place(read, text, place, words):
    with pytest.raises(BadInput) as caught:
        read(text)
    assert caught.value.message.startswith("study.yaml, ")
    assert place in caught.value.message
    assert words in caught.value.message


def test_all_mistakes_are_told_at_once(read):
    with pytest.raises(BadInput) as caught:
        read("mode: x\nstate: y\nnonsense: 1\n")
    assert [line.split(",")[1] for line in caught.value.message.splitlines()] == [" line 1", " line 2", " line 3"]


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n"])
def test_other_shapes_of_yaml(read, text):
    with pytest.raises(BadInput, match="list of settings"):
        read(text)


def test_a_password_is_refused_and_not_repeated(read):
    with pytest.raises(BadInput, match="password") as caught:
        read("title: x\ndatabase: postgresql://ruth:hunter2@host/study\n")
    assert "line 2" in caught.value.message
    assert "hunter2" not in str(caught.value)


def test_a_bomb_of_aliases_is_refused(read):
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))
    with pytest.raises(BadInput):
        read(f"a0: &a0 [x]\n{levels}\n")


def test_missing_and_odd_files(tmp_path):
    with pytest.raises(BadInput, match="is not there"):
        read_study_settings(tmp_path / "study.yaml")
    with pytest.raises(BadInput, match="cannot be read"):
        read_study_settings(tmp_path)


def test_a_byte_order_mark_and_crlf_are_read(read):
    assert read(b"\xef\xbb\xbftitle: x\r\nmode: reflexive\r\n").mode == "reflexive"


def test_the_users_file_may_be_absent_and_is_checked_like_the_studys(user):
    assert read_user_settings().coder == ""
    user(
        "coder: Ruth\nstudies:\n  6F1C5F0E-6F0B-4C5E-9A6D-0D1A5B1C2D3E: {coder: R., database: 'postgresql://a:b@h/x'}\n"
    )
    found = read_user_settings()
    assert (found.coder, found.for_study(StudySettings(id=STUDY_ID).id).coder) == ("Ruth", "R.")
    assert found.for_study(None).coder == ""
    user("codr: Ruth\n")
    with pytest.raises(BadInput, match=r"settings.yaml, line 1.*'coder'"):
        read_user_settings()
    user(f"studies:\n  {STUDY_ID}: {{databse: x}}\n")
    with pytest.raises(BadInput, match="'database'"):
        read_user_settings()


def test_a_study_fixes_what_a_user_cannot(user):
    user("mode: reliability\n")
    with pytest.raises(BadInput, match="unknown key 'mode'"):
        read_user_settings()


def test_who_codes(user, monkeypatch):
    study = StudySettings(id=STUDY_ID, lead_coder="Lead")
    monkeypatch.setattr("getpass.getuser", lambda: "system")

    def who(named=None):
        return who_codes(named, study, read_user_settings())

    assert who() == "system"
    user("coder: everywhere\n")
    assert who() == "everywhere"
    user(f"coder: everywhere\nstudies:\n  {STUDY_ID}:\n    coder: here\n")
    assert who() == "here"
    monkeypatch.setenv("WORKBENCH_CODER", "environment")
    assert who() == "environment"
    assert who("command line") == "command line"


def test_a_computer_without_user_names(monkeypatch):
    def nobody():
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert who_codes(None, StudySettings(), read_user_settings()) == "coder"


def test_whose_database_address_counts(tmp_path, user, monkeypatch):
    said = {"id": STUDY_ID, "database": "postgresql://study@host/study"}
    (tmp_path / "study.yaml").write_text(yaml.safe_dump(said))

    def place():
        study = connect(tmp_path)
        study.close()
        return study.database.place

    assert place() == "postgresql+psycopg://study@host/study" or place().endswith("study@host/study")
    user(f"studies:\n  {STUDY_ID}:\n    database: postgresql://user:hunter2@host/study\n")
    assert "user" in place()
    assert "hunter2" not in place()
    monkeypatch.setenv("WORKBENCH_DATABASE_URL", "postgresql://environment@host/study")
    assert "environment@host" in place()
