"""Codebooks in tables: what goes out comes back as it was, and tables of others are understood by their headings."""

import datetime as dt
import io
import re
import sys
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from codebooks_for_tests import codebooks
from hypothesis import given, settings

from workbench.codebook.schema import Code, Codebook
from workbench.errors import BadInput
from workbench.exchange.codebooks.cells import NotRead, as_colour, from_cell, is_same, items
from workbench.exchange.codebooks.columns import said_of
from workbench.exchange.codebooks.entries import Source
from workbench.exchange.codebooks.joining import joined
from workbench.exchange.codebooks.tables import as_csv, as_xlsx, read_csv, read_xlsx
from workbench.office.spreadsheet import LONGEST_CELL, NewSheet, read_workbook, workbook_bytes

DAY = dt.date(2026, 3, 14)


def csv(text: str, **options) -> Source:
    return read_csv(text.encode(), "Our codes.csv", **options)


def tree(source: Source) -> list[str]:
    """Every code with what it stands under."""
    shown = []
    for entry in source.entries:
        way, above = [entry.name], entry.above
        while above is not None:
            way.insert(0, source.entries[above].name)
            above = source.entries[above].above
        shown.append(" < ".join(way))
    return shown


def definitions(source: Source) -> list[str]:
    return [entry.fields.get("definition", "") for entry in source.entries]


def assert_carried(source: Source, book: Codebook) -> None:
    assert not source.faults
    new = joined(source, None, ())
    assert not new.faults
    assert new.added == book.codes
    again = joined(source, book, ())
    assert (again.added, again.fields, again.missing) == ((), {}, ())


@given(codebooks())
def test_a_csv_table_comes_back_as_it_was(book):
    assert_carried(read_csv(as_csv(book).data, "x.csv"), book)


@settings(max_examples=15)
@given(codebooks())
def test_a_spreadsheet_comes_back_as_it_was_and_says_its_state(book):
    source = read_xlsx(as_xlsx(book, "ab12", today=DAY).data, "x.xlsx")
    assert_carried(source, book)
    assert (source.sheet, source.state) == ("Codes", "ab12")


