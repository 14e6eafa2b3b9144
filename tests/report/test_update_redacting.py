"""What is redacted now in words that a report's writer changed: all of it is found, whatever overlaps."""

from __future__ import annotations

import dataclasses

import pytest
from talks import facts

from workbench.report.content import Source
from workbench.report.update.redacting import redacted
from workbench.report.update.wording import applied
from workbench.themes.preparing import Redaction


def put_otherwise(text, said, *redactions):
    """What the report says once the words are redacted in a transcript that says this text."""
    study = facts()
    row = dataclasses.replace(study.transcripts[0], text=text)
    hidden = tuple(
        Redaction(row.name, text.index(one), text.index(one) + len(one), instead) for one, instead in redactions
    )
    study = dataclasses.replace(study, transcripts=(row, *study.transcripts[1:]), redactions=hidden)
    return applied(said, redacted(study, Source("", row.name, 0, len(text)), said, ""))


@pytest.mark.parametrize(
    ("redactions", "printed"),
    [
        ([("Karen Holloway Smith", "(name)"), ("Karen", "(first)"), ("Smith", "(last)")], "(name) went home at last"),
        ([("Karen Holloway Smith", "(name)"), ("Smith", "(last)")], "(name) went home at last"),
        ([("Karen Holloway", "(name)"), ("Holloway Smith", "(last)")], "(name) went home at last"),
        ([("Karen", "(first)"), ("Smith", "(last)")], "(first) Holloway (last) went home at last"),
    ],
)
def test_no_redacted_word_stays_where_redactions_overlap(redactions, printed):
    said = "Karen Holloway Smith went home at last"
    assert put_otherwise("Karen Holloway Smith went home.", said, *redactions) == printed


def test_a_name_among_characters_without_blanks_is_found():
    assert put_otherwise("我和王丽谈了。", "我和王丽谈了", ("王丽", "（名）")) == "我和（名）谈了"
