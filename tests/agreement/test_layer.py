"""The consensus layer: the lead coder's codings, and where a difference was settled, what came of it; in the report."""

from __future__ import annotations

import json
from dataclasses import replace

import docx
import pytest
from compared_study import JOINT, PARENT

from workbench import coding, opening, report, themes
from workbench.agreement import samples
from workbench.agreement.before_after import as_settled
from workbench.agreement.consensus import Agreed, settled
from workbench.agreement.deciding import settle, take_back
from workbench.agreement.differing import differences
from workbench.agreement.drawing import Asked
from workbench.agreement.gathering import gathered
from workbench.agreement.layer import CONSENSUS, consensus_layer
from workbench.errors import NotFound
from workbench.report.unbroken import with_blanks
from workbench.spans import Span
from workbench.transcripts import listing

BOTH = ("Ruth", "Owen")
SAT, SCARED, CAME = "She sat with me when the letters came.", "I was scared of (name).", "She came every week."


@pytest.fixture
def owen(compared):
    return replace(compared, coder="Owen")


def passages(study, *who, **more):
    """Where they differ, by the words of the passage."""
    found = {}
    for one in differences(study, who or BOTH, **more).passages:
        with study.read() as session:
            text = listing.spoken(session, [one.revision_id])[one.revision_id].text
        found[one.span.of(text)] = one
    return found


def told(layer):
    return sorted((one.coder, one.code, one.quote) for one in layer.extracts)


def own(study, who="Ruth"):
    return sorted((one.coder, one.code, one.quote) for one in coding.extracts(study, coder=who))


def test_what_was_settled_stands_in_the_place_of_the_lead_coders_codings(compared, owen):
    with pytest.raises(NotFound, match="There is no layer of what Ruth settled with others: nothing is settled yet"):
        consensus_layer(compared, "Ruth")
    before, owens = own(compared), own(compared, "Owen")
    at = passages(compared)
    settle(compared, at[SAT], "one", taken_from="Owen")
    settle(owen, at[SCARED], "one", taken_from="Ruth")
    settle(compared, at[CAME], "neither")
    layer = consensus_layer(compared, "ruth")
    assert (layer.others, layer.settled, layer.outdated, layer.without_lead) == (("Owen",), 3, 0, 0)
    gone = [("Ruth", "practical", CAME), ("Ruth", "trust", SAT)]
    assert told(layer) == sorted([one for one in before if one not in gone] + [(CONSENSUS, "trust", "She sat with me")])
    # As the lead has it, the coding itself stays, with its notes; nobody's codings are changed.
    assert (own(compared), own(compared, "Owen")) == (before, owens)
    by_id = {one.id: one for one in coding.extracts(compared, coder="Ruth")}
    assert all(by_id[one.id] == one for one in layer.extracts if one.coder == "Ruth")
    # The same by the other coder.
    of_owen = told(consensus_layer(owen, "Owen"))
    assert ("Owen", "trust", "She sat with me") in of_owen
    assert (CONSENSUS, "doubt", SCARED) in of_owen
    assert ("Owen", "trust", "I was scared") not in of_owen
    # A new coding; and one that is opened again.
    start = at[SAT].span.start
    settle(compared, at[SAT], "new", new=[Agreed("doubt", Span(start, start + 7))])
    take_back(compared, at[CAME])
    layer = told(consensus_layer(compared, "Ruth"))
    assert (CONSENSUS, "doubt", "She sat") in layer
    assert not any(code == "trust" for _, code, _ in layer)
    assert ("Ruth", "practical", CAME) in layer


def test_a_decision_that_does_not_hold_or_is_others_is_no_part_of_it(compared, owen, code):
    settle(compared, passages(compared)[SAT], "one", taken_from="Owen")
    cara = replace(compared, coder="Cara")
    code(cara, JOINT, "We listened", "trust")
    code(cara, JOINT, "A kettle, mostly.", "practical")
    settle(cara, passages(cara, "Owen", "Cara")["A kettle, mostly."], "neither")
    layer = consensus_layer(compared, "Ruth")
    assert (layer.settled, layer.outdated, layer.without_lead) == (1, 0, 1)
    code(owen, PARENT, "when the letters came. I", "trust")
    with pytest.raises(NotFound, match="codings were changed since where something was settled"):
        consensus_layer(compared, "Ruth")
    opening.undo(owen)
    assert consensus_layer(compared, "Ruth").settled == 1
    # Of decisions of several pairs the later holds.
    code(cara, PARENT, SAT, "trust")
    code(cara, PARENT, "She sat", "doubt")
    settle(compared, passages(compared, "Ruth", "Cara")["She sat"], "both")
    assert (CONSENSUS, "doubt", "She sat") in told(consensus_layer(compared, "Ruth"))
    # While it is open again on a sample, nothing of it is seen.
    samples.draw(compared, "First", BOTH, Asked(share=1), seed=1)
    with pytest.raises(NotFound, match="nothing is settled yet"):
        consensus_layer(compared, "Ruth")


