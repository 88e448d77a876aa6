# SPDX-License-Identifier: MPL-2.0
"""Lifecycles compared: every kind of difference is found and told, and what is only written otherwise is not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from attrs import asdict, evolve
from golden import STEERING, assert_golden, assert_golden_part, run
from helpers import SHIPPED, Edit, folder
from living import BOOK, EVENTS, FRIST, LIVING, OTHER, TASKS, living

import trivselrules
from trivselrules import Error, RuleSet
from trivselrules.comparing import Comparison, compare
from trivselrules.domains import Choice
from trivselrules.engine.deadlines import Deadline
from trivselrules.frozen_map import FrozenMap
from trivselrules.pairing import pairs
from trivselrules.pairing.difference import course_differences
from trivselrules.pairing.pairs import Step
from trivselrules.pairing.result import CourseChange, CourseRegion

ALONE, RULES = "spil.yaml", "rule_set.yaml"


def versions(tmp_path: Path, *edits: Edit) -> tuple[str, str]:
    """Write the small rule set and an edited one, without their examples."""
    for name, files in (("nu", LIVING), ("snart", living(list(edits))[0])):
        (tmp_path / name).mkdir()
        folder(tmp_path / name, {file: text for file, text in files.items() if ".cases." not in file})
    return str(tmp_path / "nu" / "lille"), str(tmp_path / "snart" / "lille")


def compared(tmp_path: Path, *edits: Edit) -> Comparison:
    """Compare the small rule set with an edited one."""
    old, new = versions(tmp_path, *edits)
    return compare(trivselrules.load(old), trivselrules.load(new))


def seen(comparison: Comparison) -> list[str]:
    """Give each effect in a line: the lifecycle, what it is about, and what is different."""
    return [
        " ".join(filter(None, (c.subject.lifecycle, c.subject.name, effect.kind, effect.what)))
        for found in comparison.courses
        for c in found.changes
        for effect in c.effects
    ]


AsTold = Callable[..., None]


@pytest.fixture
def as_told(request: pytest.FixtureRequest) -> AsTold:
    """Hold all there is to the changes of lifecycles to what is kept of them, below the name of a test and its row."""

    def hold(*comparisons: Comparison) -> None:
        told = (line for one in comparisons for line in written(one))
        assert_golden_part("diff/changes", request.node.name, "".join(told))

    return hold


def written(comparison: Comparison) -> Iterator[str]:
    """Write each change with its effects, and its regions with the ways that show them."""
    for found in (*comparison.courses, *comparison.course_choices):
        for change in found.changes:
            yield f"{change.subject.kind}: {change.subject.lifecycle} {change.subject.name}".rstrip() + "\n"
            for one in change.effects:
                yield f"  {one.kind} {one.lifecycle or '-'} {one.what or '-'}: {said(one.old)} > {said(one.new)}\n"
            for region in change.regions:
                where = [f"{' '.join(found.frame.axes[level])} {mask:b}" for level, mask in region.box.items()]
                yield f"  {'where' if region.chosen else 'only where'}: {'; '.join(where)}".rstrip() + "\n"
                witness = region.witness
                for way in (witness.old, witness.new, (witness.event,) if witness.event else None):
                    yield f"    {dict(witness.readings) or ''} {happening(way)}".rstrip() + "\n"


def said(value: object) -> str:
    """Write what something is in one version; of deadlines what they hold."""
    if isinstance(value, Deadline):
        return " ".join(f"{name}={one}" for name, one in asdict(value, recurse=False).items() if one)
    return f"({', '.join(map(said, value))})" if isinstance(value, tuple) else str(value)


def happening(way: tuple[Step, ...] | None) -> str:
    """Write the events of a way with their facts."""
    return "never" if way is None else ", ".join(f"{step.event} {dict(step.facts) or ''}".strip() for step in way)


FORNYET = (
    "  - {event: bog_fornyet, from: [ude], when: {fornyelser: [0, 1]}, set: {fornyelser: next}, source: [XX-001]}\n"
)
BESVARET = (
    "  - {event: rykker_besvaret, from: [sendt], under: {gebyr_ved_rykker: [altid]}, to: stille, rests_on: gebyr}\n"
)
VAEK = "  - {event: bog_meldt_vaek, from: [ude], when: {rykker: [sendt]}, undetermined: gebyr, source: [XX-001]}\n"
SLUT = "  - {event: spil_slut, from: [aaben], to: lukket, source: [XX-001]}\n"
FOLGER = "follows:\n  - {event: bog_afleveret, from: [sendt], to: stille, source: [XX-001]}\n"
LAES = "      laes: {done_by: [bog_laest], repeats: true, actor: psykolog, no_deadline: ingen_frist}\n"
ERSTAT = "      erstat: {done_by: [bog_erstattet, bog_afleveret], "
INDBIND = "indbind: {done_by: bog_indbundet, "
INDBUNDET = ["bog bog_indbundet undone indbind", "bog kort_skrevet possible"]
VENTER = "after: [{task: skriv_kort, under: {hvem_foerst: [barnet]}}]"
FOER = "at_least: {days: 0}, before: bog_erstattet"
LAANT = "    done: [skriv_kort]\n    to: ude\n    source: [XX-001]\n    notice: [husk_samtykke]\n"
NOTICE = "    notice: [husk_samtykke]\n"
PHASE, PHASE_BARE = f"    source: [XX-001]\n{NOTICE}    tasks", "    source: [XX-001]\n    tasks"
SILENT_NO_MORE = ["bog bog_meldt_vaek rests_not ingen_frist", "bog bog_meldt_vaek cited XX-001"]
STILL = "{done_by: kort_skrevet, while: {rykker: [stille]}, no_deadline: ingen_frist}"
RESTS = "        rests_on: ingen_frist\n        source: [XX-001]"
KINDS: list[tuple[Edit, list[str]]] = [
    ((BOOK, FORNYET, FORNYET.replace("[0, 1]", "[0]")), ["bog bog_fornyet impossible"]),
    ((BOOK, FORNYET, FORNYET.replace("[0, 1]", "[0, 1, 2]")), ["bog bog_fornyet possible"]),
    ((BOOK, FORNYET, FORNYET.replace("next", "0")), ["bog bog_fornyet mark fornyelser"]),
    ((BOOK, "set: {fornyelser: next}", "undetermined: gebyr"), ["bog bog_fornyet undetermined gebyr"]),
    ((BOOK, VAEK, ""), ["bog bog_meldt_vaek determined gebyr"]),
    ((BOOK, "undetermined: gebyr", "undetermined: ingen_frist"), ["bog bog_meldt_vaek undetermined ingen_frist"]),
    (
        (BOOK, VAEK, VAEK.replace("gebyr", "gebyr, notice: [husk_samtykke]")),
        ["bog bog_meldt_vaek noticed husk_samtykke"],
    ),
    (
        (BOOK, VAEK, VAEK.replace("XX-001", "XX-002")),
        [f"bog bog_meldt_vaek {one}" for one in ("cited XX-002", "uncited XX-001")],
    ),
    ((BOOK, VAEK, VAEK.replace("undetermined: gebyr", "to: vaek")), ["bog bog_meldt_vaek possible gebyr"]),
    ((BOOK, "from: [ude, vaek], to: hjemme", "from: [vaek], to: hjemme"), ["bog bog_afleveret leads bog"]),
    ((BOOK, "    done: [skriv_kort]\n", ""), ["bog bog_laant undone skriv_kort"]),
    ((BOOK, "    rests_on: ingen_frist\n  - {", "    source: [XX-001]\n  - {"), SILENT_NO_MORE),
    ((BOOK, LAANT, LAANT.replace(NOTICE, "")), ["bog bog_laant unnoticed husk_samtykke"]),
    ((BOOK, LAANT, LAANT.replace("1]", "2]")), ["bog bog_laant cited XX-002", "bog bog_laant uncited XX-001"]),
    ((OTHER, "when: {trin: [2]}, keep: {rykkertrin: trin}", "set: {rykkertrin: 2}"), ["rykker rykker_sendt possible"]),
    ((OTHER, FOLGER, ""), ["bog bog_afleveret leads rykker"]),
    ((ALONE, SLUT, SLUT.replace("to: lukket", "to: aaben")), ["spil spil_slut leads spil"]),
    ((BOOK, LAES, ""), ["bog bog_laest impossible", "bog laes task_removed"]),
    ((BOOK, "actor: psykolog, ", ""), ["bog laes actor"]),
    ((BOOK, LAES, LAES.replace("repeats: true, ", "")), ["bog bog_laest done laes", "bog laes owed"]),
    ((BOOK, ERSTAT, ERSTAT.replace("{", "{repeats: true, ")), ["bog erstat owed_not"]),
    ((BOOK, ERSTAT, ERSTAT.replace(", bog_afleveret", "")), ["bog bog_afleveret undone erstat"]),
    ((BOOK, INDBIND, INDBIND.replace("bog_indbundet", "kort_skrevet")), INDBUNDET),
    ((BOOK, VENTER, "after: [skriv_kort]"), ["bog bog_afleveret impossible", "bog aflever waits skriv_kort"]),
    ((BOOK, "within: {hours: 2}", "within: {hours: 3}"), ["bog skriv_kort deadline"]),
    ((BOOK, FOER, FOER.replace("0", "2")), ["bog aflever deadline"]),
    ((BOOK, "due: {next: serie, source: [XX-001]}", "no_deadline: gebyr"), ["bog erstat deadline"]),
    ((FRIST, "{days: 30}", "{days: 31}"), ["bog aflever deadline"] * 2),
    (
        (BOOK, "        rests_on: ingen_frist\n        source", "        source"),
        ["bog bog_afleveret rests_not ingen_frist", "bog aflever rests_not ingen_frist"],
    ),
    ((TASKS, "channel: brevpost", "channel: telefon"), ["bog skriv_kort channel"]),
    ((TASKS, "[{preferably: psykolog}, skoleleder]", "[skoleleder]"), ["bog skriv_kort together"]),
    ((TASKS, NOTICE, ""), ["bog skriv_kort unnoticed husk_samtykke"]),
    ((ALONE, "owner: skoleleder", "owner: psykolog"), ["spil owner"]),
    ((OTHER, "  sendt:\n", "  sendt:\n    rest: true\n"), ["rykker rest"]),
    ((BOOK, PHASE, PHASE_BARE), ["bog unnoticed husk_samtykke"]),
    ((BOOK, "in: [ude, vaek]", "in: [ude]"), ["bog lives_not bogens_farve"]),
    (
        (BOOK, STILL, "{while: {rykker: [stille]}, waits_for: rykker}"),
        ["bog kort_skrevet impossible", *(f"bog skriv_kort {one}" for one in ("awaits", "deadline", "owed_not"))],
    ),
    ((BOOK, RESTS, RESTS.replace("1]", "2]")), ["bog bog_afleveret cited XX-002", "bog aflever cited XX-002"]),
    (
        (BOOK, "owner: skoleleder\n    source: [XX-001]", "owner: skoleleder\n    source: [XX-002]"),
        ["bog cited XX-002", "bog uncited XX-001"],
    ),
]


@pytest.mark.parametrize(("edit", "told"), KINDS, ids=[f"{edit[0]} {edit[2] or edit[1]}" for edit, _ in KINDS])
def test_every_kind_of_difference_is_found(edit: Edit, told: list[str], tmp_path: Path, as_told: AsTold) -> None:
    """One change at a time: what it comes to is told, and nothing else."""
    found = compared(tmp_path, edit)
    assert seen(found) == told
    as_told(found, compare(found.new, found.old))
    over_time = [change for difference in found.courses for change in difference.behaviour]
    assert any(not line.split()[-2].endswith("cited") for line in told) == bool(over_time) == (not found.same)


def test_what_is_written_otherwise_is_proved_the_same(tmp_path: Path) -> None:
    """A move divided in two, moves in another order, and a deadline of its own instead of a decision's are nothing."""
    found = compared(
        tmp_path,
        (
            BOOK,
            "  - {event: bog_afleveret, from: [ude, vaek], to: hjemme, source: [XX-001]}\n",
            "  - {event: bog_afleveret, from: [vaek], to: hjemme, source: [XX-001]}\n",
        ),
        (
            BOOK,
            "moves:\n",
            "moves:\n  - {event: bog_afleveret, from: [ude], to: hjemme, source: [XX-001]}\n",
        ),
        (BOOK, "within: frist.frist,", "within: {days: 30},"),
        (ALONE, "tasks: {spil: {done_by", "tasks: {spil: {actor: skoleleder, done_by"),
    )
    assert (found.same, [difference.changes for difference in found.courses]) == (True, [(), ()])


