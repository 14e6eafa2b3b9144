import datetime

import pytest
import yaml

from workbench.yamltext import BadYaml, Mapping, compose, read_yaml, reading


@pytest.fixture(params=["libyaml", "python"], autouse=True)
def parser(request, monkeypatch):
    """Every test runs with both of PyYAML's parsers."""
    if request.param == "python":
        monkeypatch.setattr(reading, "LOADER", yaml.SafeLoader)
    reading._composed.cache_clear()
    yield
    reading._composed.cache_clear()


def refused(text):
    with pytest.raises(BadYaml) as caught:
        read_yaml(text, name="x.yaml")
    assert caught.value.hint
    assert str(caught.value).startswith("x.yaml")
    return caught.value


def test_scalars_can_be_had_as_written_or_as_yaml_takes_them():
    document = read_yaml("a: no\nb: 1.10\nc: 2024-01-01\nd: 'no'\ne:\nf: ~\non: [yes, 0x10]\n", name="x")
    assert document.texts() == {
        "a": "no",
        "b": "1.10",
        "c": "2024-01-01",
        "d": "no",
        "e": None,
        "f": None,
        "on": ["yes", "0x10"],
    }
    assert document.value() == {
        "a": False,
        "b": 1.1,
        "c": datetime.date(2024, 1, 1),
        "d": "no",
        "e": None,
        "f": None,
        "on": [True, 16],
    }


@pytest.mark.parametrize("text", ["", "\ufeff", "# only a comment\n", "---\n", "\ufeff# x"])
def test_nothing_is_an_empty_document(text):
    document = read_yaml(text, name="x")
    assert document.root is None
    assert document.value() is None
    assert document.texts() is None


def test_places_count_from_one_and_leave_out_the_byte_order_mark():
    text = "\ufeffname: é😀\r\ncodes:\r\n  - id: a\r\n    name: 'b'\r\n"
    document = read_yaml(text, name="x")
    assert document.place(("name",)) == (1, 7)
    assert document.key_place(("name",)) == (1, 1)
    assert document.place(("codes", 0, "name")) == (4, 11)
    assert document.key_place(("codes", 0, "name")) == (4, 5)
    assert document.key_place(("codes", 0)) == (3, 5)
    assert document.has(("codes", 0))
    assert not document.has(("codes", 1))
    with pytest.raises(KeyError):
        document.place(("codes", "x"))


@pytest.mark.parametrize(
    "text",
    ["a:\n\tb: 1\n", "a: 1\n\tb: 2\n", "codes:\n  - id: x\n\tname: y\n", "\ta: 1\n", "a: |\n\tfoo\n", "- a\n\t- b\n"],
)
def test_tabs_as_indentation_are_named_as_such(text):
    error = refused(text)
    assert "tab" in error.problem
    at = text.index("\t")
    assert error.place == (text.count("\n", 0, at) + 1, 1)


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("a: 1\nb: c: d\n", "colon", (2, 5)),
        ('a: 1\nb: "open\nc: 2\n', "never closed", (2, 4)),
        ("a: [1, 2\n", "brackets", None),
        ("a: @x\n", "begin with this character", (1, 4)),
        ("a: 1\nfoo\nb: 2\n", "without a colon", None),
        ("a: - b\n", "dash", (1, 4)),
        ('a: "\\q"\n', "backslash", None),
        ("  a: 1\n b: 2\n", "does not fit", (2, 2)),
        ("a: 1\na: 2\n", "twice", (2, 1)),
        ("a: 1\n---\nb: 2\n", "second", (2, 1)),
        ("a: \x00\n", "U+0000", (1, 4)),
        ("a: x\n\nb: \x1b[0m\n", "U+001B", (3, 4)),
        ("a: \ud800\n", "U+D800", (1, 4)),
        ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", "conflict", (2, 1)),
        ("a: &a [*a]\n", "within what it repeats", (1, 8)),
        ("a: *b\n", "no anchor", (1, 4)),
        ("a: !!python/object:os.system x\n", "tag", (1, 4)),
        ("a: !!binary aGk=\n", "tag", (1, 4)),
        ("? [a]\n: b\n", "key", (1, 3)),
        ("a: &a {b: 1}\nc:\n  <<: *a\n", "merge key", (3, 3)),
    ],
)
def test_what_is_no_plain_yaml_is_refused_with_its_place(text, words, place):
    error = refused(text)
    assert words in error.problem
    if place is not None:
        assert error.place == place
    else:
        assert error.place is not None


def test_no_message_repeats_the_words_of_a_text():
    for text in ("a: secret: b\n", 'a: "secret\n', "secret\nb: 1\n", "a: @secret\n", "a: !secret x\n"):
        assert "secret" not in str(refused(text))


def test_an_alias_bomb_is_refused_before_it_is_built():
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"{new}: &{new} [{', '.join(['*' + old] * 10)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    assert "values" in refused("\n".join(lines)).problem
    assert "stand in one another" in refused("[" * 100 + "]" * 100).problem


def test_an_alias_gives_what_its_anchor_holds_at_its_own_place():
    document = read_yaml("a: &x [1, 2]\nb: *x\n", name="x")
    assert document.value() == {"a": [1, 2], "b": [1, 2]}
    assert document.place(("b",)) == (2, 4)
    assert document.node(("b",)).is_alias


def test_keys_that_stand_twice_can_be_had_all_at_once():
    document = compose("a: 1\na: 2\nb: {c: 1, c: 2}\n", name="x")
    assert [(key, first.line, second.line) for key, first, second in document.duplicates] == [("a", 1, 2), ("c", 3, 3)]


def test_a_date_that_is_none_is_refused():
    document = read_yaml("a: 2024-13-45\n", name="x")
    assert document.texts() == {"a": "2024-13-45"}
    with pytest.raises(BadYaml, match="looks like a date"):
        document.value()


def test_a_value_equals_what_pyyaml_loads():
    text = "a: {b: [1, 2.5, .inf, null, 'x'], c: |\n d\n e\n}\n".replace("|\n d\n e\n", '"d\\ne"')
    assert read_yaml(text, name="x").value() == yaml.safe_load(text)


def test_the_end_of_a_block_leaves_out_the_blank_lines_below():
    text = "a: |\n  one\n  two\n\n\nb: 1\n"
    root = read_yaml(text, name="x").root
    assert isinstance(root, Mapping)
    assert text[root.entries[0].value.start : root.entries[0].value.end] == "|\n  one\n  two"
