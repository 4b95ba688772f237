import re

import click
import pytest

from service.cli.commands import COMMANDS
from tests.docs.pages import text

PAGE = text("docs", "reference", "cli.md")


def named(command: click.Command, before: str = "") -> list[tuple[str, click.Command]]:
    """The command by its words, or the commands of a group by theirs."""
    words = f"{before} {command.name}".strip()
    if isinstance(command, click.Group):
        return [pair for one in command.commands.values() for pair in named(one, words)]
    return [(words, command)]


NAMED = [pair for command in COMMANDS for pair in named(command)]
EVERY = pytest.mark.parametrize(("name", "command"), NAMED, ids=[name for name, _ in NAMED])


def section(name: str) -> str:
    found = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"cli.md has no section {name}"
    return found.group(1)


@EVERY
def test_every_option_of_a_command_is_in_its_section(name: str, command: click.Command):
    words = section(name)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert f"`{parameter.opts[0]}" in words, parameter.opts[0]
        else:
            assert parameter.human_readable_name in words


@EVERY
def test_a_section_names_no_option_that_the_command_does_not_have(name: str, command: click.Command):
    known = {name for parameter in command.params for name in parameter.opts}
    assert set(re.findall(r"--[a-z][a-z-]*", section(name))) <= known


def test_every_command_is_in_the_list():
    listed = set(re.findall(r"^\| \[`([\w ]+)`\]", PAGE, re.MULTILINE))
    assert listed == {name for name, _ in NAMED}


def test_exit_codes_are_those_of_the_code():
    from service.cli.fail import FAULTS, INFEASIBLE, OURS, UNDECIDED, WRONG_USE

    codes = {int(code) for code in re.findall(r"^\| (\d) \|", section("Exit codes"), re.MULTILINE)}
    assert codes == {0, OURS, WRONG_USE, FAULTS, INFEASIBLE, UNDECIDED}