def ways(comparison: Comparison) -> dict[str, tuple[list[str] | None, list[str] | None]]:
    """Give for each effect, as `seen` writes them, the events that lead there in both versions."""

    def events(way: tuple[Step, ...] | None) -> list[str] | None:
        return None if way is None else [step.event for step in way]

    changes = (change for difference in comparison.courses for change in difference.changes)
    witnesses = [region.witness for change in changes for region in change.regions]
    return {line: (events(w.old), events(w.new)) for line, w in zip(seen(comparison), witnesses, strict=True)}


def test_what_both_come_to_by_other_events_is_compared(tmp_path: Path, as_told: AsTold) -> None:
    """A change early in a course hides nothing that comes later; then each version has its own way."""
    turned = ALONE, "from: [lukket], to: aaben", "from: [aaben], to: lukket"
    found = compared(tmp_path, turned, (ALONE, SLUT, SLUT.replace("[aaben], to: lukket", "[lukket], to: aaben")), OWNED)
    told = ways(found)
    assert told["spil spil_begyndt impossible"] == told["spil spil_slut possible"] == ([], [])
    assert told["spil owner"] == (["spil_begyndt"], ["spil_slut"])
    as_told(found)


OWNED = (ALONE, "owner: skoleleder", "owner: psykolog")


