"""The life of a codebook, from commits and from what the database has seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scratch_git import book, code

from workbench import opening
from workbench.codebook.changes import change, deciding
from workbench.codebook.file import parse, sha256_of
from workbench.codebook.pieces import codebook_of
from workbench.codebook.states import states
from workbench.codebook.versions import life_told
from workbench.codebook.versions.ground import Ground
from workbench.codebook.versions.lives import lives
from workbench.errors import BadInput

STUDY = "title: Invented\nmode: codebook\n"


def told(stages):
    return [(one.who, one.what, one.version, one.commit is not None, one.step is not None) for one in stages]


def added(stages):
    """What codes each stage brought."""
    found = []
    for one in stages:
        before = {known.id for text in one.before for known in parse(text, file="x").codes}
        found.append([known.id for known in parse(one.text, file="x").codes if known.id not in before])
    return found


def test_commits_and_what_is_not_committed_without_a_database(scratch):
    scratch.put("study.yaml", STUDY)
    scratch.commit("Begun", codebooks__peer=book(code("a"), version="1.1"), by="Owen")
    scratch.commit("Staff", codebooks__staff=book(code("s")))
    scratch.commit("Grown", codebooks__peer=book(code("a"), code("b"), version="1.2"))
    assert told(lives(Ground(scratch.top))) == [
        ("Ruth", "Grown", "1.2", True, False),
        ("Ruth", "Staff", "1", True, False),
        ("Owen", "Begun", "1.1", True, False),
    ]
    scratch.write(codebooks__peer=book(code("a"), code("b"), code("c"), version="1.2").replace("\n", "\r\n"))
    stages = lives(Ground(scratch.top), "peer.yaml")
    assert told(stages)[0] == ("", "Not committed yet", "1.2", False, False)
    assert added(stages) == [["c"], ["b"], ["a"]]
    scratch.write(codebooks__peer=book(code("a"), code("b"), version="1.2").replace("\n", "\r\n"))
    assert len(lives(Ground(scratch.top), "peer.yaml")) == 2, "other line ends are no change"
    scratch.write(codebooks__peer=None)
    assert len(lives(Ground(scratch.top), "peer.yaml")) == 2


@pytest.mark.both_engines
def test_what_both_know_is_one_and_nothing_is_told_twice(study, studies, scratch_at):
    scratch = scratch_at(study.folder)
    scratch.put(".gitignore", ".workbench\ntranscripts\n")
    path = study.codebooks / "peer.yaml"
    scratch._made = -100_000
    scratch.commit("Begun", by="Owen")
    change.add_code(study, {"id": "hope", "name": "Hope"})
    change.add_code(study, {"id": "grief", "name": "Grief"})
    change.add_code(study, {"id": "oops", "name": "Oops"})
    opening.undo(study)
    scratch._made = 300_000
    scratch.commit("Hope and grief")
    # What came with a pull is taken in as one step.
    for number, name in enumerate(("fear", "joy")):
        scratch._made = 300_100 + number
        path.write_text(path.read_text() + f"\n  - id: {name}\n    name: {name}\n")
        scratch.commit(name, by="Owen")
    study = studies.again(study)
    stages = lives(Ground(study.folder, lambda: study))
    assert told(stages) == [
        ("Owen", "joy", "2", True, True),
        ("Owen", "fear", "2", True, False),
        ("Ruth", "Hope and grief", "2", True, True),
        ("Ruth", "Added the code “Hope” (hope)", "2", False, True),
        ("Owen", "Begun", "2", True, True),
    ]
    assert added(stages)[:-1] == [["joy"], ["fear"], ["grief"], ["hope"]]
    assert stages[0].state == sha256_of(states.text_of(study, states.current(study), "peer.yaml"))


HEADS = (
    "",
    "name: N\n",
    "# c\nname: N\nversion: 2\n\n",
    "description: |\n  codes:\n    x\n",
    "codes: [{id: z, name: Z}]\n",
)
BLOCKS = (
    "- id: {0}\n  name: A\n",
    "- name: A # - id\n  id: {0}\n\n",
    "# c\n- id: {0}\n  name: B\n  definition: |\n    - x\n",
    "- id: {0}\n  name: B\n  was: [q{0}]\n  examples:\n    - e\n",
    "- {{id: {0}, name: C}}\n",
)
TAILS = ("", "version: 3\n", "# end", "conflicts:\n  name: {ours: a, theirs: b}\n")


@given(st.sampled_from(HEADS), st.lists(st.sampled_from(BLOCKS), max_size=4), st.sampled_from(TAILS), st.booleans())
def test_by_pieces_a_codebook_is_read_as_it_is_as_a_whole(head, blocks, tail, indented):
    codes = "".join(block.format(f"id{number % 3}") for number, block in enumerate(blocks))
    if indented:
        codes = "".join(f"  {line}" if line.strip() else line for line in codes.splitlines(keepends=True))
    text = f"{head}codes:\n{codes}{tail}"

    def outcome(reader):
        try:
            return reader(text, file="x.yaml")
        except BadInput as error:
            return str(error)

    assert outcome(codebook_of) == outcome(parse)


def test_how_a_conflict_was_settled_is_told_beside_the_commit_of_the_merge(study, studies, scratch_at, monkeypatch):
    scratch = scratch_at(study.folder)
    scratch.put(".gitignore", ".workbench\ntranscripts\n")
    path = study.codebooks / "peer.yaml"
    scratch._made = -100_000
    scratch.commit("Begun")
    begun = path.read_text()

    def meaning(words):
        return begun + f"\n  - id: hope\n    name: Hope\n    definition: {words}\n"

    scratch.git("checkout", "-q", "-b", "side")
    path.write_text(meaning("Theirs"))
    scratch.commit("Theirs", by="Owen")
    scratch.git("checkout", "-q", "main")
    path.write_text(meaning("Ours"))
    scratch.commit("Ours")
    scratch.git("merge", "-q", "side", "-m", "Joined", check=False)
    path.write_text(meaning("Ours") + "    conflicts:\n      definition: {ours: Ours, theirs: Theirs}\n")
    study = studies.again(study)
    deciding.settle(study, "hope", "definition", "theirs")
    scratch._made = 300_000
    scratch.commit("Joined")
    stages, known = lives(Ground(study.folder, lambda: study)), life_told.Comparisons()
    life = list(life_told.told(stages, "hope", known=known))
    # Asked about another code, nothing is compared anew; and what is told is the same.
    with monkeypatch.context() as patch:
        patch.setattr(life_told, "tell", lambda pairs: pytest.fail("compared twice"))
        patch.setattr(life_told, "codebook_of", lambda text, file: pytest.fail("read twice"))
        again = [list(life_told.told(stages, name, known=known)) for name in ("hope", "trust")]
    assert again == [life, list(life_told.told(stages, "trust"))]
    assert life[0].stage.who == "Ruth"
    assert life[0].stage.what.startswith("Settled")
    assert life[0].summary.startswith("settled what a merge had left: definition of “Hope”")
    told = "The definition of “Hope”, which a merge had left open, is decided."
    assert told in [line.text for line in life[0].lines]
    assert any("Theirs" in below for line in life[0].lines for below in line.below)
