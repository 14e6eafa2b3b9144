"""A small invented study, copied for every test into a folder and a database of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from databases import drop_database, new_database

from workbench import coding, opening
from workbench.model import journalled
from workbench.study import Study
from workbench.transcripts import importing

STUDY = """\
id: 6f1c5f0e-6f0b-4c5e-9a6d-0d1a5b1c2d3e
title: Peer support, invented
mode: codebook
waves: [{id: T1, label: Early}, {id: T2, label: Late}]
roles:
  - id: mentor
  - id: parent
  - id: staff
    label: Staff member
interviewers: [Interviewer, I]
"""
CODEBOOK = """\
# The team's codebook.  Comments and odd spacing stay as they are.
name: Peer support
version: 2

codes:
  - id: support
    name:   Support

  - id: listening
    name: 'Listening'   # heard, not told
    definition: Being heard.
    parent: support
  - id: practical
    name: Practical help
    parent: support
    was: [lifts]
  - id: forms
    name: Forms
    merged_into: practical
  - id: trust
    name: Trust
    was: [confidence]
  - id: doubt
    name: Doubt
"""
PARTICIPANTS = """\
participant,label,role,pair,site,status,reason,quoting,children
PM1,PM1,mentor,1,North,,,yes,
PM2,PM2,mentor,2,North,,,yes,
P1,Parent 1,parent,1,North,,,yes,2
P2,Parent 2,parent,2,South,T2: declined,moved away,role only,1
S1,Staff 1,staff,,,,,yes,
S2,Staff 2,staff,,,,,never,
"""
TRANSCRIPTS = {
    "PM1-PM2_T1_joint.txt": (
        "Interviewer: How did it begin?\n"
        "PM1: I listened more than I talked.\n"
        "PM2: We listened, really. It took months to be trusted.\n"
        "Interviewer: What did you bring?\n"
        "PM1: A kettle, mostly.\n"
    ),
    "Parent 1 T1.txt": (
        "Interviewer: What was it like?\n"
        "Parent 1: She sat with me when the letters came. I was scared of (name).\n"
        "Interviewer: Go on.\n"
        "Parent 1: She came every week. She came every week, even in the snow.\n"
    ),
    "Parent 1 T2.txt": (
        "Interviewer: And now?\nParent 1: I do the forms  myself\nnow. I doubt it would have\tgone well.\n"
    ),
    "Parent 2 T1.txt": (
        "Interviewer: Where was that?\n"
        "Parent 2: In [names city], [/bold] then \x1b[31mred\x1b[0m. My family 👩\u200d👩\u200d👧 at the "
        "cafe\u0301, \u0627\u0644\u0639\u0631\u0628\u064a\u0629 and \u4e2d\u6587\u53e5\u5b50, =cmd() <script>.\n"
    ),
    "Staff_T1_group.txt": "Interviewer: What were you told?\n"
    "Staff: Little. We found out as we went.\nStaff: That was hard.\n",
}
TRANSCRIPT_ROWS = """\
file,participants,wave,kind,record,date,interviewer,language,speakers
Staff_T1_group.txt,S1;S2,T1,group,verbatim,2024-03-05,,,Staff=S1|S2
"""


def write_study(folder: Path) -> None:
    """The files of a small invented study, without a database."""
    for name, text in {
        "study.yaml": STUDY,
        "codebooks/peer.yaml": CODEBOOK,
        "transcripts/participants.csv": PARTICIPANTS,
        "transcripts/transcripts.csv": TRANSCRIPT_ROWS,
        **{f"transcripts/{file}": text for file, text in TRANSCRIPTS.items()},
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())


def _import_everything(folder: Path) -> None:
    study, _ = opening.open_study(folder, coder="the team")
    summary = importing.import_files(study, [study.transcripts])
    assert len(summary.imported) == len(TRANSCRIPTS)
    study.close()


@pytest.fixture(scope="session")
def template_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small study with its transcripts imported into its own SQLite file; only to be copied."""
    folder = tmp_path_factory.mktemp("template") / "study"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_CONFIG_DIR", str(folder.parent / "config"))
        patch.delenv("WORKBENCH_DATABASE_URL", raising=False)
        write_study(folder)
        _import_everything(folder)
        # Opened again it gets the day's copy of its database: otherwise each of hundreds of copies would make its own.
        opening.open_study(folder, coder="the team")[0].close()
    return folder


