# SPDX-License-Identifier: MPL-2.0
"""A naive way to put an own rule set on its base: plain data in, the plain data of one folder out.

Written from section 4 of the design alone and sharing nothing with the library, so that the two can be compared. It
assumes that everything fits.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

__all__ = ["flatten"]

Plain = dict[str, Any]
_BY_NAME = {"notices.yaml": "notices", "events.yaml": "events", "tasks.yaml": "tasks", "invariants.yaml": "never"}


def flatten(base: Plain, own: Plain) -> Plain:
    """Write the files that one folder would have to hold to say the same: "nothing is copied" the other way round."""
    flat = {name: deepcopy(content) for name, content in base.items() if ".cases." not in name}
    flat |= {name: deepcopy(content) for name, content in own.items() if ".cases." in name}
    flat["rule_set.yaml"] = rule_set(flat["rule_set.yaml"], deepcopy(own["rule_set.yaml"]))
    vocabulary(flat["vocabulary.yaml"], own["vocabulary.yaml"])
    for name, content in deepcopy(own).items():
        if name in ("rule_set.yaml", "vocabulary.yaml") or ".cases." in name:
            continue
        if name in ("sources.yaml", "open_points.yaml"):
            key = "facts" if name == "sources.yaml" else "open_points"
            flat.setdefault(name, {key: {}})[key].update(content[key])
        elif name in _BY_NAME:
            by_name(flat.setdefault(name, {_BY_NAME[name]: {}})[_BY_NAME[name]], content, _BY_NAME[name])
        elif "changes" in content:
            changes(flat[name], content)
        elif "replaces" in content and "lifecycle" not in content:
            flat[name] = {**without(flat[name], "parts"), **without(content, "replaces", "because")}
        else:
            flat[name] = without(content, "replaces", "because")
    return flat


def without(data: Plain, *keys: str) -> Plain:
    """Give the data without some keys."""
    return {key: value for key, value in data.items() if key not in keys}


def rule_set(base: Plain, own: Plain) -> Plain:
    """Take everything from the own rule set, and what it does not choose from the base; reasons are for people."""
    made = without(own, "extends")
    made["documents"] = {**base.get("documents", {}), **own.get("documents", {})}
    for kind in ("readings", "parameters"):
        chosen = {**base.get(kind, {}), **own.get(kind, {})}
        made[kind] = {name: one["choose"] if isinstance(one, dict) else one for name, one in chosen.items()}
    return made


def vocabulary(base: Plain, own: Plain) -> None:
    """Add what is new, and then tell otherwise what is told otherwise."""
    for section, words in own.get("add", {}).items():
        for name, word in words.items():
            known = base.setdefault(section, {})
            if section == "terms":
                known.setdefault(name, {}).update(word)
            elif section == "facts" and list(word) == ["values"]:
                known[name]["values"].update(word["values"])
            else:
                known[name] = word
    for section, words in own.get("change", {}).items():
        for name, word in words.items():
            for inner, told in word.items() if section == "terms" else ((name, word),):
                known = base[section][name] if section == "terms" else base[section]
                retell(known[inner], told)


def retell(known: Plain, told: Plain) -> None:
    """Take over texts, key by key."""
    for key, text in told.items():
        if key == "values":
            known["values"].update(text)
        elif key != "because":
            known[key] = text


def by_name(base: Plain, own: Plain, key: str) -> None:
    """Add what is new; an invariant that is changed is what it is now called to be, of others only the text changes."""
    base.update(own.get(key, {}))
    for name, told in own.get("change", {}).items():
        if key == "never":
            base[name] = without(told, "because")
        else:
            retell(base[name], told)


def changes(base: Plain, own: Plain) -> None:
    """Change one rule: texts, parts by name, and answers "wherever the base asks it"."""
    for fact, branches in own.get("answers", {}).items():
        answer(base["tree"], fact, branches)
        for name, part in base.get("parts", {}).items():
            if name not in own.get("parts", {}):
                answer(part, fact, branches)
    for key in ("title", "sentence"):
        if key in own:
            base[key] = own[key]
    parts = {**own.get("parts", {}), **own.get("add", {}).get("parts", {})}
    if parts:
        base["parts"] = {**base.get("parts", {}), **parts}


def answer(node: Plain, fact: str, branches: Plain) -> None:
    """Give more answers to a fact in a node and everything below it."""
    below = [*node.get("answers", {}).values(), *node.get("options", {}).values(), *node.get("all", ())]
    for inner in below:
        answer(inner, fact, branches)
    if node.get("ask") == fact:
        node["answers"].update(branches)
