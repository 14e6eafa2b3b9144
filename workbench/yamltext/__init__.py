"""YAML read safely, with the place of everything, and changed in place without touching another character.

**Reading** (`read_yaml`) gives a `Document`: its nodes know their lines and columns, scalars can be had as written or
as YAML takes them. **Editing** (`replace_value`, `add_key`, `insert_item`, …) takes a text and gives a text.
PyYAML does the parsing; it is used for its events only, because it forgets places, keeps the last of two equal keys,
and writes a whole file anew for one change.
"""

from workbench.yamltext.copying import Copy, copied
from workbench.yamltext.editing import (
    add_key,
    append_item,
    insert_item,
    item_lines,
    remove_item,
    remove_key,
    replace_value,
)
from workbench.yamltext.layout import OneLine, Value, in_flow
from workbench.yamltext.nodes import (
    BadYaml,
    Document,
    DuplicateKey,
    Entry,
    Mapping,
    Node,
    Path,
    Place,
    Scalar,
    Sequence,
    resolved_tag,
)
from workbench.yamltext.reading import compose, conflict_marks, read_yaml

__all__ = [
    "BadYaml",
    "Copy",
    "Document",
    "DuplicateKey",
    "Entry",
    "Mapping",
    "Node",
    "OneLine",
    "Path",
    "Place",
    "Scalar",
    "Sequence",
    "Value",
    "add_key",
    "append_item",
    "compose",
    "conflict_marks",
    "copied",
    "in_flow",
    "insert_item",
    "item_lines",
    "read_yaml",
    "remove_item",
    "remove_key",
    "replace_value",
    "resolved_tag",
]
