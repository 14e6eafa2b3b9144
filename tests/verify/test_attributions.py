"""What attributions say, however they are written."""

from __future__ import annotations

import pytest

from workbench.report.facts import ParticipantRow, RoleRow, StudyFacts, WaveRow
from workbench.report.verify.attributions import Names, is_literature


@pytest.fixture(scope="module")
def names(known):
    return Names(known)


SAID = [
    ("Gardener 1, T1", {"G1"}, True, {"T1"}),
    ("G1", {"G1"}, True, set()),
    ("g 1, t2", {"G1"}, True, {"T2"}),
    ("Gardener 1 T2", {"G1"}, True, {"T2"}),
    ("Gardener 2, First visit", {"G2"}, True, {"T1"}),
    ("Gardener 2, at the first visit", {"G2"}, True, {"T1"}),
    ("Gardener 2 – T1 interview", {"G2"}, True, {"T1"}),
    ("Warden 1 and Warden 2", {"W1", "W2"}, True, set()),
    ("Wardens", {"W1", "W2"}, False, set()),
    ("site warden, T1, from notes", {"W1", "W2"}, False, {"T1"}),
    ("Neighbour", {"N1"}, False, set()),
    ("Gardener 3, aged 60", {"G3"}, True, set()),
    ("Gardener 1, T2; see also Gardener 2, T1", {"G1"}, True, {"T2"}),
    ("Gardener 1, cf. Gardener 2, T1", {"G1"}, True, set()),
    ("T2", None, False, {"T2"}),
]


@pytest.mark.parametrize(("text", "people", "named", "waves"), SAID)
def test_who_and_when(names, text, people, named, waves):
    claim = names.read(text)
    assert (claim.people, claim.named, claim.waves) == (people, named, waves)


@pytest.mark.parametrize("text", ["name", "names city", "see the appendix", "2010", "", "Young et al., 1998", "3 of 5"])
def test_what_names_nobody_is_no_attribution(names, text):
    assert names.read(text) is None


def test_how_the_words_came_about(names):
    claim = names.read("Warden 1, T1, from notes, translated from Welsh")
    assert (claim.people, claim.notes, claim.translated) == ({"W1"}, True, True)


def test_somebody_like_those_of_the_study_is_unknown(names):
    assert names.read("Gardener 9, T1").unknown == "Gardener 9"


def test_aliases_from_role_and_number():
    from talks import facts

    people = (ParticipantRow("PM1", "PM1", "mentor"), ParticipantRow("PM2", "PM2", "mentor"))
    roles = (RoleRow("mentor", "Peer mentor"),)
    study = StudyFacts("", waves=(WaveRow("E", "Early interview"), WaveRow("L", "Later interview")), roles=roles)
    names = Names(facts(participants=people, study=study))
    for text in ("PM 2", "pm2", "Peer mentor 2", "Mentor 2", "Peer Mentor 2"):
        assert names.read(f"{text}, Early interview").people == {"PM2"}, text
    assert names.read("Mentor 2, Later\n interview").waves == {"L"}
    assert names.read("Mentor 2, early").waves == {"E"}
    assert names.read("Peer mentors, L").people == {"PM1", "PM2"}


def test_whose_label_is_the_role_s_is_named_by_role(known):
    from workbench.report.verify.assessing import Quoted
    from workbench.report.verify.matching import judged
    from workbench.report.verify.rules import Rules
    from workbench.report.verify.wording import wording

    rules = Rules(quoting={"N1": "by role only"})
    claim = Names(known).read("Neighbour")
    (found,) = judged([Quoted(wording("It used to be dogs and motorbikes."), claim)], known.transcripts, rules)
    assert found.verdict.value == "verbatim"


def test_literature_is_known_by_its_year_or_page():
    assert all(map(is_literature, ("Young et al., 1998", "www.example.org", "Young, 1998: p. 4")))
    assert not is_literature("Gardener 1, T1")


def test_how_long_somebody_was_there_is_no_wave(names):
    assert names.read("Gardener 1, T1, 2 years on the site").strange == ()
    assert names.read("Gardener 1, 2 years on").strange == ("2 years on",)


def test_a_word_in_small_letters_is_no_name(names):
    assert names.read("élève, T1").strange == ()
    assert names.read("Élodie, T1").strange == ("Élodie",)
