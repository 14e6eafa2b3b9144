"""Several folders on one database: each overrules only what was changed in it, and is told where it is behind."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from workbench import exchange, opening
from workbench import whereabouts as room
from workbench.model import FileSeen
from workbench.study import Study
from workbench.transcripts import behind, correcting, facts, importing, library, listing
from workbench.transcripts.tables import ParticipantFacts

PEOPLE = "participant,label,role,quoting,site\nP3,Parent 3,parent,yes,North\nP4,Parent 4,parent,yes,\n"
WORDS = "Interviewer: And?\nMum: I was glad.\nAunt: So was I.\nMum: Really glad.\nAunt: Yes.\n"
NAME = "Parent 3 T1"


class Two:
    """Two folders of one study, each opened as both doors do."""

    def __init__(self, one: Path, other: Path) -> None:
        self.one, self.other = one, other

    def open(self, folder: Path) -> tuple[Study, list[str]]:
        return opening.open_study(folder, coder="Ruth")

    def told(self, folder: Path) -> list[str]:
        study, notices = self.open(folder)
        study.close()
        return notices

    def people(self, folder: Path) -> dict[str, ParticipantFacts]:
        study, _ = self.open(folder)
        with study.read() as session:
            found = {one.participant: one for one in facts.people(session)}
        study.close()
        return found

    def quoting(self, folder: Path) -> str:
        return self.people(folder)["P3"].quoting

    def speakers(self, folder: Path) -> dict[str | None, tuple[str, ...]]:
        study, _ = self.open(folder)
        with study.read() as session:
            found = listing.find_transcript(session, NAME)
        said = library.speakers_in(study, found, listing_facts(study, found.file))
        study.close()
        return {one.label: one.participants for one in said}

    @staticmethod
    def change(folder: Path, table: str, before: str, after: str) -> None:
        path = folder / table
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")


def listing_facts(study: Study, file: str):
    row = facts.read_tables(study).transcripts.of_file(file)
    assert row is not None
    return row


PARTICIPANTS, TRANSCRIPTS = "transcripts/participants.csv", "transcripts/transcripts.csv"


@pytest.fixture
def two(request: pytest.FixtureRequest, engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Two:
    if engine == "postgresql":
        new: Callable[..., str] = request.getfixturevalue("new_postgresql")
        monkeypatch.setenv("WORKBENCH_DATABASE_URL", new(request.getfixturevalue("migrated_postgresql")))
    else:
        monkeypatch.setattr(room, "is_synchronised", lambda folder: True)
    one, other = tmp_path / "one", tmp_path / "other"
    opening.make_study(one)
    (one / PARTICIPANTS).write_text(PEOPLE)
    (tmp_path / f"{NAME}.txt").write_text(WORDS)
    study, _ = opening.open_study(one, coder="Ruth")
    importing.import_files(study, [tmp_path / f"{NAME}.txt"])
    study.close()
    shutil.copytree(one, other)
    opened = Two(one, other)
    assert opened.told(other) == []
    assert opened.told(one) == []
    return opened


def never_in_one(two: Two) -> None:
    two.change(two.one, PARTICIPANTS, "parent,yes,North", "parent,never,North")
    assert two.quoting(two.one) == "never"


@pytest.mark.parametrize("what", ["import", "settings", "another row", "another cell", "a new row", "a transcript"])
def test_whatever_is_done_in_a_folder_that_is_behind_a_never_stays_never(two: Two, tmp_path: Path, what: str) -> None:
    never_in_one(two)
    if what == "import":
        (tmp_path / "Parent 4 T2.txt").write_text("Interviewer: And now?\nParent 4: Better.\n")
        study, _ = two.open(two.other)
        importing.import_files(study, [tmp_path / "Parent 4 T2.txt"])
        study.close()
    elif what == "settings":
        two.change(two.other, "study.yaml", "label: T1", "label: Early")
    elif what == "another row":
        two.change(two.other, PARTICIPANTS, "Parent 4,parent", "Parent Four,parent")
    elif what == "another cell":
        two.change(two.other, PARTICIPANTS, "North", "South")
    elif what == "a new row":
        (two.other / PARTICIPANTS).write_text(PEOPLE + "P5,Parent 5,parent,yes,\n")
    else:
        two.change(two.other, TRANSCRIPTS, f"{NAME}.txt,P3,T1", f"{NAME}.txt,P3,T2")
    told = two.told(two.other)
    people = two.people(two.other)
    assert people["P3"].quoting == "never"
    assert any("P3 (quoting)" in line and "behind" in line for line in told) == (what != "import")
    assert people["P4"].label == ("Parent Four" if what == "another row" else "Parent 4")
    assert people["P3"].site == ("South" if what == "another cell" else "North")
    assert ("P5" in people) == (what == "a new row")
    assert two.quoting(two.one) == "never"


def test_a_never_holds_in_a_folder_that_spells_the_person_as_before(two: Two) -> None:
    never_in_one(two)
    two.change(two.one, PARTICIPANTS, "P3,Parent 3,parent,never", "p-3,Parent 3,parent,")
    assert any("the same person under another id: p-3 (P3 before)" in line for line in two.told(two.one))
    assert {name: one.quoting for name, one in two.people(two.one).items()} == {"p-3": "never", "P4": "yes"}
    two.change(two.other, PARTICIPANTS, "Parent 4,parent", "Parent Four,parent")
    for folder in (two.other, two.one):
        assert {name: one.quoting for name, one in two.people(folder).items()} == {"p-3": "never", "P4": "yes"}
        study, _ = two.open(folder)
        with study.read() as session:
            assert [one.participants for one in listing.transcripts(session)] == [("p-3",)]
        study.close()
    study, _ = two.open(two.one)
    assert "how these may be quoted, and they stay as they were: p-3 (never)" in " ".join(facts.consent_notices(study))
    study.close()


@pytest.mark.both_engines
def test_a_never_is_loosened_only_in_a_folder_whose_table_said_it(two: Two) -> None:
    never_in_one(two)
    two.change(two.other, PARTICIPANTS, "Parent 3,parent,yes,North", "Father 3,parent,by role only,South")
    told = two.told(two.other)
    assert [line for line in told if "P3 (never, not by role only)" in line and "behind" not in line]
    assert {(one.label, one.quoting, one.site) for one in two.people(two.one).values() if one.participant == "P3"} == {
        ("Father 3", "never", "South")
    }
    two.change(two.other, PARTICIPANTS, "by role only", "yes")
    assert two.quoting(two.other) == "never"
    two.change(two.other, PARTICIPANTS, "parent,yes,South", "parent,never,South")
    assert two.told(two.other) == []
    two.change(two.other, PARTICIPANTS, "never", "by role only")
    told = two.told(two.other)
    assert told == ["Quoted more freely from now on, as participants.csv says: P3 (by role only; never before)."]
    assert two.quoting(two.one) == "by role only"
    # The folder that says never still is told so at every report, and its table does not bring it back unawares.
    two.change(two.one, PARTICIPANTS, "Parent 4,", "Mother 4,")
    assert any("behind" in line and "P3 (label, site, quoting)" in line for line in two.told(two.one))
    study, _ = two.open(two.one)
    assert "P3 (never there, by role only in the database)" in " ".join(facts.consent_notices(study))
    study.close()


@pytest.mark.parametrize("how", ["a new clone", "renamed"])
def test_what_a_folder_never_seen_before_says_stricter_holds_at_once(two: Two, tmp_path: Path, how: str) -> None:
    two.change(two.one, PARTICIPANTS, "Parent 4,parent,yes", "Parent 4,parent,never")
    assert two.people(two.one)["P4"].quoting == "never"
    third = tmp_path / "third"
    if how == "renamed":
        two.other.rename(third)
    else:
        shutil.copytree(two.other, third)
    two.change(third, PARTICIPANTS, "Parent 3,parent,yes", "Father 3,parent,by role only")
    (third / PARTICIPANTS).write_text((third / PARTICIPANTS).read_text() + "P5,Parent 5,parent,never,\n")
    told = [line for line in two.told(third) if "participants.csv" in line]
    assert ["others have changed" in line for line in told] == [False, False]
    assert "P3 (label)" in told[0]
    assert "P4 (never, not yes)" in told[1]
    assert [one.quoting for one in two.people(two.one).values()] == ["by role only", "never", "never"]
    assert two.people(two.one)["P3"].label == "Parent 3"


def test_a_new_folder_that_spells_somebody_otherwise_is_heeded_where_it_is_stricter(two: Two) -> None:
    third = two.one.with_name("third")
    shutil.copytree(two.other, third)
    two.change(third, PARTICIPANTS, "P3,Parent 3,parent,yes", "p-3,Parent 3,parent,never")
    two.change(third, TRANSCRIPTS, f"{NAME}.txt,P3", f"{NAME}.txt,p-3")
    two.told(third)
    for folder in (third, two.one, two.other):
        people = two.people(folder)
        study, _ = two.open(folder)
        with study.read() as session:
            (who,) = [one.participants for one in listing.transcripts(session)]
        study.close()
        assert {people[one].quoting for one in who} == {"never"}
        assert "yes" not in [one.quoting for name, one in people.items() if name != "P4"]


def test_a_column_that_could_not_be_read_makes_nobody_quotable(two: Two) -> None:
    never_in_one(two)
    path = two.other / PARTICIPANTS
    path.write_text(PEOPLE.replace("quoting", "quoted") + "P5,Parent 5,parent,yes,\n")
    assert any("column quoted" in line for line in two.told(two.other))
    assert [one.quoting for one in two.people(two.one).values()] == ["never", "yes", "never"]
    # Mended: who was taken for a never because nothing could be read is as the table says; another's never stays.
    path.write_text(PEOPLE + "P5,Parent 5,parent,yes,\n")
    assert any("P3 (never, not yes)" in line for line in two.told(two.other))
    assert [one.quoting for one in two.people(two.one).values()] == ["never", "yes", "yes"]


@pytest.mark.both_engines
def test_a_row_that_others_added_stays_and_one_taken_out_here_goes(two: Two) -> None:
    with (two.one / PARTICIPANTS).open("a") as table:
        table.write("P6,Parent 6,parent,yes,\n")
    assert list(two.people(two.one)) == ["P3", "P4", "P6"]
    two.change(two.other, PARTICIPANTS, "P4,Parent 4,parent,yes,\n", "")
    assert list(two.people(two.other)) == ["P3", "P6"]
    two.change(two.one, PARTICIPANTS, "North", "South")
    assert list(two.people(two.one)) == ["P3", "P6"]


@pytest.mark.both_engines
def test_who_speaks_stays_as_others_said_it(two: Two) -> None:
    before = two.speakers(two.one)
    assert before["Aunt"] == ()
    study, _ = two.open(two.one)
    row = listing_facts(study, f"{NAME}.txt")
    after = replace(row, participants=("P3", "P4"), speakers={"Mum": ("P3",), "Aunt": ("P4",)})
    correcting.correct_transcript(study, row, after)
    study.close()
    settled = two.speakers(two.one)
    assert (settled["Mum"], settled["Aunt"]) == (("P3",), ("P4",))
    two.change(two.other, PARTICIPANTS, "Parent 4", "Parent Four")
    told = two.told(two.other)
    assert any("transcripts.csv" in line and "participants" in line and "speakers" in line for line in told)
    assert two.speakers(two.other) == settled
    # What is said of a label in the folder that is behind counts, and of no other label.
    path = two.other / TRANSCRIPTS
    study, _ = two.open(two.other)
    row = listing_facts(study, f"{NAME}.txt")
    facts.put_transcripts(path, [replace(row, speakers={"Aunt": ()})])
    study.close()
    assert two.speakers(two.other) == settled | {"Aunt": ()}


def test_a_folder_of_which_nothing_is_known_any_more_overrules_nobody(two: Two) -> None:
    """As after the migration of a database that kept sums only."""
    never_in_one(two)
    study, _ = two.open(two.one)
    with study.database.write() as session:
        session.execute(sa.update(FileSeen).values(content=None))
    study.close()
    two.change(two.other, PARTICIPANTS, "Parent 4,parent", "Parent Four,parent")
    told = two.told(two.other)
    assert any("P4 (label)" in line and "others have changed" not in line for line in told)
    assert any("P3 (never, not yes)" in line for line in told)
    assert two.quoting(two.other) == "never"
    assert two.quoting(two.one) == "never"


def test_in_a_study_of_its_own_folder_the_file_holds(study: Study) -> None:
    with study.take_in("somebody else's") as work:
        facts.put_people(work.session, [ParticipantFacts("P1", "Changed", quoting="never")], only=False)
    path = study.transcripts / "participants.csv"
    path.write_text(path.read_text().replace("Parent 2,", "Parent Two,"))
    facts.take_in(study)
    with study.read() as session:
        assert {one.participant: one.label for one in facts.people(session)}["P1"] == "Parent 1"


ROWS = st.builds(
    ParticipantFacts,
    participant=st.just("P1"),
    label=st.sampled_from(["a", "b", "c"]),
    role=st.sampled_from([None, "parent"]),
    quoting=st.sampled_from(["yes", "never"]),
    attributes=st.dictionaries(st.sampled_from(["x", "y"]), st.sampled_from(["1", "2"])).map(
        lambda one: tuple(one.items())
    ),
)


def cells(row: ParticipantFacts) -> dict[str, object]:
    return behind._cells(row)


@given(ROWS, ROWS, ROWS)
def test_each_cell_is_as_whoever_changed_it_says(
    mine: ParticipantFacts, seen: ParticipantFacts, theirs: ParticipantFacts
) -> None:
    merged, kept = behind.merged_row(mine, seen, seen, theirs)
    for name in {**cells(mine), **cells(seen), **cells(theirs)}:
        here, before, there = (cells(row).get(name) for row in (mine, seen, theirs))
        assert cells(merged).get(name) == (here if here != before else there)
        assert (name in kept) == (here == before != there)


@given(ROWS, ROWS)
def test_a_row_that_nobody_else_changed_is_as_the_folder_has_it(mine: ParticipantFacts, seen: ParticipantFacts) -> None:
    assert cells(behind.merged_row(mine, seen, seen, seen)[0]) == cells(mine)
    # Settings that understand the same words otherwise count where nobody else has changed the row.
    assert cells(behind.merged_row(mine, seen, mine, seen)[0]) == cells(mine)


def test_a_packs_never_reaches_the_database_where_the_table_here_said_so_already(two: Two, tmp_path: Path) -> None:
    for folder in (two.other, two.one):
        two.change(folder, PARTICIPANTS, "parent,yes,North", "parent,never,North")
        assert two.quoting(folder) == "never"
    two.change(two.one, PARTICIPANTS, "parent,never,North", "parent,by role only,North")
    assert two.quoting(two.one) == "by role only"
    pack = tmp_path / "quoting.jsonl"
    pack.write_text('{"participant": "P3", "quoting": "never"}\n')
    study, _ = two.open(two.other)
    exchange.unpack(study, exchange.plan(study, exchange.read_packs([pack])))
    study.close()
    assert two.quoting(two.one) == "never"
