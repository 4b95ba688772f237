"""The command `tagenka` and its exit codes.

0 planned, or a check without faults; 1 a failure of ours; 2 wrong use; 3 faults in the input;
4 infeasible; 5 undecided.
"""

import os
import sys

import click

from service.cli.commands import COMMANDS
from service.cli.fail import exit_with, wrong_use
from service.guard import check_siblings


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="tagenka", prog_name="tagenka")
def cli() -> None:
    """Move sourcing away from over-dependence on one country, at the least cost, with a proof."""


for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command; every failure ends in a message and an exit code, never in a traceback."""
    check_siblings()
    try:
        cli(standalone_mode=False)
    except click.ClickException as error:
        sys.exit(wrong_use(error))
    except click.Abort:
        click.echo("interrupted", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output has gone; say nothing, and let nothing else complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:  # the last line of defence: a message instead of a traceback
        sys.exit(exit_with(error))


if __name__ == "__main__":
    main()
