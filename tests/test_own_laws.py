# SPDX-License-Identifier: MPL-2.0
"""Laws of a rule set of one's own: it says what its base says, except where it says otherwise."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import reference
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from own import BASE, BECAUSE, EMPTY, OWN, own
from reference_own import flatten
from rule_texts import texts_of
from strategies import any_rule_set_data, readings_of, situations_of

import trivselrules
from trivselrules import RuleSet
from trivselrules.composing.compose import compose
from trivselrules.digest import digest
from trivselrules.folder import open_folder
from trivselrules.gathering import gather
from trivselrules.keys import items, select
from trivselrules.loading import Reading, read
from trivselrules.model import RuleSetModel
from trivselrules.reading.source import parse
from trivselrules.reading.tree import plain_data
from trivselrules.testing.grown_facts import prose
from trivselrules.values import spell

Plain = dict[str, Any]

POINT = "unclear"
SILENT: Plain = {"undetermined": POINT, "source": ["AB-101"]}
WHY = {"because": prose("grund")}
laws = settings(max_examples=settings().max_examples // 3)


def data_of(texts: dict[str, str]) -> Plain:
    """Read files of rules as plain data."""
    return {name: _plain(name, text) for name, text in texts.items()}


def _plain(name: str, text: str) -> Any:
    tree, findings = parse(text.encode(), name)
    assert tree is not None
    assert findings == ()
    return plain_data(tree)


@contextmanager
def folders(**texts: dict[str, str]) -> Iterator[Path]:
    """Write rule sets into folders beside each other that are there for a while, the one called `own` as `egen`."""
    with TemporaryDirectory() as above:
        for name, files in texts.items():
            folder = Path(above) / ("egen" if name == "own" else name)
            folder.mkdir()
            for file, text in files.items():
                (folder / file).write_text(text, "utf-8")
        yield Path(above)


def readings_both(base: dict[str, str], own_texts: dict[str, str]) -> tuple[Reading, Reading]:
    """Read an own rule set on its base, and the one folder that the reference makes of the two."""
    flat = texts_of(flatten(data_of(base), data_of(own_texts)))
    with folders(lille=base, own=own_texts) as above:
        found = read(above / "egen")
    with folders(own=flat) as above:
        return found, read(above / "egen")


def loaded(base: dict[str, str], own_texts: dict[str, str]) -> tuple[RuleSet, RuleSet]:
    """Load a base and the own rule set on it."""
    with folders(lille=base, own=own_texts) as above:
        return trivselrules.load(above / "lille"), trivselrules.load(above / "egen")


def said(model: RuleSetModel | None) -> str:
    """Give everything a model says, in its order, apart from places, its examples and what it is built on."""
    assert model is not None
    told = repr(evolve(model, base=None, departures=(), cases=()))
    return re.sub(r"Location\([^)]*\)", "", told)


def errors(found: Reading) -> Counter[str]:
    """Count the errors by code; a gap is a gap, whoever is told of it.

    A new answer is given wherever a fact is asked, and need not be possible at every such place.
    """
    codes = (finding.code for finding in found.findings if finding.severity == "error")
    names = ("answer-missing" if code == "value-unanswered" else code for code in codes)
    return Counter(name for name in names if name != "answer-impossible")


def test_every_key_means_what_the_reference_says() -> None:
    """The own rule set that uses every key is the one folder that a naive reader would make of it and its base."""
    found, flat = readings_both(BASE, OWN)
    assert found.findings == ()
    assert errors(flat) == Counter()
    assert said(found.model) == said(flat.model)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Plain, Plain]:
    """Generate a sound rule set, and one of one's own on it that fits it by its names."""
    base = draw(any_rule_set_data())
    base["rule_set.yaml"]["rule_set"] = "lille"
    vocabulary, points = base["vocabulary.yaml"], base["open_points.yaml"]["open_points"]
    options = {n: list(r["options"]) for point in points.values() for n, r in point.get("readings", {}).items()}
    listed = [name for name, fact in vocabulary["facts"].items() if "values" in fact]
    widened = draw(st.sampled_from([None, *listed]))
    readings = {
        name: {"choose": draw(st.sampled_from(of)), **WHY} for name, of in options.items() if draw(st.booleans())
    }
    made: Plain = {
        "rule_set.yaml": {
            "rule_set": "egen",
            "version": "1",
            "title": prose("egen"),
            "extends": {"rule_set": "../lille", "version": base["rule_set.yaml"]["version"]},
            "readings": readings,
        },
        "vocabulary.yaml": {"change": _labels(draw, vocabulary)},
    }
    if widened is not None:
        made["vocabulary.yaml"]["add"] = {"facts": {widened: {"values": {"jade": prose("jade")}}}}
    for name in [name for name in base if "decision" in base[name]]:
        changes = _changes(draw, base[name], widened)
        if changes is not None:
            made[name] = changes
    return base, made


