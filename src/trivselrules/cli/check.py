# SPDX-License-Identifier: MPL-2.0
"""`trivselrules check`: everything that is wrong with a rule set, at once."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import PurePath

from ..errors import UsageError
from ..finding import Finding, find
from ..folder import Folder
from ..loading import read
from ..location import Location
from ..render.findings import findings_json, findings_text, summary
from ..render.phrases import amount
from ..text import printable
from .output import write, write_json

__all__ = ["Files", "check", "run"]


def run(options: Namespace) -> int:
    """Print the findings, once or after each change, or mend what can be mended; 1 if one of them is an error."""
    if options.fix:
        from .fix import fix  # late: most only look

        return fix(options, check)
    if options.yes:
        raise UsageError(find("yes-alone"))
    if options.watch:
        from .watch import watch  # late: few look for long

        return watch(options, check)
    return check(options)


def check(options: Namespace) -> int:
    """Print the findings; 1 if one of them is an error."""
    found = read(options.rules, schemas=True)
    show = Files(found.folders)
    if options.format == "json":
        findings = findings_json(found.findings, options.lang, show.path)
        write_json({"findings": findings})
    elif options.format != "text":
        _write_for_a_service(options, found.findings, show)
    else:
        if found.findings:
            write(findings_text(found.findings, options.lang, show.line, show.path) + "\n")
        files = amount("file", len(found.folder.files), options.lang)
        write(f"{printable(show.folder)}, {files}: {summary(found.findings, options.lang)}.")
    return int(any(finding.severity == "error" for finding in found.findings))


def _write_for_a_service(options: Namespace, findings: tuple[Finding, ...], show: Files) -> None:
    """Write the findings as one of the services that build and review code takes them."""
    from .. import __version__
    from ..render.annotations import github_annotations, gitlab_report, sarif_log

    if options.format == "gitlab":
        write_json(gitlab_report(findings, options.lang, show.path))
    elif options.format == "sarif":
        write_json(sarif_log(findings, options.lang, show.path, __version__))
    elif findings:
        write(github_annotations(findings, options.lang, show.path))


class Files:
    """The checked files as the person who checks them knows them."""

    def __init__(self, folders: Sequence[Folder]) -> None:
        self.folder = folders[0].shown or folders[0].name
        self._folders = {folder.name: folder for folder in folders}
        self._lines: dict[str, list[str]] = {}

    def path(self, place: Location) -> str:
        """Give the path of a place's file: as the folder was given, or under the shipped rule set's name."""
        above, _, name = place.file.rpartition("/")
        shown = self._folders[above].shown
        return place.file if shown is None else str(PurePath(shown) / name)

    def line(self, place: Location) -> str | None:
        """Give the line a place is on."""
        above, _, name = place.file.rpartition("/")
        if name not in self._folders[above].files:
            return None
        if place.file not in self._lines:
            text = self._folders[above].files[name].decode("utf-8-sig", errors="replace")
            self._lines[place.file] = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines = self._lines[place.file]
        return lines[place.line - 1] if place.line <= len(lines) else None
