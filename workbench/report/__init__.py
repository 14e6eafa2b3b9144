"""The theme report: what stands in it (content), and how it is written as a Word file."""

from workbench.report.agreement_facts import is_told as tells_agreement
from workbench.report.attributed import Attributed, attributed
from workbench.report.copying import Copied, copy_path, write_copy
from workbench.report.gather import (
    Layered,
    Written,
    default_path,
    gather,
    printed_coder,
    refuse_withheld_words,
    write,
    write_extract_book,
)
from workbench.report.markdown import as_markdown_between
from workbench.report.memo_book import MemosWritten, may_be_copied, memos_path, write_memos
from workbench.report.place import Place, place_typed
from workbench.report.preview import Preview, PreviewPart, preview
from workbench.report.write_agreement import AgreementWritten, agreement_path, write_agreement, write_rounds
from workbench.report.write_handbook import HandbookWritten, handbook_path, write_handbook

__all__ = [
    "AgreementWritten",
    "Attributed",
    "Copied",
    "HandbookWritten",
    "Layered",
    "MemosWritten",
    "Place",
    "Preview",
    "PreviewPart",
    "Written",
    "agreement_path",
    "as_markdown_between",
    "attributed",
    "copy_path",
    "default_path",
    "gather",
    "handbook_path",
    "may_be_copied",
    "memos_path",
    "place_typed",
    "preview",
    "printed_coder",
    "refuse_withheld_words",
    "tells_agreement",
    "write",
    "write_agreement",
    "write_copy",
    "write_extract_book",
    "write_handbook",
    "write_memos",
    "write_rounds",
]
