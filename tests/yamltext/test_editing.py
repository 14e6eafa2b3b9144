import pytest
import yaml

from workbench.yamltext import (
    BadYaml,
    OneLine,
    add_key,
    append_item,
    insert_item,
    read_yaml,
    reading,
    remove_item,
    remove_key,
    replace_value,
)


@pytest.fixture(params=["libyaml", "python"], autouse=True)
def parser(request, monkeypatch):
    """Every test runs with both of PyYAML's parsers."""
    if request.param == "python":
        monkeypatch.setattr(reading, "LOADER", yaml.SafeLoader)
    reading._composed.cache_clear()
    yield
    reading._composed.cache_clear()


@pytest.mark.parametrize(
    ("text", "value", "wanted"),
    [
        ("a: x  # why\nb: 1\n", "y", "a: y  # why\nb: 1\n"),
        ("a: 'x' # why\n", "it's", "a: 'it''s' # why\n"),
        ('a: "x"\r\nb: 1\r\n', 'say "é😀"', 'a: "say \\"é😀\\""\r\nb: 1\r\n'),
        ("a: x\n", "no", 'a: "no"\n'),
        ("a: x\n", "b: c", 'a: "b: c"\n'),
        ("a: x\n", 'he said: "c"', "a: 'he said: \"c\"'\n"),
        ("a: x\n", "", 'a: ""\n'),
        ("a: 1.1\n", "1.10", "a: 1.10\n"),
        ("a: x\n", "1.10", 'a: "1.10"\n'),
        ("a: x\n", True, "a: true\n"),
        ("a: x\n", 0.8, "a: 0.8\n"),
        ("a: true\n", "false", "a: false\n"),
        ("a:\nb: 1\n", "x", "a: x\nb: 1\n"),
        ("a:   # why\nb: 1\n", "x", "a: x   # why\nb: 1\n"),
        ("a: |  # why\n  one\n  two\n\n# c\nb: 1\n", "three\n", "a: |  # why\n  three\n\n# c\nb: 1\n"),
        ("a: |\n    one\n\nb: 1\n", "x\n\n  y", "a: |-\n    x\n\n      y\n\nb: 1\n"),
        ("a: >-\n  one\n  two\nb: 1\n", "three", "a: >-\n  three\nb: 1\n"),
        ("a: >-\n  one\n", "p\nq\n\nr", "a: >-\n  p\n\n  q\n\n\n  r\n"),
        ("a: |2\n   one\nb: 1\n", " x\n", "a: |2\n   x\nb: 1\n"),
        ("a: x # c\nb: 1\n", "p\nq", "a: |- # c\n  p\n  q\nb: 1\n"),
        ("a: 'x' # c\n", "p\nq", 'a: "p\\nq" # c\n'),
        ("a: x", "y", "a: y"),
        ("a: |\n  x", "y", "a: |-\n  y"),
        ("\ufeffa: x\n", "y", "\ufeffa: y\n"),
        ("a: one\n   two\nb: 1\n", "z", "a: z\nb: 1\n"),
        ("a: !!str 5\n", "6", 'a: !!str "6"\n'),
        ("a: &n x\n", "y", "a: &n y\n"),
        ("a: [p, q] # c\n", "y", "a: y # c\n"),
        ("a: # c\n  - p\n  - q\nb: 1\n", "y", "a: y # c\nb: 1\n"),
        ("a: # c\n  - p\nb: 1\n", [], "a: [] # c\nb: 1\n"),
        ("a: [] # c\nb: 1\n", ["x"], "a: # c\n  - x\nb: 1\n"),
        ("a: x # c\nb: 1\n", ["x", "y"], "a: # c\n  - x\n  - y\nb: 1\n"),
        ("a:\nb: 1\n", [{"i": "1", "l": "T"}], 'a:\n  - i: "1"\n    l: T\nb: 1\n'),
        ("a: [p, q]\n", ["p", "r, s"], 'a: [p, "r, s"]\n'),
        ("a: x\n", OneLine(["u", "no"]), 'a: [u, "no"]\n'),
        ("a:\n- p\n# c\n- q\n", ["p", "z", "q"], "a:\n- p\n- z\n# c\n- q\n"),
        ("a:\n  - p # 1\n  - q # 2\n  - r # 3\n", ["p", "r"], "a:\n  - p # 1\n  - r # 3\n"),
        ("a:\n  - p\n", ["n", "p"], "a:\n  - n\n  - p\n"),
        ("a: {p: 1, q: 2}\n", {"p": 1, "q": 3}, "a: {p: 1, q: 3}\n"),
        ("a:\n  p: 1 # c\n  q: 2\n", {"p": 1, "r": "x"}, "a:\n  p: 1 # c\n  r: x\n"),
        ("a: x\n", "\ufeff", 'a: "\\ufeff"\n'),
        ("a: x\n", "p\u2028q\x85\tr\x07", 'a: "p\\u2028q\\x85\\tr\\a"\n'),
        ("a: x\n", "#c", 'a: "#c"\n'),
    ],
)
def test_a_value_gives_way_and_everything_else_stays(text, value, wanted):
    assert replace_value(text, ("a",), value) == wanted


