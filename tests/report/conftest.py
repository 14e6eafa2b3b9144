"""An invented study, small enough to read: two mentors, three parents, two staff, a trainer; two waves."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import UUID

import pytest
from lxml import etree

from workbench.report.facts import (
    CodebookRow,
    CodeRow,
    ExtractRow,
    ParticipantRow,
    ReportFacts,
    RoleRow,
    StudyFacts,
    ThemeExtractRow,
    ThemeRow,
    TranscriptRow,
    TurnRow,
    WaveRow,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

TALKS = {
    "PM1 and PM2 T1": ("joint", "verbatim", "T1", [
        ("I", "How did the first weeks go?"),
        ("Ada", "It was slow, um, slow at the start. They did not ring me back."),
        ("I", "And then?"),
        ("Ada", "Then one of them rang at nine at night, and that was that."),
        ("Bea", "Mine never rang. I had to go round (name of street) and knock."),
    ]),
    "PM1 T2": ("individual", "verbatim", "T2", [
        ("I", "What has changed?"),
        ("Ada", "I listen more than I talk now. It took me a year to learn that, and I still slip."),
    ]),
    "Parent 1 T1": ("individual", "verbatim", "T1", [
        ("Interviewer", "Tell me about your mentor."),
        ("Cleo", "She has been where I am. You can't learn that from a book.\nShe never looked down on me."),
        ("Interviewer", "Go on."),
        ("Cleo", "That's all, really."),
    ]),
    "Parent 1 T2": ("individual", "notes", "T2", [
        ("Cleo", "Says the calls became fewer after the summer, which was fine by her."),
    ]),
    "Parent 2 T1": ("individual", "verbatim", "T1", [
        ("I", "And you?"),
        ("Dee", "I didn't want a mentor. I wanted a childminder, if I'm honest."),
    ]),
    "Staff T1": ("group", "verbatim", "T1", [
        ("I", "What did you notice?"),
        ("Staff", "They pick up on things that we miss. We only see families on a good day."),
    ]),
    "Trainer T1": ("individual", "tidied", "T1", [
        ("I", "How was the course?"),
        ("Eve", "They asked harder questions than any group I have taught."),
    ]),
}  # fmt: skip
"""Each talk: kind, record, wave, and who says what."""

LONG = (
    "slow at the start. They did not ring me back.\n\nI: And then?\n\n"
    "Ada: Then one of them rang at nine at night, and that was that.\n\nBea: Mine never rang."
)
"""A passage over several turns, an interviewer's among them."""

SPEAKERS = {
    "Ada": ("PM1",), "Bea": ("PM2",), "Cleo": ("P1",), "Dee": ("P2",), "Eve": ("TR",), "Staff": ("S1", "S2"),
}  # fmt: skip


def transcript(name, kind, record, wave, talk, participants=()):
    text, turns = "", []
    for speaker, words in talk:
        text += f"{speaker}: "
        people = SPEAKERS.get(speaker, ())
        turns.append(
            TurnRow(
                len(text), len(text) + len(words), speaker, people, len(people) > 1, speaker in ("I", "Interviewer")
            )
        )
        text += words + "\n\n"
    return TranscriptRow(name, kind, record, wave, text, tuple(turns), participants)


def extract(facts_or_transcripts, name, words, **more):
    row = next(each for each in facts_or_transcripts if each.name == name)
    start = row.text.index(words)
    end = start + len(words)
    touched = [t for t in row.turns if t.start < end and start < t.end and not t.interviewer]
    people = tuple(dict.fromkeys(each for turn in touched for each in turn.participants))
    given = {"participants": people, "one_of": any(turn.one_of for turn in touched), "wave": row.wave, "code": "x"}
    return ExtractRow(f"{name}-{start}-{end}", name, start, end, **(given | more))


def transcripts():
    return tuple(transcript(name, *talk) for name, talk in TALKS.items())