def test_phases_that_only_one_version_comes_to_are_told(tmp_path: Path, as_told: AsTold) -> None:
    """They have a way in that version alone."""
    found = compared(tmp_path, (ALONE, "from: [lukket], to: aaben", "from: [lukket]"))
    assert ways(found) == {
        "spil spil_begyndt leads spil": ([], []),
        "spil aaben unreached": (["spil_begyndt"], None),
    }
    turned = compare(found.new, found.old)
    assert ways(turned)["spil aaben reached"] == (None, ["spil_begyndt"])
    as_told(turned)


def test_a_phase_that_is_come_to_under_some_readings_has_a_way_under_these(tmp_path: Path, as_told: AsTold) -> None:
    """If none of the readings under which only one version comes there is chosen, its way says which it takes."""
    sent = SENT.replace("    source", "    under: {gebyr_ved_rykker: [aldrig]}\n    rests_on: gebyr\n    source")
    old = loaded(tmp_path / "nu", [(OTHER, SENT, sent)])
    new = loaded(tmp_path / "snart", [(OTHER, SENT, sent.replace("    keep: {rykkertrin: trin}\n    to: sendt\n", ""))])
    found = compare(old, new)
    assert "rykker sendt unreached" in seen(found)
    as_told(found)


def test_versions_that_start_elsewhere_are_compared_where_both_come(tmp_path: Path) -> None:
    """They part before anything has happened."""
    start = (ALONE, "lukket: {start: true, rest: true}", "lukket: {rest: true}")
    found = compared(tmp_path, start, (ALONE, "aaben: {owner: skoleleder", "aaben: {start: true, owner: psykolog"))
    assert ways(found) == {"spil owner": (["spil_begyndt"], [])}
    assert [(c.kind, c.name, c.what) for c in found.names] == [("lifecycle", "spil", "start")]


