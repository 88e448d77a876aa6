# SPDX-License-Identifier: MPL-2.0
"""What makes an editor know a folder of rules: its schemas, and the settings that lead to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..data import schema_kinds, schema_text
from ..errors import Error
from ..finding import find
from ..gathering import file_kinds
from ..loading import read
from ..render.editor import schema_for, schema_of_nothing
from ..render.phrases import phrase

__all__ = ["editor_schema", "refresh_editor", "write_editor"]

_FOLDER = ".vscode"
# The schema of a file in which nothing stands yet, and those of the rules that it can become.
_EMPTY = "empty"
_RULES = ("decision", "changes", "replacement")
_SETTINGS: dict[str, Any] = {
    "yaml.schemaStore.enable": False,
    "yaml.yamlVersion": "1.2",
    "yaml.format.enable": False,
    "files.encoding": "utf8",
    "files.eol": "\n",
    "[yaml]": {
        "editor.tabSize": 2,
        "editor.insertSpaces": True,
        "editor.detectIndentation": False,
        "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
    },
}
_PATTERN = r"^(.+?):(\d+):(\d+): {} \[[a-z0-9-]+\]: .*$"


def editor_schema(kind: str, folder: Path | None) -> str:
    """Give the schema of a kind of file: the shipped one, or that of a rule set with its own names."""
    text = schema_text(kind)
    model = None if folder is None else read(folder).model
    return text if model is None else schema_for(text, model)


def write_editor(folder: Path) -> tuple[str, ...]:
    """Write schemas with the rule set's own names, and settings for VS Code; give the files that were written.

    Settings that are there are kept, and files that are not ours alone are only written where they are missing.

    Raises Error if the folder does not exist or cannot be written, and for settings that cannot be read.
    """
    found = read(folder)
    kinds = file_kinds(found.folder)
    known = folder / _FOLDER / "settings.json"
    files = {f"schemas/{kind}.schema.json": schema_text(kind) for kind in schema_kinds()}
    if found.model is not None:
        files = {name: schema_for(text, found.model) for name, text in files.items()}
    rules = _RULES if found.model is None or found.model.base is not None else _RULES[:1]
    files[f"schemas/{_EMPTY}.schema.json"] = schema_of_nothing(files[f"schemas/{kind}.schema.json"] for kind in rules)
    files["settings.json"] = _json(_settings(known, kinds))
    for name, content in (("extensions.json", _extensions()), ("tasks.json", _tasks())):
        if not (folder / _FOLDER / name).exists():
            files[name] = _json(content)
    try:
        (folder / _FOLDER / "schemas").mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / _FOLDER / name).write_bytes(text.encode())
    except OSError:
        raise Error(find("file-unwritable")) from None
    return tuple(f"{_FOLDER}/{name}" for name in files)


def refresh_editor(folder: Path) -> None:
    """Write the schemas anew where they were written before."""
    if (folder / _FOLDER / "schemas").is_dir():
        write_editor(folder)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _settings(file: Path, kinds: dict[str, str | None]) -> dict[str, Any]:
    """Give the settings that are there with ours; each rule file is led to the schema of its kind."""
    try:
        there = json.loads(file.read_text("utf-8")) if file.exists() else {}
    except (OSError, ValueError):
        there = None
    if not isinstance(there, dict):
        raise Error(find("settings-unreadable", name=f"{_FOLDER}/settings.json"))
    schemas: dict[str, list[str]] = {}
    for name, kind in kinds.items():
        schemas.setdefault(f"{_FOLDER}/schemas/{kind or _EMPTY}.schema.json", []).append(name)
    theirs = {key: value for key, value in there.get("yaml.schemas", {}).items() if not key.startswith(_FOLDER)}
    return {**_SETTINGS, **there, "yaml.schemas": {**theirs, **schemas}}


def _extensions() -> dict[str, Any]:
    return {"recommendations": ["redhat.vscode-yaml"]}


def _tasks() -> dict[str, Any]:
    """Give the task that checks while files change, and shows what it finds at its place."""
    watching = {
        "label": "trivselrules check --watch",
        "type": "process",
        "command": "trivselrules",
        "args": ["check", "--watch", "--rules", "./"],
        "isBackground": True,
        "runOptions": {"runOn": "folderOpen"},
        "problemMatcher": [_matcher("error"), _matcher("warning")],
    }
    return {"version": "2.0.0", "tasks": [watching]}


def _matcher(severity: str) -> dict[str, Any]:
    return {
        "owner": f"trivselrules-{severity}",
        "source": "trivselrules",
        "severity": severity,
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": {
            "regexp": _PATTERN.format(phrase(severity, "da")).replace(": .*$", ": (.*)$"),
            "file": 1,
            "line": 2,
            "column": 3,
            "message": 4,
        },
        "background": {"activeOnStart": True, "beginsPattern": r"^\.\.\.$", "endsPattern": r"^.*: .*\.$"},
    }
