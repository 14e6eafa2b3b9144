"""Codings as examples of their codes: named by id, shown in the words that may be shown, on the command line too."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from workbench import cli, coding
from workbench.codebook.states import states
from workbench.errors import BadInput, NotFound
from workbench.store import journal

PARENT, STAFF = "Parent 1 Early", "S1+S2 Early"


@pytest.fixture
def run(capfd):
    """Runs a command on a study: what it leaves with, says, and tells."""

    def run(study, *arguments):
        with pytest.raises(SystemExit) as left:
            cli.main(["--study", str(study.folder), *arguments])
        said = capfd.readouterr()
        return left.value.code or 0, said.out, said.err

    return run


def test_a_coding_becomes_an_example_in_one_step(study, code):
    (made,) = code(replace(study, coder="Owen"), PARENT, "She came every week, even in the snow", "confidence")
    used = coding.use_as_example(study, made.id)
    assert (used.code.id, used.code.examples, used.new) == ("trust", (f"coding: {made.id}",), True)
    assert f"- coding: {made.id}\n" in states.text_of(study, states.current(study), "peer.yaml")
    assert coding.use_as_example(study, made.id).new is False
    with study.read() as session:
        (step,) = journal.history(session, limit=1)
    assert (step.sentence, step.coder) == ("Changed the code “Trust” (trust): examples", "Ruth")
    with pytest.raises(NotFound):
        coding.use_as_example(study, type(made.id)(int=7))


def test_examples_are_typed_with_ids_or_their_beginnings(study, code):
    (made,) = code(study, PARENT, "She came every week, even in the snow", "trust")
    gone = "coding: 00000000-0000-4000-8000-000000000000"
    typed = [f"Coding:{str(made.id)[:8].upper()}", f" coding: {made.id} ", "The coding: a sentence.", gone]
    whole = f"coding: {made.id}"
    assert coding.as_examples(study, typed, kept=[gone]) == (whole, whole, "The coding: a sentence.", gone)
    for wrong, error in {
        "coding: 12": BadInput,
        "coding: snow!": BadInput,
        "coding:": BadInput,
        gone: NotFound,
    }.items():
        with pytest.raises(error):
            coding.as_examples(study, [wrong])


def test_the_commands_take_and_show_them(study, code, run):
    (made,) = code(study, PARENT, "She came every week, even in the snow", "trust")
    (never,) = code(study, STAFF, "We found out as we went", "trust")
    beginning = str(made.id)[:8]
    given = ("--example", f"coding: {beginning}", "--example", f"coding: {never.id}", "--example", "Invented.")
    assert run(study, "codebook", "edit", "trust", *given)[0] == 0
    status, out, _ = run(study, "codebook", "show", "trust")
    assert status == 0
    assert f"example {made.id}: “She came every week, even in the snow” (Parent 1, Early)\n" in out
    assert f"example {never.id}: not shown, spoken by someone who is never to be quoted\n" in out
    shown = json.loads(run(study, "codebook", "show", "trust", "--json")[1])["example_codings"]
    assert [(one["attribution"], bool(one["withheld"])) for one in shown] == [("Parent 1, Early", False), ("", True)]
    # Words of an interview are told of, with the place and without a word, and written only where somebody says so:
    # what stood in a codebook once is kept. So it is wherever words are put in one.
    said = "I said: she sat with me when the letters came."
    examples = ("edit", "trust", "--example", f"coding: {made.id}", "--example", said)
    before = states.text_of(study, states.current(study), "peer.yaml")
    for field, *command in (
        ("examples", *examples),
        ("definition", "add", "late", "Late", "--definition", said),
        ("name", "rename", "doubt", said),
        ("reason", "rename", "doubt", "Doubts", "--reason", said),
        ("reason", "edit", "doubt", "--name", "Doubts", "--reason", said),
        ("reason", "retire", "doubt", "--reason", said),
        ("name", "split", "doubt", "--into", "doubt", "--into", f"other={said}"),
        ("reason", "split", "doubt", "--into", "doubt", "--into", "other=Other", "--reason", said),
        ("name", "merge-codes", "doubt", "--into", "unsure", "--name", said),
        ("reason", "merge-codes", "doubt", "--into", "trust", "--reason", said),
        ("include", "resolve", "doubt", "include", "--text", said),
    ):
        status, _, told = run(study, "codebook", *command)
        assert (status, "letters" in told) == (2, False)
        assert f", {field}: 8 words in a row, from word 3 on, stand in the transcript Parent 1 Early." in told
        assert "Nothing was changed: this has to be confirmed." in told
    assert states.text_of(study, states.current(study), "peer.yaml") == before
    status, _, told = run(study, "codebook", *examples, "--yes")
    assert (status, "8 words in a row" in told) == (0, True)
    # What stands there already is not asked about again.
    assert "in a row" not in run(study, "codebook", "edit", "trust", "--example", said)[2]
    status, _, told = run(study, "codebook", "edit", "trust", "--example", "coding: ffffffff")
    assert (status, "There is no coding" in told) == (2, True)
