# SPDX-License-Identifier: MPL-2.0
"""Checks a certificate of `trivselrules prove` against the rule files: `verify_certificate.py RULES CERTIFICATE`.

Shares no code with the prover. Of every decision: each value has exactly one way through each question, nothing is set
twice or forgotten, every path cites a source, and each answer is reached by the situation that the certificate names.
"""

import hashlib
import json
import re
import sys
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from pathlib import Path
from types import SimpleNamespace

import yaml
from verify_lifecycles import verify_lifecycles

ITEM = re.compile(r"(?:(under|over|from) )?(-?[\d.]+)(?: to (-?[\d.]+))?(?: (year|month)s?)?")


def build(data, path, parts):
    """Make a node: what it says, how it ends, its question with places, items and ways on, and what follows anyhow."""
    steps = [(data[step], data[to]) for step, to in (("ask", "answers"), ("reading", "options")) if step in data]
    asks, branches = steps[0] if steps else ("", {})
    keys = [(re.split(r"\s*,\s*", key), to) for key, to in branches.items()]
    ways = [((*path, ", ".join(key)), key, build(to, (*path, ", ".join(key)), parts)) for key, to in keys]
    beside = [build(inner, (*path, "all", str(number)), parts) for number, inner in enumerate(data.get("all", []))]
    beside += [build(parts[data["use"]], ("parts", data["use"]), parts)] if "use" in data else []
    ends, sets = {"undetermined", "not_applicable"} & set(data), set(data.get("set", {}))
    node = SimpleNamespace(sets=sets, cites="source" in data, ends=ends, asks=asks, ways=ways, beside=beside)
    node.below = [node, *(below for inner in [way[2] for way in ways] + beside for below in inner.below)]
    return node


def named(item):
    """Give the word of an item, and the two numbers it names: of an age the first and the last month."""
    word, first, last, unit = ITEM.fullmatch(item).groups()
    length = 12 if unit == "year" else 1
    return word, Fraction(first) * length, Fraction(last or first) * length + length - 1


def takes(item, value):
    """Tell whether an item takes a value."""
    if isinstance(value, str):
        return item == value
    word, low, high = named(item)
    return {"under": value < low, "over": value > high, "from": value >= low}.get(word, low <= value <= high)


def values(items, domain):
    """Give every value of a choice; of numbers one in every stretch that the items can tell apart."""
    if isinstance(domain, list):
        return domain
    low, high, step = domain
    cuts = sorted({low, high}.union(*(named(item)[1:] for item in items)) - {None})
    found = {cuts[0] - 1, *cuts, *((a + b) / 2 for a, b in pairwise(cuts)), cuts[-1] + 1}
    if step is not None:
        found = {(low or 0) + whole((n - (low or 0)) / step) * step for n in found for whole in (floor, ceil)}
    return [n for n in found if (low is None or n >= low) and (high is None or n <= high)]


def onward(node, box):
    """Give the nodes that follow where something of a box is possible, each with what of it leads there."""
    led = [(to, [v for v in box.get(node.asks, []) if any(takes(i, v) for i in items)]) for _, items, to in node.ways]
    return [(to, {**box, node.asks: kept}) for to, kept in led if kept] + [(inner, box) for inner in node.beside]


def walk(node, box, done, many):
    """Give what is wrong on the paths from a node: values with no way on or several, and what is set twice."""
    done = sorted([*done, *(node.sets - many)])
    if len(done) > len(set(done)) or (done and "not_applicable" in node.ends):
        yield f"set twice, or beside `not_applicable`: {done}"
    if any(sum(takes(i, v) for _, items, _ in node.ways for i in items) != 1 for v in box.get(node.asks, [])):
        yield f"`{node.asks}` has not exactly one answer everywhere"
    both = sorted(name for inner in node.beside for name in {n for each in inner.below for n in each.sets} - many)
    if len(both) > len(set(both)) or (len(node.beside) > 1 and any("not_applicable" in n.ends for n in node.below)):
        yield f"branches of `all` that set the same or do not apply: {both}"
    for inner, kept in onward(node, box):
        yield from walk(inner, kept, done, many)


