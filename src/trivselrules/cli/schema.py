# SPDX-License-Identifier: MPL-2.0
"""`trivselrules schema`: the schemas of rule files, for an editor, with a rule set's own names in them."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ..data import schema_kinds
from ..inputs import unknown_name
from ..text import printable
from .editor import editor_schema, write_editor
from .output import write, write_file, write_json

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Print one schema, write all into a folder's settings, or list the kinds of files."""
    kind = options.kind
    folder = None if options.for_folder is None else Path(options.for_folder)
    if kind is not None and kind not in schema_kinds():
        raise unknown_name("kind", kind, schema_kinds())
    if kind is not None:
        write_file(editor_schema(kind, folder))
        return 0
    names = schema_kinds() if folder is None else [str(folder / name) for name in write_editor(folder)]
    if options.format == "json":
        write_json({"kinds" if folder is None else "written": list(names)})
    else:
        write("\n".join(printable(name) for name in names))
    return 0
