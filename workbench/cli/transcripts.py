"""Commands for transcripts and participants: import, transcripts, transcript, participants."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli import output
from workbench.cli.common import coder_option, json_option, opened, plain_option, quiet_option, tell_new
from workbench.visible import clock, plural

if TYPE_CHECKING:
    from workbench.transcripts.importing import ImportSummary
    from workbench.transcripts.listing import SpokenText, TranscriptFound

_KINDS = ("individual", "joint", "group", "questionnaire", "observation", "case file", "document")


@click.command(name="import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("--participant", "participants", multiple=True, metavar="ID", help="Who is interviewed; may be repeated.")
@click.option("--wave", metavar="WAVE", help="The time point; a new one is added to study.yaml.")
@click.option("--role", metavar="ROLE", help="The role of participants that are new; a new one is added to study.yaml.")
@click.option("--kind", type=click.Choice(_KINDS), help="What kind of transcript.")
@click.option("--record", type=click.Choice(["verbatim", "tidied", "notes"]), help="How it was written down.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@quiet_option
@coder_option
@json_option
@click.pass_context
def import_(
    context: click.Context,
    paths: tuple[Path, ...],
    participants: tuple[str, ...],
    wave: str | None,
    role: str | None,
    kind: str | None,
    record: str | None,
    dry_run: bool,
    quiet: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """Take in transcripts: files, or folders of them. They are copied to transcripts/ as they were received."""
    from workbench import opening
    from workbench.folder import find_folder
    from workbench.transcripts import importing

    if not dry_run and (wave or role):
        folder = find_folder(Path(context.obj) if context.obj else Path.cwd())
        for line in opening.take_up(folder, wave=wave, role=role):
            output.tell(line)
    with opened(context, coder) as study, output.progress("Importing", quiet=quiet or as_json) as progress:
        given = importing.Given(participants, wave, role, kind, record)
        summary = importing.import_files(study, paths, given, dry_run=dry_run, progress=progress)
    if as_json:
        output.write_json(_summary_as_json(summary))
    if not as_json and not quiet:
        summary.notices = [notice for notice in summary.notices if notice not in context.meta["told"]]
        _show(summary, dry_run=dry_run)
    for path, why in summary.left_out:
        output.tell(f"Left out: {path}: {why}" if not why.startswith(str(path)) else f"Left out: {why}")
    if summary.left_out:
        context.exit(1 if summary.imported or summary.known else 2)


def _show(summary: ImportSummary, *, dry_run: bool) -> None:
    for notice in summary.notices:
        output.tell(notice)
    for one in summary.imported:
        for notice in one.notices:
            output.tell(f"{one.file}: {notice}")
    if summary.imported:
        rows = [
            (
                one.name,
                one.file,
                one.facts.participants or "unknown",
                one.facts.wave or "unknown",
                one.facts.kind or "unknown",
                one.turns,
                one.words,
            )
            for one in summary.imported
        ]
        output.table(("transcript", "file", "participants", "wave", "kind", "turns", "words"), rows, empty="")
    for path, name in summary.known:
        output.say(f"In the study already: {path.name} ({name}).")
    for who in summary.new_participants:
        role = f", {who.role}" if who.role else ", role unknown"
        added = "would be added" if dry_run else "was added"
        output.say(f"New participant, who {added} to participants.csv: {who.participant}{role}.")
    verb = "Would import" if dry_run else "Imported"
    output.say(f"{verb} {plural(len(summary.imported), 'transcript')}.")


def _summary_as_json(summary: ImportSummary) -> dict[str, Any]:
    return {
        "imported": [
            {
                "name": one.name,
                "file": one.file,
                "source": one.source,
                "participants": one.facts.participants,
                "wave": one.facts.wave,
                "kind": one.facts.kind,
                "record": one.facts.record,
                "date": one.facts.date,
                "turns": one.turns,
                "words": one.words,
                "notices": one.notices,
            }
            for one in summary.imported
        ],
        "known": [{"source": path, "name": name} for path, name in summary.known],
        "left_out": [{"source": path, "why": why} for path, why in summary.left_out],
        "new_participants": [who.participant for who in summary.new_participants],
        "notices": summary.notices,
    }


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@coder_option
@json_option
@click.pass_context
def unimport(context: click.Context, names: tuple[str, ...], coder: str | None, as_json: bool) -> None:
    """Take transcripts out of the study again, as one step; refused where somebody has worked on them."""
    from workbench.transcripts import removing

    with opened(context, coder) as study:
        done = removing.unimport(study, names)
    if as_json:
        output.write_json(done)
        return
    for one in done:
        where = "its file is not the one imported, and stays"
        if one.kept_at is not None:
            where = f"its file is kept in {one.kept_at}"
        elif one.was_missing:
            where = f"its file {one.file} was not there"
        output.say(f"Took out {one.name}; {where}.")


@click.command(name="transcripts")
@plain_option
@json_option
@click.pass_context
def list_transcripts(context: click.Context, as_json: bool) -> None:
    """List the transcripts."""
    from workbench.transcripts import order, received

    with opened(context) as study:
        for notice in received.told(received.changed(study)):
            output.tell(notice)
        with study.read() as session:
            found = order.transcripts(session, study.settings)
    if as_json:
        output.write_json([_as_json(item) for item in found])
        return
    rows = [
        (
            item.name,
            item.file,
            item.kind or "unknown",
            item.record or "unknown",
            item.wave or "unknown",
            item.date,
            item.participants or "unknown",
            item.roles,
            item.turns,
            item.words,
        )
        for item in found
    ]
    headers = ("transcript", "file", "kind", "record", "wave", "date", "participants", "roles", "turns", "words")
    output.table(headers, rows, empty="There are no transcripts yet. Take some in: workbench import FILE…")


def _as_json(item: TranscriptFound) -> dict[str, Any]:
    fields = (
        "name",
        "file",
        "kind",
        "record",
        "wave",
        "date",
        "participants",
        "roles",
        "turns",
        "words",
        "characters",
        "text_sha256",
        "source_sha256",
        "interviewer",
        "language",
        "translated_from",
    )
    return {field: getattr(item, field) for field in fields}


@click.command()
@click.argument("name")
@click.option("--text", "as_text", is_flag=True, help="The stored text as UTF-8 and nothing else.")
@json_option
@click.pass_context
def transcript(context: click.Context, name: str, as_text: bool, as_json: bool) -> None:
    """Show the transcript called NAME."""
    from workbench.coding import marked_passages
    from workbench.spans import Span
    from workbench.transcripts import listing

    with opened(context) as study, study.read() as session:
        found = listing.find_transcript(session, name)
        spoken = listing.spoken(session, [found.revision_id])[found.revision_id]
        marks = marked_passages(session).get(found.revision_id, [])
    if marks and not as_json:
        are = plural(len(marks), "passage of it is", "passages of it are")
        output.tell(f"{are} marked not for quotation: workbench marked")
    if as_text:
        output.write_text(spoken.text)
    elif as_json:
        output.write_json(_as_json(found) | {"turns": _turns(spoken)})
    else:
        who = ", ".join(found.participants) or "participants unknown"
        output.say(
            f"{found.name}: {found.kind or 'kind unknown'}, {found.wave or 'wave unknown'}, {who} ({found.file})"
        )
        for turn in spoken.turns:
            label = turn.label or "–"
            if turn.participants and turn.participants != (turn.label,):
                label += f" ({' or '.join(turn.participants)})"
            at = f"[{clock(turn.time)}] " if turn.time is not None else ""
            kept = ", not for quotation" if any(mark.overlaps(Span(turn.start, turn.end)) for mark in marks) else ""
            output.say(f"\n{at}{label}  {turn.start}–{turn.end}{kept}")
            output.say(spoken.text[turn.start : turn.end])


def _turns(spoken: SpokenText) -> list[dict[str, Any]]:
    return [
        {
            "start": turn.start,
            "end": turn.end,
            "speaker": turn.label or None,
            "participant": turn.participants[0] if len(turn.participants) == 1 else None,
            "one_of": turn.participants if len(turn.participants) > 1 else [],
            "interviewer": turn.interviewer,
            "time": turn.time / 1000 if turn.time is not None else None,
        }
        for turn in spoken.turns
    ]


@click.command()
@plain_option
@json_option
@click.pass_context
def participants(context: click.Context, as_json: bool) -> None:
    """Show who was interviewed when: participant by wave."""
    from workbench.transcripts import facts, listing
    from workbench.transcripts.grid import grid

    with opened(context) as study, study.read() as session:
        people = facts.people(session)
        found = listing.transcripts(session)
        faults = dict.fromkeys([*facts.read_tables(study).faults, *facts.consent_notices(study)])
        waves = grid(people, [(item.participants, item.wave, item.kind) for item in found], study.settings.waves)
    tell_new(context, faults)
    if as_json:
        output.write_json(
            [
                {
                    "participant": who.participant,
                    "label": who.label,
                    "role": who.role,
                    "pair": who.pair,
                    "site": who.site,
                    "status": who.status,
                    "reason": who.reason,
                    "quoting": who.quoting,
                    "attributes": dict(who.attributes),
                    "waves": waves[who.participant],
                }
                for who in people
            ]
        )
        return
    columns = list(dict.fromkeys(wave for row in waves.values() for wave in row))
    rows = [
        (
            who.participant,
            who.label,
            who.role,
            who.pair,
            *(waves[who.participant].get(wave, "") for wave in columns),
            who.quoting,
            who.reason,
        )
        for who in people
    ]
    headers = (
        "participant",
        "label",
        "role",
        "pair",
        *(wave or "wave unknown" for wave in columns),
        "quoting",
        "reason",
    )
    output.table(headers, rows, empty="There are no participants yet. They stand in transcripts/participants.csv.")


COMMANDS = (import_, unimport, list_transcripts, transcript, participants)
