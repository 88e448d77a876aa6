# SPDX-License-Identifier: MPL-2.0
"""Findings as the services that build and review code show them: GitHub, GitLab, and whatever reads SARIF 2.1.0."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from urllib.parse import quote

from ..catalog import CATALOG
from ..finding import Finding
from ..location import Location
from ..text import Language, printable

__all__ = ["github_annotations", "gitlab_report", "sarif_log"]

ShowFile = Callable[[Location], str]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_GAP = re.compile(r"\{\w+\}")


def github_annotations(findings: Iterable[Finding], language: Language, show: ShowFile) -> str:
    """Write a workflow command for each finding; nothing in it can end the command or begin another."""
    return "\n".join(_command(finding, language, show) for finding in findings)


def _command(finding: Finding, language: Language, show: ShowFile) -> str:
    place = finding.location or Location("")
    named = {
        "file": _forward(show(place)) if place.file else "",
        "line": str(place.line),
        "col": str(place.column),
        "title": finding.code,
    }
    given = ",".join(
        f"{name}={_escaped(value, ':,')}" for name, value in named.items() if place.file or name == "title"
    )
    return f"::{finding.severity} {given}::{_escaped(_told(finding, language))}"


def _escaped(text: str, more: str = "") -> str:
    for letter in ("%", *more):
        text = text.replace(letter, f"%{ord(letter):02X}")
    return printable(text)


def _told(finding: Finding, language: Language) -> str:
    message = finding.message(language)
    return f"{message}{'' if message.endswith('?') else '.'} {finding.help(language)}"


def _forward(path: str) -> str:
    return path.replace("\\", "/")


def gitlab_report(findings: Iterable[Finding], language: Language, show: ShowFile) -> list[dict[str, object]]:
    """Give a code quality report; a fingerprint stays the same while a finding only moves to another line."""
    seen: dict[str, int] = {}
    return [_issue(finding, language, show, seen) for finding in findings]


def _issue(finding: Finding, language: Language, show: ShowFile, seen: dict[str, int]) -> dict[str, object]:
    place = finding.location or Location("-")
    path = printable(_forward(show(place)))
    mark = "\n".join(
        (finding.code, path, *(f"{name}={value}" for name, value in finding.details.items() if name != "first"))
    )
    seen[mark] = seen.get(mark, 0) + 1
    return {
        "description": _told(finding, language),
        "check_name": finding.code,
        "fingerprint": hashlib.sha256(f"{mark}\n{seen[mark]}".encode(errors="replace")).hexdigest(),
        "severity": "major" if finding.severity == "error" else "minor",
        "location": {"path": path, "lines": {"begin": place.line}},
    }


def sarif_log(findings: Iterable[Finding], language: Language, show: ShowFile, version: str) -> dict[str, object]:
    """Give a log in the Static Analysis Results Interchange Format, version 2.1.0."""
    findings = tuple(findings)
    rules = list(dict.fromkeys(finding.code for finding in findings))
    driver = {
        "name": "trivselrules",
        "semanticVersion": version,
        "language": language,
        "rules": [_rule(code, language) for code in rules],
    }
    results = [_result(finding, language, show, rules.index(finding.code)) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, language: Language) -> dict[str, object]:
    entry = CATALOG[code]
    return {
        "id": code,
        "shortDescription": {"text": f"{_GAP.sub('…', entry.message.to(language))}."},
        "help": {"text": _GAP.sub("…", entry.help.to(language))},
        "defaultConfiguration": {"level": entry.severity},
    }


def _result(finding: Finding, language: Language, show: ShowFile, rule: int) -> dict[str, object]:
    told: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": _told(finding, language)},
    }
    place = finding.location
    if place is not None:
        region = {"startLine": place.line, "startColumn": place.column}
        artifact = {"uri": quote(_forward(show(place)), safe="/.-_~")}
        told["locations"] = [{"physicalLocation": {"artifactLocation": artifact, "region": region}}]
    return told