def test_no_cell_is_a_formula_and_what_is_too_long_is_cut_and_told():
    book = Codebook("=B()", "1", "", (Code("a", "=1+1", "#N/A", "y" * 40_000), Code("b", "-2", "@x")), "b.yaml")
    csv_text = as_csv(book).data.decode("utf-8-sig")
    assert "\r\na,'=1+1,#N/A," in csv_text
    assert "\r\nb,-2,'@x," in csv_text
    written = as_xlsx(book, "s", today=DAY)
    import io

    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(written.data))["Codes"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert len(sheet["D2"].value) == LONGEST_CELL
    assert any("are cut: a" in loss for loss in written.losses)
    # Back in the study it is as it was: what a spreadsheet cut is not taken for a change.
    again = joined(read_xlsx(written.data, "x.xlsx"), book, ())
    assert (again.added, again.fields) == ((), {})


def test_what_spreadsheet_programs_do_to_texts_is_no_change():
    for cell, before in (
        ("“So”, it’s…", '"So", it\'s...'), ("2.0", "2"), ("a\nb", "a  \r\nb"), ("'=x", "=x"), ("a b", "a\xa0b"),
    ):  # fmt: skip
        assert is_same(cell, before), (cell, before)
    assert not is_same("2.5", "2")
    assert not is_same("So", "So!")
    assert workbook_bytes([NewSheet("A", [["x"]], [3])])  # and a sheet of one cell can be written
    with pytest.raises(BadInput, match="not a spreadsheet"):
        read_workbook(b"PK no zip", "x.xlsx")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # Groups in a column of their own, named in each row, or once and then left empty.
        ("Category,Code,Definition\nWarmth,Trust,a\nWarmth,Doubt,b\n,Other,c\n",
         ["Warmth", "Warmth < Trust", "Warmth < Doubt", "Other"]),
        ("Category;Code;Definition\nWarmth;Trust;a\n;Doubt;b\nCold;Other;c\n",
         ["Warmth", "Warmth < Trust", "Warmth < Doubt", "Cold", "Cold < Other"]),
        # Levels: each code in the column of its depth.
        ("Level 1\tLevel 2\tLevel 3\tNotes\nA\t\t\tx\n\tB\t\ty\n\t\tC\tz\n\tD\n",
         ["A", "A < B", "A < B < C", "A < D"]),
        # A code is what groups lead down to, whatever order the columns stand in.
        ("Code,Definition,Group\nB,b,A\nC,c,A\n", ["A", "A < B", "A < C"]),
        ("Theme,Subtheme,Code\nA,B,C\nA,B,D\nA,,E\n", ["A", "A < B", "A < B < C", "A < B < D", "A < E"]),
        # What a row is, with no parents: the order says it.
        ("Node Type,Name\nTHEME,A\nSUBTHEME,B\nCODE,C\nTHEME,D\n", ["A", "A < B", "A < B < C", "D"]),
        # Parents by name or id, also below.
        ("id,label,parent\n1,A,\n2,B,1\n3,C,B\n4,D,9\n", ["A", "A < B", "A < B < C", "D"]),
        ("Code,Label\nt1,Trust\nt2,Doubt\n", ["Trust", "Doubt"]),
        # Names that are paths, where what they begin with is a code.
        ("tag,description\nCoke,x\nCoke::diet,y\nwork/life,z\nCoke::diet::lime,a\n",
         ["Coke", "Coke < diet", "work/life", "Coke < diet < lime"]),
        ("tag,parent,description,number of highlights\nplaces,,a,2\nplaces.near,places,b,1\n",
         ["places", "places < near"]),
        ("path\nA > B\nA > C > D\n", ["A", "A < B", "A < C", "A < C < D"]),
        # A title above the headings, and headings nobody knows.
        ("Codes of our study,,\n,,\nThing,Meaning,n of files\nTrust,a,3\nDoubt,b,4\n", ["Trust", "Doubt"]),
    ],
)  # fmt: skip
def test_hierarchies_of_tables(table, expected):
    source = csv(table)
    assert tree(source) == expected
    # Whoever says of every column what was found says nothing else.
    again = csv(table, said=said_of(source.columns))
    assert (again.columns, again.entries) == (source.columns, source.entries)


def test_columns_are_found_by_headings_and_as_the_user_says():
    source = csv(
        "Code name,Defintion,Inclusion criteria,When not to use,Example quotes,Color,# coded\n"
        'Trust,Believing,"talks\nfreely",jokes,"- One.\n- Two.",f00,12\n'
    )
    assert [one.field for one in source.columns] == [
        "name",
        "definition",
        "include",
        "exclude",
        "examples",
        "colour",
        "",
    ]
    (entry,) = source.entries
    assert entry.fields == {"definition": "Believing", "include": "talks\nfreely", "exclude": "jokes",
                            "examples": ("One.", "Two."), "colour": "#ff0000"}  # fmt: skip
    said = csv("What,Why\nTrust,a\n", said={"definition": "What", "name": "why"})
    assert (tree(said), definitions(said)) == (["a"], ["Trust"])
    for wrong, problem in (({"shape": "What"}, "no field"), ({"name": "Which"}, "no column")):
        with pytest.raises(BadInput, match=problem):
            csv("What,Why\nTrust,a\n", said=wrong)
    with pytest.raises(BadInput, match="no column holds the names"):
        csv("1,2\n3,4\n")
    assert tree(csv("name\nA/B\n", separator="/")) == ["A", "A < B"]
    # A field that is said to stand nowhere is not guessed either.
    assert definitions(csv("Code,Memo\nTrust,a\n", said={"definition": ""})) == [""]
    assert tree(csv("name\nA\nA/B\n", separator="none")) == ["A", "A/B"]


