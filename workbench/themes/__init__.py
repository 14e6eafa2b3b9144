"""Themes: what they say, which codes and extracts stand behind them."""

from workbench.themes.edit import FIELDS, add, edit, forget, judge, remove
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

__all__ = [
    "FIELDS",
    "STANCES",
    "STATUSES",
    "USES",
    "Theme",
    "ThemeExtract",
    "add",
    "edit",
    "extracts_behind",
    "find_theme",
    "forget",
    "judge",
    "remove",
    "theme_extracts",
    "themes",
    "themes_by_coding",
]
