"""The theme report: what stands in it (content), and how it is written: as a Word file, or in another shape."""

from workbench.report.attributed import Attributed, attributed
from workbench.report.balance.study import ledger_as_csv, weigh
from workbench.report.balance.weighed import Weighed
from workbench.report.beside import paths_beside
from workbench.report.choosing import change_choices, turn_agreement, turn_layer
from workbench.report.for_the_team.copying import Copied, copy_path, write_copy
from workbench.report.for_the_team.memo_book import MemosWritten, may_be_copied, memos_path, write_memos
from workbench.report.for_the_team.write_agreement import (
    AgreementWritten,
    agreement_path,
    write_agreement,
    write_rounds,
)
from workbench.report.for_the_team.write_handbook import HandbookWritten, handbook_path, write_handbook
from workbench.report.gather import (
    Written,
    default_path,
    gather,
    printed_coder,
    refuse_withheld_words,
    write,
    write_extract_book,
)
from workbench.report.markdown import as_markdown_between, reference_between
from workbench.report.outline_choices import OutlineStanding, ToHang, outline_standing
from workbench.report.place import Place, place_typed
from workbench.report.preview import Preview, PreviewPart, preview
from workbench.report.section_preview import SectionPreview, preview_section
from workbench.report.shapes import ENDINGS, SHAPES, WORD, Shape, shape_of

__all__ = [
    "ENDINGS",
    "SHAPES",
    "WORD",
    "AgreementWritten",
    "Attributed",
    "Copied",
    "HandbookWritten",
    "MemosWritten",
    "OutlineStanding",
    "Place",
    "Preview",
    "PreviewPart",
    "SectionPreview",
    "Shape",
    "ToHang",
    "Weighed",
    "Written",
    "agreement_path",
    "as_markdown_between",
    "attributed",
    "change_choices",
    "copy_path",
    "default_path",
    "gather",
    "handbook_path",
    "ledger_as_csv",
    "may_be_copied",
    "memos_path",
    "outline_standing",
    "paths_beside",
    "place_typed",
    "preview",
    "preview_section",
    "printed_coder",
    "reference_between",
    "refuse_withheld_words",
    "shape_of",
    "turn_agreement",
    "turn_layer",
    "weigh",
    "write",
    "write_agreement",
    "write_copy",
    "write_extract_book",
    "write_handbook",
    "write_memos",
    "write_rounds",
]
