import csv
import json
import os
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from workbench.transcripts.readers import Reading, read

pytestmark = pytest.mark.sample_data


@pytest.fixture
def data() -> Path:
    folder = os.environ.get("WORKBENCH_SAMPLE_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("WORKBENCH_SAMPLE_DATA names no folder of sample transcripts")
    return Path(folder)


def speakers(reading: Reading) -> set[str | None]:
    return {turn.speaker for turn in reading.turns}


def words(reading: Reading) -> list[str]:
    return [reading.text[turn.start : turn.end] for turn in reading.turns]


def test_1250_interviews_keep_every_character(data):
    paths = sorted((data / "anthropic_interviewer" / "txt").glob("*.txt"))
    assert len(paths) == 1250
    for path in paths:
        reading = read(path)
        assert reading.text == path.read_bytes().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        assert speakers(reading) == {"Assistant", "AI", "User"}, path.name
        outside = reading.text
        for turn in reversed(reading.turns):
            outside = outside[: turn.start] + outside[turn.end :]
        assert set(outside.split()) == {"Assistant:", "AI:", "User:"}, path.name


def test_one_talk_in_five_formats_is_one_text(data):
    for stem in (
        "2023/Goodboy Galaxy/Goodboy Galaxy - Rik Nicol",
        "2025/Keitai update Spring 2025/Keitai update Spring 2025",
    ):
        base = data / "hitsave" / stem
        web, sub, plain = (read(base.with_name(base.name + suffix)) for suffix in (".vtt", ".srt", ".txt"))
        assert web.text == sub.text == "\n".join(words(plain))
        assert web.turns == sub.turns
        with base.with_name(base.name + ".tsv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        assert words(web) == [row["text"].strip() for row in rows]
        assert [turn.time for turn in web.turns] == [int(row["start"]) for row in rows]
        segments = json.loads(base.with_name(base.name + ".json").read_text(encoding="utf-8"))["segments"]
        assert words(web) == [segment["text"].strip() for segment in segments]


def test_markdown_interviews_have_their_speakers(data):
    expected = {
        "Danny Silvers": {"Jonas Rosland", "Danny Silvers"},
        "Get-A-Grip": {"Jonas Rosland", "Jon Lawitts", "Vicky Wei", "Rich McGrath"},
        "Wintermoor": {"Jonas Rosland", "Ben Walker", "Kyla Fury", "Ryan Anderson"},
        "Dawn of the Monsters": {"Jonas Rosland", "Alex Rushdy"},
        "Betty & Earl": {"Jonas Rosland", "Matthew Brelsford"},
        "GigaSword": {"Jonas Rosland", "Jack Breen", "Unknown Speaker"},
        "Astravia": {"Jonas Rosland", "Jaiden Alemni"},
        "Q-Cubed": {"Jonas Rosland", "Carolyn Lu"},
        "Marxist": {
            "Jonas Rosland",
            "Nick Zaleski",
            "Eric Kesterson",
            "Saun Conlin",
            "Jim Bochanski",
            "Unknown Speaker",
        },
        "artemio": set(),
    }
    paths = [path for path in (data / "hitsave").rglob("*.md") if path.name not in ("README.md", "LICENSE.md")]
    assert len(paths) == len(expected)
    for path in paths:
        key = next(key for key in expected if key in path.name)
        assert speakers(read(path)) - {None, ""} == expected[key], path.name


def test_subtitle_samples(data):
    folder = data / "srt_vtt_samples"
    sub, web = read(folder / "podcastindex_example.srt"), read(folder / "podcastindex_example.vtt")
    assert speakers(sub) == {"Travis", "Gilon", "Sarah"}
    assert sub.text.startswith("Travis: When you first get started in podcasting, it's almost guaranteed")
    assert web.text.startswith("Sarah: In today's episode, you'll learn whether or not you should have")
    assert "Q&A" in web.text
    assert speakers(web) == {"Sarah", "Gillian"}


def test_observations(data):
    paths = sorted((data / "icpc_code_review" / "transcripts").glob("*.txt"))
    assert len(paths) == 25
    for path in paths:
        reading = read(path)
        participant = path.stem.partition("R")[0]
        assert speakers(reading) - {None} in (set(), {"I", participant}), path.name
        assert reading.text == path.read_bytes().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def independent_words(path: Path) -> Counter[str]:
    """The words of all w:t in the main document, whatever they stand in, less deletions, moves and fallbacks."""
    with zipfile.ZipFile(path) as package:
        rels = package.read("_rels/.rels").decode()
        main = re.search(r'/officeDocument"[^>]*Target="/?([^"]+)"', rels) or re.search(
            r'Target="/?(word/[^"]+)"', rels
        )
        assert main
        root = etree.fromstring(package.read(main.group(1)))
    return words_of(root)


def words_of(root: etree._Element) -> Counter[str]:
    gone = {space + name for space in (W, STRICT) for name in ("del", "moveFrom")} | {FALLBACK}
    found: Counter[str] = Counter()
    for paragraph in root.iter(W + "p", STRICT + "p"):
        parts = []
        for element in paragraph.iter():
            nearest = (
                next(a for a in element.iterancestors(W + "p", STRICT + "p")) if element is not paragraph else paragraph
            )
            if nearest is not paragraph or any(ancestor.tag in gone for ancestor in element.iterancestors()):
                continue
            local = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
            parts.append(element.text or "" if local == "t" else " " if local in ("br", "tab", "cr") else "")
        found.update("".join(parts).split())
    return found


def words_of_headers(path: Path) -> set[str]:
    """The words of the headers and footers, less their page numbers."""
    found: set[str] = set()
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if re.fullmatch(r".*/(header|footer)\d*\.xml", name):
                root = etree.fromstring(package.read(name))
                found |= {word for word in words_of(root) if any(letter.isalpha() for letter in word)}
    return found


def test_headers_and_footers_of_word_files_are_in_the_text(data):
    expected = {
        "multiple_runs_per_paragraph": ["Multiple Runs in the Header", "Multiple Runs in the Footer"],
        "invalid_tag_name": ["Special Notice", "Page  of", "*= Required Field"],
    }
    for path in sorted(data.rglob("docx2python/*.docx")):
        reading = read(path)
        lines = expected.get(path.stem, [])
        assert reading.text.split("\n")[len(reading.text.split("\n")) - len(lines) :] == lines
        assert words(reading)[len(reading.turns) - len(lines) :] == lines
        assert all(not turn.speaker for turn in reading.turns[len(reading.turns) - len(lines) :])
        assert any("page headers and footers" in notice for notice in reading.notices) == bool(lines)
        assert words_of_headers(path) <= set(reading.text.split()), path.name


def test_word_files_lose_no_visible_word(data):
    paths = sorted(data.rglob("docx2python/*.docx")) + sorted(data.rglob("amos/**/*.docx"))
    assert len(paths) >= 19
    for path in paths:
        reading = read(path)
        # Signs of symbol fonts, which are no w:t, have become U+FFFD.
        missing = independent_words(path) - Counter(reading.text.replace("\ufffd", "").split())
        assert not missing, path.name
