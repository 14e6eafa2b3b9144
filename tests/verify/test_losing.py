"""What is lost where a quotation is cut: which words join something of its own to a clause."""

from __future__ import annotations

from workbench.report.verify.losing import lost_before


def test_what_joins_in_one_language_joins_nothing_in_another():
    assert lost_before("I never, y'know, ", "liked it") == ("a negation",)
    assert lost_before("I never got the e-mail that said ", "it was off") == ("a negation",)
    assert lost_before("Je n'ai jamais pensé en classe que ", "c'était bon", language="fr") == ("a negation",)
    assert lost_before("I never went 'cause ", "they rang me") == ()
    assert lost_before("I never asked, ", "and she came") == ()