def test_what_differs_only_where_no_reading_leads_is_not_told(tmp_path: Path) -> None:
    """A reminder is sent under one reading alone; how it is answered under the others can change unseen."""
    changed = (OTHER, "[aldrig, efter_skoen]}\n    to: stille", "[aldrig, efter_skoen]}")
    told = []
    for name, edits in (("altid", ONE_READING), ("alle", [])):
        old = loaded(tmp_path / name / "nu", edits)
        new = loaded(tmp_path / name / "snart", [*edits, changed])
        told.append(seen(compare(old, new)))
    assert told == [[], ["rykker rykker_besvaret leads rykker"]]


SENT = "    when: {trin: [1, 2], bog: [ude]}\n    keep: {rykkertrin: trin}\n    to: sendt\n    source: [XX-001]\n"
ONE_READING: list[Edit] = [
    (
        OTHER,
        SENT,
        SENT.replace("    source", "    under: {gebyr_ved_rykker: [altid]}\n    rests_on: gebyr\n    source")
        + "  - event: rykker_sendt\n    from: [stille]\n    when: {trin: [1, 2], bog: [ude]}\n"
        "    under: {gebyr_ved_rykker: [aldrig, efter_skoen]}\n    rests_on: gebyr\n    source: [XX-001]\n",
    )
]


