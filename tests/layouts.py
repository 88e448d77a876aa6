# SPDX-License-Identifier: MPL-2.0
"""Rule files laid out in other ways that say the same: brackets, quotes, comments, blank lines, line ends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

import yaml
from hypothesis import strategies as st

__all__ = ["layouts", "relaid"]

# The same in C, where that was built.
LOADER, DUMPER = getattr(yaml, "CSafeLoader", yaml.SafeLoader), getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_STR = "tag:yaml.org,2002:str"
# Behind these a `#` is refused, as it might have been meant as text.
_PROSE = re.compile(r"""[ -]*["']?(?:da|en|case|section)["']?:""")


@st.composite
def layouts(draw: st.DrawFn, texts: Mapping[str, str]) -> dict[str, bytes]:
    """Generate the files of a rule set in another layout."""
    seed = draw(st.integers(0, 2**16))
    return {name: relaid(text, Random(f"{seed} {name}")) for name, text in texts.items()}


def relaid(text: str, random: Random) -> bytes:
    """Write a rule file anew, with the same content and a layout of its own."""
    tree = yaml.compose(text, Loader=LOADER)
    assert tree is not None
    _restyle(tree, random, random.random())
    written: str = yaml.serialize(tree, Dumper=DUMPER, allow_unicode=True, width=10**6, indent=random.randint(2, 5))
    lines: list[str] = []
    for line in written.split("\n"):
        lines += random.choice(([], [], [], ["# en bemærkning: {a, b"], ["", "      # -"]))
        after = random.choice(("", "", "", "   # x: [y")) if line and not _PROSE.match(line) else ""
        lines.append(line + after)
    ends = random.choice(("\n", "\r\n"))
    return (random.choice(("", "\ufeff")) + ends.join(lines)).encode()


def _restyle(tree: yaml.Node, random: Random, often: float) -> bool:
    """Choose brackets and quotes at random; tell whether the node holds prose, which must stand in block style."""
    if isinstance(tree, yaml.ScalarNode):
        if tree.tag == _STR:  # numbers and booleans would become text in quotes
            tree.style = '"' if "\n" in tree.value else random.choice((None, "'", '"'))
        return False
    for key, _ in tree.value if isinstance(tree, yaml.MappingNode) else ():
        key.tag = random.choice((key.tag, _STR))  # keys are always text
    assert isinstance(tree, yaml.CollectionNode)
    inner = [node for pair in tree.value for node in (pair if isinstance(pair, tuple) else (pair,))]
    restyled = [_restyle(node, random, often) for node in inner]
    prose = any(restyled) or any(node.value in ("da", "en") for node in inner if isinstance(node, yaml.ScalarNode))
    tree.flow_style = not prose and random.random() < often
    return prose
