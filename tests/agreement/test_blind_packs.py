"""What comes in packs while a sample is open is taken in without a word of what others coded on it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

from blind_looks import EARLY, SECRET
from blind_work import with_open_sample, work

from workbench import coding, opening, sight
from workbench.agreement import samples
from workbench.study import Study


def lines_of(path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_packs_bring_others_work_on_a_sample_without_telling_of_it(studies, code, run, monkeypatch, tmp_path):
    study: Study = with_open_sample(studies, code)
    study.close()
    elsewhere = shutil.copytree(study.folder, tmp_path / "owen")
    theirs, _ = opening.open_study(elsewhere, coder="Owen")
    work(theirs, code)
    theirs.close()
    monkeypatch.setenv("WORKBENCH_CODER", "Owen")
    assert run("--study", str(elsewhere), "pack")[0] == 0
    pack = elsewhere / "codings" / "Owen.jsonl"
    packed = lines_of(pack)
    assert any(line["code"] == SECRET for line in packed)
    # A line that has no place here.
    lost = packed[0] | {"id": "00000000-0000-4000-8000-000000000001", "quote": "none such", "code": SECRET}
    pack.write_text("".join(json.dumps(line) + "\n" for line in [*packed, lost]))
    monkeypatch.setenv("WORKBENCH_CODER", "Ruth")
    monkeypatch.chdir(study.folder)
    exit_code, out, err = run("unpack", str(elsewhere / "codings"), "--take", "theirs")
    assert exit_code == 1
    assert "Left out: A coding of Owen's: it has no place here; which is told once" in err
    assert not [word for word in (SECRET, EARLY, "Doubt", "are others here") if word in out + err]
    again = studies.again(study)
    assert {(one.transcript, one.coder) for one in coding.extracts(again)} == {
        (EARLY, "Ruth"),
        ("PM1+PM2 Early", "Ruth"),
        ("PM1+PM2 Early", "Owen"),
    }
    # Her own step of taking it in does not lead there either.
    latest = sight.history(again, limit=1)[0]
    assert (latest.coder, sight.place_of_step(again, latest.id)) == ("Ruth", None)
    # Her pack leaves his alone; once it is revealed all is there.
    assert run("pack")[0] == 0
    assert SECRET not in "".join(path.read_text() for path in study.codings.iterdir())
    samples.reveal(again, early=True)
    assert sight.place_of_step(again, latest.id) is not None
    memos = {one.memo for one in coding.extracts(replace(again, coder="Ruth"), coder="Owen")}
    assert f"{SECRET} three" in memos
