# SPDX-License-Identifier: MPL-2.0
"""The pytest plugin: worked examples as tests, fixtures, coverage of rules, and no trace where there are no rules."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from helpers import SOUND, folder
from living import LIVING

import trivselrules
from trivselrules.analysis import exploration
from trivselrules.cases import run_case
from trivselrules.testing.collecting import CasesFile
from trivselrules.testing.failing import told_failure
from trivselrules.testing.nearby import Nearby, nearby

# By its module, so that it is there in whatever environment the tests run; never twice.
PLUGIN = ("-p", "no:trivselrules", "-p", "trivselrules_pytest", "-p", "no:cacheprovider")
SOLE = ("-p", "no:xdist")


def ran(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """Run pytest in its folder, in this process."""
    return pytester.runpytest_inprocess(*PLUGIN, *SOLE, *arguments)


def changed(files: dict[str, str], name: str, old: str, new: str) -> dict[str, str]:
    """Give files with a passage of one replaced."""
    assert files[name].count(old) == 1
    return {**files, name: files[name].replace(old, new)}


def test_cases_are_tests(pytester: pytest.Pytester) -> None:
    """Each case of a decision and of a lifecycle is a test by its title, at its line."""
    folder(pytester.path, LIVING)
    result = ran(pytester, "-v")
    rules = trivselrules.load(pytester.path / "lille")
    result.assert_outcomes(passed=len(rules.model.cases) + len(rules.model.lifecycle_cases))
    result.stdout.fnmatch_lines(["lille/moede.cases.yaml::Trin 1, rød PASSED*"])


def test_cases_of_one_name_are_told_apart(pytester: pytest.Pytester) -> None:
    """Two cases with the same title are two tests."""
    twice = SOUND["moede.cases.yaml"] + "  - case: Trin 4\n    facts: {trin: 3}\n    outcome: {leder: psykolog}\n"
    folder(pytester.path, {**SOUND, "moede.cases.yaml": twice})
    result = ran(pytester, "-v")
    result.stdout.fnmatch_lines(["*::Trin 4 PASSED*", "*::Trin 4 (2) PASSED*"])


def test_a_failure_can_be_read(pytester: pytest.Pytester) -> None:
    """It says where the case stands, what was expected and got, the way to the answer, and what would pass."""
    folder(
        pytester.path,
        changed(SOUND, "moede.cases.yaml", "{leder: skoleleder, deltagere", "{leder: psykolog, deltagere"),
    )
    result = ran(pytester)
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(
        [
            "lille/moede.cases.yaml:3:5: moede: Trin 1, rød",
            "  leder",
            '    expected: "psykolog"',
            '    got:      "skoleleder"',
            "  because:",
            "    lille/moede.yaml:*: trin = 1 (XX-001)",
            "    lille/moede.yaml:*: hvem_foerst = skolen (XX-001)",
            "  nearest that passes: none; no situation gets this answer under any reading",
        ]
    )
    assert "Traceback" not in result.stdout.str()


FIRST = "outcome: {leder: skoleleder, deltagere: [{optional: psykolog}]}"
LAST = "facts: {trin: 4}\n    not_applicable: kun_trin_1_til_3"
NEAREST: dict[str, tuple[str, str, Nearby | None]] = {
    "one fact": (LAST, "facts: {trin: 4}\n    outcome: {leder: psykolog}", Nearby(("trin=3",))),
    "one reading": (FIRST, "outcome: {kanal: brevpost}", Nearby(("hvem_foerst=barnet",))),
    "a reason": (LAST, "facts: {trin: 3}\n    not_applicable: true", Nearby(("trin=4",))),
    "a point": (
        LAST,
        "facts: {trin: 2, farve: blaa, alder: 3}\n    undetermined: [raekkefoelge]",
        Nearby(("alder=72",)),
    ),
    "a parameter": (
        LAST,
        "facts: {trin: 4, farve: roed}\n    outcome: {antal: {parameter: dage_i_alt}}",
        Nearby(("trin=1",)),
    ),
    "an empty list": (FIRST, "outcome: {deltagere: []}", Nearby(None)),
    "no outcome": (LAST, "facts: {}\n    missing: [farve]", None),
    "other notices": (LAST, f"{LAST}\n    notices: []", Nearby(())),
}


@pytest.mark.parametrize(("old", "new", "expected"), NEAREST.values(), ids=NEAREST)
def test_the_nearest_that_passes(old: str, new: str, expected: Nearby | None, tmp_path: Path) -> None:
    """The least change after which a failing case would get the outcomes it expects is found, or that there is none."""
    files = changed(SOUND, "moede.cases.yaml", old, new)
    model = trivselrules.loading.read(folder(tmp_path, files)).rule_set
    assert model is not None
    (case,) = [case for case in model.model.cases if not run_case(model, case).passed]
    assert nearby(case, model) == expected
    told = "none;" if expected is not None and expected.changes is None else "with "
    failure = told_failure(run_case(model, case), model)
    assert (f"  nearest that passes: {told}" in failure) is (expected is not None)
    assert all(change in failure for change in (expected and expected.changes) or ())


def test_a_list_that_nothing_is_put_on(tmp_path: Path) -> None:
    """A list that is empty wherever it is set is expected empty, or not at all."""
    files = changed(SOUND, "moede.yaml", "deltagere: [{optional: psykolog}]", "deltagere: []")
    for listed, expected in (("[]", Nearby(("trin=1",))), ("[psykolog]", Nearby(None))):
        facts = f"facts: {{trin: 4, farve: roed}}\n    outcome: {{deltagere: {listed}}}"
        cases = f"decision: moede\ncases:\n  - case: x\n    {facts}\n"
        rules = trivselrules.load(folder(tmp_path, {**files, "moede.cases.yaml": cases}))
        assert nearby(rules.model.cases[0], rules) == expected


def test_a_failing_lifecycle_can_be_read(pytester: pytest.Pytester) -> None:
    """It says what became of the last event, and by which rule."""
    folder(pytester.path, changed(LIVING, "bog.cases.yaml", "waiting: [aflever]", "waiting: []"))
    result = ran(pytester, "lille/bog.cases.yaml")
    assert result.parseoutcomes()["failed"] == 1
    result.stdout.fnmatch_lines(
        ["  waiting", "    expected: []", "  because:", "    bog_laant on 2026-09-01 * was accepted"]
    )


def test_rules_with_errors_are_an_error(pytester: pytest.Pytester) -> None:
    """Cases of rules that cannot be used are not run; what is wrong is told with its place and code."""
    folder(pytester.path, changed(SOUND, "moede.yaml", "set: {leder: psykolog, vaegt", "set: {leder: psykolg, vaegt"))
    result = ran(pytester)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["lille/moede.yaml:21:20: *did you mean `psykolog`*unknown-role*"])
    assert "Traceback" not in result.stdout.str()


def test_what_is_not_ours_is_left_alone(pytester: pytest.Pytester) -> None:
    """Files of that name outside a rule set's folder, and all other files, are nobody's tests."""
    pytester.path.joinpath("other.cases.yaml").write_text("not: ours\n", "utf-8")
    pytester.makepyfile("def test_nothing(): pass")
    result = ran(pytester)
    result.assert_outcomes(passed=1)
    assert "coverage" not in result.stdout.str()


FIXTURES = """
def test_of_fixtures(rules, decide):
    assert decide("moede", trin=4).status == "not_applicable"
    assert rules.id == "lille"
