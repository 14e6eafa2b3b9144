"""The command line under test."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench import cli


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs one command and gives its exit code, standard output and standard error."""

    def running(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            cli.main(list(arguments))
        said = capfd.readouterr()
        return int(left.value.code or 0), said.out, said.err

    return running