def _labels(draw: st.DrawFn, vocabulary: Plain) -> Plain:
    """Give some of the words of a vocabulary another text."""
    changed: Plain = {}
    for section in ("roles", "outcomes", "role_kinds"):
        names = draw(st.lists(st.sampled_from(list(vocabulary[section])), unique=True, max_size=2))
        changed[section] = {name: {**prose(f"{name} igen"), **WHY} for name in names}
    return changed


def _changes(draw: st.DrawFn, decision: Plain, widened: str | None) -> Plain | None:
    """Change a decision in parts, replace it whole, or leave it."""
    name, parts = decision["decision"], list(decision.get("parts", {}))
    kind = draw(st.sampled_from(("none", "parts", "parts", "whole", "same")))
    if kind == "none":
        return None
    if kind == "whole":
        return {"replaces": f"lille/{name}", **WHY, "tree": SILENT}
    if kind == "same":
        return {"replaces": f"lille/{name}", **WHY, **{k: decision[k] for k in ("tree", "parts") if k in decision}}
    made: Plain = {"changes": f"lille/{name}", **WHY}
    replaced = draw(st.lists(st.sampled_from(parts), unique=True, max_size=2)) if parts else []
    if replaced:
        others = [SILENT, {"use": "ny_del"}, *({"use": part} for part in parts if part not in replaced)]
        made["parts"] = {part: draw(st.sampled_from(others)) for part in replaced}
        made["add"] = {"parts": {"ny_del": SILENT}}
    if widened is not None and draw(st.booleans()):
        made["answers"] = {widened: {"jade": draw(st.sampled_from([SILENT, {}, *({"use": part} for part in parts)]))}}
    return made


@laws
@given(pairs())
def test_composing_is_what_the_reference_says(pair: tuple[Plain, Plain]) -> None:
    """Whatever is changed, the two together are one rule set as the reference writes it, with the same faults."""
    base, made = map(texts_of, pair)
    found, flat = readings_both(base, made)
    assert errors(found) == errors(flat)
    if not errors(flat) - Counter(["answer-missing"]):
        assert said(found.model) == said(flat.model)


@laws
@given(any_rule_set_data(), st.data())
def test_an_empty_own_rule_set_answers_as_its_base(base: Plain, data: st.DataObject) -> None:
    """With nothing changed, every answer is the same, down to the places of its reasons; only the stamp differs."""
    base = {**base, "rule_set.yaml": {**base["rule_set.yaml"], "rule_set": "lille"}}
    version = base["rule_set.yaml"]["version"]
    empty = {**EMPTY, "rule_set.yaml": EMPTY["rule_set.yaml"].replace('version: "1"}', f'version: "{version}"}}')}
    below, rules = loaded(texts_of(base), empty)
    assert rules.model.departures == ()
    assert rules.digest == digest({**data_of(empty), "extends": below.digest})
    with folders(lille=texts_of(base)) as above:
        plain = reference.load(above / "lille")
    facts, chosen = data.draw(situations_of(plain)), data.draw(readings_of(plain))
    for decision in rules.decisions:
        one, other = (both.reading(chosen).decide(decision, **facts) for both in (below, rules))
        assert evolve(one, rule_set=other.rule_set) == other
        assert [reason.location for reason in one.because] == [reason.location for reason in other.because]


MARK = "important"


