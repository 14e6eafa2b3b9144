"""What is other between two states of a codebook: applied to the old it gives the new, whatever was done."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from workbench.codebook.differences.diff import CodeDiff, applied, diff, moved_in_groups, paired, reordered
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


@st.composite
def moves(draw):
    """A tree of codes, and the same after the lines of some went elsewhere with all that stands under them."""
    parents = [draw(st.sampled_from([None, *IDS[:at]])) for at in range(len(IDS))]
    old = [Code(code_id, code_id, parent=parent) for code_id, parent in zip(IDS, parents, strict=True)]
    book, moved = Codebook("B", "", "", tuple(old), "b.yaml"), set()
    for _ in range(draw(st.integers(1, 2))):
        code = draw(st.sampled_from(book.codes))
        going = book.below(code.id)
        rest = [one for one in book.codes if one.id not in going]
        others = [one for one in rest if one.parent == code.parent]
        if not others:
            continue
        behind = draw(st.sampled_from(others))
        end = max(at for at, one in enumerate(rest) if one.id in book.below(behind.id)) + 1
        gone = [one for one in book.codes if one.id in going]
        book, moved = replace(book, codes=(*rest[:end], *gone, *rest[end:])), moved | {code.id}
    return Codebook("B", "", "", tuple(old), "b.yaml"), book, moved


@given(moves(), st.booleans())
def test_a_move_is_told_of_what_went_elsewhere_among_those_of_its_group(made, has_new):
    old, new, moved = made
    if has_new:
        new = replace(new, codes=(Code("new", "New"), *new.codes))
    told = set(moved_in_groups(old, new))
    assert len(told) <= len(moved)
    for code in (None, *old.codes):
        before, after = (
            [one.id for one in book.children(code.id if code else None) if one.id in IDS] for book in (old, new)
        )
        kept = [one for one in before if one not in told]
        assert kept == [one for one in after if one not in told]
        # No fewer would do, and nothing is told where the order is the same.
        fewest = max(
            len(some) for count in range(len(before) + 1) for some in combinations(before, count)
            if [one for one in after if one in some] == list(some)
        )  # fmt: skip
        assert len(kept) == fewest


def test_what_goes_along_with_a_group_is_not_told_of_itself():
    codes = [Code("g", "G"), *(Code(f"g{at}", "x", parent="g") for at in range(3)), Code("a", "A"), Code("b", "B")]
    old = Codebook("B", "", "", tuple(codes), "b.yaml")
    assert moved_in_groups(old, replace(old, codes=(*codes[4:], *codes[:4]))) == ("g",)
    # It went under another, and its codes with it.
    under = [replace(codes[0], parent="b"), *codes[1:4]]
    assert moved_in_groups(old, replace(old, codes=(*codes[4:], *under)), but={"g"}) == ()


def test_a_code_that_has_a_former_id_again_did_not_go():
    old = Codebook("B", "", "", (Code("by-text", "By text", was=("texting",)), Code("c", "C")), "b")
    for was in ((), ("by-text",)):
        new = Codebook("B", "", "", (Code("texting", "Texting", was=was), Code("c", "C")), "b")
        assert paired(old, new)["texting"] == old.codes[0]
        assert diff(old, new).codes == (CodeDiff(old.codes[0], new.codes[0]),)
        assert applied(old, diff(old, new)) == new
    # One that goes on under its id did not come back as another.
    both = replace(old, codes=(Code("by-text", "By text"), Code("texting", "Texting"), Code("c", "C")))
    assert [code.id for code in diff(old, both).added] == ["texting"]


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
