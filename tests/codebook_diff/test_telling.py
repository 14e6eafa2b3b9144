"""What is other between two states of codebooks, told: nothing is left out, and it reads like a colleague's summary."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.codebook.differences.summing_up import in_one_line, summary
from workbench.codebook.differences.telling import tell
from workbench.codebook.differences.told_as import as_json, as_markdown, as_text
from workbench.codebook.differences.voices import Plain
from workbench.codebook.file import parse
from workbench.codebook.schema import Change, Code, Codebook, Conflict

VERSIONS = Path(__file__).parent / "versions"
IDS = "abcdef"
TEXTS = st.sampled_from(["", "Trust.", "trust", "Whom they believe", "Not that (A)."])


def version(number):
    return parse((VERSIONS / f"{number}.yaml").read_text(encoding="utf-8"), file="peer-mentoring.yaml")


def told(old, new):
    return tell([(version(old), version(new))])


def book(*codes, file="b.yaml", name="B", **fields):
    return Codebook(name, fields.get("version", ""), fields.get("description", ""), codes, file)


def lines(*pairs):
    return as_text(tell(pairs))


# Nothing is left out

KINDS = {
    "id": {"id"},
    "name": {"renamed"},
    "definition": {"rule", "past rule", "wording", "references"},
    "include": {"rule", "past rule", "wording", "references"},
    "exclude": {"rule", "past rule", "wording", "references"},
    "examples": {"examples"},
    "parent": {"group"},
    "colour": {"colour"},
    "origin": {"origin"},
    "was": {"was", "id"},
    "merged_into": {"merged", "unmerged"},
    "split_into": {"split", "unsplit"},
    "retired": {"retired", "back"},
    "exclusive": {"exclusive"},
    "changes": {"notes"},
    "conflicts": {"conflict", "settled"},
}


@st.composite
def books(draw):
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=6))
    gone = [one for one in IDS if one not in ids]
    codes = []
    for code_id in ids:
        other = st.sampled_from([one for one in IDS if one != code_id])
        fate = draw(st.sampled_from(["", "", "merged", "split"]))
        codes.append(
            Code(
                code_id,
                draw(st.sampled_from("ABC")),
                definition=draw(TEXTS),
                exclude=draw(TEXTS),
                examples=tuple(draw(st.lists(TEXTS.filter(bool), max_size=2))),
                parent=draw(st.none() | other),
                colour=draw(st.sampled_from([None, "#112233"])),
                origin=draw(st.sampled_from([None, "a priori"])),
                was=tuple(draw(st.lists(st.sampled_from(gone), unique=True, max_size=2))) if gone else (),
                merged_into=draw(other) if fate == "merged" else None,
                split_into=tuple(draw(st.lists(other, unique=True, max_size=2))) if fate == "split" else (),
                retired=draw(st.booleans()),
                exclusive=draw(st.booleans()),
                changes=tuple(Change("", text) for text in draw(st.lists(TEXTS.filter(bool), max_size=2))),
                conflicts=tuple(Conflict("name", "A", text) for text in draw(st.lists(TEXTS, max_size=1))),
            )
        )
    cut = draw(st.integers(0, len(codes)))
    return [book(*codes[:cut], file="one.yaml", description=draw(TEXTS)), book(*codes[cut:], file="two.yaml")]


@settings(max_examples=80)
@given(books(), books(), st.sampled_from([(0, 0), (0, 1), (1, 0)]))
def test_no_field_that_is_other_is_left_untold(old, new, missing):
    pairs = [(was, now) for was, now in zip(old, new, strict=True)]
    pairs[1] = (None if missing[0] else pairs[1][0], None if missing[1] else pairs[1][1])
    found = tell(pairs)
    ids = {
        kind: {code.id for one in found.of(kind) for code in one.codes} for kinds in KINDS.values() for kind in kinds
    }
    for one in found.changes.changed:
        for field in one.fields:
            follows = field in ("parent", "merged_into", "split_into", "was") and found.of("id", "merged")
            reasons = field == "changes" and any(item.why for item in found.told)
            assert follows or reasons or any(one.after.id in ids[kind] for kind in KINDS[field]), field
    everywhere = {code.id for item in found.told for code in item.codes}
    assert {code.id for code in (*found.changes.added, *found.changes.gone)} <= everywhere
    assert bool(found) == (pairs[0][0] != pairs[0][1] or pairs[1][0] != pairs[1][1])
    # Whatever was done can be written in every form.
    assert as_text(found)[2] == summary(found, Plain())
    assert as_markdown(found).startswith(f"## {' and '.join('B' for _ in found.books) or 'Codebooks'}\n\n")
    assert json.loads(json.dumps(as_json(found)))["told"] is not None
    assert bool(in_one_line(found)) == bool(found)
    assert len(in_one_line(found, longest=60)) < 200


def test_nothing_changed():
    same = [(version("1.3"), version("1.3"))]
    assert lines(*same) == ["Peer mentoring, version 1.3", "", "Nothing changed."]
    assert as_markdown(tell(same)) == "## Peer mentoring, version 1.3\n\nNothing changed.\n"
    assert not tell(same)
    assert in_one_line(tell(same)) == ""
    later = replace(version("1.3"), version="1.4")
    assert summary(tell([(version("1.3"), later)]), Plain()) == "Only the version changed."


# It reads like a colleague's summary

SUMMED_UP = {
    ("1.0", "1.1"): (
        "“Mistrust” was merged into “Fear and mistrust”, “Gossip” was taken out, and the rules of 3 codes and the "
        "codebook's description changed; 5 codes are new, 3 have other names and 1 stands in another group."
    ),
    ("1.1", "1.2"): (
        "“Keeping in touch” was split into “Voice on the phone” and “By text”, “Technology” was retired, and the rules "
        "of 4 codes changed; 4 codes are new, 1 has another name and 1 stands in another group."
    ),
    ("1.2", "1.3"): (
        "“Light messages” was merged into “By text”, and the rules of 3 codes, which codes exclude each other and the "
        "codebook's description changed; 1 code is new, 2 have other names and 1 stands in another group."
    ),
}
TOLD = {
    ("1.0", "1.1"): [
        "### What coders have to know",
        "- “Mistrust” was merged into “Fear and mistrust”.",
        "- “Gossip” was taken out of the codebook.",
        "- “Fear and mistrust”: the whole rule changed.",
        "  - Definition: Fear **or mistrust** of social workers and of what they may ~~do.~~ **do, now or in the "
        "past.**",
        "- “Matching” now says when to use it.",
        "- “Pay” (`pay`), under “Being a mentor”: What mentors get for the work, what it says to them, benefits, and "
        "calls for wages.",
        "- “Fear of social workers” is called “Fear and mistrust” now, and its id is `fear`, no longer "
        "`fear-of-workers`.",
        "- “Matching” moved from “Running the scheme” to “Relationship and contact”.",
        # That a rule names a code by its new name is no other rule.
        "Small changes: names of other codes in the rule of “Been there herself”.",
    ],
    ("1.1", "1.2"): [
        "- “Keeping in touch” was split into “Voice on the phone” and “By text”.",
        "  - Why (2021-02-09): It held half of all codings, and what the channel did could not be seen in it.",
        "- “Technology” was retired: it is put on passages no more, and its codings stay.",
        "- “What it costs”: the definition and when to use it changed; it now says when not to use it.",
        "- “By text” (`by-text`), under “Relationship and contact”, from the split of “Keeping in touch”: Written "
        "messages between mentor and parent.",
        "Small changes: capitals or punctuation in the rule of “Being there”.",
    ],
    ("1.2", "1.3"): [
        "## Peer mentoring, version 1.2 → 1.3",
        "- A passage gets only one of the codes under “Preparation” now.",
        "- The description of “Peer mentoring” changed.",
        "- “Pay” is called “Vouchers and wages” now.",
        "Small changes: the examples of “Light messages”; the colour of “Fear and mistrust”; names of other codes "
        "in the rules of “Friend or mentor”, “Fear and mistrust” and “Risk and safeguards”.",
    ],
    ("1.0", "1.3"): [
        "- “Light messages” (`light-messages`), under “Relationship and contact”, merged into “By text” already: "
        "Jokes, pictures and greetings sent for no reason but to be in touch.",
        "- “Fear and mistrust”: the whole rule changed.",
    ],
}


@pytest.mark.parametrize(("old", "new"), TOLD, ids="-".join)
def test_four_versions_of_the_example_read_like_a_summary(old, new):
    markdown = as_markdown(told(old, new)).splitlines()
    assert [line for line in TOLD[old, new] if line not in markdown] == []
    assert markdown[2] == SUMMED_UP.get((old, new), markdown[2])


def test_the_last_version_is_the_example_of_today_with_what_was_split_and_retired():
    example = Path(__file__).parents[2] / "codebooks" / "peer-mentoring.yaml"
    today = parse(example.read_text(encoding="utf-8"), file="peer-mentoring.yaml")
    found = tell([(today, version("1.3"))])
    assert {one.kind for one in found.told} == {"new", "notes"}
    assert {code.id for one in found.told for code in one.codes} == {"keeping-in-touch", "technology", "light-messages"}


def test_a_line_for_the_history_names_codes_and_no_rules():
    assert in_one_line(told("1.1", "1.2")) == (
        "split “Keeping in touch” into “Voice on the phone” and “By text”; retired “Technology”; changed the rules "
        "of 4 codes; added 4 codes; renamed “Emotional load” to “What it costs”; moved “Hope and confidence”"
    )
    assert in_one_line(told("1.1", "1.2"), longest=90) == (
        "split “Keeping in touch” into “Voice on the phone” and “By text”; retired “Technology”; and more"
    )
    long = book(Code("a", "A" * 500)), book()
    assert in_one_line(tell([long])) == f"took out “{'A' * 39}…”"


def test_codings_made_under_other_rules_are_counted_where_they_are_known():
    # Of codes that this change does not concern others may wait, since something that was changed before.
    found = told("1.1", "1.2").with_codings({"emotional-load": 12, "keeping-in-touch": 1, "elsewhere": 5})
    text = as_text(found)
    assert text[2].endswith("another group. 13 codings may have to be looked at again.")
    below = {line.partition(" was split")[0].partition(":")[0]: line for line in text}
    assert below["- “What it costs”"].endswith("not to use it. 12 codings were made under another rule.")
    assert below["- “Keeping in touch”"].endswith("“By text”. 1 coding was made before, to be shared out.")
    assert {one["id"]: one["codings_under_other_rules"] for one in as_json(found)["codes"]}["emotional-load"] == 12


# What is told, one by one


def test_what_moved_between_files_did_not_go_and_come():
    a, b, c = Code("a", "A"), Code("b", "B", "Words."), Code("c", "C")
    one, two = book(a, b, file="one.yaml"), book(c, file="two.yaml")
    text = lines((one, replace(one, codes=(a,))), (two, replace(two, codes=(c, b))))
    assert text[4:] == ["Names and places", "- “B” moved from one.yaml to two.yaml."]
    # Nor did the codes of a file that is taken away, or that is called otherwise.
    assert lines((one, replace(one, codes=(a, b, c))), (two, None))[4:] == [
        "What coders have to know",
        "- The codebook “B” (two.yaml) was taken away.",
        "",
        "Names and places",
        "- “C” moved from two.yaml to one.yaml.",
    ]
    text = lines((one, replace(one, file="three.yaml")))
    assert (text[2], text[-1]) == ("1 codebook has another file name.", "- The file one.yaml is called three.yaml now.")
    # Of what comes and goes with its file the codes are named.
    assert "- The codebook “B” (two.yaml) is new, with 2 codes:" in (
        text := lines((one, one), (None, book(c, Code("d", "D"), file="two.yaml")))
    )
    assert text[-1] == "    “C” and “D”"


def test_what_follows_from_another_id_is_no_change_of_its_own():
    old = book(Code("g", "G"), Code("a", "A", parent="g"), Code("m", "M", merged_into="g"))
    new = book(Code("h", "G", was=("g",)), Code("a", "A", parent="h"), Code("m", "M", merged_into="h"))
    assert lines((old, new))[4:] == ["Names and places", "- “G” has another id: h, no longer g."]
    assert in_one_line(tell([(old, new)])) == "gave “G” another id"


def test_codes_merged_by_their_former_ids_and_names_that_are_shared():
    old = book(Code("a", "Trust"), Code("b", "Trust"), Code("c", "C"))
    new = book(Code("c", "C", was=("a", "b")), Code("n", "c"))
    assert lines((old, new))[4:] == [
        "What coders have to know",
        "- “Trust” (a) and “Trust” (b) were merged into “C” (c).",
        "",
        "New codes",
        "- “c” (n).",
    ]


def test_conflicts_of_a_merge_are_told_first():
    old = book(Code("a", "A", "One."), Code("b", "B"))
    new = book(
        Code("a", "A", "One.", conflicts=(Conflict("definition", "One.", "Two."),)),
        Code("b", "B", retired=True, conflicts=(Conflict("code", "changed", "taken out"),)),
    )
    assert lines((old, new))[2:9] == [
        "A merge left 2 things to be decided, and “B” was retired.",
        "",
        "What coders have to know",
        "- A merge left the definition of “A” to be decided.",
        "    Ours: One.",
        "    Theirs: Two.",
        "- A merge left it open whether “B” stays.",
    ]
    assert lines((new, old))[-1] == (
        "The definition of “A”, which a merge had left open, is decided. "
        "A merge had left it open whether “B” stays: it does."
    )
    assert in_one_line(tell([(new, old)])).startswith(
        "settled what a merge had left: definition of “A” and whether “B” stays"
    )
    of_itself = replace(new, conflicts=(Conflict("name", "One", "Two"),))
    assert in_one_line(tell([(old, of_itself)])).startswith(
        "left conflicts of a merge in “A” and “B” and in the codebook itself"
    )
    (told, _) = as_json(tell([(new, old)]))["told"][-2:]
    assert told["fields"] == [{"field": "definition", "before": "One.", "after": "One."}]
    many = [
        Code(f"c{at}", f"C{at}", conflicts=(Conflict("name", "A", "B"), Conflict("colour", "", "x"))) for at in range(8)
    ]
    told = lines((book(*many), book(*(replace(one, conflicts=()) for one in many))))[-1]
    assert told.startswith("What a merge had left open in “C0”, “C1”")
    told = lines((book(many[0]), book(replace(many[0], conflicts=()))))[-1]
    assert told == "The name and colour of “C0”, which a merge had left open, are decided."


def test_only_what_has_to_be_moved_is_told_as_in_another_place():
    codes = [Code(one, one.upper()) for one in "abcde"]
    old, new = book(*codes), book(codes[4], *codes[:4], Code("f", "F"))
    assert "- “E” stands in another place of the list." in lines((old, new))
    # A group that was moved takes along what stands under it: it alone is told.
    group = [Code("g", "G"), *(Code(f"g{at}", f"G{at}", parent="g") for at in range(4))]
    old, new = book(*group, *codes), book(*codes, *group)
    assert "- “G” stands in another place of the list." in lines((old, new))
    under = book(*codes, replace(group[0], parent="e"), *group[1:])
    assert not tell([(old, under)]).of("place")
    assert [code.id for one in tell([(old, under)]).of("group") for code in one.codes] == ["g"]
    # Lines that stand elsewhere in the file alone are told all the same.
    apart = book(group[0], *codes, *group[1:])
    assert tell([(old, apart)]).of("place")


def test_of_very_many_new_codes_only_the_names_are_told():
    codes = [Code(f"c{number}", f"C{number}", "Words.", parent="c0" if number else None) for number in range(31)]
    text = lines((book(), book(*codes)))
    assert text[2] == "31 codes are new."
    assert text[5] == "- At the top: “C0” (c0)."
    assert text[6].startswith("- Under “C0”: “C1” (c1), “C2” (c2), ")
    assert text[6].endswith(" and “C30” (c30).")
    assert len(lines((book(), book(*codes[:30])))) == 35


def test_what_waits_since_an_earlier_change_and_the_rule_of_a_merged_code_are_no_news():
    old = book(Code("a", "A", "Old."), Code("b", "B", "Old.", merged_into="a"), Code("c", "C", "Old."))
    codes = (replace(old.codes[0], colour="#112233"), replace(old.codes[1], definition="New."), old.codes[2])
    found = tell([(old, book(*codes))]).with_codings({"a": 4, "c": 7})
    assert summary(found, Plain()) == "Only small things changed."
    text = as_text(found)
    assert text[-1] == "Small changes: the colour of “A”; the rule of “B”, which is merged into another."
    codes = (*codes[:2], replace(codes[2], definition="New."))
    assert "7 codings may have" in summary(tell([(old, book(*codes))]).with_codings({"a": 4, "c": 7}), Plain())