def test_what_reaches_out_of_what_was_compared_stays_as_far_as_it_is_anybodys_words(compared, owen, code):
    # With the interviewer's question before it; and settled with interviewers' words left out.
    code(compared, JOINT, "What did you bring?\nPM1: A kettle, mostly.", "doubt")
    settle(compared, passages(compared)["A kettle, mostly."], "neither")
    assert not any(quote.startswith("What did you") for _, _, quote in told(consensus_layer(compared, "Ruth")))
    # Of a stretch that was drawn only that was compared: what is beside it stays.
    code(compared, PARENT, "She came every week, even in the snow.", "trust")
    before = {quote for _, code_id, quote in told(consensus_layer(compared, "Ruth")) if code_id == "trust"}
    assert "She came every week, even in the snow." in before


@pytest.mark.parametrize("choice", ["Ruth", "Owen", "both", "neither"])
def test_settled_everywhere_the_layer_has_what_figures_after_consensus_are_of(compared, choice):
    """Both are put together in ways of their own."""
    found = differences(compared, BOTH)
    for one in found.passages:
        settle(compared, one, "one" if choice in BOTH else choice, taken_from=choice if choice in BOTH else "")
    layer, made = consensus_layer(compared, "Ruth"), settled(compared, found)
    after = as_settled(gathered(compared, BOTH), [(one, made.of(one)) for one in found.passages])
    (ruth,) = (who for who, name in after.people.items() if name == "Ruth")
    with compared.read() as session:
        texts = listing.spoken(session, found.revisions)
    for text in texts.values():
        said = {place for turn in text.turns if not turn.interviewer for place in range(turn.start, turn.end)}
        by_code = {one.code for one in layer.extracts} | {code for who, code in after.codings if who == ruth}
        for code in by_code:
            extracts = (one for one in layer.extracts if (one.code, one.revision_id) == (code, text.revision_id))
            printed = {place for one in extracts for place in range(one.start, one.end)}
            spans = after.codings.get((ruth, code), {}).get(text.revision_id, ())
            counted = {place for start, end in spans for place in range(start, end)}
            assert {place for place in said & (printed ^ counted) if text.text[place].strip()} == set(), code


@pytest.fixture
def themed(compared):
    """A theme with quotations that were chosen."""
    theme = themes.add(compared, "Being there", codes=["trust", "doubt"], fields={"status": "reviewed"})
    quoted = [one.id for one in coding.extracts(compared, codes=["trust", "doubt"], coder="Ruth")]
    themes.judge(compared, theme, quoted, use="key")
    path = compared.folder / "study.yaml"
    path.write_text(path.read_text("utf-8") + "lead_coder: Ruth\n", "utf-8")
    return compared


def text_of(path):
    """The paragraphs of a Word file, what stands in content controls included."""
    paragraphs = docx.Document(path).element.body.xpath(".//w:p")
    return "\n".join("".join(one.text or "" for one in each.xpath(".//w:t")) for each in paragraphs)


def test_the_report_prints_the_layer_and_says_so(themed, run, tmp_path, monkeypatch):
    monkeypatch.chdir(themed.folder)
    assert run("report", "-o", "r.docx", "--layer", "consensus")[0] == 2
    at = passages(themed)
    settle(themed, at[SAT], "one", taken_from="Owen")
    settle(themed, at[SCARED], "neither")
    code, out, err = run("report", "-o", "r.docx", "--layer", "consensus", "--json")
    done = json.loads(out)
    assert (code, done["layer"], done["coder"], done["quotations"]) == (0, "consensus", "Ruth", 2)
    assert "Printed as settled with Owen on 2 passages; elsewhere Ruth's own codings stand." in err
    text = text_of(themed.folder / "r.docx")
    # What was chosen of the lead's coding holds for what took its place.
    quoted = [with_blanks(one) for one in text.splitlines() if one.startswith("She sat with me")]
    assert quoted == ["She sat with me … (Parent 1, Early)"]
    assert "scared" not in text
    assert "where Ruth and Owen had coded differently and settled it (two passages), on what they agreed" in text
    assert "Who spoke of each theme, by role and time point, by the consensus layer" in text
    assert run("report", "-o", "s.docx")[0] == 0
    lead = text_of(themed.folder / "s.docx")
    assert (SAT in lead, SCARED in lead) == (True, True)
    assert "The report is based on the codings of Ruth." in lead
    assert run("extracts", "-o", "e.docx", "--layer", "consensus")[0] == 0
    book = text_of(themed.folder / "e.docx")
    assert "coded by Ruth, or as settled with Owen" in book
    # By the study's settings, and back.
    (themed.folder / "report.yaml").write_text("layer: consensus\n", "utf-8")
    assert report.preview(themed).layer == "consensus"
    assert report.write(themed, tmp_path / "t.docx").layer == "consensus"
    assert report.write(themed, tmp_path / "t.docx", instead={"layer": "lead coder"}).quotations == 3
