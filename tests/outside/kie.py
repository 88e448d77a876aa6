# SPDX-License-Identifier: MPL-2.0
"""The DMN engine of KIE as a server beside us, tables written as DMN for it, and the gaps that its analysis finds."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from xml.etree import ElementTree as Xml

__all__ = ["Columns", "Row", "gaps_by_kie", "running"]

Columns = Mapping[str, Sequence[str]]
Row = Mapping[str, Sequence[str]]

_TOOLS = os.environ.get("TRIVSELRULES_OUTSIDE", str(Path(__file__).parent / ".tools"))
_SYSTEMS = {"linux": "linux/jitexecutor", "darwin": "darwin/jitexecutor", "win32": "win32/jitexecutor.exe"}
_MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"
# What stands in a gap for one column: a word, all words, or those from one to another as they are sorted.
_TOLD = re.compile(r'"(?P<word>[^"]*)"|-|(?P<from>[\[(]) "(?P<low>[^"]*)" \.\. "(?P<high>[^"]*)" (?P<to>[\])])')


@contextmanager
def running() -> Iterator[int]:
    """Run the engine for a while, and give the port it answers on."""
    program = Path(_TOOLS, "node_modules", "@kie-tools", "jitexecutor-native", "dist", _SYSTEMS[sys.platform])
    program.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    options = ("-Dquarkus.http.host=127.0.0.1", f"-Dquarkus.http.port={port}")
    with subprocess.Popen([program, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            while not _answers(port):
                assert server.poll() is None, "the engine has ended"
                time.sleep(0.05)
            yield port
        finally:
            server.kill()


def _answers(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def gaps_by_kie(port: int, columns: Columns, rows: Sequence[Row]) -> list[dict[str, list[str]]]:
    """Give the gaps that the engine finds in a table, each as the values that it has of every column.

    Raises TimeoutError if it is still at it after a minute.
    """
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", "/jitdmn/validate", written(columns, rows), {"Content-Type": "application/xml"})
    answer = connection.getresponse()
    told = json.loads(answer.read())
    connection.close()
    assert [one["message"] for one in told if one["severity"] == "ERROR"] == []
    return [_gap(one["message"], columns) for one in told if one["messageType"] == "DECISION_TABLE_GAP"]


def _gap(message: str, columns: Columns) -> dict[str, list[str]]:
    told = list(_TOLD.finditer(message.removeprefix("Gap detected: [ ")))
    return {name: _values(one, columns[name]) for name, one in zip(columns, told, strict=True)}


def _values(told: re.Match[str], words: Sequence[str]) -> list[str]:
    if told["word"] is not None:
        return [told["word"]]
    low, high = (told["low"], told["high"]) if told["low"] is not None else (min(words), max(words))
    ends = {end for end, bracket in ((low, told["from"]), (high, told["to"])) if bracket in ("(", ")")}
    return [word for word in words if low <= word <= high and word not in ends]


def written(columns: Columns, rows: Sequence[Row]) -> bytes:
    """Write a table as DMN 1.3: all columns hold words, one row applies, and it says its number."""
    definitions = Xml.Element("definitions", {"xmlns": _MODEL, "id": "m", "name": "m", "namespace": "urn:m"})
    for name in columns:
        data = Xml.SubElement(definitions, "inputData", id=f"data_{name}", name=name)
        Xml.SubElement(data, "variable", name=name, typeRef="string")
    decision = Xml.SubElement(definitions, "decision", id="decision", name="svar")
    Xml.SubElement(decision, "variable", name="svar", typeRef="string")
    for name in columns:
        needed = Xml.SubElement(decision, "informationRequirement", id=f"needs_{name}")
        Xml.SubElement(needed, "requiredInput", href=f"#data_{name}")
    table = Xml.SubElement(decision, "decisionTable", id="table", hitPolicy="UNIQUE")
    for name, words in columns.items():
        column = Xml.SubElement(table, "input", id=f"column_{name}")
        _text(Xml.SubElement(column, "inputExpression", id=f"expression_{name}", typeRef="string"), name)
        _text(Xml.SubElement(column, "inputValues", id=f"values_{name}"), _words(words))
    Xml.SubElement(table, "output", id="output")
    for number, row in enumerate(rows):
        rule = Xml.SubElement(table, "rule", id=f"rule_{number}")
        for name in columns:
            cell = _words(row[name]) if name in row else "-"
            _text(Xml.SubElement(rule, "inputEntry", id=f"cell_{number}_{name}"), cell)
        _text(Xml.SubElement(rule, "outputEntry", id=f"says_{number}"), _words([str(number)]))
    return bytes(Xml.tostring(definitions, "utf-8"))


def _text(element: Xml.Element, text: str) -> None:
    Xml.SubElement(element, "text").text = text


def _words(words: Sequence[str]) -> str:
    return ",".join(f'"{word}"' for word in words)
