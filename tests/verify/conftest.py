"""Invented talks at two waves, and what reports make of them."""

from __future__ import annotations

import pytest
from talks import facts

from workbench.report.verify.rules import Rules


@pytest.fixture(scope="session")
def known():
    return facts()


@pytest.fixture(scope="session")
def rules(known):
    return Rules.of(known.participants, known.marked, tidied=False, language="en-GB")
