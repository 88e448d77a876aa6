# SPDX-License-Identifier: MPL-2.0
"""Finding rule sets: shipped ones by name, folders by path, and nothing outside the folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from zipfile import Path as ZipPath
from zipfile import ZipFile

import pytest
from helpers import ROOT, SHIPPED, SOUND, M, N, P, R, S, V, folder, found

import trivselrules
from trivselrules import data
from trivselrules.errors import Error, InvalidValueError, RuleSetError, UnknownNameError
from trivselrules.folder import open_folder
from trivselrules.loading import load, read


def codes(path: Path) -> list[tuple[str, str]]:
    """Give code and file of every finding of a folder."""
    return [(code, file) for code, file, line, column, close in map(found, read(path).findings)]


def test_sound_folder_is_read(tmp_path: Path) -> None:
    """A folder is read file by file, in the order of their names, and places start with its name."""
    made = folder(tmp_path, SOUND)
    opened = open_folder(made)
    assert opened.name == "lille"
    assert list(opened.files) == sorted(SOUND)
    assert opened.files[M] == SOUND[M].encode()
    assert opened.shown == os.fspath(made)
    assert str(opened.place(M)) == "lille/moede.yaml:1:1"
    assert load(made).id == "lille"


def test_without_a_name_it_is_the_first_that_ships() -> None:
    """Loaded or read without a name, the rule set is `trivselplus`."""
    assert load().id == "trivselplus"
    assert read().folder.name == "trivselplus"


def test_text_without_separator_is_a_shipped_rule_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare name is always a shipped rule set, even where a folder has that name; a path is always a folder."""
    (folder(tmp_path, SOUND)).rename(tmp_path / "trivselplus")
    monkeypatch.chdir(tmp_path)
    assert load("trivselplus").id == "trivselplus"
    assert open_folder("trivselplus").shown is None
    for path in (
        "./trivselplus",
        "trivselplus/",
        Path("trivselplus"),
        tmp_path / "trivselplus",
        "../" + tmp_path.name + "/trivselplus",
    ):
        assert load(path).id == "lille"
        assert open_folder(path).name == "trivselplus"


@pytest.mark.parametrize(
    ("name", "close", "shown"),
    [
        ("trivselsplus", "trivselplus", "trivselsplus"),
        ("TRIVSEL+", "trivselplus", "TRIVSEL+"),
        ("xyzzy", None, "xyzzy"),
        ("", None, "…"),
        ("lille\0", None, "…"),
        ("010203-1234", None, "…"),
        ("a@b.dk", None, "…"),
        ("\x1b[31mrød", None, "…"),
    ],
)
def test_unknown_name_is_not_a_folder(
    name: str, close: str | None, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bare name that is not shipped is unknown, with the nearest; what may be personal is not repeated."""
    folder(tmp_path, SOUND)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnknownNameError) as caught:
        load(name)
    error = caught.value
    assert (error.code, error.nearest, error.location) == ("unknown-rule-set", close, None)
    assert error.finding.details["name"] == shown
    assert set(error.finding.details["known"].split(", ")) == set(data.shipped_names())


@pytest.mark.parametrize("name", [".", ".."])
def test_dots_are_no_folder(name: str) -> None:
    """Dots without a separator are a name like others, and lead to no folder."""
    with pytest.raises(UnknownNameError) as caught:
        load(name)
    assert (caught.value.code, caught.value.location) == ("unknown-rule-set", None)


def test_folder_of_that_name_here_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder in the working directory is not reached by its bare name, but its path is what was meant."""
    folder(tmp_path, SOUND)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnknownNameError) as caught:
        load("lille")
    assert caught.value.nearest == "./lille"
    assert load("./lille").id == "lille"


@pytest.mark.parametrize(
    "path",
    [
        "./xyzzy",
        "/xyzzy/xyzzy",
        "xyzzy/..",
        "./lille\0",
        "/",
        "./fil.txt",
        "./loop",
        "./dead",
        "x" * 5000 + "/",
        "\ud800/",
    ],
)
def test_path_that_is_no_folder(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that leads to no folder is one error without a place, whatever the path is made of."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fil.txt").write_text("x")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "dead").symlink_to("nowhere")
    with pytest.raises(Error) as caught:
        load(path)
    if path == "/":
        assert isinstance(caught.value, RuleSetError)
        assert caught.value.code == "file-missing"
    else:
        assert caught.value.code == "folder-missing"
        assert caught.value.location is None
        assert str(caught.value).startswith("mappen med regelsættet findes ikke")


def test_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """A file that is a link out of the folder is not read, and nothing that only follows from that is said."""
    outside = tmp_path / "hemmelig.yaml"
    outside.write_text(SOUND[S])
    made = folder(tmp_path, SOUND)
    (made / S).unlink()
    (made / S).symlink_to(outside)
    assert codes(made) == [("file-outside", S)]
    (made / S).unlink()
    (made / S).symlink_to("../hemmelig.yaml")
    assert codes(made) == [("file-outside", S)]
    assert S not in open_folder(made).files