def test_a_wrapped_text_is_wrapped_again_as_wide_as_it_was():
    text = "a: >-\n  " + "word " * 9 + "\n  " + "word " * 9 + "end\nb: 1\n"
    new = replace_value(text, ("a",), "other " * 30 + "end")
    lines = new.splitlines()[1:-1]
    assert len(lines) > 3
    assert max(map(len, lines)) <= 50
    assert new.endswith("b: 1\n")
    plain = "a: one two three four five six seven eight nine ten\n   eleven twelve\nb: 1\n"
    assert len(replace_value(plain, ("a",), "other " * 30 + "end").splitlines()) > 3


@pytest.mark.parametrize(
    ("text", "value", "wanted"),
    [
        (
            "c:\n  - id: a\n    n: b # why\n\n  # next\n",
            "d\ne",
            "c:\n  - id: a\n    n: |- # why\n      d\n      e\n\n  # next\n",
        ),
        ("c: [{id: a, n: b}]\n", "x, y", 'c: [{id: a, n: "x, y"}]\n'),
        ("c:\n- n: b\n", "z", "c:\n- n: z\n"),
        ("c:\n-   id: a\n    n:\n", "z", "c:\n-   id: a\n    n: z\n"),
    ],
)
def test_a_value_within_a_list(text, value, wanted):
    assert replace_value(text, ("c", 0, "n"), value) == wanted


def test_an_anchor_that_is_used_elsewhere_is_not_changed_behind_anybodys_back():
    text = "a: &x one\nb: *x\n"
    with pytest.raises(BadYaml, match="cannot be changed safely"):
        replace_value(text, ("a",), "two")
    assert replace_value(text, ("b",), "two") == "a: &x one\nb: two\n"


@pytest.mark.parametrize(
    ("text", "after", "wanted"),
    [
        ("", None, "k: v\n"),
        ("# c", None, "# c\nk: v\n"),
        ("\ufeff", None, "\ufeffk: v\n"),
        ("a: 1\nb: 2", None, "a: 1\nb: 2\nk: v"),
        ("a: 1 # c\r\nb: 2\r\n", "a", "a: 1 # c\r\nk: v\r\nb: 2\r\n"),
        ("a: |\n  x\n\nb: 2\n", "a", "a: |\n  x\nk: v\n\nb: 2\n"),
        ("a: |+\n  x\n\nb: 2\n", "a", "a: |+\n  x\n\nk: v\nb: 2\n"),
        ("a: |\n  x", "a", "a: |\n  x\nk: v"),
        ("{a: 1, b: 2}\n", "a", "{a: 1, k: v, b: 2}\n"),
        ("{}\n", None, "{k: v}\n"),
        ("a:\n  - x\nb: 1\n", "a", "a:\n  - x\nk: v\nb: 1\n"),
    ],
)
def test_a_key_is_added(text, after, wanted):
    assert add_key(text, (), "k", "v", after=after) == wanted