def test_paths_of_maxqda_and_nvivo():
    # MAXQDA names in the column of the parent all that a code stands under; two of one name in other places are two.
    rows = "Parent code,Code\n,Trust\nTrust,Doubt\nTrust > Doubt,Deep\n,Help\nHelp,Doubt\nHelp > Doubt,Sore\n"
    shown = ["Trust", "Trust < Doubt", "Trust < Doubt < Deep", "Help", "Help < Doubt", "Help < Doubt < Sore"]
    source = csv(rows)
    assert tree(source) == shown
    assert [str(one) for one in source.notices] == ["What codes stand under is written as paths, as in A > B."]
    assert tree(csv(rows.replace(" > ", "\\"))) == shown
    assert [code.parent for code in joined(source, None, ()).added][2] == "doubt"
    # What is a name itself, or an id, is no path; nor what leads to no code.
    assert tree(csv("Parent code,Code\n,A > B\nA > B,C\n,B\n")) == ["A > B", "A > B < C", "B"]
    assert tree(csv("Parent code,Code\n,A\nA > Z,C\n")) == ["A", "C"]
    # NVivo begins every path with Codes\\ or Nodes\\, in the name, in the path or in the parent.
    paths = ["Codes\\\\Trust", "Codes\\\\Trust\\Doubt", "Codes\\\\Trust\\Doubt\\Deep", "Codes\\\\Help"]
    for heading in ("Name", "Hierarchical Name", "Name,Hierarchical Name"):
        lines = [f"x{at},{one}" if "," in heading else one for at, one in enumerate(paths)]
        for root in ("Codes", "Nodes"):
            text = "\n".join([heading, *lines]).replace("Codes", root)
            assert tree(csv(text + "\n")) == ["Trust", "Trust < Doubt", "Trust < Doubt < Deep", "Help"]
    parents = "Name,Parent\nTrust,Codes\nDoubt,Codes\\\\Trust\nDeep,Codes\\\\Trust\\Doubt\n"
    assert tree(csv(parents)) == ["Trust", "Trust < Doubt", "Trust < Doubt < Deep"]
    # A code that is called Codes is one.
    assert tree(csv("name\nCodes\nCodes\\A\n")) == ["Codes", "Codes < A"]


def test_rows_one_cannot_use_are_told_and_the_rest_goes_on():
    source = csv(
        "id,name,parent,colour,definition\na,A,b,red,x\nb,B,a,reddish,y\n,,,,lost\n"
        "a,C,,,\n,D,nowhere,,\n,A,b,,\nlong id,E,E,,\n"
    )
    found = joined(source, None, ())
    assert [(code.id, code.parent) for code in found.added] == [("a", None), ("b", "a"), ("d", None), ("e", None)]
    assert [str(one) for one in (*source.faults, *found.faults)] == [
        "row 3: colour: this is no colour; write it as #RRGGBB; it was left out.",
        "row 4: no name; the row was left out.",
        "row 5: its id stands in row 2 already; the row was left out.",
        "row 7: its name stands in row 2 already; the row was left out.",
        'row 6: parent: there is no code "nowhere"; it stands at the top.',
        "row 8: parent: it names itself; it stands at the top.",
        "row 2: parent: it would stand below itself; that was left out.",
    ]
    assert found.made == ("d", "e")


def test_encodings_and_broken_cells():
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        source = read_csv('name;definition\r\nNähe;"Zeile 1\r\nZeile 2"\r\n'.encode(encoding), "x.csv")
        assert (tree(source), definitions(source)) == (["Nähe"], ["Zeile 1\nZeile 2"])
    assert [str(one) for one in csv('name,definition\nA,"open\n').faults] == [
        "row 2: a quotation mark opens here that never closes."
    ]


