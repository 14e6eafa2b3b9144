"""Long histories are told without looking twice at what is the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from workbench.codebook.differences import telling
from workbench.codebook.differences.diff import diff
from workbench.codebook.schema import Code, Codebook
from workbench.codebook.versions import life_told
from workbench.codebook.versions.lives import Stage

CODES = "\n".join(f"  - id: c{number}\n    name: Code {number}\n    definition: One.\n" for number in range(30))
ONE = f"name: B\ncodes:\n{CODES}"
OTHER = ONE.replace("Code 7\n    definition: One.", "Code 7\n    definition: Two.")


def test_the_same_texts_are_told_once(monkeypatch):
    told, usual_tell = [], life_told.tell
    monkeypatch.setattr(life_told, "tell", lambda pairs: (told.append(pairs), usual_tell(pairs))[1])
    texts = [ONE, OTHER, ONE, OTHER]
    at = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    pairs = zip(texts, [None, *texts], strict=False)
    stages = [Stage("b.yaml", at, "Ruth", "", "", text, (was,) if was else ()) for text, was in pairs]
    found = [one.summary for one in life_told.told(stages[::-1])]
    assert found[0] == found[2] != found[3]
    assert "Code 7" in found[0]
    # Back and forth is two things; the first version is a third.
    assert len(told) == 3


def test_codes_that_are_the_same_are_not_compared_field_by_field(monkeypatch):
    code, compared = Code("a", "A"), []
    monkeypatch.setattr(Code, "__eq__", lambda one, other: compared.append(one.id) or one is other)
    one = Codebook("B", "", "", (code,), "b.yaml")
    assert not diff(one, replace(one, codes=(code,)))
    assert compared == []
    assert diff(one, replace(one, codes=(Code("a", "B"),)))
    assert compared == ["a"]


def test_the_way_of_former_ids_is_looked_up_only_where_a_code_is_gone(monkeypatch):
    made = []
    usual = telling.Lineage
    monkeypatch.setattr(telling, "Lineage", lambda books: (made.append(books), usual(books))[1])
    one = Codebook("B", "", "", (Code("a", "A"), Code("b", "B")), "b.yaml")
    renamed = replace(one, codes=(Code("a", "Other"), Code("b", "B")))
    assert [each.kind for each in telling.tell([(one, renamed)]).told] == ["renamed"]
    assert made == []
    assert [each.kind for each in telling.tell([(one, replace(one, codes=one.codes[:1]))]).told] == ["gone"]
    assert len(made) == 1
