"""The note beside a report: what its writers should know, and nothing of it in any shape of the report."""

import dataclasses
import io
import re
import zipfile
from pathlib import Path

from workbench.prepared import Edit, Prepared
from workbench.report.beside import files_beside, paths_beside
from workbench.report.checklist.facts import Background
from workbench.report.compose import compose
from workbench.report.content import Heading, Quotation, Table, as_text
from workbench.report.shapes import ENDINGS, to_bytes
from workbench.report.writers_note import NOT_TO_BE_SENT, writers_note


def text_of(report):
    return "\n".join(map(as_text, report.blocks))


def under(report, title):
    """What stands under a heading of the note."""
    found, here = [], False
    for block in report.blocks:
        if isinstance(block, Heading) and block.level == 1:
            here = block.text == title
        elif here:
            found.append(block)
    return "\n".join(map(as_text, found))


def test_it_says_what_its_writers_should_know(facts):
    report = compose(facts)
    note = writers_note(facts, report)
    titles = [block.text for block in note.blocks if isinstance(block, Heading) and block.level == 1]
    assert titles == [
        "What you should know",
        "Balance",
        "Recognisable?",
        "Quotations that were withheld",
        "Quotations that were cut or changed",
    ]
    assert note.title_page.about == NOT_TO_BE_SENT
    assert (note.running_note, note.language) == ("Not to be sent", report.language)
    assert "attributed “role”, as (Parent, T1): 1 of 2" in under(note, "Recognisable?")
    assert under(note, "Quotations that were withheld") == "None: every extract that was chosen is printed."
    # What is printed there carries no mark: only the report is read back.
    assert not any(block.mark for block in note.blocks if isinstance(block, Quotation))
    told = compose(dataclasses.replace(facts, notices=("Something.",)))
    assert "Something." in under(writers_note(facts, told), "What you should know")


def test_what_was_withheld_is_named_by_its_place_and_without_its_words(facts, study):
    people = tuple(
        dataclasses.replace(row, quoting="never") if row.participant == "TR" else row for row in facts.participants
    )
    trust, slow = facts.themes
    marked = dataclasses.replace(
        slow.extracts[1], extract=dataclasses.replace(slow.extracts[1].extract, not_for_quotation=True)
    )
    changed = study.make_facts(
        participants=people, themes=(trust, dataclasses.replace(slow, extracts=(slow.extracts[0], marked)))
    )
    note = writers_note(changed, compose(changed))
    said = under(note, "Quotations that were withheld")
    assert re.search(
        r"Someone who has been there\tTrainer T1, characters \d+–\d+\tspoken by someone who is never", said
    )
    assert re.search(r"Slow beginnings\tPM1 T2, characters \d+–\d+\tmarked not for quotation", said)
    for words in ("They asked harder questions", "I listen more than"):
        assert words not in text_of(note)


def test_what_was_done_to_quotations_is_told_without_the_words_that_went(facts, study):
    trust, slow = facts.themes
    row = slow.extracts[1]
    text = facts.transcript_of["PM1 T2"]
    words = text.text[row.extract.start : row.extract.end]
    edits = (
        Edit(2, 8, "redact", "(name)"),
        Edit(words.index("more"), words.index("more") + len("more than"), "leave out"),
        Edit(words.index("It took"), words.index("It took"), "clarify", "the course"),
    )
    prepared = Prepared(text.sha256, edits, form="dialogue", attribution="role")

    def note_with(value):
        theme = dataclasses.replace(slow, extracts=(slow.extracts[0], dataclasses.replace(row, prepared=value)))
        changed = study.make_facts(themes=(trust, theme))
        return writers_note(changed, compose(changed))

    said = under(note_with(prepared), "Quotations that were cut or changed")
    assert "1 word redacted as (name); 2 words left out; [the course] added; printed as a dialogue; " in said
    assert "attributed with less: role" in said
    outdated = under(
        note_with(dataclasses.replace(prepared, text="other", edits=edits[1:])), "Quotations that were cut or changed"
    )
    assert "prepared in another text than the transcript has now" in outdated
    assert under(note_with(None), "Quotations that were cut or changed").startswith("None was prepared")


def test_what_is_printed_as_one_is_told_extract_by_extract(facts, study):
    row = next(row for row in facts.transcripts if row.name == "Parent 1 T1")
    first, second = (
        study.extract(facts.transcripts, row.name, words, role="parent")
        for words in ("She has been where I am.", "That's all, really.")
    )
    told = (
        dataclasses.replace(facts.themes[0].extracts[0], extract=first, prepared=Prepared(row.sha256, goes_on=True)),
        dataclasses.replace(
            facts.themes[0].extracts[0],
            extract=second,
            prepared=Prepared(row.sha256, (Edit(len("That's all,"), len("That's all, really"), "leave out"),)),
        ),
    )
    between = study.extract(facts.transcripts, row.name, "You can't learn that from a book.\nShe never", role="parent")
    cut = Edit(len("You can't learn that "), len("You can't learn that from a book"), "leave out")
    middle = dataclasses.replace(told[0], extract=between, prepared=Prepared(row.sha256, (cut,)))
    theme = dataclasses.replace(facts.themes[0], extracts=(told[0], middle, told[1]))
    changed = study.make_facts(themes=(theme,))
    said = under(writers_note(changed, compose(changed)), "Quotations that were cut or changed")
    assert [said.count(one) for one in ("printed as one with", "3 words left out", "1 word left out")] == [1, 1, 1]
    assert sum(isinstance(block, Quotation) for block in compose(changed).blocks) == 2
    assert "None: every extract" in under(writers_note(changed, compose(changed)), "Quotations that were withheld")


def all_text(data):
    """Every byte of a file as text, packages unpacked."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode()
    archive = zipfile.ZipFile(io.BytesIO(data))
    return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_nothing_of_it_stands_in_any_shape_of_the_report(facts):
    report = dataclasses.replace(compose(facts), notices=("A notice for the writer alone.",))
    note = writers_note(facts, report)
    printed = {as_text(block) for block in report.blocks}
    own = {as_text(block) for block in note.blocks} - printed
    alone = {
        part
        for text in own
        for part in re.split(r"[\n\t]", text)
        if len(part) > 14 and not any(part in one for one in printed)
    }
    assert any("could have been said by fewer" in part for part in alone)
    assert any("A notice" in part for part in alone)
    for ending in ENDINGS:
        found = all_text(to_bytes(report, Path(f"x{ending}")))
        for part in (*alone, NOT_TO_BE_SENT, "Words coded"):
            assert part not in found, (ending, part)
        # Who is quoted by role only, or could not be told apart, is named by no id either.
        assert not re.search(r"\b(P2|S1|S2)\b", re.sub(r"<[^>]*>", " ", found)), ending


def test_it_is_written_beside_the_word_file(facts, tmp_path, study):
    report = compose(facts)
    path = tmp_path / "a report.docx"
    files = files_beside(path, facts, report, Background())
    assert tuple(files) == paths_beside(path)
    assert [one.name for one in files][1:] == ["a report-writers-note.docx", "a report-checklist.docx"]
    note, checklist = (study.read_docx(data) for data in list(files.values())[1:])
    words = "\n".join(one.text for one in note.paragraphs)
    assert "Quotations that were withheld" in words
    assert "Not to be sent" in "\n".join(data.decode() for name, data in note.parts.items() if "header" in name)
    assert any("COREQ" in one.text for one in checklist.paragraphs)
    assert files_beside(tmp_path / "a.html", facts, report, Background()) == {}
    tables = [block for block in writers_note(facts, report).blocks if isinstance(block, Table)]
    assert len(tables) == 3