def test_lists_and_colours_as_people_write_them():
    assert items("1. One\n2) Two") == ["One", "Two"]
    assert items("One\n\n Two ") == ["One", "Two"]
    assert [as_colour(one) for one in ("#1a2B3c", "1a2b3c", "#abc", "rgb(1, 2, 255)", "Red", "#FF102030", "")] == [
        "#1a2B3c", "#1a2b3c", "#aabbcc", "#0102FF", "#C0392B", "#102030", None,
    ]  # fmt: skip
    assert from_cell("origin", "In vivo") == "data-driven"
    assert from_cell("retired", "Yes")
    for field, cell in (("origin", "god"), ("retired", "perhaps"), ("colour", "300,0,0")):
        with pytest.raises(NotRead):
            from_cell(field, cell)


def test_a_table_edited_elsewhere_is_joined_by_id():
    book = Codebook("B", "1", "", (Code("a", "A", "x", colour="#112233"), Code("b", "B"), Code("c", "C")), "b.yaml")
    source = csv("id,name,definition\nb,B,\na,Aa,x\n,C,new words\nz,New,\n")
    found = joined(source, book, ("a", "b", "c"))
    assert found.fields == {"a": {"name": "Aa"}, "c": {"definition": "new words"}}
    assert [code.id for code in found.added] == ["z"]
    assert joined(csv("id,name\na,A\n"), book, ()).missing == ("b", "c")
    # Of several that are called so, the one in the same place is meant.
    twins = replace(book, codes=(*book.codes, Code("x1", "X", parent="a"), Code("x2", "X", parent="b")))
    assert joined(csv("name,parent,definition\nA,,\nB,,\nX,B,that\n"), twins, ()).fields == {
        "x2": {"definition": "that"}
    }
    assert joined(csv("name,was\nN,o1;o1 o2\n"), book, ()).added[0].was == ("o1", "o2")
    assert joined(csv("name\nA\n"), replace(book, codes=book.codes), ()).missing == ()


def test_a_first_row_that_is_like_a_code_is_told_since_it_is_none():
    (told,) = csv("Trust,To rely on\nFear,To be afraid\n").notices
    assert str(told) == "row 1: no heading is known; it was taken for headings, and is no code."
    assert not csv("Begriff,Definition\nTrust,To rely on\n").notices
    assert not csv("Begriff,Worte\nTrust,To rely on\n", said={"name": "Begriff"}).notices


def test_ids_for_many_codes_are_made_without_looking_at_all_others_each_time():
    def calls(many: int) -> int:
        source = csv("name\n" + "".join(f"Code {number}\n" for number in range(many)))
        count = 0

        def counted(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(counted)
        try:
            assert len(joined(source, None, ()).added) == many
        finally:
            sys.setprofile(None)
        return count

    assert calls(240) < 2.5 * calls(120)


def test_a_formula_of_which_the_file_does_not_say_what_it_comes_to_is_no_empty_cell():
    book = openpyxl.Workbook()
    for row in (["id", "name", "definition"], ["a", "A", '="To "&"rely"'], ["b", "B", "x"]):
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    with pytest.raises(BadInput, match=r"not in the file: C2\."):
        read_xlsx(data.getvalue(), "x.xlsx")
    # As spreadsheet programs write them; one that came to no text is an empty cell.
    saved = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(saved, "w") as new:
        for part in old.namelist():
            text = old.read(part).replace(b'<c r="C2"><f>', b'<c r="C2" t="str"><f>')
            new.writestr(part, re.sub(rb"</f><v ?(/>|></v>)", b"</f><v>To rely</v>", text))
    assert definitions(read_xlsx(saved.getvalue(), "x.xlsx")) == ["To rely", "x"]


def test_a_hidden_sheet_is_not_read_and_told():
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("Old codes")):
        sheet.append(["name", "definition"])
        sheet.append(["A", "x"])
    book["Old codes"].sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    source = read_xlsx(data.getvalue(), "x.xlsx")
    assert [str(one) for one in source.notices] == ["Hidden sheets are not read: Old codes."]
    with pytest.raises(BadInput, match='the sheet "Old codes" is hidden'):
        read_xlsx(data.getvalue(), "x.xlsx", sheet="old codes")