def test_a_key_is_added_to_an_item_at_its_own_indentation():
    text = "c:\n  -   id: a\n      n: b\n  -   id: c\n"
    assert add_key(text, ("c", 0), "k", ["p", "q: r"], after="id") == (
        'c:\n  -   id: a\n      k:\n        -   p\n        -   "q: r"\n      n: b\n  -   id: c\n'
    )
    with pytest.raises(BadYaml):
        add_key(text, ("c", 0), "n", "x")
    with pytest.raises(KeyError):
        add_key(text, ("c", 0), "z", "x", after="nowhere")


@pytest.mark.parametrize(
    ("text", "path", "wanted"),
    [
        ("a: 1\nb: 2\nc: 3\n", ("b",), "a: 1\nc: 3\n"),
        ("a: 1\nb: 2", ("b",), "a: 1"),
        ("a: 1\r\nb: 2", ("b",), "a: 1"),
        ("a: 1\nb: |\n  x\n\n# c\nc: 3\n", ("b",), "a: 1\n\n# c\nc: 3\n"),
        ("{a: 1, b: 2, c: 3}\n", ("b",), "{a: 1, c: 3}\n"),
        ("{a: 1, b: 2}\n", ("a",), "{b: 2}\n"),
        ("a: {b: 1} # c\n", ("a", "b"), "a: {} # c\n"),
        ("c:\n  - id: a\n    n: b\n", ("c", 0, "id"), "c:\n  - n: b\n"),
        ("c:\n  - id: a\n    n: b\n", ("c", 0, "n"), "c:\n  - id: a\n"),
        ("\ufeffa: 1\nb: 2\n", ("a",), "\ufeffb: 2\n"),
    ],
)
def test_a_key_is_removed(text, path, wanted):
    assert remove_key(text, path) == wanted


def test_an_item_is_removed():
    assert remove_item("a:\n  - p\n  - q\n", ("a", 0)) == "a:\n  - q\n"
    assert remove_item("a:\n  - p\n  - q\n", ("a", 1)) == "a:\n  - p\n"
    assert remove_item("a: [p, q]\n", ("a", 1)) == "a: [p]\n"
    assert remove_item("a:\n  - p\nb: 1\n", ("a", 0)) == "a: []\nb: 1\n"
    with pytest.raises(KeyError):
        remove_item("a: [p]\n", ("a", 3))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("w:\n  - {id: T1, label: Early}\n", "w:\n  - {id: T1, label: Early}\n  - id: T3\n    label: x, y\n"),
        ("w: [{id: T1}]\n", 'w: [{id: T1}, {id: T3, label: "x, y"}]\n'),
        ("w: []\nb: 1\n", "w:\n  - id: T3\n    label: x, y\nb: 1\n"),
        ("w:\nb: 1\n", "w:\n  - id: T3\n    label: x, y\nb: 1\n"),
        ("w:\n- id: T1\n\n- id: T2\n", "w:\n- id: T1\n\n- id: T2\n\n- id: T3\n  label: x, y\n"),
        (
            "w:\n  - id: T1\n    # about T1\n  # below\n",
            "w:\n  - id: T1\n    # about T1\n  - id: T3\n    label: x, y\n  # below\n",
        ),
    ],
)
def test_an_item_is_appended(text, wanted):
    assert append_item(text, ("w",), {"id": "T3", "label": "x, y"}) == wanted


def test_an_item_goes_between_others():
    assert insert_item("a:\n  - p # c\n  - q\n", ("a",), 1, "z") == "a:\n  - p # c\n  - z\n  - q\n"
    with pytest.raises(BadYaml):
        insert_item("a:\n  - p\n", ("a",), 5, "z")


@pytest.mark.parametrize("text", ["a: [x\n", "a: 1\na: 2\n", "a: \x00\n"])
def test_a_text_that_cannot_be_read_is_not_changed(text):
    with pytest.raises(BadYaml):
        replace_value(text, ("a",), "y")


def test_what_is_the_same_already_is_left_as_it_is():
    text = "a: >-\n  some\n  thing\n"
    assert replace_value(text, ("a",), "some thing") is text
    assert read_yaml(text, name="x").texts() == {"a": "some thing"}