def make_facts(**changes):
    rows = transcripts()

    def own(name, words, stance="supports", use="key", **more):
        return ThemeExtractRow(extract(rows, name, words, **more), stance, use)

    trust = ThemeRow(
        "t1", "Someone who has been there", "defined",
        concept="Shared experience is what lets a mentor be believed.",
        definition="What parents and mentors say about being understood by someone with the same past.",
        includes="Being believed; not being judged.", excludes="Practical help.",
        narrative="Parents spoke of *being seen*.\n\n- first point\n- second point\n\n## A turn\n\nIt **took time**.",
        extracts=(
            own("Parent 1 T1", "She has been where I am. You can't learn that from a book.\nShe never", role="parent"),
            own("Staff T1", "They pick up on things that we miss.", role="staff"),
            own("Trainer T1", "They asked harder questions than any group I have taught.", role="trainer"),
            own("Parent 2 T1", "I didn't want a mentor.", "contradicts", "", role="parent"),
        ),
    )  # fmt: skip
    slow = ThemeRow(
        "t2", "Slow beginnings", "reviewed", concept="Contact is won, not given.", parent="t1", position=1,
        extracts=(
            own("PM1 and PM2 T1", LONG, role="mentor"),
            own("PM1 T2", "I listen more than I talk now. It took me a year to learn that", role="mentor"),
        ),
    )  # fmt: skip
    study = StudyFacts(
        "Peer mentoring in Eastmoor", approach="A realist approach, as we understand it.",
        authors=("Fay Hill", "Gus Ito"),
        organisation="Hill and Ito Evaluation", commissioner="Eastmoor Council", date="November 2026",
        waves=(WaveRow("T1", "T1"), WaveRow("T2", "T2")),
        roles=(
            RoleRow("mentor", "Peer mentor"), RoleRow("parent", "Parent"),
            RoleRow("staff", "Staff member", "{role}, {wave}"), RoleRow("trainer", "Trainer", "{label}"),
        ),
        id=UUID("6f1d8c1e-5a0b-4c1d-9e2f-000000000007"),
        coder="fay", codings=41, codes_used=9, transcripts_coded=7, made_at=datetime(2026, 11, 2, 9, 30, tzinfo=UTC),
    )  # fmt: skip
    people = (
        ParticipantRow("PM1", "PM1", "mentor", waves={"T1": "jointly", "T2": "interviewed"}),
        ParticipantRow("PM2", "PM2", "mentor", waves={"T1": "jointly", "T2": "not interviewed"}),
        ParticipantRow("P1", "Parent 1", "parent", waves={"T1": "interviewed", "T2": "interviewed"}),
        ParticipantRow(
            "P2", "Parent 2", "parent", "by role only", {"T1": "interviewed", "T2": "declined"}, "had moved away"
        ),
        ParticipantRow("P3", "Parent 3", "parent", waves={"T1": "not interviewed", "T2": "not interviewed"}),
        ParticipantRow("S1", "Staff 1", "staff", waves={"T1": "in a group", "T2": "not interviewed"}),
        ParticipantRow("S2", "Staff 2", "staff", waves={"T1": "in a group", "T2": "not interviewed"}),
        ParticipantRow("TR", "Trainer", "trainer", waves={"T1": "interviewed", "T2": "not interviewed"}),
    )
    book = CodebookRow("Mentoring", "3", "Made in two rounds.", (
        CodeRow("trust", "Trust", "What makes people believe each other."),
        CodeRow("trust-past", "Same past", "Having lived it.", "Own experience.", "Hearsay.",
                ("I know, because I lived in that very street.",), "trust"),
        CodeRow("trust-old", "Old trust", became="merged into Same past"),
        CodeRow("x", "Loose end", "A code without a group."),
    ))  # fmt: skip
    given = {"study": study, "participants": people, "transcripts": rows, "themes": (trust, slow), "codebooks": (book,)}
    return ReportFacts(**(given | changes))


def read_docx(data):
    """The file again by another way: paragraphs in order as (style id, text, element), and every part's bytes."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    paragraphs = []
    for element in root.iter(f"{W}p"):
        style = element.find(f"{W}pPr/{W}pStyle")
        text = "".join(
            {f"{W}t": node.text or "", f"{W}br": "\n", f"{W}tab": "\t"}[node.tag]
            for node in element.iter(f"{W}t", f"{W}br", f"{W}tab")
        ).replace("\u00a0", " ")  # attributions do not break within their parts: tests/report/test_unbroken.py
        paragraphs.append(
            SimpleNamespace(style=style.get(f"{W}val") if style is not None else "", text=text, xml=element)
        )
    return SimpleNamespace(paragraphs=paragraphs, parts=parts, root=root)


@pytest.fixture
def facts():
    return make_facts()


@pytest.fixture
def study():
    """The builders themselves, for tests that need other values."""
    return SimpleNamespace(
        make_facts=make_facts, extract=extract, transcript=transcript, transcripts=transcripts, read_docx=read_docx, W=W
    )