"""


@pytest.mark.parametrize(
    ("ini", "arguments"),
    [
        ("", ()),
        ("", ("--rules", "./lille")),
        ("trivselrules = ./lille", ()),
        ("trivselrules = x", ("--rules", "lille/")),
    ],
)
def test_fixtures_know_the_rules(pytester: pytest.Pytester, ini: str, arguments: tuple[str, ...]) -> None:
    """They are those named on the command line, or in the configuration, or the only ones there are."""
    folder(pytester.path, SOUND)
    hidden = pytester.path / ".git" / "copy"
    hidden.mkdir(parents=True)
    (hidden / "rule_set.yaml").write_text("", "utf-8")
    environment = pytester.path / "env" / "lib"
    environment.mkdir(parents=True)
    (environment.parent / "pyvenv.cfg").write_text("", "utf-8")
    (environment / "rule_set.yaml").write_text("", "utf-8")
    pytester.makeini(f"[pytest]\n{ini}\n")
    pytester.makepyfile(FIXTURES)
    ran(pytester, "test_fixtures_know_the_rules.py", *arguments).assert_outcomes(passed=1)


def test_fixtures_take_a_shipped_rule_set(pytester: pytest.Pytester) -> None:
    """A bare name is that of a rule set that ships."""
    pytester.makepyfile('def test_it(rules): assert rules.id == "trivselplus"')
    ran(pytester, "--rules", "trivselplus").assert_outcomes(passed=1)


def test_fixtures_do_not_guess(pytester: pytest.Pytester) -> None:
    """Where it cannot be told which rules are meant, the test says so and how to tell."""
    pytester.makepyfile(FIXTURES)
    result = ran(pytester)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*name a rule set with --rules*found: none*"])


def test_what_the_cases_reach_is_told(pytester: pytest.Pytester) -> None:
    """With `--trivsel-coverage` the end says what the cases of each rule set reach, and what they miss."""
    folder(pytester.path, SOUND)
    result = ran(pytester, "--trivsel-coverage")
    result.stdout.fnmatch_lines(["*rule coverage: lille*", "moede: * of * answers, ranges and options are reached*"])
    assert "rule coverage" not in ran(pytester).stdout.str()


def test_what_the_cases_of_a_lifecycle_reach_is_told(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lifecycles are told with the decisions; what has too many states to be gone through says so."""
    folder(pytester.path, LIVING)
    result = ran(pytester, "--trivsel-coverage")
    result.stdout.fnmatch_lines(
        ["moede: * of *", "bog: * of * phases, marks, moves, conditions, tasks and deadlines *"]
    )
    monkeypatch.setattr(exploration, "MAX_STATES", 1)
    ran(pytester, "--trivsel-coverage").stdout.fnmatch_lines(["moede: * of *", "*states together; most come from: *"])


