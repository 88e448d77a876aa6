# SPDX-License-Identifier: MPL-2.0
"""`trivselrules table`: a decision as a table for a spreadsheet, and back."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path

from attrs import evolve

from ..comparing import compare
from ..errors import Error
from ..finding import Finding, find
from ..folder import open_folder
from ..frozen_map import FrozenMap
from ..inputs import unknown_name
from ..loading import load, read
from ..location import Location
from ..render.findings import findings_json
from ..render.phrases import phrase
from ..rule_set import RuleSet
from ..tabling.grow import Grown, grow
from ..tabling.table import cell_name, columns_of, read_sheet, write_sheet
from ..text import printable
from .output import complain, write_file, write_json, write_new

__all__ = ["run"]

_BAD_INPUT = 2


def run(options: Namespace) -> int:
    """Write the table of a decision, or the decision that a table says and whether it answers as before."""
    rules = load(options.rules, on=options.on or date.today())
    decision = rules.model.decisions.get(options.decision)
    if decision is None:
        raise unknown_name("decision", options.decision, list(rules.model.decisions))
    if options.read is None:
        return _write(options, {"table": write_sheet(decision, rules.model)})
    sheet, findings = read_sheet(_content(options.read), _named(options), list(columns_of(decision, rules.model)))
    grown = Grown(None, findings) if sheet is None else grow(sheet, decision, rules.model)
    if grown.text is None:
        return _refuse(grown.findings, options)
    folder = open_folder(options.rules)
    name = f"{options.decision}.yaml"
    changed = evolve(folder, files=FrozenMap({**folder.files, name: grown.text.encode()}))
    found = read(changed)
    if found.rule_set is None:
        errors = (finding for finding in found.findings if finding.severity == "error")
        return _refuse(tuple(_at_cell(finding, grown, changed.place(name).file) for finding in errors), options)
    changed_in = _regions(rules, found.rule_set.as_of(options.on or date.today()), options.decision)
    _write(options, {"rules": grown.text, "same": not changed_in})
    told = phrase("table_changed", options.lang, changed_in) if changed_in else phrase("table_same", options.lang)
    complain(printable(told))
    return 0


def _content(file: str) -> bytes:
    """Read the table, from a file or as it is piped in."""
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except (OSError, ValueError):
        raise Error(find("table-unreadable")) from None


def _named(options: Namespace) -> str:
    return f"{options.decision}.csv" if options.read == "-" else Path(options.read).name


def _write(options: Namespace, made: dict[str, object]) -> int:
    """Write what was made: to a new file, as JSON, or by itself."""
    text = str(next(iter(made.values())))
    if options.output is not None:
        write_new(options.output, text)
        complain(printable(phrase("written", options.lang, options.output)))
    if options.format == "json":
        write_json(made)
    elif options.output is None:
        write_file(text)
    return 0


def _at_cell(finding: Finding, grown: Grown, file: str) -> Finding:
    """Give a finding in the decision at the cell that it comes from."""
    place = finding.location
    cell = grown.cell(place) if place is not None and place.file == file else None
    return finding if cell is None else evolve(finding, location=cell)


def _refuse(findings: tuple[Finding, ...], options: Namespace) -> int:
    """Say what is wrong, cell by cell."""
    table = _named(options)
    if options.format == "json":
        told = findings_json(findings, options.lang, str)
        cells = [_where(finding.location, table).removesuffix(": ") for finding in findings]
        listed = [{**one, "cell": cell} for one, cell in zip(told, cells, strict=True)]
        write_json({"error": listed[0], "findings": listed})
        return _BAD_INPUT
    for finding in findings:
        complain(printable(f"{_where(finding.location, table)}{Error(finding).message(options.lang)}"))
    return _BAD_INPUT


def _where(place: Location | None, table: str) -> str:
    if place is None:
        return f"{table}: "
    return f"{table} {cell_name(place)}: " if place.file == table else f"{place}: "


def _regions(old: RuleSet, new: RuleSet, decision: str) -> int:
    """Count the kinds of situations that are answered otherwise; that there are none is proved, and not tried out."""
    found = next(one for one in compare(old, new).decisions if one.decision == decision)
    return sum(len(change.regions) for change in (*found.answers, *found.choices))
