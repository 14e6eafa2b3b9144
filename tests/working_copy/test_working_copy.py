"""Working copies: what is printed for reading on paper, and what is not."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from word_files import hold_against_the_standard

from workbench import coding
from workbench.errors import BadInput, NotFound
from workbench.report.for_the_team.copying import BESIDE, REPEATS, copy_path, write_copy
from workbench.report.for_the_team.working_copy import Remark, SpokenLine, WorkingCopy, copied, whole_words
from workbench.report.word.working_copy import NOTE, copy_to_docx
from workbench.spans import Span
from workbench.transcripts import listing
from workbench.transcripts.going import place_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = (
    "[names city] [/bold] =cmd() <script>&amp; ]]> \x1b[31m\x00\ud800 \u202eright\u202c "
    "👩\u200d👩\u200d👧 cafe\u0301 مرحبا بكم 你好，世界"
)


def covered(data_or_path):
    """What each comment of a Word file lies on, by another reader than the one that wrote it."""
    with zipfile.ZipFile(data_or_path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    open_now, words = set(), {}
    for node in root.iter():
        number = node.get(f"{W}id")
        if node.tag == f"{W}commentRangeStart":
            open_now.add(number)
            words[number] = ""
        elif node.tag == f"{W}commentRangeEnd":
            open_now.remove(number)
        elif node.tag == f"{W}t":
            for each in open_now:
                words[each] += node.text or ""
    assert not open_now
    return [words[str(number)] for number in range(len(words))]


def everything_in(path):
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def place(study, transcript, quote):
    return coding.find_place(study, transcript, quote=quote, start=None, end=None)


def test_a_copy_has_head_labels_line_numbers_a_wide_margin_and_a_section_each(study, tmp_path):
    done = write_copy(study, tmp_path / "all.docx")
    assert (done.transcripts, done.codings, done.left_out) == (5, 0, 0)
    file = docx.Document(str(done.path))
    assert [one.text for one in file.paragraphs if one.style.name == "Heading 1"] == [
        "Parent 1 Early",
        "Parent 1 Late",
        "Parent 2 Early",
        "PM1+PM2 Early",
        "S1+S2 Early",
    ]
    texts = [one.text for one in file.paragraphs]
    assert {"Participants: PM1, PM2", "Time point: Early", "Kind: joint"} <= set(texts)
    assert "3\tPM2: We listened, really. It took months to be trusted." in texts
    spoken = next(one for one in file.paragraphs if one.text.startswith("3\tPM2: We listened"))
    assert [run.text for run in spoken.runs if run.bold] == ["PM2: "]
    assert len(file.sections) == 5
    for section, name in zip(file.sections, ("Parent 1 Early", "Parent 1 Late"), strict=False):
        assert section.header.paragraphs[0].text == f"{name}\t{NOTE}"
        assert section.right_margin > section.page_width * 0.3
    assert "PAGE" in everything_in(done.path)
    assert any("never to be quoted" in notice and "Staff 2" in notice for notice in done.notices)
    assert "Never to be quoted: Staff 2 (S2)" in texts


def test_codings_stand_in_the_margin_on_their_words_also_over_turns(study, tmp_path):
    name = "PM1+PM2 Early"
    over = Span(place(study, name, "than I talked.").start, place(study, name, "We listened").end)
    coding.apply(study, name, [over], ["listening"], memo="one\n\nand two")
    coding.apply(study, name, [place(study, name, "I listened more")], ["trust", "doubt"])
    coding.apply(replace(study, coder="Ann"), name, [place(study, name, "listened more than I")], ["trust"])
    done = write_copy(study, tmp_path / "copy.docx", [name, name], codings=True)
    assert (done.transcripts, done.codings) == (1, 4)
    comments = list(docx.Document(str(done.path)).comments)
    found = sorted(
        zip(covered(done.path), [(one.author, one.text) for one in comments], strict=True), key=lambda each: each[1]
    )
    assert found == [
        ("listened more than I", ("Ann", "Trust")),
        ("I listened more", ("Ruth", "Doubt")),
        ("than I talked.3PM2: We listened", ("Ruth", "Listening\none\nand two")),
        ("I listened more", ("Ruth", "Trust")),
    ]
    own = write_copy(study, tmp_path / "own.docx", [name], codings=True, coder="Ann")
    assert own.codings == 1


def test_what_is_not_for_quotation_stands_nowhere_in_the_file(study, tmp_path):
    name = "Parent 1 Early"
    coding.mark_not_for_quotation(study, name, place(study, name, "cared of (nam"))
    coding.apply(study, name, [place(study, name, "I was scared of (name).")], ["trust"], memo="secret of hers")
    coding.apply(study, name, [place(study, name, "every week.")], ["doubt"], memo="not SCARED  of (name) then")
    coding.mark_not_for_quotation(study, "Parent 2 Early", place(study, "Parent 2 Early", "中文句子"))
    assert whole_words("그 어머니는 왔다", Span(3, 5)) == Span(2, 6)
    done = write_copy(study, tmp_path / "copy.docx", codings=True)
    whole = everything_in(done.path).casefold()
    assert "scared" not in whole
    assert "(name)" not in whole
    assert "secret" not in whole
    assert "中文" not in whole
    texts = [one.text for one in docx.Document(str(done.path)).paragraphs]
    assert "2\tParent 1: She sat with me when the letters came. I was [not for quotation: 3 words left out])." in texts
    comments = [one.text for one in docx.Document(str(done.path)).comments]
    assert comments == [f"Trust\n{BESIDE}", f"Doubt\n{REPEATS}"]
    assert done.left_out == 2
    assert any("left out, marked not for quotation" in notice for notice in done.notices)


def test_the_number_beside_a_printed_line_leads_to_it_on_the_screen(study, tmp_path):
    coding.mark_not_for_quotation(study, "Parent 1 Early", place(study, "Parent 1 Early", "What was it like?"))
    file = docx.Document(str(write_copy(study, tmp_path / "all.docx").path))
    printed, name = {}, ""
    for one in file.paragraphs:
        name = one.text if one.style.name == "Heading 1" else name
        if "\t" in one.text:
            number, _, words = one.text.partition("\t")
            printed.setdefault(name, []).append((number, words))
    with study.read() as session:
        every = listing.transcripts(session)
        texts = {one.name: one for one in listing.spoken(session, {one.revision_id for one in every}).values()}
    assert printed.keys() == texts.keys()
    for name, lines in printed.items():
        spoken = texts[name]
        assert len(lines) == len(spoken.lines) > 1
        for number, words in lines:
            stands = spoken.text[place_of(number, spoken) :].partition("\n")[0].rstrip()
            assert words.endswith(stands.replace("\x1b", "\ufffd")) or "[not for quotation: " in words


def test_what_cannot_be_printed_is_refused_and_cancelling_leaves_no_file(study, tmp_path):
    with pytest.raises(NotFound):
        write_copy(study, tmp_path / "copy.docx", ["nobody"])
    with pytest.raises(BadInput):
        write_copy(study, study.transcripts / "copy.docx")
    with pytest.raises(BadInput):
        write_copy(study, tmp_path / "copy.docx", coder="Ann")
    told = []

    def stop(done, total, what):
        told.append((done, total, what))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_copy(study, tmp_path / "copy.docx", progress=stop)
    assert told[0] == (0, 5, "Parent 1 Early")
    assert list(tmp_path.glob("*.docx")) == []
    assert copy_path(study, "a/b: \x1b[c]").name == "a-b- --c-.docx"


def test_hostile_words_and_long_texts_come_out_whole_and_word_has_nothing_to_say(tmp_path):
    text = f"{HOSTILE}\n{'word ' * 60_000}\n\n{HOSTILE}"
    marks = [Remark(start, start + 700, "Ruth [/b]", HOSTILE, HOSTILE) for start in range(0, len(text) - 700, 4000)]
    turns = [SpokenLine(0, len(HOSTILE), "P1", time=3_840_000), SpokenLine(len(HOSTILE), len(text), HOSTILE)]
    one = copied(HOSTILE, (("Kind", HOSTILE),), text, turns, remarks=marks)
    empty = copied("empty", (), "", ())
    copy = WorkingCopy(HOSTILE, (one, empty, one), made_at=datetime(2026, 1, 2, tzinfo=UTC))
    target = tmp_path / "copy.docx"
    target.write_bytes(copy_to_docx(copy))
    assert target.read_bytes() == copy_to_docx(copy)
    file = docx.Document(str(target))
    assert sum(one.text.count("word") for one in file.paragraphs) == 120_000
    assert len(list(file.comments)) == len(covered(target)) == 2 * len(marks)
    assert any(
        one.text.startswith("1\t1:04:00 P1: [names city] [/bold] =cmd() <script>&amp;") for one in file.paragraphs
    )
    hold_against_the_standard(target)


spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).filter(lambda pair: pair[0] < pair[1])


@given(st.text("ab \n\u0e01é", min_size=61, max_size=61), st.lists(spans, max_size=4), st.lists(spans, max_size=4))
def test_every_word_is_printed_once_or_left_out_and_no_remark_is_lost(text, hidden, coded):
    remarks = [Remark(*pair, "A", "c") for pair in coded]
    sealed = [Span(*pair) for pair in hidden]
    one = copied("n", (), text, [SpokenLine(0, 30), SpokenLine(30, 61)], sealed=sealed, remarks=remarks)
    stretches = [stretch for line in one.lines for stretch in line.stretches]
    at = 0
    for stretch in stretches:
        assert not text[at : stretch.start].strip()
        assert stretch.left_out or stretch.text == text[stretch.start : stretch.end]
        assert stretch.left_out or not any(Span(stretch.start, stretch.end).overlaps(span) for span in sealed)
        at = stretch.end
    assert not text[at:].strip()
    begun, ended = [], []
    for stretch in stretches:
        begun += stretch.begins
        ended += stretch.ends
        assert set(ended) <= set(begun)
    assert sorted(begun) == sorted(ended) == list(range(len(one.remarks)))
    assert len(one.remarks) == (len(remarks) if one.lines else 0)
