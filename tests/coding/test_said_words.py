"""Words of transcripts in a codebook: six in a row are warned of wherever they stand, and no word is repeated."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import cli
from workbench.codebook.said_words import RUN, Said, _joined, _standing, _windows
from workbench.coding.codebook_words import faults_with_transcripts
from workbench.coding.said_words import said_words

PARENT, JOINT = "Parent 1 Early", "PM1+PM2 Early"
BOOK = """\
name: Peer
description: He said, “She came EVERY week – she came” so often.
codes:
  - id: six
    name: She sat with me when the letters came
    definition: >-
      When something happens: she sat with me
      when the letters came.
    include:
      - Not this.
      - I listened more than I talked, mostly.
    exclude: Five words of it, how did it begin.
    examples:
      - Invented by all of us here.
      - It took months to be trusted!
      - coding: 6f1c2d3e-0000-4000-8000-0123456789ab
    changes:
      - date: 2026-03-14
      - reason: So that they do the forms myself now. I doubt it.
"""


def test_each_text_is_named_with_its_line_and_no_word_of_it(study):
    faults = faults_with_transcripts(study, {"peer.yaml": BOOK.encode(), "bad.yaml": b"\xff", "worse.yaml": b"a: ["})
    assert [(fault.file, fault.line, fault.severity) for fault in faults] == [
        ("peer.yaml", line, "warning") for line in (2, 6, 10, 15, 16, 19)
    ]
    told = [fault.problem for fault in faults]
    assert told == [
        f"description: 6 words in a row, from word 3 on, stand in the transcript {PARENT}",
        f"definition of six: 8 words in a row, from word 4 on, stand in the transcript {PARENT}",
        f"include of six: 6 words in a row, from word 3 on, stand in the transcript {JOINT}",
        f"examples of six: 6 words in a row, from word 1 on, stand in the transcript {JOINT}",
        "examples of six: there is no coding 6f1c2d3e-0000-4000-8000-0123456789ab",
        "changes of six: 8 words in a row, from word 4 on, stand in the transcript Parent 1 Late",
    ]


@pytest.fixture
def run_check(capfd):
    """Runs `workbench codebook check` on a study: what it leaves with, says, and tells."""

    def run(study, *arguments):
        with pytest.raises(SystemExit) as left:
            cli.main(["--study", str(study.folder), "codebook", "check", *arguments])
        said = capfd.readouterr()
        return left.value.code or 0, said.out, said.err

    return run


def test_the_command_warns_and_still_leaves_with_nothing_wrong(studies, run_check):
    study = studies.new(files={"codebooks/peer.yaml": BOOK})
    code, out, _ = run_check(study, "--json")
    assert code == 0
    found = json.loads(out)
    assert [one["line"] for one in found] == [2, 6, 10, 15, 16, 19]
    assert not any("letters" in one["message"] + one["hint"] for one in found)
    code, out, _ = run_check(study, str(study.codebooks / "peer.yaml"))
    assert (code, out) == (0, "No fault found.\n")


def test_signs_of_scripts_without_blanks_count_half(studies):
    study = studies.new()
    assert said_words(study, ["中文句子", "她 came every week she came", "", "kettle mostly"]) == []
    words = ["中", "文", "句", "子", "家", "人"]
    assert list(_windows([words])) == []
    assert {size: list(runs) for size, runs in _windows([words * 2]).items()} == {12: [tuple(words * 2)]}


LETTERS = st.lists(st.sampled_from("abc"), max_size=30)


@given(st.lists(LETTERS, max_size=3), LETTERS)
def test_it_finds_what_comparing_each_word_with_each_finds(texts, said):
    wanted = set()
    for number, text in enumerate(texts):
        for at in range(len(text) - RUN + 1):
            run = text[at : at + RUN]
            if any(said[begin : begin + RUN] == run for begin in range(len(said))):
                wanted |= {(number, place) for place in range(at, at + RUN)}
    standing = _standing(_windows(texts), said)
    joined = _joined({place: ["T"] for place in standing})
    assert {(one.text, place) for one in joined for place in range(one.first - 1, one.last)} == wanted
    assert joined == sorted(set(joined))
    assert all(isinstance(one, Said) and one.last - one.first + 1 >= RUN for one in joined)
