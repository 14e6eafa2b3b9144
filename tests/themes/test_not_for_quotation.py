"""What is marked as not for quotation is coded and counted; it is offered, printed, packed and copied nowhere."""

from __future__ import annotations

import zipfile

import pytest

from workbench import coding, exchange, report, themes
from workbench.errors import Refused
from workbench.report.attributed import attributed_passage

PARENT, WORDS = "Parent 1 Early", "I was scared of (name)."
SECRET = "scared"


@pytest.fixture
def sealed(study, code):
    """A coding that was key, and whose words are marked since; beside it one that may be quoted."""
    (study.folder / "study.yaml").write_text(
        (study.folder / "study.yaml").read_text() + "words_in_text_files: true\n", encoding="utf-8"
    )
    (one,) = code(study, PARENT, WORDS, "trust", memo="a note")
    (two,) = code(study, PARENT, "She sat with me", "trust")
    (longer,) = code(study, PARENT, "when the letters came. I was scared", "listening")
    theme = themes.add(study, "Fear", codes=["trust", "listening"])
    themes.judge(study, theme, [one.id, two.id, longer.id], use="key")
    coding.mark_not_for_quotation(study, PARENT, one.span)
    return study.as_its_file_says(), theme, one, two, longer


def everything(path):
    """All that a file holds; of a Word file every part."""
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8", errors="replace") for name in archive.namelist())


def test_no_file_that_is_written_holds_its_words(sealed):
    study, *_ = sealed
    report.write(study, study.exports / "report.docx")
    report.write_extract_book(study, study.exports / "book.docx")
    report.write_copy(study, study.exports / "copy.docx", codings=True)
    exchange.pack(study)
    written = [*study.exports.iterdir(), *study.codings.iterdir()]
    assert {path.name for path in written} >= {"report.docx", "book.docx", "copy.docx", "Ruth.jsonl", "themes.yaml"}
    assert [path.name for path in written if SECRET in everything(path)] == []
    for name in ("report.docx", "book.docx", "copy.docx", "Ruth.jsonl"):
        assert any(path.name == name and "sat with me" in everything(path) for path in written), name


def test_it_is_counted_and_never_copied_offered_chosen_or_made_a_name(sealed):
    study, theme, one, two, longer = sealed
    assert len(coding.extracts(study)) == 3
    ids = [one.id, two.id, longer.id]
    assert [bool(made.withheld) for made in report.attributed(study, ids)] == [True, False, True]
    assert not any(SECRET in made.text for made in report.attributed(study, ids))
    assert attributed_passage(study, PARENT, longer.span).text == ""
    behind = themes.theme_extracts(study)[theme.id]
    assert [(found.extract.id, found.is_offered) for found in behind] == [
        (two.id, True),
        (longer.id, False),
        (one.id, False),
    ]
    for some in ([one.id], ids):
        with pytest.raises(Refused, match="not for quotation"):
            themes.judge(study, theme, some, use="key")
    assert themes.judge(study, theme, ids, stance="contradicts", use="useful") == 3
    with pytest.raises(Refused):
        coding.apply_in_vivo(study, PARENT, longer.span)
    # Moved off the words that are marked, it may be quoted; moved onto them, no longer.
    place = longer.span._replace(end=longer.span.end - len(" I was scared"))
    coding.move_borders(study, longer.id, place)
    assert not report.attributed(study, [longer.id])[0].withheld
    coding.move_borders(study, two.id, two.span._replace(end=one.span.start + 3))
    assert report.attributed(study, [two.id])[0].withheld
