import pytest
@pytest.mark.both_engines
def test_x(study, rows_of):
    from workbench.transcripts import listing
    with study.read() as s:
        for t in listing.transcripts(s): print(t)
        for t in listing.spoken(s,[t.revision_id for t in listing.transcripts(s)]).values(): print(t)
    print((study.transcripts/"transcripts.csv").read_text(), (study.transcripts/"participants.csv").read_text())
    assert 0
