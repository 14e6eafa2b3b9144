"""Themes: what they say, which codes and extracts stand behind them."""

from workbench.themes.codes import CodeInThemes, codes_in_themes
from workbench.themes.edit import FIELDS, add, edit, forget, judge, place, remove, wants_opposition, write_narrative
from workbench.themes.listing import (
    STANCES,
    STATUSES,
    USES,
    Theme,
    ThemeExtract,
    extracts_behind,
    find_theme,
    theme_extracts,
    themes,
    themes_by_coding,
)
from workbench.themes.twins import refuse_twins

__all__ = [
    "FIELDS",
    "STANCES",
    "STATUSES",
    "USES",
    "CodeInThemes",
    "Theme",
    "ThemeExtract",
    "add",
    "codes_in_themes",
    "edit",
    "extracts_behind",
    "find_theme",
    "forget",
    "judge",
    "place",
    "refuse_twins",
    "remove",
    "theme_extracts",
    "themes",
    "themes_by_coding",
    "wants_opposition",
    "write_narrative",
]
