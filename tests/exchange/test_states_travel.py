"""Packs carry the states of the codebook that their codings are stamped with: the same waits on all machines."""

from __future__ import annotations

import json
import shutil

import pytest
from packing import folder_bytes, take_in, write_lines
from small_study import CODEBOOK
from waiting_study import rewrite

from workbench import coding, exchange, opening, sight
from workbench.codebook.file import sha256_of
from workbench.codebook.states import states
from workbench.codebook.versions.ground import Ground
from workbench.codebook.versions.versions import two
from workbench.coding import review
from workbench.errors import NotFound, Refused

PARENT = "Parent 1 Early"
FIRST, HEARD, HEARD_OUT, BELIEVED = (
    "Being listened to.",
    "Being heard.",
    "Being heard out.",
    "Being heard out and believed.",
)


def stamps(study):
    with study.read() as session:
        return sorted((str(one.id), one.codebook_state, one.looked_at) for one in sight.codings(session, study))


def queue(study):
    return {str(one.id): one.reasons for one in review.queue(study).codings}


def pulled(study, other):
    """What `git pull` and `workbench unpack` bring from another clone that has everything of this one."""
    for name in ("codebooks", "codings"):
        shutil.copytree(other.folder / name, study.folder / name, dirs_exist_ok=True)
    states.take_in(study)
    count, plan = take_in(study)
    assert (plan.left, plan.conflicts) == ([], [])
    assert take_in(study)[0] == 0
    return count


def test_three_clones_end_with_the_same_stamps_and_the_same_queue(studies, code):
    one, other = studies.new(), studies.new()
    rewrite(one, (HEARD, FIRST))
    code(one, PARENT, "She sat with me", "listening")
    rewrite(one, (FIRST, HEARD_OUT))
    code(one, PARENT, "She came every week.", "listening")
    code(one, PARENT, "Go on.", "practical")
    rewrite(one, (HEARD_OUT, BELIEVED))
    exchange.pack(one)
    assert len(queue(one)) == 2
    assert pulled(other, one)
    # A fresh clone has never seen but today's codebook.
    fresh = studies.new(files={"codebooks/peer.yaml": CODEBOOK.replace(HEARD, BELIEVED)})
    assert pulled(fresh, one)
    assert queue(fresh) == queue(other) == queue(one)
    assert stamps(fresh) == stamps(other) == stamps(one)

    # It decides about one of them; what it packs empties nobody's queue, and the decision holds with all.
    waiting = review.queue(fresh)
    review.keep(fresh, waiting, waiting.codings[:1])
    exchange.pack(fresh)
    for study in (one, other):
        with pytest.raises(Refused, match="holds work that is not in the study yet"):
            shutil.copytree(fresh.codings, study.codings, dirs_exist_ok=True)
            exchange.pack(study)
        pulled(study, fresh)
    assert len(queue(one)) == 1
    # The rule changes once more, elsewhere.
    rewrite(other, (BELIEVED, "Being believed."))
    exchange.pack(other)
    for study in (one, fresh):
        pulled(study, other)
    assert len(queue(one)) == 2
    for study in (one, other, fresh):
        exchange.pack(study)
        assert queue(study) == queue(one)
        assert stamps(study) == stamps(one)
        assert folder_bytes(study) == folder_bytes(one)
        assert review.queue(study).before(review.queue(study).codings[0]) is not None