def test_what_is_told_is_of_the_rules_of_today(pytester: pytest.Pytester) -> None:
    """A version that is to come is not what the cases are about."""
    later = "spil_begyndt, from: [lukket]", "spil_begyndt, from: [lukket, aaben]"
    versions = {
        "spil.yaml": "in_force: {until: 2150-12-31}\n" + LIVING["spil.yaml"],
        "spil.2.yaml": "in_force: {from: 2151-01-01}\n" + LIVING["spil.yaml"].replace(*later),
        "spil.cases.yaml": "lifecycle: spil\ncases:\n"
        "  - {case: x, events: [{on: 2026-01-01, event: spil_begyndt}], phase: aaben}\n",
    }
    folder(pytester.path, {**LIVING, **versions})
    ran(pytester, "--trivsel-coverage").stdout.fnmatch_lines(["spil: 4 of 6 * are reached by 1 case."])


def test_rules_that_cannot_be_covered_say_so(pytester: pytest.Pytester) -> None:
    """A rule set with errors has no coverage, and neither has one that is gone when the run ends."""
    folder(pytester.path, changed(SOUND, "moede.yaml", "set: {leder: psykolog, vaegt", "set: {leder: psykolg, vaegt"))
    result = ran(pytester, "--trivsel-coverage")
    result.stdout.fnmatch_lines(["*rule coverage: lille*", "the rules have errors"])
    folder(pytester.path, SOUND)
    pytester.makeconftest(
        "import shutil\nfrom pathlib import Path\n"
        "def pytest_sessionfinish():\n    shutil.rmtree(Path(__file__).parent / 'lille')\n"
    )
    assert "rule coverage: lille" in ran(pytester, "--trivsel-coverage").stdout.str()


def test_other_failures_stay_as_they_are(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure that is no wrong answer is shown as pytest shows it."""
    folder(pytester.path, SOUND)

    def broken(*_: object) -> None:
        raise ZeroDivisionError("seeded")

    monkeypatch.setattr("trivselrules.testing.collecting.run_case", broken)
    result = ran(pytester)
    result.assert_outcomes(failed=3)
    assert "ZeroDivisionError: seeded" in result.stdout.str()
    monkeypatch.setattr(CasesFile, "collect", broken)
    assert "ZeroDivisionError: seeded" in ran(pytester).stdout.str()


def test_several_processes_share_the_cases(pytester: pytest.Pytester) -> None:
    """Under xdist all cases run, and coverage is told once."""
    folder(pytester.path, SOUND)
    result = pytester.runpytest_subprocess(*PLUGIN, "-n", "2", "--trivsel-coverage")
    result.assert_outcomes(passed=3)
    assert result.stdout.str().count("rule coverage: lille") == 1


def test_loading_the_plugin_imports_no_rules() -> None:
    """What pytest imports in a project without rules is the plugin's own file and nothing of the package."""
    ours = "[name for name in sys.modules if name.startswith(('trivselrules', 'hypothesis'))]"
    code = f"import sys, trivselrules_pytest; print({ours})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['trivselrules_pytest']"