def loaded(where: Path, edits: list[Edit]) -> RuleSet:
    """Load an edited small rule set, without its examples."""
    where.mkdir(parents=True)
    return trivselrules.load(folder(where, {n: text for n, text in living(edits)[0].items() if ".cases." not in n}))


def test_a_lifecycle_that_an_event_leaves_alone_leads_nowhere(tmp_path: Path) -> None:
    """What an event does is known from a state alike in what it looks at, in which others may have been elsewhere.

    The one version has a task that the other has not, and what ends it moves the lifecycle beside.
    """
    read = "  - {event: bog_laest, from: [ude], source: [XX-001]}\n"
    moved = "  - {event: bog_laest, from: [stille], set: {rykkertrin: 1}, to: sendt, source: [XX-001]}\n"
    edits = [
        (BOOK, LAES, LAES.replace("repeats: true, ", "")),
        (BOOK, FORNYET, FORNYET + read),
        (OTHER, FOLGER, FOLGER + moved),
    ]
    changed = [
        (BOOK, LAES, ""),
        (BOOK, FORNYET, FORNYET.replace("source", "notice: [husk_samtykke], source") + read),
    ]
    old, new = loaded(tmp_path / "nu", edits), loaded(tmp_path / "snart", [*changed, edits[2]])
    assert seen(compare(old, new)) == ["bog bog_fornyet noticed husk_samtykke", "bog laes task_removed"]


def test_a_lifecycle_that_is_new_is_told_once(tmp_path: Path) -> None:
    """What the others do beside it is compared all the same, and is the same."""
    found = compared(
        tmp_path, (BOOK, "beside: [rykker]", "beside: [rykker, spil]"), (ALONE, "phases:\n", "beside: [bog]\nphases:\n")
    )
    alone = Path(versions_without_spil(tmp_path))
    old = trivselrules.load(str(alone))
    for new, what in ((found.old, []), (found.new, [("lifecycle", "bog", "beside")])):
        told = compare(old, new)
        assert not any(difference.changes for difference in told.courses)
        kinds = [(c.kind, c.name, c.what) for c in told.names if c.kind == "lifecycle"]
        assert sorted(kinds, key=str) == sorted([*what, ("lifecycle", "spil", None)], key=str)


def versions_without_spil(tmp_path: Path) -> str:
    """Write the small rule set without the game."""
    (tmp_path / "uden").mkdir()
    files = {file: text for file, text in LIVING.items() if ".cases." not in file and file != ALONE}
    return str(folder(tmp_path / "uden", files))


def test_lifecycles_that_are_written_alike_are_not_gone_through(tmp_path: Path) -> None:
    """Nothing can differ then, whatever things are called and in whatever order moves stand."""
    found = compared(
        tmp_path, (ALONE, "  da: Et spil", "  da: Et nyt spil"), (EVENTS, "da: spillet er slut", "da: slut")
    )
    turned = {name: evolve(life, moves=life.moves[::-1]) for name, life in found.new.model.lifecycles.items()}
    other = evolve(found.new, model=evolve(found.new.model, lifecycles=FrozenMap(turned)))
    for told in (found, compare(found.new, found.new), compare(found.new, other)):
        assert [(difference.states, difference.changes) for difference in told.courses] == [(0, ()), (0, ())]


