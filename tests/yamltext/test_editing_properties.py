"""Random edits on random files: only the changed field differs, and it reads back as what was wanted."""

import difflib
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.yamltext import BadYaml, add_key, insert_item, read_yaml, remove_key, replace_value

WORDS = st.sampled_from(
    [
        "mentor",
        "no",
        "1.10",
        "é😀",
        "it's",
        '"so"',
        "a: b",
        "# x",
        "- y",
        "[names city]",
        "يا",
        "…",
        "null",
        "don't",
        "{z}",
        "\\",
        "%",
        "@",
        "&c",
        "*c",
        "|",
        ">",
        "!",
        "?",
        "2024-01-01",
        "x\ty",
        "\xa0",
        "=",
        "<<",
        ",",
    ]
)
TEXTS = st.one_of(
    st.lists(WORDS, min_size=1, max_size=30).map(" ".join),
    st.lists(st.lists(WORDS, max_size=6).map(" ".join), min_size=1, max_size=4).map("\n".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
)
PLAIN = st.lists(st.sampled_from(["mentor", "parent", "é😀", "it's", "a#b", "x:y"]), min_size=1, max_size=20)


@st.composite
def fields(draw, key, pad):
    """One field as a person might have typed it, in any style, with its value's lines at a random indentation."""
    words = draw(PLAIN)
    comment = draw(st.sampled_from(["", "", "  # why", " #é"]))
    below = pad + " " * draw(st.integers(1, 5))
    style = draw(
        st.sampled_from(["plain", "wrapped", "single", "double", "literal", "folded", "empty", "list", "flow"])
    )
    half = len(words) // 2
    one, two = " ".join(words[:half]) or "one", " ".join(words[half:])
    match style:
        case "plain":
            lines = [f"{key}: {one}{comment}"]
        case "wrapped":
            lines = [f"{key}: {one}", f"{below}{two}{comment}"]
        case "single":
            lines = [f"{key}: '{one.replace(chr(39), chr(39) * 2)}'{comment}"]
        case "double":
            lines = [f'{key}: "{one}', f'{below}{two} \\t"{comment}']
        case "literal" | "folded":
            sign = ("|" if style == "literal" else ">") + draw(st.sampled_from(["", "-", "+"]))
            lines = [
                f"{key}: {sign}{comment}",
                f"{below}{one}",
                *draw(st.sampled_from([[], [""], [below + " more"]])),
                f"{below}{two}",
            ]
        case "empty":
            lines = [f"{key}:{comment}"]
        case "list":
            lines = [
                f"{key}:{comment}",
                f"{below}- {one}{comment}",
                f"{below}# between",
                f"{below}- '{two.replace(chr(39), '')}'",
            ]
        case _:
            lines = [f"{key}: [{one}, {two}]{comment}"]
    return [pad + line if at == 0 else line for at, line in enumerate(lines)]


@st.composite
def files(draw):
    """A file with a list of mappings, of random layout; with the number of its items."""
    dash = " " * draw(st.integers(0, 4))
    gap = " " * draw(st.integers(1, 3))
    pad = dash + " " + gap
    lines = ["# INVENTED", "name: é😀 book   ", "codes:  # all of them"]
    count = draw(st.integers(1, 3))
    for item in range(count):
        lines += draw(st.sampled_from([[], [""], ["", f"{dash}# ---- part ----", ""]]))
        lines += [f"{dash}-{gap}id: c{item}"]
        for key in ("name", "definition", "examples"):
            lines += draw(fields(key, pad))
            lines += draw(st.sampled_from([[], [], [""], [f"{pad}# note"]]))
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n", "\n# end", "\nlast: 1\n"]))
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return draw(st.sampled_from(["", "\ufeff"])) + text, count


quick = settings(suppress_health_check=list(HealthCheck))


def untouched(old, new, field):
    """Assert that the two differ in one stretch of lines only, and that what is lost belongs to ``field``."""
    before, after = re.split(r"(?<=\n)", old), re.split(r"(?<=\n)", new)
    changes = [
        step
        for step in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if step[0] != "equal"
    ]
    if not changes:
        return
    # Nothing before the field and nothing after it is another.
    start, end = field
    assert new.startswith(old[:start])
    assert new.endswith(old[end:])


def extent(text, path, key):
    """Offsets from the key to the end of the value's last line."""
    document = read_yaml(text, name="x")
    entry = document.node(path).entry(key)
    end = re.compile(r"[\r\n]|\Z").search(text, entry.value.end).start()
    return entry.key.start, end


@quick
@given(files(), st.data())
def test_a_text_put_in_the_place_of_anything(made, data):
    text, count = made
    path = ("codes", data.draw(st.integers(0, count - 1)))
    key = data.draw(st.sampled_from(["name", "definition", "examples"]))
    value = data.draw(TEXTS)
    old = read_yaml(text, name="x").texts()
    new = replace_value(text, (*path, key), value)
    after = read_yaml(new, name="x")
    assert after.node((*path, key)).text == value
    old["codes"][path[1]][key] = None
    found = after.texts()
    found["codes"][path[1]][key] = None
    if text.endswith("\n"):
        assert found == old
    untouched(text, new, extent(text, path, key))


@quick
@given(files(), st.data())
def test_a_list_put_in_the_place_of_anything(made, data):
    text, count = made
    path = ("codes", data.draw(st.integers(0, count - 1)))
    key = data.draw(st.sampled_from(["name", "definition", "examples"]))
    value = data.draw(st.lists(TEXTS, max_size=4))
    new = replace_value(text, (*path, key), value)
    node = read_yaml(new, name="x").node((*path, key))
    assert [item.text for item in node.items] == value
    untouched(text, new, extent(text, path, key))


@quick
@given(files(), st.data())
def test_a_key_added_and_removed_again(made, data):
    text, count = made
    path = ("codes", data.draw(st.integers(0, count - 1)))
    after = data.draw(st.sampled_from([None, "id", "name", "definition", "examples"]))
    new = add_key(text, path, "include", data.draw(TEXTS), after=after)
    back = remove_key(new, (*path, "include"))
    # A block at the very end that had to take a line end keeps it.
    assert back in (text, text + "\n", text + "\r\n")


@quick
@given(files(), st.data())
def test_an_item_added(made, data):
    text, count = made
    position = data.draw(st.integers(1, count))
    value = {"id": "new", "name": data.draw(TEXTS), "examples": data.draw(st.lists(TEXTS, max_size=3))}
    new = insert_item(text, ("codes",), position, value, blank_line=data.draw(st.sampled_from([None, True, False])))
    codes = read_yaml(new, name="x").root.get("codes").items
    assert len(codes) == count + 1
    assert codes[position].get("name").text == value["name"]
    # Only lines were added, in one stretch.
    shared = next((at for at, (one, two) in enumerate(zip(text, new, strict=False)) if one != two), len(text))
    assert new.endswith(text[shared:])


@quick
@given(st.text(st.sampled_from(list("ab:-#'\"|>[]{}&*!?,\n\t \r\ufeff<~%@`0."))), TEXTS)
def test_any_text_is_read_and_changed_or_refused(text, value):
    try:
        document = read_yaml(text, name="x")
        document.texts()
    except BadYaml:
        return
    for path in [("a",), (0,), ("a", 0), ("a", "b")]:
        if document.has(path):
            try:
                new = replace_value(text, path, value)
            except BadYaml as error:
                refusal = error.problem
                assert "safely" in refusal
                continue
            assert read_yaml(new, name="x").node(path).text == value
