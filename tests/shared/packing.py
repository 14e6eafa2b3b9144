"""What the tests of packs share: packs are taken in, compared, and written by hand."""

from __future__ import annotations

import json

from workbench import exchange


def folder_bytes(study):
    """What stands in the folder of packs, by file."""
    return {path.name: path.read_bytes() for path in sorted(study.codings.iterdir())}


def take_in(study, *paths, take=None):
    """Take packs in, else those of the study's own folder; gives how many changes that made, and the plan."""
    plan = exchange.plan(study, exchange.read_packs(paths or [study.codings]))
    return exchange.unpack(study, plan, take=take), plan


def write_lines(study, *rows, name="Owen.jsonl"):
    """A pack made of lines, as they are or as JSON."""
    study.codings.mkdir(exist_ok=True)
    path = study.codings / name
    path.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def line(start=41, end=56, **more):
    """A line of a coding on “She sat with me”."""
    return {"transcript": "Parent 1 Early", "start": start, "end": end, "code": "trust", "coder": "Owen"} | more
