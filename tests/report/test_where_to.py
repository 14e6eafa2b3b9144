"""A report is not written over what people gave or wrote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench import themes
from workbench.errors import BadInput, NotFound
from workbench.report.gather import write, write_extract_book


@pytest.mark.parametrize("book", [False, True])
@pytest.mark.parametrize("folder", ["transcripts", "codebooks", "codings", ".workbench", "transcripts/deep", "link"])
def test_no_report_goes_into_a_folder_that_is_for_something_else(studies, code, folder: str, book: bool) -> None:
    study = studies.new()
    code(study, "Parent 1 Early", "She sat with me", "trust")
    themes.add(study, "Trust", codes=["trust"])
    (study.folder / "link").symlink_to(study.transcripts)
    place = study.folder / folder
    place.mkdir(exist_ok=True)
    path = place / "received.docx"
    path.write_bytes(b"as received")
    with pytest.raises(BadInput, match="was not written"):
        (write_extract_book if book else write)(study, path)
    assert path.read_bytes() == b"as received"
    (write_extract_book if book else write)(study, study.folder / "report.docx")


def test_nor_into_such_a_folder_of_another_study(studies, code) -> None:
    study, other = studies.new(), studies.new()
    code(study, "Parent 1 Early", "She sat with me", "trust")
    for folder in ("transcripts", ".workbench"):
        with pytest.raises(BadInput, match=f"the folder {folder} is for what belongs there"):
            write_extract_book(study, other.folder / folder / "x.docx")
    (study.folder / "exports").mkdir()
    write_extract_book(study, other.folder / "x.docx")
    # A folder that is only called so is anybody's.
    (study.folder.parent / "transcripts").mkdir()
    write_extract_book(study, study.folder.parent / "transcripts" / "x.docx")


def test_a_coder_without_codings_is_told_who_has_some(studies, code, tmp_path) -> None:
    study = studies.new("Owen")
    study.coder_id()
    replace(study, coder="Ruth").coder_id()
    with pytest.raises(NotFound, match="Nothing is coded yet"):
        write_extract_book(study, tmp_path / "x.docx")
    code(study, "Parent 1 Early", "She sat with me", "trust")
    with pytest.raises(NotFound, match="Ruth has coded nothing") as caught:
        write_extract_book(replace(study, coder="Ruth"), tmp_path / "x.docx")
    assert "Owen" in caught.value.hint


def test_nor_over_the_settings(studies, code) -> None:
    study = studies.new()
    code(study, "Parent 1 Early", "She sat with me", "trust")
    path = study.folder / "settings.docx"
    path.symlink_to(study.folder / "study.yaml")
    with pytest.raises(BadInput, match=r"study\.yaml"):
        write_extract_book(study, path)
    assert "title" in (study.folder / "study.yaml").read_text()
