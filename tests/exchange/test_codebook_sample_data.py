"""Codebooks of real studies come in with names, definitions, hierarchy and colours; what goes out is valid."""

import os
from pathlib import Path

import pytest
from lxml import etree

from workbench.codebook.file import parse
from workbench.exchange.codebooks import read_source
from workbench.exchange.codebooks.joining import joined
from workbench.exchange.codebooks.refi import as_qdc

pytestmark = pytest.mark.sample_data


@pytest.fixture
def data() -> Path:
    folder = os.environ.get("WORKBENCH_SAMPLE_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("WORKBENCH_SAMPLE_DATA names no folder of sample codebooks")
    return Path(folder)


def codes(path, **options):
    source = read_source(path, **options)
    assert not source.faults
    return {code.name: code for code in joined(source, None, ()).added}


def test_codebooks_in_csv(data):
    folder = data / "amos" / "test_data" / "codebooks"
    assert len(codes(folder / "simple_codebook.csv")) == 4
    for name in ("hierarchical_codebook.csv", "Hierarchical_Codebook_without_node_type.csv"):
        found = codes(folder / name)
        assert len(found) == 9
        assert found["Missed messages"].definition == "Messages not seen in time"
        assert found["Missed messages"].parent == "asynchronous-communication-issues"
        assert found["Asynchronous communication issues"].parent == "communication-barriers"
        assert found["Communication barriers"].parent is None


def test_codes_among_the_sheets_of_a_study(data):
    path = data / "rqi_relf" / "data" / "interview-data.xlsx"
    found = codes(path)
    assert len(found) == 35
    assert found["up-to-date"].parent == "correctness"
    assert found["up-to-date"].definition.startswith("All information in one artifact")
    assert list(codes(path, sheet="codes impact"))[:3] == ["+3", "+2", "+1"]
    assert codes(path, sheet="Codes Activities")["Assessing"].definition == "Evaluating a requirement"


def test_a_published_codebook_in_yaml(data):
    found = codes(data / "icpc_code_review" / "codebook.yaml")
    assert [len(found), found["Decision"].colour] == [8, "#43A047"]
    assert all(code.definition.startswith("Published code") for code in found.values())


def test_the_standards_own_project(data):
    for name in ("Project.qde", "TestProject.qdpx"):
        found = codes(data / "skyloom" / name)
        assert len(found) == 14
        assert found["diet Coke"].parent == "coke"
        assert (found["diet Coke"].definition, found["diet Coke"].colour) == ("non sucré", "#966450")
        assert found["Coke"].parent == "breakfast-food"


def test_what_is_exported_is_valid_against_the_standard(data):
    schema = etree.XMLSchema(etree.parse(data / "refi" / "Codebook-mrt2019.xsd"))
    for path in (*sorted(Path(__file__).parents[2].glob("codebooks/*.yaml")),):
        book = parse(path.read_text(encoding="utf-8"), file=path.name)
        schema.assertValid(etree.fromstring(as_qdc(book).data))
