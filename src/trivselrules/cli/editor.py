# SPDX-License-Identifier: MPL-2.0
"""What makes an editor know a folder of rules: the schemas, and the settings that lead to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..data import schema_text
from ..reading.files import KINDS, MANY

__all__ = ["write_editor"]

_FOLDER = ".vscode"
_SETTINGS: dict[str, Any] = {
    "yaml.schemaStore.enable": False,
    "yaml.yamlVersion": "1.2",
    "yaml.format.enable": False,
    "files.encoding": "utf8",
    "files.eol": "\n",
    "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": True, "editor.detectIndentation": False},
}


def write_editor(folder: Path) -> tuple[str, ...]:
    """Write settings for VS Code, and the schemas of the files that are known by their names; give what was written."""
    known = {kind: f"{kind}.yaml" for kind in KINDS if kind not in MANY}
    schemas = {f"{_FOLDER}/schemas/{kind}.schema.json": name for kind, name in known.items()}
    files = {f"{_FOLDER}/schemas/{kind}.schema.json": schema_text(kind) for kind in known}
    settings = {**_SETTINGS, "yaml.schemas": {schema: [name] for schema, name in schemas.items()}}
    files[f"{_FOLDER}/settings.json"] = json.dumps(settings, ensure_ascii=False, indent=2) + "\n"
    (folder / _FOLDER / "schemas").mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    return tuple(files)
