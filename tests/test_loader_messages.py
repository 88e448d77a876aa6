# SPDX-License-Identifier: MPL-2.0
"""The catalogue of messages: complete in both languages, in one style, and each code used.

That each code is given by what should give it is for `test_explained`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from helpers import ROOT

from trivselrules.catalog import CATALOG
from trivselrules.catalog.dates import DATES
from trivselrules.catalog.inputs import INPUTS
from trivselrules.catalog.lifecycles import LIFECYCLES
from trivselrules.catalog.logic import LOGIC
from trivselrules.catalog.measurements import MEASUREMENTS
from trivselrules.catalog.names import NAMES
from trivselrules.catalog.own import OWN
from trivselrules.catalog.proof import PROOF
from trivselrules.catalog.shape import SHAPE
from trivselrules.catalog.syntax import SYNTAX
from trivselrules.finding import Finding, find
from trivselrules.frozen_map import FrozenMap
from trivselrules.location import Location

SOURCE = ROOT / "src" / "trivselrules"
ASKING = ("unknown", "unknown_name", "_each", "check_each", "notes.unknown")
DECLARED = ["fact", "outcome", "role", "role-kind", "term", "notice", "open-point", "reading", "parameter", "document"]
DECLARED += ["event", "task"]
ENGLISH = re.compile(r"\b(the|is not|are|must|cannot|write|with)\b", re.IGNORECASE)


def gaps(text: str) -> set[str]:
    """Give the names of the details a text needs."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def strings(path: Path) -> Iterator[str]:
    """Give every text written in a Python file, also the fixed beginnings of composed ones."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def called(call: ast.Call) -> str:
    """Give the name of what is called, with that of the object whose method it is."""
    return ast.unparse(call.func)


def finds() -> Iterator[tuple[str, set[str], str]]:
    """Give every call that makes a finding of a fixed code: the code, the details, and where."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and called(node) in ("find", "notes.say"):
                first = node.args[0]
                names = {keyword.arg for keyword in node.keywords if keyword.arg is not None}
                if isinstance(first, ast.Constant) and len(names) == len(node.keywords):
                    yield str(first.value), names, f"{path.name}:{node.lineno}"


def test_no_code_is_in_two_catalogues() -> None:
    """Every code stands in one catalogue only, and is written in small letters with hyphens."""
    parts = (SYNTAX, SHAPE, NAMES, LOGIC, LIFECYCLES, MEASUREMENTS, OWN, DATES, PROOF, INPUTS)
    assert sum(map(len, parts)) == len(CATALOG)
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", code) for code in CATALOG)


@pytest.mark.parametrize("code", CATALOG)
def test_entry_says_the_same_in_both_languages(code: str) -> None:
    """Message and help are there in Danish and English, with the same gaps, and are no copies of each other."""
    entry = CATALOG[code]
    for text in (entry.message, entry.help):
        assert text.da.strip() == text.da != ""
        assert text.en.strip() == text.en != ""
        assert not ENGLISH.search(re.sub("`.*?`", "", text.da))
        assert gaps(text.da) == {name.removesuffix("_en") for name in gaps(text.en)}
    assert entry.message.da != entry.message.en or entry.message.da == "{reason}"


@pytest.mark.parametrize("code", CATALOG)
def test_entry_keeps_the_style_of_the_catalogue(code: str) -> None:
    """A message starts small and has no full stop; help is sentences; names stand in pairs of backticks."""
    entry = CATALOG[code]
    for text in (entry.message.da, entry.message.en):
        assert not text[0].isupper() or text.startswith("YAML")
        assert not text.endswith(".")
    for text in (entry.help.da, entry.help.en):
        assert text.endswith((".", "}"))
        assert text[0].isupper() or text.startswith(("`", "{"))
    for text in (entry.message.da, entry.message.en, entry.help.da, entry.help.en):
        assert text.count("`") % 2 == 0
        assert not re.search(r"  |\s$|^\s", text)


def test_every_finding_gives_the_details_its_texts_need() -> None:
    """Wherever a finding of a fixed code is made, it has every detail of its texts."""
    calls = list(finds())
    assert len(calls) > 30
    for code, names, where in calls:
        entry = CATALOG[code]
        needed = set().union(*map(gaps, (entry.message.da, entry.message.en, entry.help.da, entry.help.en)))
        assert needed <= names, f"{where}: {code} lacks {needed - names}"


def test_every_code_is_used() -> None:
    """Every code of the catalogue is named in the package outside the catalogue, whole or by the kind of name."""
    files = [path for path in SOURCE.rglob("*.py") if path.parent.name != "catalog"]
    used = {text for path in files for text in strings(path)}
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and called(node) in ASKING:
                used |= {f"unknown-{word.value!s}" for word in node.args[:1] if isinstance(word, ast.Constant)}
    used |= {f"unknown-{kind}" for kind in strings(SOURCE / "analysis" / "cases.py")}
    used |= {f"unknown-{kind}" for kind in strings(SOURCE / "composing" / "rules.py")}
    used.add("unknown-role")  # a role is the term that has a word of its own
    used |= {f"unused-{kind}" for kind in DECLARED}
    assert sorted(set(CATALOG) - used) == []


def test_message_is_composed_of_problem_nearest_and_example() -> None:
    """A message holds the problem, the nearest name and, where one is needed, an example, in either language."""
    finding = find("not-applicable-in-all", Location("a/b.yaml"), witness={"x": "1", "y": "to"})
    assert finding.message() == "`not_applicable` kan ikke stå i en gren af `all`; for eksempel: x=1 y=to"
    assert finding.message("en") == "`not_applicable` cannot stand in a branch of `all`; for example: x=1 y=to"
    finding = find("unknown-fact", nearest="trin", name="t", known="trin")
    assert finding.message() == "oplysningen `t` findes ikke; mente du `trin`?"
    assert finding.message("en") == "the fact `t` does not exist; did you mean `trin`?"
    assert finding.help("da") == "Kendte navne: trin."
    assert finding.help("en") == "Known names: trin."
    assert finding.severity == "error"
    assert find("unused-fact", name="t").severity == "warning"


@pytest.mark.parametrize("name", ["{x}", "{", "}", "{0}", "%s", "\\", "`"])
def test_braces_in_a_detail_are_no_gaps(name: str) -> None:
    """A detail or nearest name may hold braces; they are shown as they are."""
    finding = find("unknown-fact", nearest=name, name=name, known=name)
    assert finding.message("en") == f"the fact `{name}` does not exist; did you mean `{name}`?"


def test_control_characters_in_a_detail_are_escaped() -> None:
    """Whatever a detail, a name or an example holds, the texts cannot steer a terminal."""
    bad = "a\x1b[2J\u202e\u2028b"
    finding = find("answer-missing", nearest=bad, witness={bad: bad}, fact=bad, values=bad)
    assert finding.message("da").count("\\u001b[2J\\u202e\\u2028b") == 5
    finding = find("unknown-fact", name=bad, known=bad)
    assert finding.help("da") == "Kendte navne: a\\u001b[2J\\u202e\\u2028b."


def test_findings_are_values() -> None:
    """Findings with the same content are equal, hashable, and differ by their place."""
    one, two = (find("name-taken", Location("a", 1, 2), name="x", first=3) for _ in range(2))
    assert one == two
    assert len({one, two}) == 1
    assert one != find("name-taken", Location("a", 1, 3), name="x", first=3)
    assert one.details == FrozenMap({"name": "x", "first": "3"})
    assert isinstance(one, Finding)
