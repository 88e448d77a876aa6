# SPDX-License-Identifier: MPL-2.0
"""The certificate and its checker, which share no code: sound rules are verified, and no fault gets past."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from faults import nodes_with_paths
from golden import run
from helpers import SOUND, folder
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rule_texts import folder_of, texts_of
from strategies import any_rule_set_data

from trivselrules.data import shipped_names
from trivselrules.loading import read
from trivselrules.proof.certificate import certificate, prove_decision

Plain = dict[str, Any]
Files = dict[str, Plain]

ROOT = Path(__file__).resolve().parents[1]
CHECKER = ROOT / "tools" / "verify_certificate.py"
FILE = "afgoerelse.yaml"
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


def test_the_checker_is_small_and_knows_nothing_of_ours() -> None:
    """It has fewer than 150 lines and imports nothing but the standard library and the YAML parser."""
    text = CHECKER.read_text(encoding="utf-8")
    assert text.count("\n") < 150
    assert "import trivselrules" not in text
    assert "from trivselrules" not in text


@pytest.mark.parametrize("name", shipped_names())
def test_shipped_rules_are_verified(name: str) -> None:
    """The checker finds in the files what the certificate of the shipped rules claims."""
    assert verified(ROOT / "rules" / name, certified(ROOT / "rules" / name)) == []


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
    decision["tree"] = {"set": {"ansvarlig": "tegner"}, "use": "oprindeligt"}


def _set_beside(draw: st.DrawFn, decision: Plain) -> None:
    """Set in a second branch what the first sets."""
    del draw
    decision["tree"] = {"all": [decision["tree"], {"set": {"ansvarlig": "tegner"}}]}


def _unset(draw: st.DrawFn, decision: Plain) -> None:
    """Leave out a setting."""
    setting = [node for _, node in nodes_with_paths(decision, "set") if "ansvarlig" in node["set"]]
    assume(setting)
    del draw(st.sampled_from(setting))["set"]["ansvarlig"]


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
