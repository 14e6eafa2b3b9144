"""Themes: what they say, which codes and extracts stand behind them."""

from workbench.prepared import Edit, Prepared
from workbench.themes.codes import CodeInThemes, NotLiving, codes_in_themes, codes_not_living, told_of_codes
from workbench.themes.codes_in_use import Found, codes_in_use_check, lost_codes
from workbench.themes.edit import FIELDS, add, edit, goes_with, remove
from workbench.themes.evidence import (
    add_evidence,
    change_evidence,
    move_evidence,
    remove_evidence,
    set_answers,
    set_behind,
)
from workbench.themes.judging import forget, judge
from workbench.themes.listing import (
    STATUS_MEANINGS,
    STATUSES,
    Evidence,
    Theme,
    ThemeExtract,
    extracts_behind,
    find_theme,
    theme_extracts,
    themes,
    themes_by_coding,
    without_counter_extract,
)
from workbench.themes.narrative import forget_aside, keep_aside, kept_aside, to_put_back, write_narrative
from workbench.themes.places import WAYS, move, place, theme_for_subtheme
from workbench.themes.preparing import Redaction, prepare, redactions
from workbench.themes.references import reference_at, references
from workbench.themes.referred import Referred, reference_to, referred
from workbench.themes.refusals import Unopposed
from workbench.themes.stances import STANCES, USES, is_against
from workbench.themes.twins import refuse_twins

__all__ = [
    "FIELDS",
    "STANCES",
    "STATUSES",
    "STATUS_MEANINGS",
    "USES",
    "WAYS",
    "CodeInThemes",
    "Edit",
    "Evidence",
    "Found",
    "NotLiving",
    "Prepared",
    "Redaction",
    "Referred",
    "Theme",
    "ThemeExtract",
    "Unopposed",
    "add",
    "add_evidence",
    "change_evidence",
    "codes_in_themes",
    "codes_in_use_check",
    "codes_not_living",
    "edit",
    "extracts_behind",
    "find_theme",
    "forget",
    "forget_aside",
    "goes_with",
    "is_against",
    "judge",
    "keep_aside",
    "kept_aside",
    "lost_codes",
    "move",
    "move_evidence",
    "place",
    "prepare",
    "redactions",
    "reference_at",
    "reference_to",
    "references",
    "referred",
    "refuse_twins",
    "remove",
    "remove_evidence",
    "set_answers",
    "set_behind",
    "theme_extracts",
    "theme_for_subtheme",
    "themes",
    "themes_by_coding",
    "to_put_back",
    "told_of_codes",
    "without_counter_extract",
    "write_narrative",
]
