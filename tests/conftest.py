"""What the whole suite shares: how it runs, and that no test leaves anything behind; the rest is in `shared`."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Generator

import pytest
from hypothesis import settings

pytest_plugins = [
    "command_line",
    "compared_study",
    "databases",
    "driven_apps",
    "framework_study",
    "scratch_git",
    "small_study",
    "style_sheets",
    "waiting_study",
    "word_files",
    "worked_on_report",
]

# The workers of a run, and the programs that tests start, compile a module once and not each time they begin.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

_LONG = ("benchmarks", "kill", "terminal", "undo")
"""Rooms whose tests take many seconds each."""

# How many examples a property is tried on; for an evening: `pytest --hypothesis-profile thorough`.
settings.register_profile("suite", max_examples=40, deadline=None)
settings.register_profile("thorough", max_examples=2000, deadline=None)
settings.load_profile("suite")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are processors: some tests wait for a program or a server."""
    return (os.cpu_count() or 1) + 1


def pytest_configure(config: pytest.Config) -> None:
    """Each worker begins to read the tests at another room: a new clone's are compiled once and not by each of them."""
    worker = getattr(config, "workerinput", None)
    if worker is not None and config.args == config.getini("testpaths"):
        rooms = sorted({str(path.parent) for path in (config.rootpath / "tests").glob("*/test_*.py")})
        first = len(rooms) * int(worker["workerid"].removeprefix("gw")) // worker["workercount"]
        config.args[:] = rooms[first:] + rooms[:first]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Tests that are read are no garbage: looking for some takes a seventh of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The order is the same for all workers again; tests that take long come first, and none is left for the end."""
    items.sort(key=lambda item: (item.path.parent.name not in _LONG, item.path.parent))


def pytest_collection_finish(session: pytest.Session) -> None:
    """What a run has loaded is left out of the collections of garbage, which take a tenth of the time otherwise."""
    gc.freeze()
    gc.set_threshold(700, 50, 100)


@pytest.fixture(autouse=True)
def _own_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the user's own settings, and none leaves anything behind."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("WORKBENCH_CONFIG_DIR", str(home / "config"))
    monkeypatch.setenv("WORKBENCH_DATA_DIR", str(home / "data"))
    monkeypatch.delenv("WORKBENCH_CODER", raising=False)
    monkeypatch.delenv("WORKBENCH_DATABASE_URL", raising=False)