def test_link_through_another_link_is_refused(tmp_path: Path) -> None:
    """A link inside the folder to a link out of it is refused as well."""
    made = folder(tmp_path, SOUND)
    (tmp_path / "ude.yaml").write_text("x: 1\n")
    (made / "bro").symlink_to(tmp_path / "ude.yaml")
    (made / "andet.yaml").symlink_to("bro")
    assert codes(made) == [("file-outside", "andet.yaml")]


def test_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    """A link to a file in the same folder, or in a folder inside it, is read."""
    made = folder(tmp_path, {name: text for name, text in SOUND.items() if name not in (S, N)})
    (made / "kilder").mkdir()
    (made / "kilder" / "alle.yaml").write_text(SOUND[S])
    (made / S).symlink_to("kilder/alle.yaml")
    (made / "noter.txt").write_text(SOUND[N])
    (made / N).symlink_to(made / "noter.txt")
    assert codes(made) == []


def test_folder_may_itself_be_a_link(tmp_path: Path) -> None:
    """A link to a folder is the folder it leads to, and has that folder's name."""
    folder(tmp_path, SOUND)
    (tmp_path / "vej").symlink_to("lille")
    assert codes(tmp_path / "vej") == []
    assert open_folder(tmp_path / "vej").name == "lille"


def test_rule_set_is_asked_for_a_date_and_readings(tmp_path: Path) -> None:
    """A rule set can be loaded for a day and with other readings; what is no day, reading or option is refused."""
    made = folder(tmp_path, SOUND)
    rules = load(made, on=date(2026, 11, 21), readings={"hvem_foerst": "skolen"})
    assert rules.on == date(2026, 11, 21)
    assert dict(rules.readings) == {"hvem_foerst": "skolen"}
    with pytest.raises(InvalidValueError) as no_day:
        load(made, on=datetime(2026, 11, 21))
    assert (no_day.value.code, no_day.value.location) == ("date-form", None)
    assert dict(no_day.value.finding.details) == {"name": "on"}
    assert load(made).on is None
    with pytest.raises(UnknownNameError) as no_reading:
        load(made, readings={"hvem_forst": "skolen"})
    assert (no_reading.value.code, no_reading.value.nearest) == ("unknown-reading", "hvem_foerst")
    with pytest.raises(UnknownNameError) as no_option:
        load(made, readings={"hvem_foerst": "skole"})
    assert (no_option.value.code, no_option.value.nearest) == ("unknown-option", "skolen")


def make_folder(path: Path) -> None:
    """Put a folder where a file should be."""
    path.mkdir()


def make_pipe(path: Path) -> None:
    """Put a named pipe, whose reading would never end, where a file should be."""
    os.mkfifo(path)


def make_dead_link(path: Path) -> None:
    """Put a link that leads nowhere where a file should be."""
    path.symlink_to("nowhere")


def make_loop(path: Path) -> None:
    """Put a link to itself where a file should be."""
    path.symlink_to(path.name)


@pytest.mark.parametrize("name", [R, V, S, P, N, M])
@pytest.mark.parametrize("make", [make_folder, make_pipe, make_dead_link, make_loop])
def test_what_is_no_file_cannot_be_read(make: Callable[[Path], None], name: str, tmp_path: Path) -> None:
    """A folder, a pipe or a dead link in the place of a file is one finding, and nothing waits for it."""
    made = folder(tmp_path, {other: text for other, text in SOUND.items() if other != name})
    make(made / name)
    assert codes(made) == [("file-unreadable", name)]


