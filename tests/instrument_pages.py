# SPDX-License-Identifier: MPL-2.0
"""Writes what the pages about instruments repeat from their rules; run `python tests/instrument_pages.py`.

A passage stands between `<!-- made: KIND RULE_SET NAME -->` and `<!-- end -->`, and is made from the rules each time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import trivselrules
from trivselrules import Answer, RuleSet
from trivselrules.inputs import describe_domain
from trivselrules.measuring import Further
from trivselrules.model import Fact
from trivselrules.progression import plan_of
from trivselrules.render.tree import show_decision
from trivselrules.render.words import Words
from trivselrules.text import sentence_case

__all__ = ["FOLDER", "PAGES", "made"]

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "da"
PAGES = ("trivselsbarometeret.md", "trivselslinealen.md")
_PASSAGE = re.compile(r"(<!-- made: (.+?) -->\n).*?(<!-- end -->)", re.DOTALL)


def made(text: str) -> str:
    """Give a page with every passage made anew."""
    return _PASSAGE.sub(lambda found: f"{found[1]}\n{_passage(found[2])}\n\n{found[3]}", text)


def _passage(call: str) -> str:
    kind, name, *more = call.split()
    return "\n".join(_KINDS[kind](trivselrules.load(name), *more))


def _table(*rows: tuple[str, ...]) -> Iterator[str]:
    head, *rest = rows
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rest)


def _decision(rules: RuleSet, name: str) -> Iterator[str]:
    """Tell what a decision comes to in every situation, one after the other."""
    words = Words(rules.model, "da")
    cells = rules.program(name).cells
    for values in product(*cells.values()):
        facts = dict(zip(cells, values, strict=True))
        if facts:
            told = (f"{words.text(rules.model.facts[f].label)}: {words.fact_value(f, v)}" for f, v in facts.items())
            yield from (f"**{', '.join(told)}**", "")
        yield from _outcomes(rules.decide(name, **facts), words)
        yield ""


def _tree(rules: RuleSet, name: str) -> Iterator[str]:
    """Tell a decision as a tree of questions and what follows."""
    _, _, *lines = show_decision(rules.model.decisions[name], rules.model, "da").split("\n")
    for line in lines:
        told = line.lstrip()
        yield f"{line[: len(line) - len(told)]}- {told}"


def _outcomes(answer: Answer, words: Words) -> Iterator[str]:
    for outcome, value in answer.outcome.items():
        items = value if isinstance(value, tuple) else (value,)
        each = ((item,) if isinstance(value, tuple) else item for item in items)
        told = [sentence_case(words.outcome(answer.decision, outcome, one)) for one in each]
        label = words.text(words.model.outcome_labels[outcome])
        if len(told) > 4:
            yield from (f"- {label}:", *(f"  - {one}" for one in told))
        else:
            yield f"- {label}: {'; '.join(told) or words.say('nobody')}"
    for name in answer.undetermined:
        point = words.model.open_points[name]
        yield f"- Ikke afgjort: {words.text(point.title)} ({point.point})"
    for notice in answer.notices:
        one = words.model.notices[notice]
        yield f"- *{words.text(one.text)}* ({words.say('basis_' + one.basis)})"


def _decisions(rules: RuleSet) -> Iterator[str]:
    words = Words(rules.model, "da")
    rows = [("Beslutning", "Spørgsmål", "Spørger om")]
    for decision in rules.model.decisions.values():
        asks = ", ".join(f"`{fact}`" for fact in rules.program(decision.name).cells) or "intet"
        rows.append((f"`{decision.name}`", words.text(decision.title), asks))
    yield from _table(*rows)


def _open_points(rules: RuleSet) -> Iterator[str]:
    """List what the source leaves open, and the choices: the one that holds is in bold."""
    words = Words(rules.model, "da")
    rows = [("Punkt", "Hvad der er åbent", "Læsning", "Valg")]
    for point in sorted(rules.model.open_points.values(), key=lambda point: point.point):
        title = words.text(point.title)
        if not point.readings:
            rows.append((point.point, title, "", ""))
        for name in point.readings:
            reading = rules.model.readings[name]
            options = (
                f"**`{option}`**: {words.text(text)}" if option == reading.chosen else f"`{option}`: {words.text(text)}"
                for option, text in reading.options.items()
            )
            rows.append((point.point, title, f"`{name}`", "<br>".join(options)))
    yield from _table(*rows)


def _parameters(rules: RuleSet) -> Iterator[str]:
    words = Words(rules.model, "da")
    rows = [("Parameter", "Hvad den er", "Åbent punkt", "Sat til")]
    for parameter in rules.model.parameters.values():
        point = rules.model.open_points[parameter.open_point.name].point
        value = words.say("unset") if parameter.value is None else words.number(parameter.value)
        rows.append((f"`{parameter.name}`", words.text(parameter.label), point, value))
    yield from _table(*rows)


def _accounts(rules: RuleSet) -> Iterator[str]:
    """List the statements that no rule follows, and why."""
    words = Words(rules.model, "da")
    told = (
        (source.id, words.text(source.text), words.text(source.reason))
        for source in rules.model.sources.values()
        if source.reason is not None
    )
    yield from _table(("Udsagn", "Hvad det siger", "Hvorfor ingen regel"), *told)


def _columns(rules: RuleSet) -> Iterator[str]:
    """List the columns of a table of measurements."""
    plan, words = plan_of(rules), Words(rules.model, "da")
    columns, facts = plan.columns, rules.model.facts
    rows = [("Kolonne", "Hvad der står", "Skrives som", "Skal være der")]
    rows.append((f"`{columns.case.name}`", "Sagens nøgle", "bogstaver, tal, `-`, `_` og `.`; højst 60 tegn", "ja"))
    rows.append((f"`{columns.date.name}`", "Den dag, der er målt", "`ÅÅÅÅ-MM-DD`", "ja"))
    rows.extend(
        (f"`{ref.name}`", words.text(facts[ref.name].label), _written(facts[ref.name], words), "ja")
        for ref in (*columns.facts, columns.number)
    )
    rows.extend(
        (f"`{name}`", words.text(facts[name].label), _written(facts[name], words), f"nej{_when_empty(further)}")
        for name, further in plan.further.items()
    )
    yield from _table(*rows)


def _when_empty(further: Further) -> str:
    return "" if further.otherwise is None else f"; tom celle er {_spelt(further.otherwise)}"


def _written(fact: Fact, words: Words) -> str:
    if fact.value_labels:
        return "<br>".join(f"`{name}`: {words.text(text)}" for name, text in fact.value_labels.items())
    written = describe_domain(fact.domain)
    if written == "… – …":
        return "et tal"
    return "antal fulde måneder" if "1800" in written else " eller ".join(f"`{one}`" for one in written.split(", "))


def _counts(rules: RuleSet) -> Iterator[str]:
    plan, words = plan_of(rules), Words(rules.model, "da")
    rows = [("Optælling", "Hvad der tælles", "Kilde")]
    for count in plan.counts.values():
        where = ", ".join(f"`{c.name.name}` er {' eller '.join(map(_spelt, c.values))}" for c in count.where)
        rows.append((words.text(count.label), where, ", ".join(ref.name for ref in count.source)))
    yield from _table(*rows)


def _spelt(value: object) -> str:
    return {True: "ja", False: "nej"}[value] if isinstance(value, bool) else f"`{value}`"


_KINDS: dict[str, Callable[..., Iterator[str]]] = {
    "accounts": _accounts,
    "columns": _columns,
    "counts": _counts,
    "decision": _decision,
    "decisions": _decisions,
    "open_points": _open_points,
    "parameters": _parameters,
    "tree": _tree,
}


def main() -> None:
    """Write the pages."""
    for name in PAGES:
        page = FOLDER / name
        page.write_text(made(page.read_text("utf-8")), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