def lacking(node, box, has, excused):
    """Give boxes of situations whose path ends without what it must have; ends of some kinds are excused."""
    if has(node) or node.ends & excused:
        return []
    found = [] if node.ways else [box]
    for inner, kept in onward(node, box):
        without = [each for one in (found if node.beside else [kept]) for each in lacking(inner, one, has, excused)]
        found = without if node.beside else found + without
    return found


def taken(node, known):
    """Give the places of the items that a situation leads through."""
    here = {(*path, i) for path, items, _ in node.ways for i in items for v in known.get(node.asks, []) if takes(i, v)}
    return here.union(*(taken(inner, kept) for inner, kept in onward(node, known)))


def check(data, domains, reached):
    """Give what is wrong with a decision, or not as claimed."""
    parts, outcomes = data.get("parts", {}), data["outcome"].items()
    tree = build(data["tree"], ("tree",), parts)
    ways = {(*path, item): (node.asks, item) for node in tree.below for path, items, _ in node.ways for item in items}
    box = {name: values([i for asked, i in ways.values() if asked == name], domains[name]) for name, _ in ways.values()}
    yield from walk(tree, box, [], {name for name, outcome in outcomes if outcome.get("many") == "true"})
    for name in (name for name, outcome in outcomes if outcome.get("required") == "true"):
        if lacking(tree, box, lambda node, name=name: name in node.sets, {"undetermined", "not_applicable"}):
            yield f"`{name}` is not set on every path"
    if lacking(tree, box, lambda node: node.cites, set()):
        yield "a path cites no source"
    for place, situation in reached:
        known = {n: [v if isinstance(domains[n], list) else Fraction(v)] for n, v in situation.items()}
        ways = {way: asked for way, asked in ways.items() if way != tuple(place) or way not in taken(tree, known)}
    yield from (f"not shown to be reached: {' / '.join(way)}" for way in ways)


def domain(fact, terms, chosen):
    """Give the values of a choice, or the ends and the step of a number."""
    kind = fact.get("type")
    if "values" in fact or kind in terms or kind == "boolean":
        return list(fact.get("values") or terms.get(kind) or ("true", "false"))
    ends = [fact.get(key, "0" if (kind, key) == ("age", "from") else "unset") for key in ("from", "to", "step")]
    ends = [chosen.get(end["parameter"], "unset") if isinstance(end, dict) else end for end in ends]
    low, high, step = (None if end == "unset" else Fraction(end) for end in ends)
    return low, high, step or (None if kind == "number" else Fraction(1))


def verify(folder, claims):
    """Give everything that does not hold of a certificate for the rules in a folder."""
    paths = [path for path in sorted(folder.glob("*.yaml")) if not path.name.endswith(".cases.yaml")]
    if {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths} != claims["files"]:
        yield "the files are not those of the certificate"
    files = {path.name: yaml.load(path.read_text("utf-8-sig"), yaml.BaseLoader) or {} for path in paths}
    words, chosen = files["vocabulary.yaml"], files["rule_set.yaml"].get("parameters", {})
    terms = {"role": words.get("roles", {}), **words.get("terms", {})}
    domains = {name: domain(fact, terms, chosen) for name, fact in words.get("facts", {}).items()}
    for point in files.get("open_points.yaml", {}).get("open_points", {}).values():
        domains |= {name: list(reading["options"]) for name, reading in point.get("readings", {}).items()}
    for name, data in ((data["decision"], data) for data in files.values() if "decision" in data):
        yield from (f"{name}: {problem}" for problem in check(data, domains, claims["decisions"].get(name, [])))
    yield from verify_lifecycles(files, domains, claims.get("lifecycles", []))


if __name__ == "__main__":
    certificate = json.loads(Path(sys.argv[2]).read_text("utf-8"))
    sys.exit("\n".join(verify(Path(sys.argv[1]), certificate)) or 0)