def test_lifecycles_of_which_anything_else_is_written_otherwise_are_gone_through(tmp_path: Path) -> None:
    """A move less, a move from a phase less or another source of a task: each is looked at."""
    rules = compared(tmp_path).new
    book, task = rules.model.lifecycles["bog"], rules.model.tasks["skriv_kort"]
    several = next(move for move in book.moves if len(move.from_) > 1)
    last = book.moves[1:]
    fewer = evolve(book, moves=tuple(evolve(m, from_=m.from_[1:]) if m is several else m for m in book.moves))
    for model in (
        evolve(rules.model, lifecycles=FrozenMap({**rules.model.lifecycles, "bog": fewer})),
        evolve(rules.model, lifecycles=FrozenMap({**rules.model.lifecycles, "bog": evolve(book, moves=last)})),
        evolve(rules.model, tasks=FrozenMap({**rules.model.tasks, "skriv_kort": evolve(task, source=())})),
    ):
        assert any(told.states and told.changes for told in compare(rules, evolve(rules, model=model)).courses)


def test_what_is_written_alike_but_comes_with_other_values_is_looked_at(tmp_path: Path, as_told: AsTold) -> None:
    """A move may be the same and yet do something else: its event comes with other values, or a mark has others."""
    rules = loaded(tmp_path / "nu", [(BOOK, FORNYET, FORNYET.replace("[0, 1]", "[0, 1, 2]"))])
    model, book = rules.model, rules.model.lifecycles["bog"]
    further = FrozenMap({**book.marks, "fornyelser": evolve(book.marks["fornyelser"], values=(0, 1, 2, 3))})
    red = evolve(model.facts["farve"], domain=Choice(("roed",)))
    others = [
        evolve(model, lifecycles=FrozenMap({**model.lifecycles, "bog": evolve(book, marks=further)})),
        evolve(model, facts=FrozenMap({**model.facts, "farve": red})),
    ]
    found = [course_differences(model, other) for other in others]
    told = [seen(Comparison(rules, rules, (), (), one)) for one in found]
    assert told == [["bog bog_fornyet mark fornyelser"], ["bog bog_laant impossible"]]
    as_told(Comparison(rules, rules, (), (), found[0] + found[1]))


def test_facts_that_are_asked_for_without_need_are_told(tmp_path: Path, as_told: AsTold) -> None:
    """An event may come to the same whatever its fact is, and yet need it."""
    fact = (EVENTS, "en: the game has begun\n", "en: the game has begun\n    facts: [klar]\n")
    begun = "  - {event: spil_begyndt, from: [lukket], to: aaben, source: [XX-001]}\n"
    ready, other = (begun.replace("to:", f"when: {{klar: [{value}]}}, to:") for value in ("true", "false"))
    old, new = (
        loaded(tmp_path / name, [fact, (ALONE, begun, moves)])
        for name, moves in (("nu", begun), ("snart", ready + other))
    )
    found, back = compare(old, new), compare(new, old)
    assert [seen(one) for one in (found, back)] == [
        ["spil spil_begyndt asked klar"],
        ["spil spil_begyndt unasked klar"],
    ]
    as_told(found, back)


def test_other_choices_of_readings_are_told_for_themselves(tmp_path: Path, as_told: AsTold) -> None:
    """Read as the old rule set has chosen and as the new one has, the new lifecycles do something else."""
    found = compared(tmp_path, (RULES, "gebyr_ved_rykker: altid", "gebyr_ved_rykker: aldrig"))
    told = [
        (change.subject.name, effect.kind, effect.what)
        for difference in found.course_choices
        for change in difference.changes
        for effect in change.effects
    ]
    assert told == [
        ("rykker_besvaret", "rests_not", "gebyr"),
        ("gebyr_betalt", "impossible", ""),
        ("betal", "task_removed", ""),
    ]
    as_told(found)
    assert not any(difference.changes for difference in found.courses)
    assert not found.same


