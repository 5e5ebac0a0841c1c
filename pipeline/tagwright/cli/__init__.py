"""The command line: what a person types, and what the terminal shows. All work is done behind ``api``.

In: arguments. Out: text or JSON on the terminal, and the exit code of the outcome.
Never: decides anything about a figure; writes a file of its own.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from tagwright import __version__
from tagwright.errors import ExitCode, TagwrightError, exit_code_of
from tagwright.validation.child import collect_rarely

_COMMANDS = {
    "convert": "reports",
    "validate": "reports",
    "batch": "batch",
    "check": "documents",
    "read": "documents",
    "init": "documents",
    "suggest": "mappings",
    "evaluate": "mappings",
    "mapping": "mappings",
    "taxonomy": "taxonomy",
}
"""The commands, in the order of the help, and the module here that has each under its name."""


class _Commands(click.Group):
    """Loads a command's module only when it is called: what reads and converts takes half a second to load."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names of the commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give the command of a name, or None where none has it."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{_COMMANDS[cmd_name]}"), cmd_name)
        return command


def main() -> None:
    """Run the command and leave with the exit code that the outcome has."""
    collect_rarely()
    try:
        code = cli(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = ExitCode.BAD_COMMAND
    except click.Abort:
        click.echo("interrupted; nothing was written", err=True)
        code = ExitCode.INTERRUPTED
    except TagwrightError as error:
        click.echo(f"error: {error}", err=True)
        code = exit_code_of(error)
    sys.exit(int(code or 0))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Turn an IFRS results announcement into validated XBRL, with an account of every number in it."""
