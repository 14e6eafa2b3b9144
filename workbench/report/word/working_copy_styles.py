"""The looks of a working copy in Word, beside those of a report."""

from __future__ import annotations

from workbench.report.word.styles import QUIET, RULE, Style

TURN = "CopyTurn"
NO_SPEECH = "CopyNoSpeech"
BESIDE = "CopyBeside"
FACTS = "CopyFacts"
NUMBER = "CopyLineNumber"
TIME = "CopyTime"
LEFT_OUT = "CopyLeftOut"
COMMENT = "CommentText"
COMMENT_MARK = "CommentReference"

WIDTH = 6236
"""The width of the words, 11 cm, in twentieths of a point: the rest of the page is for notes."""

_NUMBERED = '<w:tabs><w:tab w:val="left" w:pos="0"/></w:tabs>{spacing}<w:ind w:left="0" w:hanging="567"/>'
"""The number of the line stands left of the words, at the beginning of the paragraph."""

_SMALL = '<w:sz w:val="17"/><w:szCs w:val="17"/>'

COPY_STYLES = (
    Style(
        TURN,
        "Transcript Turn",
        _NUMBERED.format(spacing='<w:spacing w:before="0" w:after="140" w:line="360" w:lineRule="auto"/>'),
        own=True,
    ),
    Style(
        NO_SPEECH,
        "Transcript No Speech",
        _NUMBERED.format(spacing='<w:spacing w:before="120" w:after="140" w:line="320" w:lineRule="auto"/>'),
        f'<w:i/><w:iCs/><w:color w:val="{QUIET}"/>',
        own=True,
    ),
    Style(
        BESIDE,
        "Transcript Not To Be Coded",
        run=f'<w:color w:val="{QUIET}"/>',
        based_on=TURN,
        own=True,
    ),
    Style(
        FACTS,
        "Transcript Facts",
        '<w:keepNext/><w:spacing w:before="0" w:after="40"/>',
        f'<w:color w:val="{QUIET}"/><w:sz w:val="18"/><w:szCs w:val="18"/>',
        own=True,
    ),
    Style(
        NUMBER, "Transcript Line Number", run=f'<w:i w:val="0"/><w:iCs w:val="0"/><w:color w:val="{QUIET}"/>{_SMALL}',
        based_on="DefaultParagraphFont", kind="character", own=True,
    ),
    Style(
        TIME, "Transcript Time", run=f'<w:color w:val="{QUIET}"/>{_SMALL}', based_on="DefaultParagraphFont",
        kind="character", own=True,
    ),
    Style(
        LEFT_OUT,
        "Transcript Left Out",
        run=f'<w:i/><w:iCs/><w:color w:val="{QUIET}"/><w:shd w:val="clear" w:color="auto" w:fill="{RULE}"/>',
        based_on="DefaultParagraphFont",
        kind="character",
        own=True,
    ),
    Style(
        COMMENT, "annotation text", '<w:spacing w:before="0" w:after="40" w:line="240" w:lineRule="auto"/>',
        '<w:sz w:val="18"/><w:szCs w:val="18"/>', listed=False,
    ),
    Style(
        COMMENT_MARK, "annotation reference", run='<w:sz w:val="16"/><w:szCs w:val="16"/>',
        based_on="DefaultParagraphFont", kind="character", listed=False,
    ),
)  # fmt: skip
"""The styles that only working copies have."""
