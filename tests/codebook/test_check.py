from pathlib import Path

import pytest

from workbench.codebook import reading
from workbench.codebook.check import check
from workbench.codebook.checking import check_codebooks
from workbench.codebook.editing.edit import new_codebook_text
from workbench.codebook.file import parse
from workbench.errors import BadInput

HEAD = "name: Book\nversion: 1.10\ncodes:\n"


def faults(body, mode="codebook", others=(), head=HEAD):
    return check(head + body, file="codebooks/x.yaml", mode=mode, others=others)


def only(body, **options):
    found = faults(body, **options)
    assert len(found) == 1, [fault.message for fault in found]
    assert found[0].hint.endswith((".", "?", "…"))
    return found[0]


def test_a_good_codebook_has_no_faults():
    assert (
        faults("  - id: a\n    name: '[bold]A[/bold] =cmd()'\n  - {id: b, name: " + "x" * 300 + ", parent: a}\n") == []
    )


def test_one_text_under_several_paths_is_read_once_and_its_faults_bear_each():
    text = HEAD + "  - id: a\n    name: A\n    zzzzzz: x\n"
    before = reading._drafted.cache_info().misses
    names = ["one.yaml", "/a study/codebooks/one.yaml", "codebooks/one.yaml"]
    found = [check(text, file=name, mode="codebook") for name in names]
    assert [[fault.message.split(",")[0] for fault in one] for one in found] == [[name] for name in names]
    assert reading._drafted.cache_info().misses == before + 1
    for name in ("a.yaml", "b.yaml"):
        with pytest.raises(BadInput, match=f"^{name}, line 1"):
            parse("a: [", file=name)


def test_the_codebook_of_the_example_study_has_no_faults():
    for path in (Path(__file__).parents[2] / "codebooks").glob("*.yaml"):
        assert check(path.read_bytes(), file=path.name, mode="reliability") == []


def test_two_living_codes_of_one_name_under_one_group_are_warned_of():
    twins = "  - id: a\n    name: A  b\n  - id: b\n    name: a B\n"
    fault = only(twins)
    assert (fault.severity, fault.line, fault.column) == ("warning", 7, 11)
    assert fault.problem == '"b" is called as "a" is (line 5), under the same group'
    assert faults(twins + "    retired: true\n") == []
    assert faults(twins + "    parent: a\n") == []


