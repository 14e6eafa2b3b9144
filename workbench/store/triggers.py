"""The triggers that write the journal and keep content as it is, generated from the table definitions.

A change to a journalled table writes the row's image before and after under the open step; a change outside a step
fails. Chosen after trying session events, which miss bulk statements, cascades and JSON edited in place, and cost
four times as much.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import types

from workbench.model import CONTENT, journalled

OUTSIDE = "workbench: a write outside a step"
UNCHANGEABLE = "workbench: content is never changed"


def install(connection: sa.Connection) -> None:
    """Make every trigger anew (on both engines they are dropped first)."""
    remove(connection)
    for statement in _sqlite() if connection.dialect.name == "sqlite" else _postgresql():
        connection.exec_driver_sql(statement)


def remove(connection: sa.Connection) -> None:
    """Drop every trigger of ours."""
    inspector = sa.inspect(connection)
    tables = [table for table in [*(table.name for table in journalled()), *CONTENT] if inspector.has_table(table)]
    for table in tables:
        for event in ("insert", "update", "delete"):
            name = f"journal_{table}_{event}"
            on = "" if connection.dialect.name == "sqlite" else f' ON "{table}"'
            connection.exec_driver_sql(f'DROP TRIGGER IF EXISTS "{name}"{on}')


def _image(table: sa.Table, row: str) -> str:
    """SQLite's JSON of a row; a JSON column stays JSON inside it."""
    pairs = []
    for column in table.columns:
        value = f'{row}."{column.name}"'
        pairs.append(
            f"'{column.name}', json({value})" if isinstance(column.type, types.JSON) else f"'{column.name}', {value}"
        )
    return f"json_object({', '.join(pairs)})"


def _sqlite() -> list[str]:
    statements = []
    for table in journalled():
        for event, row, before, after in (
            ("insert", "NEW", "NULL", _image(table, "NEW")),
            ("update", "NEW", _image(table, "OLD"), _image(table, "NEW")),
            ("delete", "OLD", _image(table, "OLD"), "NULL"),
        ):
            statements.append(
                f'CREATE TRIGGER "journal_{table.name}_{event}" AFTER {event.upper()} ON "{table.name}" BEGIN '
                f"SELECT RAISE(ABORT, '{OUTSIDE}') WHERE NOT EXISTS (SELECT 1 FROM open_step); "
                "INSERT INTO image (step_id, table_name, row_id, before, after) "
                f"SELECT step_id, '{table.name}', {row}.\"id\", {before}, {after} FROM open_step; END"
            )
    statements += [
        f'CREATE TRIGGER "journal_{table}_update" BEFORE UPDATE ON "{table}" BEGIN '
        f"SELECT RAISE(ABORT, '{UNCHANGEABLE}'); END"
        for table in CONTENT
    ]
    return statements


def _postgresql() -> list[str]:
    # One function for all tables. `->> 'id'` and not NEW.id: the function is compiled once for every table's shape.
    write = f"""
        CREATE OR REPLACE FUNCTION workbench_journal() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            step integer := nullif(current_setting('workbench.step', true), '')::integer;
            old_row jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
            new_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
        BEGIN
            IF step IS NULL THEN RAISE EXCEPTION '{OUTSIDE}'; END IF;
            INSERT INTO image (step_id, table_name, row_id, before, after)
            VALUES (step, TG_TABLE_NAME, (coalesce(new_row, old_row) ->> 'id')::uuid, old_row, new_row);
            RETURN NULL;
        END $$"""
    refuse = f"""
        CREATE OR REPLACE FUNCTION workbench_content() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{UNCHANGEABLE}'; END $$"""
    statements = [write, refuse]
    statements += [
        f'CREATE TRIGGER "journal_{table.name}_{event}" AFTER {event.upper()} ON "{table.name}" '
        "FOR EACH ROW EXECUTE FUNCTION workbench_journal()"
        for table in journalled()
        for event in ("insert", "update", "delete")
    ]
    statements += [
        f'CREATE TRIGGER "journal_{table}_update" BEFORE UPDATE ON "{table}" '
        "FOR EACH ROW EXECUTE FUNCTION workbench_content()"
        for table in CONTENT
    ]
    return statements
