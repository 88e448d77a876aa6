# SPDX-License-Identifier: MPL-2.0
"""A small editor: opens files with yaml-language-server, the program behind YAML in VS Code and elsewhere."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import Any

__all__ = ["Editor", "opened"]

_PATIENCE = 120


class Editor:
    """Speaks the language server protocol with one server, one question at a time."""

    def __init__(self, server: Path, settings: Mapping[str, object], folder: Path) -> None:
        command = ["node", str(server), "--stdio"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.settings = settings
        self.answers: Queue[Any] = Queue()
        self.problems: Queue[Any] = Queue()
        self.asked = 0
        threading.Thread(target=self._listen, daemon=True).start()
        uri = folder.as_uri()
        abilities = {
            "workspace": {"configuration": True, "didChangeConfiguration": {}},
            "textDocument": {
                "hover": {"contentFormat": ["markdown"]},
                "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}},
                "publishDiagnostics": {},
            },
        }
        self.ask("initialize", {"processId": None, "rootUri": uri, "workspaceFolders": None, "capabilities": abilities})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": {"yaml": settings}})

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while True:
            length = 0
            while (line := stream.readline()) not in (b"\r\n", b""):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not line:
                return
            message = json.loads(stream.read(length))
            if "method" not in message:
                self.answers.put(message)
            elif message["method"] == "textDocument/publishDiagnostics":
                self.problems.put(message["params"])
            elif "id" in message:
                self._send({"id": message["id"], "result": self._served(message)})

    def _served(self, message: Mapping[str, Any]) -> object:
        if message["method"] != "workspace/configuration":
            return None
        return [self.settings if item.get("section") == "yaml" else None for item in message["params"]["items"]]

    def _send(self, message: Mapping[str, object]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def tell(self, method: str, told: object) -> None:
        """Tell the server something."""
        self._send({"method": method, "params": told})

    def ask(self, method: str, about: object) -> Any:
        """Ask the server something and wait for its answer."""
        self.asked += 1
        self._send({"id": self.asked, "method": method, "params": about})
        answer = self.answers.get(timeout=_PATIENCE)
        assert "error" not in answer, answer
        return answer["result"]

    def open(self, file: Path) -> list[dict[str, Any]]:
        """Open a file and give the problems that are shown in it."""
        uri = file.as_uri()
        text = file.read_text("utf-8")
        self.tell(
            "textDocument/didOpen",
            {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}},
        )
        while True:
            shown = self.problems.get(timeout=_PATIENCE)
            if shown["uri"] == uri:
                return list(shown["diagnostics"])

    def hover(self, file: Path, line: int, column: int) -> str:
        """Give what is shown over a place."""
        shown = self.ask("textDocument/hover", _at(file, line, column))
        return "" if shown is None else str(shown["contents"]["value"])

    def complete(self, file: Path, line: int, column: int) -> dict[str, str]:
        """Give what is offered at a place, each with what it says of itself."""
        offered = self.ask("textDocument/completion", _at(file, line, column))
        items = offered["items"] if isinstance(offered, dict) else offered or []
        return {item["label"]: _text(item.get("documentation")) for item in items}

    def close(self) -> None:
        """Let the server end."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        self.process.wait(timeout=30)
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()


def _at(file: Path, line: int, column: int) -> dict[str, object]:
    return {"textDocument": {"uri": file.as_uri()}, "position": {"line": line - 1, "character": column - 1}}


def _text(documentation: object) -> str:
    return str(documentation["value"]) if isinstance(documentation, dict) else str(documentation or "")


@contextmanager
def opened(tools: Path, folder: Path) -> Iterator[Editor]:
    """Open a folder as VS Code would, with the settings in its `.vscode`."""
    settings = json.loads((folder / ".vscode" / "settings.json").read_text("utf-8"))
    schemas = {
        (folder / schema).as_uri(): [(folder / name).as_uri() for name in names]
        for schema, names in settings["yaml.schemas"].items()
    }
    yaml = {
        "validate": True,
        "hover": True,
        "completion": True,
        "schemas": schemas,
        "yamlVersion": settings["yaml.yamlVersion"],
        "schemaStore": {"enable": settings["yaml.schemaStore.enable"]},
        "kubernetesCRDStore": {"enable": False},
        "format": {"enable": False},
    }
    server = tools / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    editor = Editor(server, yaml, folder)
    try:
        yield editor
    finally:
        editor.close()
