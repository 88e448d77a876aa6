# SPDX-License-Identifier: MPL-2.0
"""What the rules of a decision say together: gaps, overlaps, dead answers, conflicts, readings too early.

A decision is walked once with the box of situations that can reach each place. That is exact: a node only
ever narrows one fact or reading, so the situations that reach it are a box, and every finding has a witness.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice, product

from attrs import frozen

from ..finding import Finding, find
from ..location import Location
from ..model import All, Branch, Decision, Node, NotApplicable, Ref, RuleSetModel, Undetermined, Use
from .agreement import agreement
from .nodes import branches
from .space import Box, Dimension, Space, meet

__all__ = ["check_logic"]

# A conflict of two branches is an error whatever the witness is; so many pairs of places are tried for a joint one.
_MOST_PAIRS = 10_000


def check_logic(decision: Decision, model: RuleSetModel) -> tuple[Finding, ...]:
    """Give the logic findings of a decision whose names and shape are sound."""
    walk = _Walk(decision, model)
    walk.node(decision.tree, {}, {}, inside_all=False)
    walk.dead_answers()
    if not walk.findings:
        for outcome in decision.outcomes.values():
            if outcome.required:
                for place, box in walk.without(decision.tree, {}, walk.setting(outcome.name)):
                    walk.add(find("outcome-missing", place, outcome=outcome.name, witness=walk.space.situation(box)))
        for place, box in walk.without(decision.tree, {}, walk.citing()):
            walk.add(find("source-missing", place, witness=walk.space.situation(box)))
    return tuple(walk.findings.values())


@frozen
class _Sought:
    """What a path should have: whether a node has it, whether it or one below may, and which ends do without."""

    here: Callable[[Node], bool]
    below: Callable[[Node], bool]
    excused: tuple[type, ...] = ()


class _Walk:
    """One walk over all paths of a decision; findings are kept once for each place."""

    def __init__(self, decision: Decision, model: RuleSetModel) -> None:
        self.decision = decision
        self.space = Space(decision, model)
        self.findings: dict[tuple[str, Location | None, object], Finding] = {}
        self.many = {outcome.name for outcome in decision.outcomes.values() if outcome.many}
        self.reached: dict[Location, int] = {}
        self.visited: dict[Location, tuple[Dimension, Branch, int, Box]] = {}
        self.unreached: list[Finding] = []
        self.settable = cache(self._settable)
        self.citable = cache(self._citable)

    def add(self, finding: Finding) -> None:
        """Keep the first finding of a code at a place about the same thing."""
        subject = finding.details.get("outcome")
        self.findings.setdefault((finding.code, finding.location, subject), finding)

    def node(self, node: Node, box: Box, set_at: dict[str, Location], *, inside_all: bool) -> None:
        """Check what happens from `node` on in the situations of `box`."""
        set_at = dict(set_at)
        for setting in node.settings:
            if setting.outcome in set_at and setting.outcome not in self.many:
                self._twice(setting.outcome, setting.location, set_at[setting.outcome], box)
            set_at.setdefault(setting.outcome, setting.location)
        match node.step:
            case Use(part=ref):
                self.node(self.decision.parts[ref.name], box, set_at, inside_all=inside_all)
            case All(nodes=nodes):
                self._conflicts(nodes, box)
                for inner in nodes:
                    self.node(inner, box, set_at, inside_all=True)
            case NotApplicable(notice=ref):
                witness = self.space.situation(box)
                if inside_all:
                    self.add(find("not-applicable-in-all", ref.location, witness=witness))
                for outcome, place in set_at.items():
                    self.add(
                        find(
                            "set-before-not-applicable",
                            ref.location,
                            outcome=outcome,
                            first=place.line,
                            witness=witness,
                        )
                    )
            case None | Undetermined():
                pass
            case _:
                self._question(node, box, set_at, inside_all=inside_all)

    def _question(self, node: Node, box: Box, set_at: dict[str, Location], *, inside_all: bool) -> None:
        dimension = self.space.dimension(node)
        assert dimension is not None
        possible = box.get(dimension, self.space.whole(dimension))
        covered = 0
        seen: list[Ref] = []
        for branch in branches(node):
            mask = self.space.branch_mask(dimension, branch)
            covered = self._overlap(branch, seen, covered, (dimension, box))
            for ref in branch.keys:
                item = self.space.mask(dimension, (ref,))
                self.reached[ref.location] = self.reached.get(ref.location, 0) | (item & possible)
                self.visited.setdefault(ref.location, (dimension, branch, possible, box))
            if mask & possible:
                self.node(branch.node, {**box, dimension: mask & possible}, set_at, inside_all=inside_all)
        missing = possible & ~covered
        if missing:
            self._gap(node, dimension, missing, box)
        elif dimension[0] == "reading":
            self._too_early(node, dimension, box)

    def _gap(self, node: Node, dimension: Dimension, missing: int, box: Box) -> None:
        kind, name = dimension
        place = node.step.fact.location if kind == "fact" else node.step.reading.location  # type: ignore[union-attr]
        code, noun = ("answer-missing", "fact") if kind == "fact" else ("option-missing", "reading")
        witness = self.space.situation({**box, dimension: missing})
        self.add(find(code, place, witness=witness, values=self.space.describe(dimension, missing), **{noun: name}))

    def _overlap(self, branch: Branch, seen: list[Ref], covered: int, at: tuple[Dimension, Box]) -> int:
        """Report each item that covers what one before it does, with a situation that shows it; give what all cover.

        Where none comes there, another way to the place may have one; else what they share is all that can be shown.
        """
        dimension, box = at
        for ref in branch.keys:
            mask = self.space.mask(dimension, (ref,))
            if covered & mask:
                other = next(key for key in seen if self.space.mask(dimension, (key,)) & mask)
                shared = {dimension: self.space.mask(dimension, (other,)) & mask}
                both, first = meet(box, shared), other.location.line
                witness = self.space.situation(shared if both is None else both)
                found = find(
                    "answer-overlap", ref.location, value=ref.name, other=other.name, first=first, witness=witness
                )
                if both is None:
                    self.unreached.append(found)
                else:
                    self.add(found)
            covered |= mask
            seen.append(ref)
        return covered

    def dead_answers(self) -> None:
        """Report answers that no situation leads to, at whatever place their node is used."""
        for finding in self.unreached:
            self.add(finding)
        for place, mask in self.reached.items():
            if mask:
                continue
            dimension, branch, possible, box = self.visited[place]
            ref = next(key for key in branch.keys if key.location == place)
            self.add(
                find(
                    "answer-impossible",
                    place,
                    value=ref.name,
                    fact=dimension[1],
                    possible=self.space.describe(dimension, possible),
                    witness=self.space.situation(box),
                )
            )

    def _twice(self, outcome: str, place: Location, first: Location, box: Box) -> None:
        witness = self.space.situation(box)
        self.add(find("outcome-twice", place, outcome=outcome, first=first.line, witness=witness))

    def _conflicts(self, nodes: tuple[Node, ...], box: Box) -> None:
        """Report a single-valued outcome that two branches of an `all` can set, in whatever situations."""
        for number, node in enumerate(nodes):
            for earlier in nodes[:number]:
                for outcome in sorted((self.settable(node) & self.settable(earlier)) - self.many):
                    pairs = product(self._where_set(earlier, box, outcome), list(self._where_set(node, box, outcome)))
                    found = [(*pair, meet(pair[0][1], pair[1][1])) for pair in islice(pairs, _MOST_PAIRS)]
                    for first, second, both in sorted(found, key=lambda pair: pair[2] is None)[:1]:
                        self._twice(outcome, second[0], first[0], first[1] if both is None else both)

    def _settable(self, node: Node) -> frozenset[str]:
        found = {setting.outcome for setting in node.settings}
        for inner in self._next(node):
            found |= self.settable(inner)
        return frozenset(found)

    def _next(self, node: Node) -> tuple[Node, ...]:
        match node.step:
            case Use(part=ref):
                return (self.decision.parts[ref.name],)
            case All(nodes=nodes):
                return nodes
            case _:
                return tuple(branch.node for branch in branches(node))

    def _steps(self, node: Node, box: Box) -> Iterator[tuple[Node, Box]]:
        """Give the nodes that follow in some situation of `box`, each with its situations."""
        dimension = self.space.dimension(node)
        if dimension is None:
            yield from ((inner, box) for inner in self._next(node))
            return
        for branch in branches(node):
            narrowed = meet(box, {dimension: self.space.branch_mask(dimension, branch)})
            if narrowed is not None:
                yield branch.node, narrowed

    def _where_set(self, node: Node, box: Box, outcome: str) -> Iterator[tuple[Location, Box]]:
        for setting in node.settings:
            if setting.outcome == outcome:
                yield setting.location, box
        for inner, narrowed in self._steps(node, box):
            if outcome in self.settable(inner):
                yield from self._where_set(inner, narrowed, outcome)

    def _citable(self, node: Node) -> bool:
        return bool(node.source) or any(map(self.citable, self._next(node)))

    def setting(self, outcome: str) -> _Sought:
        """Seek what sets an outcome; a path that is not decided need not."""
        return _Sought(
            lambda node: any(setting.outcome == outcome for setting in node.settings),
            lambda node: outcome in self.settable(node),
            (Undetermined, NotApplicable),
        )

    def citing(self) -> _Sought:
        """Seek what cites a source; every path must."""
        return _Sought(lambda node: bool(node.source), self.citable)

    def without(self, node: Node, box: Box, sought: _Sought) -> Iterator[tuple[Location, Box]]:
        """Give the situations of `box` in which nothing on the path from `node` is what is sought."""
        if sought.here(node) or isinstance(node.step, sought.excused):
            return
        match node.step:
            case None | Undetermined() | NotApplicable():
                yield node.location, box
            case All(nodes=nodes):
                # The branch that can have it first: if it always does, the others need not be looked at.
                ordered = sorted(nodes, key=lambda inner: not sought.below(inner))
                joint = next(self._without_in_all(ordered, box, sought), None)
                if joint is not None:
                    yield node.location, joint
            case _:
                for inner, narrowed in self._steps(node, box):
                    yield from self.without(inner, narrowed, sought)

    def _without_in_all(self, nodes: Sequence[Node], box: Box, sought: _Sought) -> Iterator[Box]:
        if nodes:
            for _, narrowed in self.without(nodes[0], box, sought):
                yield from self._without_in_all(nodes[1:], narrowed, sought)
        else:
            yield box

    def _too_early(self, node: Node, dimension: Dimension, box: Box) -> None:
        possible = box.get(dimension, self.space.whole(dimension))
        options = [
            (1 << bit, branch.node)
            for branch in branches(node)
            for bit in range(possible.bit_length())
            if self.space.branch_mask(dimension, branch) & possible & 1 << bit
        ]
        agreed = agreement(options, dimension, box, self.space, self.decision) if len(options) > 1 else None
        if agreed is not None:
            place = node.step.reading.location  # type: ignore[union-attr]
            witness = self.space.situation({key: mask for key, mask in agreed.items() if key != dimension})
            self.add(find("reading-too-early", place, reading=dimension[1], witness=witness))
