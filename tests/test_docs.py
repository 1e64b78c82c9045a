"""The documents are held to the code: every command, option, setting, error and format stands in them."""

import inspect
import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from wireroom import cli, config, errors

ROOT = Path(__file__).parent.parent
COMMAND_LINE = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md")])


@pytest.mark.parametrize("name", sorted(cli.wireroom.commands))
def test_every_command_is_documented(name: str) -> None:
    assert f"wireroom {name}" in COMMAND_LINE


OPTIONS = sorted(
    {
        option
        for command in cli.wireroom.commands.values()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }
)


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_is_documented(option: str) -> None:
    assert f"`{option}" in COMMAND_LINE


@pytest.mark.parametrize("field", [field.name for field in fields(config.Settings)])
def test_every_setting_is_documented(field: str) -> None:
    assert f"`{field}` | `WIREROOM_{field.upper()}`" in COMMAND_LINE


@pytest.mark.parametrize("name", [*config.FORMATS, *config.POLICIES])
def test_every_format_and_policy_is_documented(name: str) -> None:
    assert f"`{name}`" in COMMAND_LINE


@pytest.mark.parametrize(
    "name", [name for name, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Exception)]
)
def test_every_error_is_documented(name: str) -> None:
    assert f"`{name}`" in COMMAND_LINE


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_hold(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), f"{document.name} links to {target}, which is not there"


def test_the_two_commands_stand_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in readme
    assert "make test" in readme


CODE = sorted([*ROOT.glob("src/**/*.py"), *ROOT.glob("benchmarks/**/*.py"), *ROOT.glob("training/**/*.py")])


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_bare_word_is_banned_and_modules_stay_small(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    banned = [
        number
        for number, line in enumerate(lines, 1)
        # A pattern that looks for the word on somebody's page has to say it.
        if re.search(r"(?<![\"'])\bsource\b(?![\"'])", line, re.IGNORECASE) and not re.search(r"r[bf]?\"", line)
    ]
    assert not banned, f"the bare word stands on lines {banned}: say outlet, origin, report or capture"
    assert len(lines) <= 500
