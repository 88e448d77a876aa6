# SPDX-License-Identifier: MPL-2.0
"""The shape of the files of a rule set of one's own: one mistake is one finding, with the name that was meant."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest
from helpers import Edit, expected
from own import BECAUSE, A, D, F, M, N, R, U, V, own, reading_of_own

Row = tuple[str, list[Edit], str | tuple[str, str]]

WHY = "    because:\n      da: Sådan er det her.\n      en: That is how it is here.\n"
CONSENT = f"    da: Husk forældrenes samtykke.\n    en: Remember the parents' consent.\n{WHY}"
FORM = "        oval:\n          da: oval\n          en: oval\n"

SHAPES: list[Row] = [
    # rule_set.yaml
    ("base in capitals", [(R, "../lille", "§Lille")], "wrong-form"),
    ("base further away", [(R, "../lille", "§../../lille")], "wrong-form"),
    (
        "base without a version",
        [(R, 'extends: {rule_set: ../lille, version: "1"}', "§extends: {rule_set: ../lille}")],
        "missing-key",
    ),
    ("number as version of the base", [(R, 'lille, version: "1"', "lille, version: §1")], "wrong-type"),
    ("empty version of the base", [(R, 'lille, version: "1"', 'lille, version: §""')], "wrong-form"),
    ("misspelt rule set of the base", [(R, "{rule_set: ../", "{§ruleset: ../")], ("unknown-key", "rule_set")),
    ("name as base", [(R, 'extends: {rule_set: ../lille, version: "1"}', "extends: §lille")], "wrong-type"),
    (
        "choice without a reason",
        [(R, f"    choose: 6\n{WHY}", "    choose: 6\n"), (R, "  loft:\n", "  §loft:\n")],
        "missing-key",
    ),
    ("reason without a choice", [(R, f"    choose: 6\n{WHY}", WHY), (R, "  loft:\n", "  §loft:\n")], "missing-key"),
    ("misspelt choice", [(R, "    choose: 6\n", "    §chose: 6\n")], ("unknown-key", "choose")),
    (
        "misspelt reason",
        [(R, f"    choose: 6\n{WHY}", f"    choose: 6\n{WHY.replace('because', '§becaus')}")],
        ("unknown-key", "because"),
    ),
    ("list as choice", [(R, "    choose: 6\n", "    choose: §[6]\n")], "wrong-type"),
    ("number as option", [(R, "    choose: skolen\n", "    choose: §1\n")], "wrong-type"),
    # vocabulary.yaml
    ("misspelt add", [(V, "add:\n", "§ad:\n")], ("unknown-key", "add")),
    ("misspelt change", [(V, "change:\n", "§chang:\n")], ("unknown-key", "change")),
    (
        "misspelt section below add",
        [(V, "  role_kinds:\n    hjaelper:", "  §role_kind:\n    hjaelper:")],
        ("unknown-key", "role_kinds"),
    ),
    (
        "new fact without question",
        [
            (V, "      question:\n        da: Hvordan er vejret?\n        en: How is the weather?\n", ""),
            (V, "    vejr:\n      label:", "    §vejr:\n      label:"),
        ],
        "missing-key",
    ),
    (
        "nothing said of a fact",
        [(V, f"      values:\n{FORM}", "      {}\n"), (V, "    form:\n", "    §form:\n")],
        "missing-key",
    ),
    ("value in one language", [(V, FORM, "        §oval:\n          da: oval\n")], "missing-key"),
    (
        "label without a reason",
        [
            (
                V,
                f"      da: Rektor\n      en: Principal\n{indent(WHY, '  ')}",
                "      da: Rektor\n      en: Principal\n",
            ),
            (V, "    skoleleder:\n", "    §skoleleder:\n"),
        ],
        "missing-key",
    ),
    ("kind of a role changed", [(V, "      da: Rektor\n", "      §kind: chef\n      da: Rektor\n")], "unknown-key"),
    (
        "value of a parameter",
        [(V, "      label:\n        da: Højde", "      §choose: 5\n      label:\n        da: Højde")],
        "unknown-key",
    ),
    # notices.yaml, invariants.yaml
    (
        "notice without a reason",
        [(N, CONSENT, CONSENT.removesuffix(WHY)), (N, "  husk_samtykke:", "  §husk_samtykke:")],
        "missing-key",
    ),
    ("basis of a notice changed", [(N, CONSENT, f"    §basis: ours\n{CONSENT}")], "unknown-key"),
    ("misspelt change of notices", [(N, "change:", "§chnge:")], ("unknown-key", "change")),
    (
        "invariant without a source",
        [
            (U, "    outcome: {leder: [tolk]}\n    source: [EG-001]\n", "    outcome: {leder: [tolk]}\n"),
            (U, "  uden_leder:", "  §uden_leder:"),
        ],
        "missing-key",
    ),
    # rules
    ("no rule set", [(M, "lille/moede", "§moede")], "wrong-form"),
    ("rule in capitals", [(M, "lille/moede", "§lille/Moede")], "wrong-form"),
    ("changes without a reason", [(M, f"changes: lille/moede\n{BECAUSE}", "§changes: lille/moede\n")], "missing-key"),
    ("tree of a changed decision", [(M, "answers:\n  form:", "§tree: {}\nanswers:\n  form:")], "unknown-key"),
    ("misspelt answers", [(M, "answers:\n  form:", "§answer:\n  form:")], ("unknown-key", "answers")),
    (
        "replacement without a tree",
        [
            (F, "tree: {set: {frist: {days: 20}, begynder: bog_laant}, source: [EG-001]}\n", ""),
            (F, "replaces:", "§replaces:"),
        ],
        "missing-key",
    ),
    ("misspelt sentence", [(D, "sentence:", "§sentense:")], ("unknown-key", "sentence")),
    ("lifecycle replaced without a reason", [(A, BECAUSE, ""), (A, "replaces:", "§replaces:")], "needs-key"),
    (
        "reason without a lifecycle replaced",
        [(A, "replaces: lille/spil\n", ""), (A, "because:", "§because:")],
        "needs-key",
    ),
]


@pytest.mark.parametrize(("edits", "code"), [row[1:] for row in SHAPES], ids=[row[0] for row in SHAPES])
def test_mistake_of_shape_is_one_finding(edits: list[Edit], code: str | tuple[str, str], tmp_path: Path) -> None:
    """Each mistake is found once, at its key or value, and nothing is said of what could not be read."""
    files, places = own(edits)
    assert reading_of_own(tmp_path, files) == expected(places, code)