@pytest.mark.parametrize(
    ("body", "place", "words", "hint"),
    [
        ("  - id: a\n    name: A\n    definiton: x\n", (6, 5), 'key "definiton" is not known', 'mean "definition"'),
        ("  - id: a\n    name: A\n    color: x\n", (6, 5), "not known", 'mean "colour"'),
        ("  - id: a\n    name: A\n    zzzzzz: x\n", (6, 5), "not known", "Known keys"),
        ("  - id: a\n    name: A\n    name: B\n", (6, 5), "in line 5, and here in line 6", "Keep one"),
        ("  - just text\n", (4, 5), "not a mapping", "- id"),
        ("  - name: A\n", (4, 5), "no id", "id"),
        ("  - id:\n    name: A\n", (4, 8), "id is empty", "id"),
        ("  - id: ''\n    name: A\n", (4, 9), "id is empty", "id"),
        ("  - id: a\n", (4, 5), "no name", "name"),
        ("  - id: a\n    name: ' '\n", (5, 11), "no name", "name"),
        ("  - id: a b\n    name: A\n", (4, 9), "white space", "hyphens"),
        ('  - id: "a\\tb"\n    name: A\n', (4, 9), "white space", "hyphens"),
        ('  - id: "a\\u200b"\n    name: A\n', (4, 9), "invisible", "hyphens"),
        (f"  - id: {'a' * 81}\n    name: A\n", (4, 9), "81 characters", "80"),
        ("  - id: a\n    name: A\n  - id: a\n    name: B\n", (6, 9), '"a" stands twice: in line 4', "another id"),
        ("  - id: a\n    name: A\n  - id: A\n    name: B\n", (6, 9), "in case only", "another id"),
        ("  - id: aaaa\n    name: A\n  - id: b\n    name: B\n    parent: aaab\n", (8, 13), "not a code", '"aaaa"'),
        ("  - id: a\n    name: A\n    parent: a\n", (6, 13), "below itself (a → a)", "circle"),
        ("  - id: a\n    name: A\n    merged_into: a\n", (6, 18), "merged into itself", "circle"),
        ("  - id: a\n    name: A\n    merged_into: zz\n", (6, 18), "no code", "id of a code"),
        ("  - id: a\n    name: A\n    was: a\n", (6, 10), "also the id of a code", "merged_into"),
        (
            "  - id: a\n    name: A\n    was: [x]\n  - id: b\n    name: B\n    was: x\n",
            (9, 10),
            "claimed twice",
            "other",
        ),
        ("  - id: a\n    name: [A]\n", (5, 11), "name is a list", "one line"),
        ("  - id: a\n    name: A\n    examples:\n      - b: c\n", (7, 9), "item of examples is a mapping", "quotes"),
        ("  - id: a\n    name: A\n    examples: {b: c}\n", (6, 15), "examples is a mapping", "dash"),
        ("  - id: a\n    name: A\n    colour: red\n", (6, 13), "not a colour", "#RRGGBB"),
        ("  - id: a\n    name: A\n    colour: #AABBCC\n", (6, 12), "comment", '"#AABBCC"'),
        ("  - id: a\n    name: A\n    origin: apriori\n", (6, 13), "origin", '"a priori"'),
        ("  - id: a\n    name: A\n    exclusive: perhaps\n", (6, 16), "neither true nor false", "true"),
        ("  - id: a\n\tname: A\n", (5, 1), "tab", "spaces"),
        ("  - id: a: b\n", (4, 10), "colon", "quotes"),
        ("  - id: a\n    name: A\n---\nb: 1\n", (6, 1), "second", "one document"),
    ],
)
def test_every_kind_of_error_has_its_place_and_says_what_to_do(body, place, words, hint):
    fault = only(body)
    assert (fault.line, fault.column) == place
    assert fault.severity == "error"
    assert words in fault.problem
    assert hint in fault.hint
    assert fault.message.startswith(f"codebooks/x.yaml, line {place[0]}, column {place[1]}: ")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("# only this\n", "empty"),
        ("name: A\n", "no codes"),
        ("codes: []\n", "no codes"),
        ("codes:\n", "no codes"),
    ],
)
def test_a_codebook_without_codes_is_a_warning(text, words):
    (fault,) = check(text, file="x", mode="reliability")
    assert fault.severity == "warning"
    assert words in fault.problem


def test_a_codebook_that_has_only_just_been_begun_has_no_faults():
    assert check(new_codebook_text("A"), file="x", mode="reliability") == []


def test_other_warnings():
    fault = only("  - id: a\n    name: A\n    exclusive: true\n")
    assert (fault.severity, fault.line) == ("warning", 6)
    body = "  - id: a\n    name: A\n    was: old\n  - id: b\n    name: B\n    merged_into: old\n"
    fault = only(body)
    assert fault.severity == "warning"
    assert fault.hint == "Write a there."


@pytest.mark.parametrize("text", ["- a\n", "just text\n", "codes: text\n", "codes: {a: b}\n"])
def test_what_is_no_codebook_is_said(text):
    (fault,) = check(text, file="x", mode="codebook")
    assert fault.stops


def test_a_missing_definition_is_an_error_in_reliability_mode_only():
    body = "  - id: a\n    name: A\n  - id: b\n    name: B\n    merged_into: a\n"
    assert faults(body) == []
    assert faults(body, mode="reflexive") == []
    assert "no definition" in only(body, mode="reliability").problem


def test_circles_are_told_once_from_their_first_code():
    body = "".join(f"  - id: {one}\n    name: N{one}\n    parent: {two}\n" for one, two in ("ab", "bc", "ca", "da"))
    fault = only(body)
    assert "a → b → c → a" in fault.problem
    assert fault.line == 6