def test_file_without_permission_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the system refuses to open is one finding."""
    made = folder(tmp_path, SOUND)
    real = Path.open

    def refuse(path: Path, mode: str = "r") -> object:
        if path.name == S:
            raise PermissionError(13, "Permission denied")
        return real(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    assert codes(made) == [("file-unreadable", S)]


@pytest.mark.parametrize(
    "name",
    [
        "Moede2.yaml",
        "moede 2.yaml",
        "møde.yaml",
        "moede.yml",
        "moede-2.yaml",
        "moede.Cases.yaml",
        "a.b.c.yaml",
        "x.cases.yml",
        "x.YAML",
    ],
)
def test_file_name_that_cannot_be_used(name: str, tmp_path: Path) -> None:
    """A YAML file with another kind of name is found, and not read."""
    made = folder(tmp_path, {**SOUND, name: "x: [\n"})
    findings = read(made).findings
    assert [(finding.code, dict(finding.details)) for finding in findings] == [("file-name", {"name": name})]
    assert str(findings[0].location) == f"lille/{name}:1:1"


def test_misnamed_file_is_not_missed_elsewhere(tmp_path: Path) -> None:
    """Where `sources.yaml` is called `Sources.yaml` or `sources.yml`, that alone is said."""
    for number, wrong in enumerate(("Sources.yaml", "sources.yml", "sources.YAML")):
        parent = tmp_path / str(number)
        parent.mkdir()
        files = {(wrong if name == S else name): text for name, text in SOUND.items()}
        assert codes(folder(parent, files)) == [("file-name", wrong)]


def test_control_characters_of_a_file_name_are_escaped(tmp_path: Path) -> None:
    """A file name that could steer a terminal is shown escaped."""
    made = folder(tmp_path, {**SOUND, "\x1b[2Jx.yaml": "x"})
    finding = read(made).findings[0]
    assert finding.message("da") == "filnavnet `\\u001b[2Jx.yaml` kan ikke bruges i et regelsæt"
    with pytest.raises(RuleSetError) as caught:
        load(made)
    assert "\x1b" not in str(caught.value)


def test_file_name_that_is_no_text_can_be_told(tmp_path: Path) -> None:
    """A file name of bytes that are no UTF-8 is found, and its message can be printed."""
    made = folder(tmp_path, {**SOUND, os.fsdecode(b"m\xf8de.yaml"): "x"})
    with pytest.raises(RuleSetError) as caught:
        load(made)
    assert caught.value.code == "file-name"
    assert str(caught.value).encode("utf-8")


def test_folder_name_that_steers_a_terminal_is_escaped(tmp_path: Path) -> None:
    """The name of the folder stands before every finding, and is shown escaped."""
    made = folder(tmp_path, {}).rename(tmp_path / "a\x1b[2Jb")
    with pytest.raises(RuleSetError) as caught:
        load(made)
    assert caught.value.code == "file-missing"
    assert "\x1b" not in str(caught.value)


@pytest.mark.parametrize("name", [".skjult.yaml", "._moede.yaml", "laesmig.txt", "moede.yaml~", "x.json", "Kladde.md"])
def test_other_files_are_left_alone(name: str, tmp_path: Path) -> None:
    """Hidden files and files that are no YAML are not looked at."""
    assert codes(folder(tmp_path, {**SOUND, name: b"\xff[\x00"})) == []


def test_only_as_much_is_read_as_a_file_may_hold(tmp_path: Path) -> None:
    """Of a huge file no more is read than shows that it is too large."""
    made = folder(tmp_path, SOUND)
    with (made / "stor.yaml").open("wb") as file:
        file.truncate(10**9)
    assert len(open_folder(made).files["stor.yaml"]) == 1_000_001
    assert codes(made) == [("file-too-large", "stor.yaml")]


def test_error_of_a_folder_says_all_and_where(tmp_path: Path) -> None:
    """Loading a folder with problems raises one error with all of them; warnings do not raise."""
    made = folder(tmp_path, {**SOUND, M: SOUND[M].replace("ask: trin\n", "ask: trinn\n"), "X.yaml": "x"})
    with pytest.raises(RuleSetError) as caught:
        load(made)
    error = caught.value
    assert [finding.code for finding in error.findings] == ["file-name", "unknown-fact"]
    assert (error.code, str(error.location)) == ("file-name", "lille/X.yaml:1:1")
    assert (
        str(error).splitlines()[1].startswith("lille/moede.yaml:17:8: oplysningen `trinn` findes ikke; mente du `trin`")
    )


@pytest.fixture
def _fresh_data() -> Iterator[None]:
    """Forget where the data folders were found, before and after."""
    data._data.cache_clear()  # noqa: SLF001
    yield
    data._data.cache_clear()  # noqa: SLF001


def test_data_is_found_in_a_checkout() -> None:
    """In a checkout the shipped rules and schemas are those beside `pyproject.toml`."""
    assert data.shipped_names() == ("trivselplus", "trivselsbarometer", "trivselslinealen")
    assert Path(str(data.shipped_folder("trivselplus"))) == SHIPPED
    assert data.schema_text("cases") == (ROOT / "schemas" / "cases.schema.json").read_text(encoding="utf-8")


@pytest.mark.usefixtures("_fresh_data")
def test_data_inside_the_package_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an installed package the data stands inside it."""
    (tmp_path / "_data" / "rules" / "andet").mkdir(parents=True)
    monkeypatch.setattr(data, "files", lambda _: tmp_path)
    assert data.shipped_names() == ("andet",)


@pytest.mark.usefixtures("_fresh_data")
def test_data_may_be_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that is run from an archive has the same rule sets, file by file in the order of their names."""
    with ZipFile(tmp_path / "pakket.zip", "w") as packed:
        for name, text in reversed(SOUND.items()):
            packed.writestr(f"_data/rules/lille/{name}", text)
    monkeypatch.setattr(data, "files", lambda _: ZipPath(tmp_path / "pakket.zip"))
    assert dict(open_folder("lille").files) == {name: text.encode() for name, text in SOUND.items()}
    assert list(open_folder("lille").files) == sorted(SOUND)


@pytest.mark.usefixtures("_fresh_data")
def test_missing_data_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its data folders the package says which are missing."""
    monkeypatch.setattr(data, "files", lambda _: tmp_path)
    monkeypatch.setattr(data, "__file__", str(tmp_path / "a" / "b" / "data.py"))
    with pytest.raises(Error) as caught:
        load("trivselplus")
    assert caught.value.code == "data-missing"
    assert caught.value.finding.details["name"] == "rules"


def test_package_offers_what_loading_raises() -> None:
    """The errors that loading raises can be caught by their public names."""
    assert issubclass(trivselrules.RuleSetError, trivselrules.Error)
    assert issubclass(trivselrules.UnknownNameError, trivselrules.Error)