@laws
@given(any_rule_set_data(), st.data())
def test_a_replaced_part_is_seen_exactly_where_it_is_used(base: Plain, data: st.DataObject) -> None:
    """A part that now leaves everything open changes the answers whose way leads through it, and no others."""
    base = copy.deepcopy(base)
    base["rule_set.yaml"]["rule_set"] = "lille"
    named = [(n, p) for n, content in base.items() for p in content.get("parts", {})]
    if not named:
        return
    file, part = data.draw(st.sampled_from(named))
    decision = base[file]["decision"]
    marked = copy.deepcopy(base)
    marked["notices.yaml"]["notices"]["maerke"] = {"basis": "ours", **prose("maerke")}
    node = marked[file]["parts"][part]
    node["notice"] = [*node.get("notice", []), "maerke"]
    version = base["rule_set.yaml"]["version"]
    made: Plain = {
        "rule_set.yaml": {
            "rule_set": "egen",
            "version": "1",
            "title": prose("egen"),
            "extends": {"rule_set": "../lille", "version": version},
        },
        "vocabulary.yaml": {"add": {}},
        file: {"changes": f"lille/{decision}", **WHY, "parts": {part: SILENT}},
    }
    with folders(lille=texts_of(base), own=texts_of(made), marked=texts_of(marked)) as above:
        found = read(above / "egen")
        if found.rule_set is None:
            return  # the part was what told the options of a reading apart
        below, plain = trivselrules.load(above / "lille"), reference.load(above / "marked")
    facts, chosen = data.draw(situations_of(plain, complete=True)), data.draw(readings_of(plain))
    everything = {**plain["readings"], **chosen}
    passed = "maerke" in reference.walk(plain, decision, facts, everything)["notices"]
    one, other = (rules.reading(chosen).decide(decision, **facts) for rules in (below, found.rule_set))
    if passed:
        assert POINT in other.undetermined or other.not_applicable is not None
    else:
        assert (one.status, one.outcome, one.undetermined) == (other.status, other.outcome, other.undetermined)


@laws
@given(any_rule_set_data(), st.data())
def test_an_added_answer_is_seen_exactly_where_it_is_given(base: Plain, data: st.DataObject) -> None:
    """With a new value answered, old situations answer as before, and new ones as the new answer says."""
    base = {**base, "rule_set.yaml": {**base["rule_set.yaml"], "rule_set": "lille"}}
    listed = [name for name, fact in base["vocabulary.yaml"]["facts"].items() if "values" in fact]
    if not listed:
        return
    fact = data.draw(st.sampled_from(listed))
    made: Plain = {
        "rule_set.yaml": {
            "rule_set": "egen",
            "version": "1",
            "title": prose("egen"),
            "extends": {"rule_set": "../lille", "version": base["rule_set.yaml"]["version"]},
        },
        "vocabulary.yaml": {"add": {"facts": {fact: {"values": {"jade": prose("jade")}}}}},
        **{
            file: {"changes": f"lille/{content['decision']}", **WHY, "answers": {fact: {"jade": SILENT}}}
            for file, content in base.items()
            if "decision" in content
        },
    }
    below, rules = loaded(texts_of(base), texts_of(made))
    with folders(lille=texts_of(base)) as above:
        plain = reference.load(above / "lille")
    facts, chosen = data.draw(situations_of(plain, complete=True)), data.draw(readings_of(plain))
    for decision in rules.decisions:
        one, other = (both.reading(chosen).decide(decision, **facts) for both in (below, rules))
        assert evolve(one, rule_set=other.rule_set) == other
        new = rules.reading(chosen).decide(decision, **{**facts, fact: "jade"})
        asked = any(reason.kind == "fact" and reason.name == fact for reason in new.because)
        without_it = below.reading(chosen).decide(decision, **{n: v for n, v in facts.items() if n != fact})
        assert asked == (fact in without_it.missing)
        if asked and new.not_applicable is None:
            assert POINT in new.undetermined
        elif not asked:
            assert (new.status, new.outcome) == (one.status, one.outcome)


def test_the_order_of_files_does_not_count() -> None:
    """Composing gives the same rules and the same departures in whatever order the files of the own rule set come."""
    with folders(lille=BASE, own=OWN) as above:
        base, made = (gather(open_folder(above / name)).files for name in ("lille", "egen"))
    assert base is not None
    assert made is not None
    first = compose(base, made)
    for turn in (1, -1):
        other = compose(
            base,
            evolve(
                made,
                changes=made.changes[turn:] + made.changes[:turn],
                replacements=made.replacements[turn:] + made.replacements[:turn],
                decisions=made.decisions[::-1],
                lifecycles=made.lifecycles[::-1],
            ),
        )
        assert other.files == first.files
        assert Counter(map(repr, other.departures)) == Counter(map(repr, first.departures))
        assert other.findings == first.findings == ()


UPPER = ("frist.yaml", "spil.yaml", "ny.yaml", "hop.yaml", "moede.cases.yaml")