def test_a_circle_through_splits_is_told_and_one_that_leads_out_is_none():
    ways = ("split_into: [b, c]", "merged_into: a", "split_into: [a, b]")
    body = "".join(f"  - id: {one}\n    name: N\n    {way}\n" for one, way in zip("abc", ways, strict=True))
    assert 'of the code "a" nothing is left' in only(body).problem
    assert faults(body.replace("[a, b]", "[a, d]") + "  - id: d\n    name: D\n") == []
    assert faults(body.replace("[a, b]", "[a, c]")) == []


def test_ids_are_unique_over_the_study():
    other = parse("codes:\n  - {id: a, name: A, was: old}\n  - {id: c, name: C}\n", file="other.yaml")
    body = "  - id: a\n    name: A\n  - id: C\n    name: C\n    was: old\n  - id: e\n    name: E\n    parent: c\n"
    found = faults(body, others=[other])
    assert len(found) == 4
    assert all("other.yaml" in fault.message + fault.hint for fault in found)
    assert faults("  - id: z\n    name: Z\n    merged_into: a\n", others=[other]) == []
    assert faults("  - id: z\n    name: Z\n    was: c\n", others=[other])[0].problem.startswith("the former id")


def test_all_faults_are_told_in_the_order_of_the_file():
    body = "  - id: a\n    nmae: A\n    colour: x\n  - id: a\n    name: B\n    parent: q\n  - name: C\n"
    found = faults(body)
    assert len(found) >= 5
    assert [(fault.line, fault.column) for fault in found] == sorted((fault.line, fault.column) for fault in found)


def test_every_conflict_is_told():
    conflict = "<<<<<<< HEAD\n  - id: a\n=======\n  - id: b\n>>>>>>> other\n"
    found = faults(conflict + "  - id: c\n    name: C\n" + conflict)
    assert [fault.line for fault in found] == [4, 11]
    assert "workbench codebook merge BASE OURS THEIRS" in found[0].command


@pytest.mark.parametrize(
    ("data", "words", "place"),
    [
        ("name: é".encode("utf-16"), "UTF-16", (1, 1)),
        ("name: x\r\ndescription: é".encode("cp1252"), "not UTF-8", (2, 14)),
        (b"name: \x00", "U+0000", (1, 7)),
        (b"PK\x03\x04\xff\xff", "not UTF-8", (1, 5)),
    ],
)
def test_bytes_that_are_no_text(data, words, place):
    (fault,) = check(data, file="x", mode="codebook")
    assert words in fault.problem
    assert (fault.line, fault.column) == place
    assert fault.stops


def test_a_byte_order_mark_and_crlf_are_accepted():
    data = b"\xef\xbb\xbf" + (HEAD + "  - id: a\n    name: A\n").replace("\n", "\r\n").encode()
    assert check(data, file="x", mode="codebook") == []


def test_an_alias_bomb_is_refused():
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"{new}: &{new} [{', '.join(['*' + old] * 10)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    # Expanded, it would be a thousand million values.
    (fault,) = check("\n".join(lines), file="x", mode="codebook")
    assert "values" in fault.problem


def test_of_a_study_just_those_files_are_checked_that_are_read(tmp_path):
    (tmp_path / "codebooks").mkdir()
    (tmp_path / "study.yaml").write_text("title: A study\n")
    for name, text in (("Peer.YAML", "name: x\ncodes: [\n"), ("._peer.yaml", "\0"), ("peer.yaml.html", "<p>")):
        (tmp_path / "codebooks" / name).write_text(text)
    found = check_codebooks((), study_folder=tmp_path)
    assert {Path(fault.file).name for fault in found} == {"Peer.YAML"}


def test_files_of_no_study_that_are_named_together_are_held_against_each_other(tmp_path):
    paths = [tmp_path / "one.yaml", tmp_path / "two.yaml"]
    for path in paths:
        path.write_text("name: B\ncodes:\n  - id: a\n    name: A\n")
    found = check_codebooks(paths, study_folder=tmp_path)
    assert [fault.problem for fault in found] == [
        f'the id "a" stands twice: in {other}, and here' for other in reversed(paths)
    ]
    assert check_codebooks(paths[:1] * 2, study_folder=tmp_path) == []