def test_too_many_states_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be gone through is not compared in part."""
    monkeypatch.setattr(pairs, "MAX_STATES", 2)
    with pytest.raises(Error) as caught:
        compared(tmp_path, (BOOK, FORNYET, ""))
    assert caught.value.code == "states-too-many"


def test_progress_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits hears how many states have been gone through."""
    monkeypatch.setattr(pairs, "EVERY", 5)
    old, new = versions(tmp_path, (BOOK, FORNYET, ""))
    told: list[int] = []
    compare(trivselrules.load(old), trivselrules.load(new), told.append)
    assert told[:3] == [5, 10, 15]


def test_tasks_of_one_name_are_told_with_their_lifecycles(tmp_path: Path) -> None:
    """Where two lifecycles have the same task, text and JSON say which of them an event ends, or is done."""
    again = "      skriv_kort: {done_by: gebyr_betalt, no_deadline: ingen_frist}\n      betal:\n"
    both = [(OTHER, "      betal:\n", again)]
    sent = "keep: {rykkertrin: trin}\n    to: sendt\n"
    moves = [
        (OTHER, sent, f"{sent}    done: [skriv_kort]\n"),
        (BOOK, FORNYET, FORNYET.replace("wh", "unless_done: skriv_kort, wh")),
    ]
    for name, edits in (("nu", both), ("snart", both + moves)):
        (tmp_path / name).mkdir()
        folder(tmp_path / name, {file: text for file, text in living(edits)[0].items() if ".cases." not in file})
    folders = [str(tmp_path / name / "lille") for name in ("nu", "snart")]
    told = run("diff", *folders).out
    assert "»skriv kortet (En bog, der lånes)« er gjort." in told
    assert "opgaven »skriv kortet (Rykkere for en bog)« er dermed gjort" in told
    renewed, reminded = sorted(
        json.loads(run("diff", *folders, "--format", "json").out)["lifecycles"]["changes"], key=lambda one: one["event"]
    )
    assert renewed["regions"][0]["tasks"] == {"bog.skriv_kort": ["done"]}
    assert reminded["effects"] == [{"kind": "done", "what": "skriv_kort", "lifecycle": "rykker"}]


# One change of every kind that text tells apart.
EDITS = (
    (BOOK, FORNYET, FORNYET.replace("[0, 1]", "[1, 2]")),
    (BOOK, VAEK, VAEK.replace("undetermined: gebyr", "to: vaek")),
    (BOOK, "    done: [skriv_kort]\n", ""),
    (BOOK, "actor: psykolog, ", ""),
    (BOOK, "after: [{task: skriv_kort, under: {hvem_foerst: [barnet]}}]", "after: [skriv_kort]"),
    (BOOK, "within: {hours: 2}", "within: {hours: 3}"),
    (BOOK, "in: [ude, vaek]", "in: [ude]"),
    (BOOK, "at_least: {days: 0}, before: bog_erstattet", "at_least: {days: 2}, before: bog_erstattet"),
    (OTHER, BESVARET, BESVARET.replace("to: stille, rests_on", "undetermined")),
    (OTHER, "{within: {days: 8}, after: rykker_sendt, source: [XX-001]}", "{next: serie, source: [XX-002]}"),
    (TASKS, "channel: brevpost", "channel: telefon"),
    (TASKS, "[{preferably: psykolog}, skoleleder]", "[skoleleder]"),
    (ALONE, "owner: skoleleder", "owner: psykolog"),
    (ALONE, SLUT, SLUT.replace("to: lukket", "to: aaben")),
    (RULES, "gebyr_ved_rykker: altid", "gebyr_ved_rykker: aldrig"),
    ("invariants.yaml", "rykkertrin: [1, 2]", "rykkertrin: [2]"),
)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("style", ["text", "markdown"])
def test_differences_over_time_read_as_sentences(tmp_path: Path, style: str, language: str) -> None:
    """Every change is told in a sentence, grouped by kind, with events that show it as they stand in a case."""
    both = versions(tmp_path, *EDITS)
    told = run("diff", *both, "--format", style, "--lang", language, "--on", "2026-11-25")
    assert (told.status, told.err) == (1, "")
    assert_golden(f"diff/courses_{style}.{language}", told.out)
    assert not STEERING.search(told.out)