def test_two_own_rule_sets_on_each_other_are_like_one() -> None:
    """It does not matter whether changes are made in one step or in two, one on top of the other."""
    middle = {name: text for name, text in OWN.items() if name not in UPPER}
    middle["rule_set.yaml"] = middle["rule_set.yaml"].replace("rule_set: egen", "rule_set: mellem")
    top = {name: text.replace("lille/", "mellem/") for name, text in OWN.items() if name in UPPER}
    top |= EMPTY | {"rule_set.yaml": EMPTY["rule_set.yaml"].replace("../lille", "../mellem")}
    with folders(lille=BASE, mellem=middle, own=top) as above:
        two = read(above / "egen")
    with folders(lille=BASE, own=OWN) as above:
        one = read(above / "egen")
    assert two.findings == ()
    assert two.model is not None
    assert one.model is not None
    assert said(two.model) == said(one.model)
    assert two.model.base is not None
    assert two.model.base.id == "mellem"
    assert set(map(repr, two.model.departures)) < set(map(repr, one.model.departures))


@pytest.mark.parametrize("name", ["moede", "serie", "frist"])
def test_a_rule_replaced_by_itself_answers_as_before(name: str) -> None:
    """A whole rule replaced by a copy is a change without effect, and the rules say the same as before."""
    replaced = f"replaces: lille/{name}\n{BECAUSE}" + BASE[f"{name}.yaml"]
    with folders(lille=BASE, own={**EMPTY, f"{name}.yaml": replaced}) as above:
        found, below = read(above / "egen"), read(above / "lille")
    assert [finding.code for finding in found.findings] == ["change-without-effect"]
    assert found.model is not None
    assert below.model is not None
    assert repr(found.model.decisions) == repr(below.model.decisions)


def test_reasons_name_the_file_they_stand_in() -> None:
    """What an answer gives as its reasons stands, word for word, in the file, line and column it names."""
    texts = {"lille": BASE, "egen": OWN}
    _, rules = loaded(BASE, OWN)
    files = set()
    for facts in ({"form": "oval", "skala": 1}, {"form": "rund", "skala": 5}):
        answer = rules.decide("moede", trin=1, farve="blaa", alder=1, klar=True, **facts)
        for reason in answer.because:
            folder, _, file = reason.location.file.partition("/")
            files.add(reason.location.file)
            line = texts[folder][file].splitlines()[reason.location.line - 1]
            key = line[reason.location.column - 1 :].partition(":")[0]
            domain = rules.model.facts[reason.name].domain
            assert spell(reason.value) in key or any(select(item, domain) for item, _ in items(key))
    assert files == {"lille/moede.yaml", "egen/moede.yaml"}


def test_the_digest_covers_base_and_own() -> None:
    """Whatever is changed in the base or in the own rule set gives another digest; its cases and comments do not."""
    below, rules = loaded(BASE, OWN)
    said_here = {name: data for name, data in data_of(OWN).items() if ".cases." not in name}
    assert rules.digest == digest({**said_here, "extends": below.digest})
    same = {**BASE, "moede.cases.yaml": BASE["moede.cases.yaml"].replace("Trin 4", "Trin fire")}
    assert loaded(same, {**OWN, "ny.yaml": "# ny\n" + OWN["ny.yaml"]})[1].digest == rules.digest
    cases = {name: text for name, text in BASE.items() if ".cases." in name}
    assert loaded(BASE, EMPTY | cases)[1].digest == loaded(BASE, EMPTY)[1].digest
    digests = {rules.digest}
    for name in BASE:
        if ".cases." not in name:
            changed = {**BASE, name: BASE[name].replace("da: ", "da: Nu ", 1)}
            digests.add(loaded(changed, OWN)[1].digest)
    for name in OWN:
        if ".cases." not in name and "da: " in OWN[name]:
            changed = {**OWN, name: OWN[name].replace("da: ", "da: Nu ", 1)}
            digests.add(loaded(BASE, changed)[1].digest)
    assert len(digests) == 1 + sum(".cases." not in name for name in (*BASE, *OWN))


def test_departures_are_all_there() -> None:
    """Each departure has its reason, unless it is something new that gives its own, and stands where it was written."""
    _, rules = loaded(BASE, OWN)
    departures = rules.model.departures
    assert len(departures) == len({(d.how, d.kind, d.name, d.within) for d in departures}) == 44
    for departure in departures:
        folder, _, file = departure.location.file.partition("/")
        line = OWN[file].splitlines()[departure.location.line - 1]
        assert folder == "egen"
        assert departure.kind in ("title", "sentence") or departure.name in line
        assert departure.because is not None or departure.how == "added"
    assert rules.model.base is not None
    assert (rules.model.base.id, rules.model.base.version) == ("lille", "1")


def test_own_cases_are_run_and_those_of_the_base_are_not() -> None:
    """The examples of an own rule set are its own: those beside the base's rules say what the base answers."""
    _, rules = loaded(BASE, own([])[0])
    assert {case.location.file for case in rules.model.cases} == {"egen/moede.cases.yaml"}
