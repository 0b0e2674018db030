"""The command line: one file a command, each around one public function."""

from __future__ import annotations

import sys

import click

from workbench.errors import WorkbenchError


class _Group(click.Group):
    """Loads a command's file when it is called, so that `workbench --help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of the commands in the order of the work."""
        return ["new", "ingest", "repair", "deidentify", "check", "build", "export", "import", "backup"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        from importlib import import_module

        name = "import_" if cmd_name == "import" else cmd_name
        command: click.Command = import_module(f"workbench.cli.{name}").command
        return command


@click.command(cls=_Group)
@click.version_option(package_name="workbench")
def group() -> None:
    """From interviews, policy texts and surveys to reports in which every number opens to its evidence."""


def main() -> None:
    """Run a command; what goes wrong is one line on stderr and exit code 1."""
    try:
        group()
    except WorkbenchError as error:
        click.echo(f"workbench: {error}", err=True)
        sys.exit(1)
