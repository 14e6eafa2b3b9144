"""Memos as Word and Markdown: what stands in them, and what must not."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace

import pytest

from workbench import coding, memos, report
from workbench.errors import BadInput, NotFound, Refused
from workbench.memos import Sifting
from workbench.report.for_the_team.memo_book import LEFT_OUT
from workbench.spans import Span

PARENT = "Parent 1 Early"


def words_in(path):
    with zipfile.ZipFile(path) as parts:
        return re.sub(r"<[^>]*>", "|", parts.read("word/document.xml").decode())


def test_memos_are_written_by_kind_and_day_as_word_and_as_markdown(studies, code):
    study = studies.new()
    (made,) = code(study, PARENT, "She sat with me", "trust", memo="The *first* one.")
    memos.add(study, "# Long\n\nWhat [bold] I bring:\n\n- a\n- b", kind="reflexive", phase=2)
    memos.add(replace(study, coder="Sam"), "=cmd() <script>", about="coding", coding_id=made.id)
    memos.add_entry(study, 2, "Coded T1.")
    memos.add(study, "The flat was cold.", kind="field note", about="transcript", name=PARENT)
    done = report.write_memos(study, report.memos_path(study))
    assert (done.memos, done.left_out, done.notices) == (5, 0, ())
    printed = words_in(done.path)
    order = ["Analytic memos", "first", "Sam: coding “Trust” (trust) in Parent 1 Early", "=cmd() &lt;script&gt;"]
    order += ["Reflexive memos", "study, phase 2, generating initial codes", "Long", "What [bold] I bring:"]
    order += ["|Field notes|", "The flat was cold."]
    order += ["What was done in each phase", "Coded T1."]
    assert [printed.rindex(words) for words in order] == sorted(printed.rindex(words) for words in order)
    assert "For the team, not for publication" not in printed  # it stands in every page's header
    path = study.exports / "memos.MD"
    assert report.write_memos(study, path, Sifting(kind="reflexive", phase=2, coder="ruth")).memos == 1
    day = memos.today()
    assert path.read_text() == (
        "# Peer support, invented: memos\n\nFor the team, not for publication.\n\n## Reflexive memos\n\n"
        f"### {day}, Ruth: study, phase 2, generating initial codes\n\n"
        "#### Long\n\nWhat [bold] I bring:\n\n- a\n- b\n"
    )


def test_what_must_not_be_printed_is_left_out_and_told(studies, code):
    study = studies.new()
    place = coding.find_place(study, PARENT, quote="in the snow", start=None, end=None)
    coding.mark_not_for_quotation(study, PARENT, place)
    memos.add(study, "She says: IN THE “snow”!")
    memos.add(study, "Of snow she says more.")
    done = report.write_memos(study, study.exports / "m.md")
    assert (done.memos, done.left_out) == (2, 1)
    assert done.notices == (
        "1 memo left out: its text repeats words that are not for quotation, or of somebody never to be quoted.",
    )
    printed = done.path.read_text()
    assert LEFT_OUT in printed
    assert "Of snow she says more." in printed
    assert "“snow”" not in printed


def test_a_code_that_is_named_by_marked_words_is_not_named_above_a_memo_on_it(studies):
    study = studies.new()
    place = coding.find_place(study, PARENT, quote="even in the snow", start=None, end=None)
    made = coding.apply_in_vivo(study, PARENT, place)
    for about in ({"about": "coding", "coding_id": made.applied.id}, {"about": "code", "name": made.applied.code}):
        memos.add(study, "Of how she came.", **about)
    # Only now, and only a part of it, which begins and ends within words.
    coding.mark_not_for_quotation(study, PARENT, Span(place.start + 2, place.end - 2))
    for ending in (".md", ".docx"):
        done = report.write_memos(study, study.exports / f"m{ending}")
        assert "2 memos without the name of what it is about" in done.notices[0]
        printed = done.path.read_text() if ending == ".md" else words_in(done.path)
        assert "name left out" in printed
        assert printed.count("Of how she came.") == 2
        assert "snow" not in printed


def test_what_a_file_may_not_hold_is_not_copied(studies):
    study = studies.new()
    coding.mark_not_for_quotation(
        study, PARENT, coding.find_place(study, PARENT, quote="in the snow", start=None, end=None)
    )
    for text, kind in (("In the snow, she says.", "analytic"), ("A word of it.", "safeguarding")):
        memo = memos.find(study, memos.add(study, text, kind=kind))
        with pytest.raises(Refused, match=r"[Nn]ot copied"):
            report.may_be_copied(study, memo)
    assert report.may_be_copied(study, memos.find(study, memos.add(study, "Of snow."))) == "Of snow."


def test_what_cannot_be_written(studies):
    study = studies.new()
    with pytest.raises(NotFound):
        report.write_memos(study, study.exports / "m.md")
    memos.add(study, "a word", kind="safeguarding")
    with pytest.raises(NotFound):
        report.write_memos(study, study.exports / "m.md")
    with pytest.raises(Refused):
        report.write_memos(study, study.exports / "m.md", Sifting(kind="safeguarding"))
    memos.add(study, "another")
    for path in (study.exports / "m.txt", study.transcripts / "m.md", study.folder / "study.yaml"):
        with pytest.raises(BadInput):
            report.write_memos(study, path)
    assert not study.exports.exists() or not list(study.exports.iterdir())