def test_a_state_that_came_with_a_pack_is_compared_as_those_seen_here_and_is_no_step(studies, code, monkeypatch, run):
    one, other = studies.new(), studies.new()
    rewrite(one, (HEARD, HEARD_OUT), ("version: 2", "version: 1.5"))
    code(one, PARENT, "She sat with me", "listening")
    state = states.current(one).states["peer.yaml"]
    exchange.pack(one)
    ground = Ground(other.folder, lambda: other)
    with pytest.raises(NotFound):
        two("1.5", None, ground)
    count, plan = take_in(other, one.codings / "codebook_states.jsonl")
    assert (count, [packed.sha256 for packed in plan.states]) == (0, [state])
    assert "npacked" not in str(sight.history(other))
    for name in (state[:8], "1.5"):
        older, newer = two(name, None, Ground(other.folder, lambda: other))
        assert older.label == f"version 1.5, state {state[:8]} from a pack"
        assert (older.states, newer.states) == ({"peer.yaml": state}, states.current(other).states)
    # The codings take it along whenever they come, and take back brings none of them.
    take_in(other, one.codings)
    assert len(queue(other)) == 1
    opening.undo(other)
    assert (stamps(other), queue(other)) == ([], {})
    monkeypatch.chdir(other.folder)
    code_, said, told = run("codebook", "log")
    assert (code_, f"came with packs and stood in no codebook here: {state[:8]} (version 1.5)" in told) == (0, True)
    assert state[:8] not in said


@pytest.mark.both_engines
def test_a_line_that_is_damaged_or_edited_is_told_and_the_others_are_taken_in(study):
    text = CODEBOOK.replace(HEARD, HEARD_OUT)
    good = {"sha256": sha256_of(text), "version": "2", "text": text}
    no_book = "codes: [\n"
    path = write_lines(
        study,
        {**good, "text": CODEBOOK.replace(HEARD, BELIEVED)},
        good,
        {**good, "text": ["a list"]},
        {**good, "sha256": "abc"},
        {"text": text},
        {"sha256": sha256_of(no_book), "text": no_book},
        {**good, "text": "a\ud800"},
        '{"sha256": ',
        good,
        name="codebook_states.jsonl",
    )
    _, plan = take_in(study, path)
    assert [one.sha256 for one in plan.states] == [good["sha256"]]
    assert plan.left == [
        f"codebook_states.jsonl, line {number}: {why}."
        for number, why in (
            (1, "the text is not the one that its sha256 names"),
            (3, "the value of 'text' must be the text of a codebook"),
            (4, "the value of 'sha256' is no sha256"),
            (5, "the key 'sha256' is missing"),
            (7, "the value of 'text' must be the text of a codebook"),
        )
    ] + [
        "codebook_states.jsonl, line 8, column 12: not JSON, or cut off.",
        f"The state {sha256_of(no_book)[:8]} of a codebook: its text is no codebook that can be used.",
    ]
    assert plan.files == {}
    with pytest.raises(Refused, match=r"codebook_states\.jsonl, line 1: the text is not the one"):
        exchange.pack(study)


SAID = "She sat with me when the letters came."
ESCAPED = SAID.replace(" me ", r" me\x20").replace("the ", r"the\x20")


@pytest.mark.parametrize(
    "taken_out",
    [
        f"    definition: {HEARD} As in “{SAID}”",
        f"    definition: {HEARD}   # {SAID}",
        f"    definition: {HEARD}\n    # She sat with\n    # me when the letters came.",
        f"    definition: {HEARD}\n    examples:\n      - {SAID}",
        f'    definition: "{HEARD} As in: She\\x20sat with me\\x20when the \\\n      letters\\x20came."',
        f"    definition: {HEARD} Scared of name.",
        f'    definition: {HEARD}\n    conflicts: {{include: {{ours: "{ESCAPED}", theirs: x}}}}',
        f'    definition: {HEARD}\n    note: "{ESCAPED}"',
    ],
)
def test_a_state_with_words_of_a_transcript_that_were_taken_out_since_stays_out_of_packs(study, code, taken_out):
    marked = coding.find_place(study, PARENT, quote="scared of (name)", start=None, end=None)
    coding.mark_not_for_quotation(study, PARENT, marked)
    rewrite(study, (f"    definition: {HEARD}", taken_out))
    code(study, PARENT, "Go on.", "practical")
    state = states.current(study).states["peer.yaml"]
    # What stands in the codebook goes wherever that goes.
    packed = exchange.pack(study)
    assert (state.encode() in folder_bytes(study)["codebook_states.jsonl"], packed.notices) == (True, ())
    rewrite(study, (taken_out, f"    definition: {HEARD_OUT}"))
    packed = exchange.pack(study)
    assert folder_bytes(study)["codebook_states.jsonl"] == b""
    (told,) = packed.notices
    assert told == (
        "1 earlier state of the codebook stays out of the packs: "
        "it holds words of a transcript that stand in the codebooks no more."
    )
    assert json.loads(folder_bytes(study)["Ruth.jsonl"])["codebook_state"] == state
    # Where the words stand now, in another place, nothing is given away by the earlier state.
    rewrite(study, (f"    definition: {HEARD_OUT}", f"    definition: {SAID} Scared of (name)."))
    assert exchange.pack(study).notices == ()
    assert state.encode() in folder_bytes(study)["codebook_states.jsonl"]


