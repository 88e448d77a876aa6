# SPDX-License-Identifier: MPL-2.0
"""Laws of the digest: it is blind to how rules are laid out, and sees whatever they say differently."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import layouts
from rule_texts import folder_of, load_both
from strategies import any_rule_set_data, any_rule_set_folders
from test_engine_laws import RULES, SHIPPED

import trivselrules
from trivselrules.digest import digest
from trivselrules.loading import read

Plain = dict[str, Any]

laws = settings(max_examples=settings().max_examples * 3 // 5)


@laws
@given(any_rule_set_folders(), st.data())
def test_the_digest_is_blind_to_layout(texts: dict[str, str], data: st.DataObject) -> None:
    """Brackets, quotes, comments, blank lines, indentation, line ends and a byte order mark do not count."""
    rules, _ = load_both(texts)
    again, _ = load_both(data.draw(layouts(texts)))
    assert again.digest == rules.digest


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda folder: folder.name)
@settings(
    max_examples=max(1, settings().max_examples // 50)
)  # each lays out every file of the rule set in a way of its own
@given(data=st.data())
def test_the_digest_of_shipped_rules_is_blind_to_layout(shipped: Path, data: st.DataObject) -> None:
    """The shipped files may be laid out anew, and the cases beside them changed, without another digest."""
    texts = {path.name: path.read_text("utf-8") for path in shipped.glob("*.yaml")}
    laid_out = data.draw(layouts(texts))
    kept = {name: text for name, text in laid_out.items() if data.draw(st.booleans()) or ".cases." not in name}
    assert load_both(kept)[0].digest == trivselrules.load(shipped.name).digest


def single_changes(data: Any) -> Iterator[Any]:
    """Give the data with one thing changed, everywhere: a value, a dropped item or key, or two in another order."""
    if isinstance(data, (dict, list)):
        keys = list(data) if isinstance(data, dict) else list(range(len(data)))
        for key in keys:
            for changed in single_changes(data[key]):
                other = copy.copy(data)
                other[key] = changed
                yield other
            yield (
                {k: v for k, v in data.items() if k != key} if isinstance(data, dict) else data[:key] + data[key + 1 :]
            )
        if isinstance(data, dict) and len(data) > 1:
            yield dict(reversed(data.items()))
        elif len(data) > 1 and data[0] != data[1]:
            yield [data[1], data[0], *data[2:]]
    elif isinstance(data, bool):
        yield from (not data, str(data).lower(), int(data))
    elif isinstance(data, str):
        yield data + "x"
    else:
        yield from (data + 1, str(data))


@laws
@given(any_rule_set_data(), st.data())
def test_the_digest_sees_every_change(files: dict[str, Plain], data: st.DataObject) -> None:
    """One name, number, text, item, key or order that differs anywhere gives another digest."""
    name = data.draw(st.sampled_from(sorted(files)))
    before = digest(files)
    for changed in single_changes(files[name]):
        assert digest({**files, name: changed}) != before
    assert digest({**files, f"{name}x": files[name]}) != before
    assert digest({other: content for other, content in files.items() if other != name}) != before


numbers = st.one_of(st.integers(-(10**15) + 1, 10**15 - 1), st.decimals(-(10**6), 10**6, places=9)).map(
    lambda number: int(number) if number == int(number) else number
)


@laws
@given(numbers, numbers)
def test_the_digest_sees_every_digit(one: Decimal | int, other: Decimal | int) -> None:
    """Two numbers that a rule file can hold have one digest only if they are one number."""
    for near in (other, one, one + 1, one + Decimal("0.000000001")):
        assert (digest({"a": one}) == digest({"a": near})) == (one == near)
        assert digest({"a": one}) != digest({"a": str(one)})


# One word of a rule in a shipped file, to be exchanged for another of its kind.
_WORDS = {"role": re.compile(r"(?<=[\[ ])[a-z_]+"), "source": re.compile(r"TP-[0-9]+")}


@pytest.mark.parametrize("kind", _WORDS)
def test_the_digest_sees_another_role_or_source_in_shipped_rules(kind: str) -> None:
    """Any role or source of the convening rules that is exchanged for another one is seen."""
    folder = RULES / "trivselplus"
    texts = {path.name: path.read_text("utf-8") for path in folder.glob("*.yaml")}
    known = trivselrules.load("trivselplus")
    words = list(known.model.terms["role"] if kind == "role" else known.model.sources)
    text = texts["indkaldelse.yaml"]
    found = [match for match in _WORDS[kind].finditer(text) if match[0] in words]
    assert len(found) > 20
    digests = {known.digest}
    for match in found[:: len(found) // 6]:
        other = words[words.index(match[0]) - 1]
        changed = text[: match.start()] + other + text[match.end() :]
        with folder_of({**texts, "indkaldelse.yaml": changed}) as place:
            rules = read(place).rule_set
        assert rules is None or rules.digest not in digests
        digests |= set() if rules is None else {rules.digest}
    assert len(digests) > 3


def test_the_digest_of_known_data_is_fixed() -> None:
    """Answers given long ago can be held against the rules they came from: the digest is that of this text."""
    documents = {"b.yaml": {"set": [1, Decimal("0.5"), True, "å"]}, "a.yaml": {}}
    text = '[["a.yaml",{}],["b.yaml",{"set":[1,0.5,true,"å"]}]]'
    assert digest(documents) == f"sha256:{sha256(text.encode()).hexdigest()}"