@pytest.fixture(scope="session")
def template_url(
    tmp_path_factory: pytest.TempPathFactory, postgresql_server: str, migrated_postgresql: str
) -> Iterator[str]:
    """The same study's database on PostgreSQL; only to be copied."""
    folder = tmp_path_factory.mktemp("template") / "study"
    url = new_database(postgresql_server, migrated_postgresql)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_CONFIG_DIR", str(folder.parent / "config"))
        patch.setenv("WORKBENCH_DATABASE_URL", url)
        write_study(folder)
        _import_everything(folder)
    yield url
    drop_database(postgresql_server, url)


class Studies:
    """Copies of the small study, each in a folder and a database of its own."""

    def __init__(self, request: pytest.FixtureRequest, engine: str, place: Path) -> None:
        self.engine = engine
        self._request, self._place = request, place
        # Asked for now, so that it is taken down after the studies are closed.
        self._new_postgresql = request.getfixturevalue("new_postgresql") if engine == "postgresql" else None
        self._urls: dict[Path, str] = {}
        self._open: list[Study] = []

    def new(self, coder: str = "Ruth", *, files: dict[str, str] | None = None) -> Study:
        """One more copy; ``files`` are written into it before it is opened."""
        folder = self._place / f"study {len(self._urls) + 1}"
        shutil.copytree(self._request.getfixturevalue("template_folder"), folder)
        self._urls[folder] = ""
        if self.engine == "postgresql":
            shutil.rmtree(folder / ".workbench")
            template = self._request.getfixturevalue("template_url")
            self._urls[folder] = self._new_postgresql(template)
        for name, text in (files or {}).items():
            (folder / name).write_bytes(text.encode())
        return self.open(folder, coder)[0]

    def open(self, folder: Path, coder: str = "Ruth") -> tuple[Study, list[str]]:
        """The study in a folder, as both doors open it."""
        with pytest.MonkeyPatch.context() as patch:
            if self._urls[folder]:
                patch.setenv("WORKBENCH_DATABASE_URL", self._urls[folder])
            study, notices = opening.open_study(folder, coder=coder)
        self._open.append(study)
        return study, notices

    def again(self, study: Study) -> Study:
        """The same study after closing it, as in the next command."""
        study.close()
        return self.open(study.folder, study.coder)[0]

    def close(self) -> None:
        for study in self._open:
            study.close()


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """The name of the engine that the test's studies are kept in."""
    return str(request.param)


@pytest.fixture
def studies(request: pytest.FixtureRequest, engine: str, tmp_path: Path) -> Iterator[Studies]:
    """Makes, opens and closes copies of the small study."""
    made = Studies(request, engine, tmp_path)
    yield made
    made.close()


@pytest.fixture
def study(studies: Studies) -> Study:
    """The small study, open, with Ruth coding."""
    return studies.new()


@pytest.fixture
def rows_of() -> Callable[..., dict[str, Any]]:
    """Gives everything that undo brings back: every journalled row (without the count of its writes) and file.

    Of what can be removed it says whether it is, not since when: taking a removal back makes the thing anew; nor when
    a coding was looked at, for the same reason.
    """

    def told(row: dict[str, Any]) -> dict[str, Any]:
        values = {key: value for key, value in row.items() if key not in ("row_version", "looked_at")}
        return values | ({"made_at": None, "removed_at": bool(row["removed_at"])} if "removed_at" in row else {})

    def rows(study: Study) -> dict[str, Any]:
        found: dict[str, Any] = {}
        with study.read() as session:
            for table in journalled():
                rows = [told(dict(row)) for row in session.execute(sa.select(table)).mappings()]
                found[table.name] = sorted(rows, key=lambda row: str(row["id"]))
        found["files"] = {path.name: path.read_bytes() for path in study.codebooks.iterdir()}
        return found

    return rows


@pytest.fixture
def code() -> Callable[..., list[coding.Applied]]:
    """Puts codes on the words of a quote that stands once in a transcript."""

    def put(study: Study, transcript: str, quote: str, *codes: str, memo: str = "") -> list[coding.Applied]:
        span = coding.find_place(study, transcript, quote=quote, start=None, end=None)
        return coding.apply(study, transcript, [span], codes, memo=memo)

    return put
