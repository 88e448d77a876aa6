# SPDX-License-Identifier: MPL-2.0
"""The certificate and its checker, which share no code: sound rules are verified, and no fault gets past."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from operator import itemgetter
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pytest
from faults import nodes_with_paths
from golden import run
from helpers import SOUND, folder
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lifecycle_strategies import lifecycle_folders
from living import LIVING, living
from pools import pooled
from rule_texts import folder_of, texts_of
from strategies import any_rule_set_data
from test_proof import SEEDED

from trivselrules.analysis.proof import prove_lifecycles
from trivselrules.data import shipped_names
from trivselrules.loading import read
from trivselrules.proof.certificate import certificate, prove_decision

Plain = dict[str, Any]
Files = dict[str, Plain]

ROOT = Path(__file__).resolve().parents[1]
CHECKER = ROOT / "tools" / "verify_certificate.py"
CHECKERS = sorted((ROOT / "tools").glob("*.py"))
FILE = "award.yaml"
PROVED = ("invariant-broken", "standstill")
laws = settings(max_examples=settings().max_examples // 3)
# What `check` finds on the paths of a decision.
LOGIC = {
    "answer-missing", "answer-overlap", "answer-impossible", "option-missing", "outcome-twice", "outcome-missing",
    "not-applicable-in-all", "set-before-not-applicable", "source-missing",
}  # fmt: skip


@cache
def checker() -> ModuleType:
    """Load the checker, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("verify_certificate", CHECKER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with patch.object(sys, "path", [str(CHECKER.parent), *sys.path]):  # as when it is run by itself
        spec.loader.exec_module(module)
    return module


def verified(rules: Path, claims: Any) -> list[str]:
    """Give what the checker finds wrong."""
    return list(checker().verify(rules, json.loads(json.dumps(claims))))


def certified(rules: Path) -> Any:
    """Make the certificate of a sound rule set."""
    found = read(rules)
    assert found.rule_set is not None
    model = found.rule_set.model
    proofs = [prove_decision(decision, model) for decision in model.decisions.values()]
    return certificate(proofs, model, found.folder.files)


@pytest.mark.parametrize("path", CHECKERS, ids=lambda path: path.stem)
def test_the_checker_is_small_and_knows_nothing_of_ours(path: Path) -> None:
    """Each of its files has fewer than 150 lines; it imports the standard library and the YAML parser, and no more."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") < 150
    known = {"yaml", *sys.stdlib_module_names, *(other.stem for other in CHECKERS)}
    assert set(re.findall(r"^(?:from|import) (\w+)", text, re.MULTILINE)) <= known


class Sampled(frozenset[Any]):
    """States of which some are looked at, and all are known."""

    def __iter__(self) -> Iterator[Any]:
        """Give about 300 of the states, in an order that does not change."""
        return iter(sorted(super().__iter__(), key=repr)[:: len(self) // 300 + 1])


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_rules_are_verified(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checker finds in the files what the certificate of the shipped rules claims.

    Of the states it looks at some; all of them take half a minute, as `docs/developers.md` says.
    """
    whole = vars(checker())["verify_lifecycles"].__globals__["Group"]
    looked = whole.check
    monkeypatch.setattr(whole, "check", lambda group, states, never: looked(group, Sampled(states), never))
    assert verified(ROOT / "rules" / name, certified(ROOT / "rules" / name)) == []


def test_lifecycles_are_verified(tmp_path: Path) -> None:
    """Every state of sound lifecycles is named, and what is proved of them is so."""
    rules = folder(tmp_path, LIVING)
    assert verified(rules, certified(rules)) == []


@settings(max_examples=settings().max_examples // 5)
@given(pooled(lifecycle_folders(), 60))
def test_the_states_of_any_lifecycles_are_all_there_are(texts: dict[str, str]) -> None:
    """No event leads out of the states that are named; and what the prover finds wrong, the checker finds too."""
    with folder_of(texts) as rules:
        found = read(rules)
        assert found.model is not None
        wrong = {f.code for group in prove_lifecycles(found.model) for f in group.findings} & set(PROVED)
        said = verified(rules, {**certified(rules), "decisions": {}})
    assert not [one for one in said if "not named" in one or "the start" in one]
    assert not wrong or said


@pytest.mark.parametrize("seed", [row for row in SEEDED if row[2] in PROVED], ids=itemgetter(0))
def test_no_defect_of_lifecycles_gets_past_the_checker(seed: Any, tmp_path: Path) -> None:
    """With a defect that lets happen what must never be, or lets something stand still, the checker says so."""
    _, edits, code, details, *_ = seed
    rules = folder(tmp_path, living(edits)[0])
    said = verified(rules, certified(rules))
    assert said
    told = details["lifecycle"] if code == "standstill" else details["name"]
    assert all(told in one for one in said)


def test_states_that_are_not_named_are_found(tmp_path: Path) -> None:
    """A certificate that leaves out a state, the first of all or a whole lifecycle does not hold."""
    rules = folder(tmp_path, LIVING)
    claims = certified(rules)
    books, game = claims["lifecycles"]
    last = {**claims, "lifecycles": [{**books, "states": books["states"][:-1]}, game]}
    assert any("leads to a state that is not named" in one for one in verified(rules, last))
    first = {**claims, "lifecycles": [{**books, "states": books["states"][1:]}, game]}
    assert "bog/rykker: the start is not among the states" in verified(rules, first)
    assert verified(rules, {**claims, "lifecycles": [books]}) == ["the lifecycles are not those of the certificate"]


@laws
@given(any_rule_set_data())
def test_sound_rules_are_verified(files: Files) -> None:
    """Whatever sound rules say, their certificate holds."""
    with folder_of(texts_of(files)) as rules:
        assert verified(rules, certified(rules)) == []


def _drop_way(draw: st.DrawFn, decision: Plain) -> None:
    """Leave out an answer or an option."""
    ways = _ways(decision)
    branches = draw(st.sampled_from(ways))
    del branches[draw(st.sampled_from(list(branches)))]


def _repeat_item(draw: st.DrawFn, decision: Plain) -> None:
    """Let an item belong to two answers."""
    branches = draw(st.sampled_from(_ways(decision)))
    first, second = draw(st.permutations(list(branches)))[:2]
    renamed = {f"{k}, {first.split(', ')[0]}" if k == second else k: node for k, node in branches.items()}
    branches.clear()
    branches.update(renamed)


def _ask_again(draw: st.DrawFn, decision: Plain) -> None:
    """Ask again below an answer, with an answer that cannot come there."""
    branches = draw(st.sampled_from(_ways(decision)))
    asking = next(
        node for _, node in nodes_with_paths(decision) if branches in (node.get("answers"), node.get("options"))
    )
    possible, dead = draw(st.permutations(list(branches)))[:2]
    name, key = ("ask", "answers") if "ask" in asking else ("reading", "options")
    branches[possible] = {name: asking[name], key: {possible: branches[possible], dead: {}}}


def _set_above(draw: st.DrawFn, decision: Plain) -> None:
    """Set at the root what is set below as well."""
    del draw
    decision.setdefault("parts", {})["oprindeligt"] = decision["tree"]
    decision["tree"] = {"set": {"responsible": "artist"}, "use": "oprindeligt"}


def _set_beside(draw: st.DrawFn, decision: Plain) -> None:
    """Set in a second branch what the first sets."""
    del draw
    decision["tree"] = {"all": [decision["tree"], {"set": {"responsible": "artist"}}]}


def _unset(draw: st.DrawFn, decision: Plain) -> None:
    """Leave out a setting."""
    setting = [node for _, node in nodes_with_paths(decision, "set") if "responsible" in node["set"]]
    assume(setting)
    del draw(st.sampled_from(setting))["set"]["responsible"]


def _cite_nothing(draw: st.DrawFn, decision: Plain) -> None:
    """Cite no source."""
    del draw
    for _, node in nodes_with_paths(decision, "source"):
        del node["source"]


def _ways(decision: Plain) -> list[Plain]:
    nodes = [node for _, node in nodes_with_paths(decision)]
    ways = [n[key] for n in nodes for key in ("answers", "options") if len(n.get(key, {})) > 1]
    assume(ways)
    return ways


FAULTS: list[Callable[[st.DrawFn, Plain], None]] = [
    _drop_way, _repeat_item, _ask_again, _set_above, _set_beside, _unset, _cite_nothing,
]  # fmt: skip


@settings(max_examples=settings().max_examples)
@given(st.data(), st.sampled_from(FAULTS), any_rule_set_data())
def test_no_fault_gets_past_the_checker(data: st.DataObject, fault: Callable[..., None], files: Files) -> None:
    """With a fault that `check` finds on a path, the certificate of the sound rules does not hold, files or not."""
    with folder_of(texts_of(files)) as rules:
        claims = certified(rules)
    faulty = deepcopy(files)
    fault(data.draw, faulty[FILE])
    with folder_of(texts_of(faulty)) as rules:
        codes = {finding.code for finding in read(rules).findings if finding.severity == "error"}
        assume(codes & LOGIC)
        hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in rules.glob("*.yaml")}
        assert verified(rules, {**claims, "files": hashes}), codes
        assert "the files are not those of the certificate" in verified(rules, claims)


def test_a_claim_that_is_not_true_is_found(tmp_path: Path) -> None:
    """An answer whose situation is missing, or leads elsewhere, is named."""
    rules = folder(tmp_path, SOUND)
    claims = certified(rules)
    (path, known), *rest = claims["decisions"]["moede"]
    shown = f"moede: not shown to be reached: {' / '.join(path)}"
    assert verified(rules, {**claims, "decisions": {"moede": rest}}) == [shown]
    elsewhere = {**known, "trin": "4" if known["trin"] != "4" else "3"}
    assert verified(rules, {**claims, "decisions": {"moede": [[path, elsewhere], *rest]}}) == [shown]


def test_prove_writes_a_certificate_that_holds(tmp_path: Path) -> None:
    """`prove --certificate` writes a new file, which the checker run by itself verifies."""
    rules, file = folder(tmp_path, SOUND), tmp_path / "bevis.json"
    told = run("prove", "--rules", str(rules), "--certificate", str(file))
    assert (told.status, told.err) == (0, "")
    command = [sys.executable, str(CHECKER), str(rules), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    (rules / "moede.yaml").write_text(
        SOUND["moede.yaml"].replace("    4: {not_applicable", "    5: {not_applicable"), "utf-8"
    )
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "moede: `trin` has not exactly one answer everywhere" in done.stderr
    again = run("prove", "--rules", str(rules), "--certificate", str(file), "--format", "json")
    assert again.status in (1, 2)


def test_a_part_that_nothing_uses_is_not_claimed_to_be_reached(tmp_path: Path) -> None:
    """What `check` warns of is no fault: the certificate says nothing of it, and holds."""
    unused = "parts:\n  ubrugt:\n    ask: trin\n    answers: {'1, 2, 3, 4': {undetermined: raekkefoelge}}\n"
    rules = folder(tmp_path, {**SOUND, "moede.yaml": SOUND["moede.yaml"].replace("parts:\n", unused)})
    claims = certified(rules)
    assert verified(rules, claims) == []
    assert "ubrugt" not in json.dumps(claims)


def test_a_certificate_is_about_the_rules_of_one_folder(tmp_path: Path) -> None:
    """Of a rule set that extends another, `--certificate` writes nothing and says what can be done."""
    file = tmp_path / "bevis.json"
    told = run("prove", "--rules", str(ROOT / "examples" / "midtby"), "--certificate", str(file))
    assert (told.status, file.exists()) == (2, False)
    assert "et bevis i en fil kan kun gælde regler, der står i én mappe" in told.err
