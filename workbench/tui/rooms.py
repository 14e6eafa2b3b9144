"""The rooms of an open study."""

from __future__ import annotations

from workbench.tui.screens.agreement import AgreementScreen
from workbench.tui.screens.codes import CodesScreen
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.differences import DifferencesScreen
from workbench.tui.screens.frameworks import FrameworksScreen
from workbench.tui.screens.home import HomeScreen
from workbench.tui.screens.library import LibraryScreen
from workbench.tui.screens.memos import MemosScreen
from workbench.tui.screens.report import ReportScreen
from workbench.tui.screens.review import ReviewScreen
from workbench.tui.screens.room import Room
from workbench.tui.screens.samples import SamplesScreen
from workbench.tui.screens.search import SearchScreen
from workbench.tui.screens.themes import ThemesScreen
from workbench.tui.screens.verify import VerifyScreen

ROOMS: tuple[type[Room], ...] = (
    LibraryScreen,
    CodesScreen,
    CodingScreen,
    ThemesScreen,
    ReportScreen,
    MemosScreen,
    HomeScreen,
    SearchScreen,
    ReviewScreen,
    AgreementScreen,
    DifferencesScreen,
    FrameworksScreen,
    SamplesScreen,
    VerifyScreen,
)
"""All of them; each is there once, and remembers where one was in it."""
