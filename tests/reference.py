# SPDX-License-Identifier: MPL-2.0
"""A naive reference evaluator for the decision language.

Written from section 4 of the design alone and sharing nothing with the engine, so that the two
can be compared. It is plain rather than fast and assumes a valid rule set and valid facts.
Docstrings quote the sentences of the language that they follow.
"""

from __future__ import annotations

import itertools
import math
import random
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from math import ceil, floor
from pathlib import Path
from typing import Any

import yaml

Plain = dict[str, Any]

NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
ITEM = re.compile(rf"(?:(under|over|from) )?({NUMBER})(?: to ({NUMBER}))?(?: (year|month)s?)?")
NUMERIC = ("integer", "number", "age")
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the same in C, where that was built


def load(folder: Path) -> Plain:
    """Read "a rule set is a folder"; what `rule_set.yaml` chooses overrides the defaults."""
    files: Plain = {}
    for path in sorted(folder.glob("*.yaml")):
        files[path.name] = typed(yaml.load(path.read_text("utf-8"), LOADER))
    vocabulary, rule_set = files.get("vocabulary.yaml", {}), files.get("rule_set.yaml", {})
    readings: Plain = {}
    for point in files.get("open_points.yaml", {}).get("open_points", {}).values():
        readings.update(point.get("readings", {}))
    defaults = {name: reading["default"] for name, reading in readings.items()}
    decisions = [files[name] for name in files if not name.endswith(".cases.yaml")]
    words = {"role": vocabulary.get("roles", {}), **vocabulary.get("terms", {})}
    words |= {kind: files.get(f"{kind}s.yaml", {}).get(f"{kind}s", {}) for kind in ("event", "task")}
    facts = {
        name: {"values": words[fact["type"]]} if fact.get("type") in words else fact
        for name, fact in vocabulary.get("facts", {}).items()
    }
    return {
        "facts": facts,
        "parameters": vocabulary.get("parameters", {}),
        "parameter_values": rule_set.get("parameters", {}),
        "options": {name: list(reading["options"]) for name, reading in readings.items()},
        "readings": {**defaults, **rule_set.get("readings", {})},
        "decisions": {file["decision"]: file for file in decisions if "decision" in file},
    }