def test_unpack_says_how_many_wait_by_it(studies, code, monkeypatch, run):
    one = studies.new()
    rewrite(one, (HEARD, FIRST))
    code(one, PARENT, "She sat with me", "listening")
    exchange.pack(one)
    other = studies.new()
    monkeypatch.chdir(other.folder)
    left, said, _ = run("unpack", str(one.codings), "--coder", "Ruth")
    assert left == 0
    assert said.splitlines()[-1] == "1 coding of yours waits for another look (0 before)."
    earlier = "Took in an earlier state of the codebook; that is kept, and there is nothing in it to undo."
    assert said.splitlines()[-3:-1] == ["Took in 1 entry.", earlier]
    # Of what somebody else packed without the state it is told that it is not known.
    unsaid = json.loads(folder_bytes(one)["Ruth.jsonl"]) | {"id": None, "code": "trust", "codebook_state": None}
    write_lines(other, unsaid, unsaid | {"code": "doubt", "coder": "Owen"})
    assert run("unpack", str(other.codings), "--coder", "Ruth")[0] == 0
    _, said, told = run("codebook", "review", "--coder", "Ruth", "--json")
    assert [row["waiting"] for row in json.loads(said)] == [1]
    assert "Of 1 coding of yours it is not known under which codebook it was made" in told
    left, said, _ = run("unpack", str(one.codings), "--coder", "Ruth", "--json")
    assert (left, json.loads(said)["taken_in"]) == (0, 0)
    assert (json.loads(said)["waiting"], json.loads(said)["waiting_before"]) == (1, 1)
    left, said, _ = run("unpack", str(one.codings), "--coder", "Ruth")
    assert "another look" not in said


def test_what_two_people_packed_at_the_same_time_git_merges_and_unpacking_settles(studies, code, scratch):
    one, other = studies.new(), studies.new()
    code(one, PARENT, "She sat with me", "listening")
    code(one, PARENT, "Go on.", "listening")
    rewrite(one, (HEARD, FIRST))

    def committed(study, message):
        exchange.pack(study)
        shutil.copytree(study.codings, scratch.top / "codings", dirs_exist_ok=True)
        scratch.commit(message)

    committed(one, "Before")
    pulled(other, one)
    scratch.git("switch", "-q", "-c", "other")
    # One keeps what waits under the rule as it is; the other keeps one under another rule, and adds one.
    for study, now, passage in ((other, BELIEVED, "even in the snow"), (one, HEARD_OUT, "the letters")):
        rewrite(study, (FIRST, now))
        waiting = review.queue(study)
        review.keep(study, waiting, waiting.codings[:1] if study is other else waiting.codings)
        code(study, PARENT, passage, "listening")
        committed(study, now)
        scratch.git("switch", "-q", "main") if study is other else None
    scratch.git("merge", "-q", "other")
    for study in (one, other):
        shutil.copytree(scratch.top / "codings", study.codings, dirs_exist_ok=True)
        rewrite(study, (BELIEVED if study is other else HEARD_OUT, HEARD_OUT))
        count, plan = take_in(study)
        assert (bool(count), plan.left, plan.conflicts, take_in(study)[0]) == (True, [], [], 0)
    assert stamps(one) == stamps(other)
    assert queue(one).keys() == queue(other).keys()
    assert exchange.pack(one).codings == exchange.pack(other).codings == 4
    assert folder_bytes(one) == folder_bytes(other)
