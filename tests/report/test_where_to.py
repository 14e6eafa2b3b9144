"""A report is not written over what people gave or wrote."""

from __future__ import annotations

import pytest

from workbench import themes
from workbench.errors import BadInput
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


def test_nor_over_the_settings(studies, code) -> None:
    study = studies.new()
    code(study, "Parent 1 Early", "She sat with me", "trust")
    path = study.folder / "settings.docx"
    path.symlink_to(study.folder / "study.yaml")
    with pytest.raises(BadInput, match=r"study\.yaml"):
        write_extract_book(study, path)
    assert "title" in (study.folder / "study.yaml").read_text()
