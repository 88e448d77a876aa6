# SPDX-License-Identifier: MPL-2.0
"""Which of the texts that could be meant it is: less is wrong with it, and no other such text means anything else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from attrs import define, evolve, frozen

from ..catalog import CATALOG
from ..finding import Finding
from ..folder import Folder
from ..frozen_map import FrozenMap
from ..loading import read
from ..reading.source import parse
from ..reading.tree import plain_data
from .candidates import candidates, recoded
from .page import Page

__all__ = ["Repair", "repair"]

# So many texts are looked at for one mistake, and so many rule sets read; if there are more, it has no one answer.
_MOST_TEXTS, _MOST_READ = 400, 40
# A file that cannot be read shows its mistakes one by one; so many may stand behind each other.
_BEHIND = 12
_NAME = tuple(code for code in CATALOG if code.startswith("unknown-") and code != "unknown-key")


@frozen
class Repair:
    """The files of a folder that are changed, as they were and as they would be, and what is then no longer wrong."""

    before: FrozenMap[str, bytes]
    after: FrozenMap[str, bytes]
    mended: tuple[Finding, ...]
    left: tuple[Finding, ...]


def repair(folder: Folder) -> Repair:
    """Mend what has one safe answer.

    A change is made only if less is wrong with it and nothing that was not wrong before, and if every other change
    of which that is true means the same. To repair what is repaired changes nothing more.
    """
    now, found = folder, read(folder).findings
    mended: list[Finding] = []
    skipped: set[Finding] = set()
    while (finding := next((f for f in found if f not in skipped), None)) is not None:
        better = _only(_Search(now, found).better(finding))
        if better is None:
            skipped.add(finding)
            continue
        now, found = better.folder, better.found
        mended.append(finding)
        skipped.clear()
    changed = {name: content for name, content in now.files.items() if content != folder.files[name]}
    before = {name: folder.files[name] for name in changed}
    return Repair(FrozenMap(before), FrozenMap(changed), tuple(mended), found)


@frozen
class _Better:
    """A folder with which less is wrong, and what its changed file says, whatever it looks like."""

    folder: Folder
    found: tuple[Finding, ...]
    meaning: str


def _only(found: Iterator[_Better | None]) -> _Better | None:
    """Give the first of what is better if all of it means the same; None if too much was tried to know."""
    all_found = list(found)
    kept = [better for better in all_found if better is not None]
    if len(kept) < len(all_found) or len({better.meaning for better in kept}) != 1:
        return None
    return kept[0]


@define
class _Search:
    """Looks for texts with which less is wrong than in a folder as it is."""

    folder: Folder
    found: tuple[Finding, ...]
    texts: int = 0
    read: int = 0

    def better(self, finding: Finding) -> Iterator[_Better | None]:
        """Give every better folder; None at the end says that not everything was tried."""
        name = _file(finding)
        if finding.location is not None and self.folder.place(name).file == finding.location.file:
            yield from self._below(finding, name, self.folder.files.get(name), _BEHIND)

    def _below(self, finding: Finding, name: str, content: bytes | None, depth: int) -> Iterator[_Better | None]:
        """Try the texts that could be meant, and in one that shows the next mistake, those for that."""
        for changed in _texts(finding, content):
            self.texts += 1
            if self.texts > _MOST_TEXTS or self.read > _MOST_READ:
                yield None
                return
            tree, told = parse(changed, self.folder.place(name).file)
            if tree is not None or _less(told, self._told_of(name)):
                yield from self._whole(name, changed, "" if tree is None else repr(plain_data(tree)), depth)
            elif depth and _order(told[0]) > _order(finding):
                yield from self._below(told[0], name, changed, depth - 1)

    def _whole(self, name: str, changed: bytes, meaning: str, depth: int) -> Iterator[_Better | None]:
        """Read the rule set with a text; a name that could not be seen before may be misspelt, too."""
        self.read += 1
        other = evolve(self.folder, files=FrozenMap({**self.folder.files, name: changed}))
        after = read(other).findings
        if _less(after, self.found):
            yield _Better(other, after, meaning)
            return
        told = {finding.code for finding in self._told_of(name)}
        hidden = [finding for finding in after if _file(finding) == name and finding.code not in told]
        if depth and hidden and all(finding.code.startswith(_NAME) and finding.nearest for finding in hidden):
            yield from self._below(hidden[0], name, changed, depth - 1)

    def _told_of(self, name: str) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.found if _file(finding) == name)


def _texts(finding: Finding, content: bytes | None) -> Iterator[bytes]:
    """Give the texts of a file that could be meant, each once."""
    if content is None:
        return
    if finding.code == "not-utf8":
        as_utf8 = recoded(content)
        if as_utf8 is not None:
            yield as_utf8
        return
    made = (page.content for page in candidates(finding, Page.of(content)))
    yield from (text for text in dict.fromkeys(made) if text != content)


def _file(finding: Finding) -> str:
    return "" if finding.location is None else finding.location.file.rpartition("/")[2]


def _order(finding: Finding) -> tuple[int, int]:
    place = finding.location
    return (0, 0) if place is None else (place.line, place.column)


def _less(after: tuple[Finding, ...], before: tuple[Finding, ...]) -> bool:
    """Tell whether less is wrong, and nothing that was not wrong before."""
    now, then = (Counter((finding.code, _file(finding)) for finding in found) for found in (after, before))
    return now < then