def typed(value: Any) -> Any:
    """Type all scalars: "YAML 1.2 booleans and plain decimals only", else text. Keys stay text."""
    if isinstance(value, dict):
        return {key: typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [typed(inner) for inner in value]
    if value in ("true", "false"):
        return value == "true"
    if re.fullmatch(NUMBER, value):
        return Decimal(value) if "." in value else int(value)
    return value


def parameter_value(rules: Plain, name: str) -> Any:
    """Look up what the rule set chose; a parameter that it does not mention is unset too."""
    value = rules["parameter_values"].get(name, "unset")
    return None if value == "unset" else value


def items(key: str) -> list[str]:
    """Split a key: "a value; several (`3, 4`)"."""
    return [item.strip() for item in key.split(",")]


def numeric_item(item: str) -> tuple[str | None, Decimal, Decimal]:
    """Take `under 6` or `1 to 2 years` apart: its word, if any, and the two ends that it names.

    Ages are months in "completed units, both ends included": `5 years` names 60 and 71. With a
    word only one end counts: the last month of what is named for `over`, else the first.
    """
    match = ITEM.fullmatch(item)
    assert match, item
    word, first, last, unit = match.groups()
    months = 12 if unit == "year" else 1
    low, high = Decimal(first) * months, Decimal(last or first) * months + months - 1
    if word:
        low = high = high if word == "over" else low
    return word, low, high


def fits(item: str, domain: Plain, value: Any) -> bool:
    """Tell whether one item of a key holds the value."""
    if domain.get("type") not in NUMERIC:
        return bool(typed(item) == value)
    word, low, high = numeric_item(item)
    fitting = {"under": value < low, "over": value > high, "from": value >= low}
    return bool(fitting[word] if word else low <= value <= high)


def branch(branches: Plain, domain: Plain, value: Any) -> Plain:
    """Find the node for a value: "there is no *otherwise*", so exactly one key fits."""
    found = [key for key in branches if any(fits(item, domain, value) for item in items(key))]
    assert len(found) == 1, (value, found)
    return dict(branches[found[0]])


def walk(rules: Plain, decision: str, facts: Plain, readings: Plain) -> Plain:
    """Walk depth-first in document order, and note all that is met in the order it is met."""
    met: Plain = {"outcome": {}, "not_applicable": None}
    for kind in ("because", "waiting", "asking", "setting", "notices", "undetermined", "readings_and_points"):
        met[kind] = []
    visit(rules, decision, rules["decisions"][decision]["tree"], {"facts": facts, "readings": readings}, met)
    return met


def visit(rules: Plain, decision: str, node: Plain, known: Plain, met: Plain) -> None:
    """Follow "any of `set`, `source`, `notice`, then at most one of" the others."""
    for name, given in node.get("set", {}).items():
        if set_outcome(rules, rules["decisions"][decision]["outcome"][name], name, given, met):
            met["setting"].append((name, tuple(node.get("source", []))))
    met["notices"] += node.get("notice", [])
    if "undetermined" in node:
        leave_open(node["undetermined"], met)
    if "not_applicable" in node:
        met["not_applicable"] = node["not_applicable"]
        met["notices"].append(node["not_applicable"])
    for after in onward(rules, decision, node, known, met):
        visit(rules, decision, after, known, met)


def onward(rules: Plain, decision: str, node: Plain, known: Plain, met: Plain) -> list[Plain]:
    """Give the nodes that come next: "readings are facts that the rule set answers"."""
    if "all" in node:  # "In `all` every branch applies."
        return list(node["all"])
    if "use" in node:
        return [rules["decisions"][decision]["parts"][node["use"]]]
    if "ask" in node and node["ask"] not in known["facts"]:
        met["waiting"].append(node["ask"])
        met["asking"].append(node)
    elif "ask" in node:
        fact, value = node["ask"], known["facts"][node["ask"]]
        met["because"].append({"fact": fact, "value": value})
        return [branch(node["answers"], rules["facts"][fact], value)]
    elif "reading" in node:
        reading, option = node["reading"], known["readings"][node["reading"]]
        met["because"].append({"reading": reading, "option": option})
        met["readings_and_points"].append(("reading", reading))
        return [branch(node["options"], {}, option)]
    return []


def leave_open(point: str, met: Plain) -> None:
    """Follow "the answer is `undetermined`, naming the open point"."""
    met["undetermined"].append(point)
    met["readings_and_points"].append(("point", point))


def set_outcome(rules: Plain, declared: Plain, name: str, given: Any, met: Plain) -> bool:
    """Follow "`many` outcomes are ordered unions without duplicates"; others are set once. Tell whether it was set."""
    values = []
    for written in given if isinstance(given, list) else [given]:
        value = written
        if isinstance(written, dict) and "parameter" in written:
            value = parameter_value(rules, written["parameter"])
        if value is None:
            leave_open(rules["parameters"][written["parameter"]]["open_point"], met)
        else:
            values.append(value)
    if given != [] and not values:
        return False
    if declared.get("many", False):
        met["outcome"][name] = unique([*met["outcome"].get(name, []), *values])
    else:
        assert name not in met["outcome"], name
        (met["outcome"][name],) = values
    return True


def missing(rules: Plain, decision: str, facts: Plain, readings: Plain) -> list[str]:
    """Give "the next question first, then what every remaining path asks", by trying all paths."""
    waiting = walk(rules, decision, facts, readings)["waiting"]
    if not waiting:
        return []
    values = possible_values(rules, decision, waiting[0])
    rests = [missing(rules, decision, {**facts, waiting[0]: v}, readings) for v in values]
    return [waiting[0], *(fact for fact in rests[0] if all(fact in rest for rest in rests))]


def answer(rules: Plain, decision: str, facts: Plain, readings: Plain) -> Plain:
    """Follow "`not_applicable`, else `undetermined`, else `needs_facts`, else `decided`"."""
    met = walk(rules, decision, facts, readings)
    status = "needs_facts" if met["waiting"] else "decided"
    status = "undetermined" if met["undetermined"] else status
    status = "not_applicable" if met["not_applicable"] else status
    return {
        "status": status,
        "outcome": {} if met["not_applicable"] else met["outcome"],
        "missing": missing(rules, decision, facts, readings),
        "undetermined": unique(met["undetermined"]),
        "notices": unique(met["notices"]),
        "not_applicable": met["not_applicable"],
    }


def decide(rules: Plain, decision: str, facts: Plain, readings: Plain) -> Plain:
    """Answer, and list the open points in the order they are met.

    They are "the readings on the path whose other options would change this very answer, and what is left
    undetermined".
    """
    chosen = {**rules["readings"], **readings}
    given = answer(rules, decision, facts, chosen)
    met = walk(rules, decision, facts, chosen)

    def matters(reading: str) -> bool:
        others = ({**chosen, reading: option} for option in rules["options"][reading])
        return any(answer(rules, decision, facts, other) != given for other in others)

    met_open = met["readings_and_points"]
    open_points = [name for kind, name in met_open if kind == "point" or matters(name)]
    return {**given, "open_points": unique(open_points), "because": met["because"]}


def unique(values: Iterable[Any]) -> list[Any]:
    """Keep the first of equal values (which need not be hashable)."""
    kept: list[Any] = []
    for value in values:
        if value not in kept:
            kept.append(value)
    return kept


def nodes(rules: Plain, decision: str) -> Iterator[Plain]:
    """Give every node of the decision in document order: the tree, then its parts."""
    declared = rules["decisions"][decision]
    pending = [declared["tree"], *declared.get("parts", {}).values()]
    while pending:
        node = pending.pop(0)
        yield node
        branches = {**node.get("answers", {}), **node.get("options", {})}
        pending = [*branches.values(), *node.get("all", []), *pending]


def set_below(rules: Plain, decision: str, node: Plain) -> list[str]:
    """Give the outcomes that a node or one below it may set, in the order in which the decision declares them."""
    declared = rules["decisions"][decision]
    met: set[str] = set()
    pending = [node]
    while pending:
        one = pending.pop()
        for name, given in one.get("set", {}).items():
            written = given if isinstance(given, list) else [given]
            known = [v for v in written if not (isinstance(v, dict) and "parameter" in v)]
            known += [v for v in written if v not in known and parameter_value(rules, v["parameter"]) is not None]
            met |= {name} if known or given == [] else set()
        pending += [*one.get("answers", {}).values(), *one.get("options", {}).values(), *one.get("all", [])]
        pending += [declared["parts"][one["use"]]] if "use" in one else []
    return [name for name in declared["outcome"] if name in met]


def possible_values(rules: Plain, decision: str, fact: str) -> list[Any]:
    """Give the values of a fact; of numbers only some, in every stretch the keys can tell apart.

    These are the numbers that keys and domain name, one between each two neighbours, one below
    and one above them all; or, where the domain has steps, the steps at and around these.
    """
    domain = rules["facts"][fact]
    if "values" in domain:
        return list(domain["values"])
    if domain["type"] == "boolean":
        return [True, False]
    low, high, step = (domain_number(rules, domain, end) for end in ("from", "to", "step"))
    if domain["type"] == "age":
        low = Decimal(0)
    if domain["type"] != "number":
        step = step or Decimal(1)

    asked = [node["answers"] for node in nodes(rules, decision) if node.get("ask") == fact]
    mentioned = [item for answers in asked for key in answers for item in items(key)]
    named = {number for item in mentioned for number in numeric_item(item)[1:]}
    bounds = sorted(named | {end for end in (low, high) if end is not None}) or [Decimal(0)]
    between = [(one + other) / 2 for one, other in itertools.pairwise(bounds)]
    candidates = [bounds[0] - 1, *bounds, *between, bounds[-1] + 1]
    if step is not None:
        start = low or Decimal(0)
        places = [(number - start) / step for number in candidates]
        candidates = [start + whole(place) * step for place in places for whole in (floor, ceil)]
    inside = {n for n in candidates if (low is None or n >= low) and (high is None or n <= high)}
    return [int(number) if number == int(number) else number for number in sorted(inside)]


def domain_number(rules: Plain, domain: Plain, end: str) -> Decimal | None:
    """Follow "parameters bound a fact's domain …; unset, the domain is unbounded"."""
    number = domain.get(end)
    if isinstance(number, dict):
        number = parameter_value(rules, number["parameter"])
    return None if number is None else Decimal(number)


def situations(rules: Plain, decision: str) -> Iterator[Plain]:
    """Give every complete situation over all facts that the decision asks anywhere."""
    facts = unique(node["ask"] for node in nodes(rules, decision) if "ask" in node)
    for values in itertools.product(*(possible_values(rules, decision, fact) for fact in facts)):
        yield dict(zip(facts, values, strict=True))


MOST_CHOICES = 24


def reading_choices(rules: Plain, decision: str, facts: Plain | None = None) -> Iterator[Plain]:
    """Give every combination of options of the readings that the decision may come to in a situation.

    Where there are too many, which is so while little is known, give instead every choice that departs from the
    first options in one reading, and as many others drawn at random, always the same.
    """
    readings = readings_ahead(rules, decision, facts or {})
    options = [rules["options"][reading] for reading in readings]
    if math.prod(map(len, options)) <= MOST_CHOICES:
        chosen = [list(choice) for choice in itertools.product(*options)]
    else:
        first = [some[0] for some in options]
        chosen = [[*first[:n], option, *first[n + 1 :]] for n, some in enumerate(options) for option in some]
        drawn = random.Random(decision)
        chosen += [[drawn.choice(some) for some in options] for _ in range(len(chosen))]
    for choice in unique(tuple(choice) for choice in chosen):
        yield dict(zip(readings, choice, strict=True))


def readings_ahead(rules: Plain, decision: str, facts: Plain) -> list[str]:
    """Give the readings that can be met with these facts, whatever the options and the facts to come."""
    declared = rules["decisions"][decision]
    met, pending = [], [declared["tree"]]
    while pending:
        node = pending.pop(0)
        pending += [*node.get("all", []), *node.get("options", {}).values()]
        if "use" in node:
            pending.append(declared["parts"][node["use"]])
        if "reading" in node:
            met.append(node["reading"])
        if node.get("ask") in facts:
            pending.append(branch(node["answers"], rules["facts"][node["ask"]], facts[node["ask"]]))
        else:
            pending += node.get("answers", {}).values()
    return unique(met)
