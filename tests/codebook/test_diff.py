"""What is other between two states of a codebook: applied to the old it gives the new, whatever was done."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from workbench.codebook.differences.diff import CodeDiff, applied, diff, reordered
from workbench.codebook.rule import matters, reasons
from workbench.codebook.schema import Code, Codebook

IDS = [f"c{number}" for number in range(8)]
TEXTS = st.sampled_from(["", "Trust.", "Whom they believe", "Not that."])


@st.composite
def books(draw):
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=8))
    codes = []
    for code_id in ids:
        gone = [one for one in IDS if one not in ids]
        was = draw(st.lists(st.sampled_from(gone), unique=True, max_size=2)) if gone else []
        codes.append(
            Code(
                code_id,
                draw(st.sampled_from(["A", "B"])),
                draw(TEXTS),
                examples=tuple(draw(st.lists(TEXTS.filter(bool), max_size=2))),
                was=tuple(was),
                retired=draw(st.booleans()),
            )
        )
    return Codebook("Book", draw(st.sampled_from(["1", "2"])), draw(TEXTS), tuple(codes), "book.yaml")


@given(books(), books())
def test_a_diff_applied_to_the_old_gives_the_new(old, new):
    found = diff(old, new)
    assert applied(old, found) == new
    assert bool(found) == (old != new)
    assert not diff(new, new)
    # Nothing is told of a code that is as it was.
    assert all(one.before != one.after for one in found.codes)


@given(books(), st.randoms())
def test_the_fewest_codes_that_moved(old, random):
    codes = list(old.codes)
    random.shuffle(codes)
    new = replace(old, codes=tuple(codes))
    moved = set(reordered(old, new))
    stays = [code for code in new.codes if code.id not in moved]
    assert stays == [code for code in old.codes if code.id not in moved]
    assert not reordered(old, old)


def test_a_code_with_another_id_changed_and_did_not_go():
    old = Codebook("B", "", "", (Code("texting", "Texting"), Code("calls", "Calls")), "b")
    new = Codebook("B", "", "", (Code("by-text", "By text", was=("texting",)), Code("calls", "Calls")), "b")
    (one,) = diff(old, new).codes
    assert one == CodeDiff(old.codes[0], new.codes[0])
    assert one.fields == ("id", "name", "was")
    # A former id that is a code of its own still is none of another's.
    both = replace(new, codes=(*new.codes, old.codes[0]))
    assert [code.id for code in diff(old, both).added] == ["by-text"]


def test_what_matters_to_codings_made_before():
    before = Code("a", "A", definition="Written messages, pictures.", exclude="")
    assert matters(before, replace(before, definition="written messages; pictures", name="B", colour="#112233")) == ()
    assert matters(before, replace(before, definition="Written messages.", exclude="Calls.")) == (
        "definition",
        "exclude",
    )
    assert reasons(before, None) == ("gone",)
    # That it names another code by its new name is no other rule; its own name may mean something else.
    asked, named = (
        replace(before, name="Trust", exclude="Doubts (Fear), not Fearing."),
        {"Fear": "Worry", "Trust": "Faith"},
    )
    assert matters(asked, replace(asked, exclude="Doubts (Worry), not Fearing."), renamed=named) == ()
    assert matters(asked, replace(asked, exclude="Doubts (Worry), not Worrying."), renamed=named) == ("exclude",)
    own = replace(asked, definition="Trust in her.")
    assert matters(own, replace(own, name="Faith", definition="Faith in her."), renamed=named) == ("definition",)
    assert reasons(before, replace(before, split_into=("b", "c"), retired=True)) == ("split", "retired")
    assert reasons(replace(before, retired=True), replace(before, retired=True)) == ()
    # Where the state is not known, only what became of the code counts.
    assert reasons(None, replace(before, definition="Other.")) == ()
    assert reasons(None, replace(before, retired=True)) == ("retired",)