def test_a_deadline_that_is_told_reads_otherwise_than_before(tmp_path: Path) -> None:
    """What stands for a deadline until it has a start is said with it, so now and before are other words."""
    told = run("diff", *versions(tmp_path, (BOOK, "without_start: ingen_frist", "without_start: gebyr"))).out
    both = re.findall(r"fristen er nu: (.+) \(før: (.+)\), når", told)
    assert [(now.count("(A-"), before.count("(A-")) for now, before in both] == [(1, 1)]
    assert all(now != before for now, before in both)


def test_json_holds_what_the_text_says_over_time(tmp_path: Path) -> None:
    """Machines get every region as the cells it means, with a way in both versions."""
    both = versions(tmp_path, (BOOK, FORNYET, FORNYET.replace("[0, 1]", "[0]")))
    told = run("diff", *both, "--format", "json", "--on", "2026-11-25")
    assert told.status == 1
    (change,) = told.json()["lifecycles"]["changes"]
    assert (change["group"], change["lifecycle"], change["event"]) == ("impossible", "bog", "bog_fornyet")
    (region,) = change["regions"]
    assert (region["phases"], region["marks"], region["chosen"]) == ({"bog": ["ude"]}, {"fornyelser": ["1"]}, True)
    way = [{"event": "bog_laant", "facts": {"farve": "roed", "klar": True}}, {"event": "bog_fornyet", "facts": {}}]
    expected = {"readings": {}, "old": way, "new": way, "event": {"event": "bog_fornyet", "facts": {}}}
    assert region["witness"] == expected
    assert region["sentence"] in run("diff", *both).out


def test_seeded_changes_in_the_shipped_lifecycles_are_found(tmp_path: Path) -> None:
    """A guard, a wait, a mark and an owner that are changed in the shipped rules are each told, with what shows it."""
    new = tmp_path / "trivselplus"
    new.mkdir()
    for file in SHIPPED.glob("*.yaml"):
        if ".cases." not in file.name:
            text = file.read_text(encoding="utf-8")
            for name, old, other in SEEDED:
                assert name != file.name or text.count(old) == 1
                text = text.replace(old, other) if name == file.name else text
            (new / file.name).write_text(text, encoding="utf-8")
    found = compare(trivselrules.load("trivselplus"), trivselrules.load(str(new)))
    assert sorted(seen(found)) == [
        "forloeb ikke_i_fremdrift_noteret impossible",
        "sag klargoer waits_not afslut_stoettende_indsatser",
        "sag owner",
        "sag sag_klargjort possible",
    ]
    for change in (change for difference in found.courses for change in difference.changes):
        for region in change.regions:
            follow(found, change, region)


NOTERET = "  - {event: ikke_i_fremdrift_noteret, from: [i_gang], to: ikke_i_fremdrift"
I_RO = "    owner: boerne_og_ungeraadgiver\n    source: [TP-187, TP-207"
SEEDED: tuple[Edit, ...] = (
    ("forloeb.yaml", NOTERET, NOTERET.replace("to:", "when: {sag: [ingen]}, to:")),
    ("sag.yaml", "after: [placer_barnet, afslut_stoettende_indsatser]", "after: [placer_barnet]"),
    ("sag.yaml", I_RO, I_RO.replace("boerne_og_ungeraadgiver", "modtagelsen")),
)


def follow(found: Comparison, change: CourseChange, region: CourseRegion) -> None:
    """Let the events of a witness happen in both rule sets: they go along, and then do what is said."""
    statuses = []
    for rules in (found.old, found.new):
        matter = rules.reading(region.witness.readings).open(change.subject.lifecycle)
        for step in region.witness.new or ():
            matter = matter.accept(step.event, date(2026, 11, 25), **step.facts)
            assert matter.steps[-1].response.status == "accepted"
        if region.witness.event is not None:
            event = region.witness.event
            matter = matter.accept(event.event, date(2026, 11, 25), **event.facts)
            statuses.append(matter.steps[-1].response.status)
    expected = {"possible": ["refused", "accepted"], "impossible": ["accepted", "refused"]}
    assert statuses == expected.get(change.effects[0].kind, [])
