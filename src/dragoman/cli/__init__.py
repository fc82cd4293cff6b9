"""The command line: one file a verb. A command is options, one call and printing."""

from __future__ import annotations

import sys

import click

from dragoman.cli.lazy import LazyGroup
from dragoman.errors import DragomanError, UsageError
from dragoman.version import __version__

COMMANDS = {
    "read": "dragoman.cli.read:read",
    "add": "dragoman.cli.add:add",
    "search": "dragoman.cli.search:search",
    "dossier": "dragoman.cli.dossier:dossier",
    "query": "dragoman.cli.query:query",
    "correct": "dragoman.cli.correct:correct",
    "check": "dragoman.cli.check:check",
    "export": "dragoman.cli.export:export",
    "ties": "dragoman.cli.ties:ties",
    "import": "dragoman.cli.registers:import_",
    "serve": "dragoman.cli.serve:serve",
    "demo": "dragoman.cli.demo:demo",
    "schema": "dragoman.cli.schema:schema",
    "actor": "dragoman.cli.knowledge:actor",
    "knowledge": "dragoman.cli.knowledge:knowledge",
    "codebook": "dragoman.cli.codebook:codebook",
    "bench": "dragoman.cli.bench:bench",
}


@click.group(cls=LazyGroup, commands_at=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dragoman")
def cli() -> None:
    """Read the news of international relations: who did what to whom, who says so, and through whom we know it.

    Start with:  dragoman read REPORT.txt --published 2021-07-12
    """


def main() -> None:
    """Run the command line. Exit code 0: all good, 1: some inputs failed, 2: wrong usage, 130: interrupted."""
    try:
        sys.exit(cli.main(standalone_mode=False) or 0)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except UsageError as error:
        click.echo(f"dragoman: {error}", err=True)
        sys.exit(2)
    except DragomanError as error:
        click.echo(f"dragoman: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): that is no fault of the input.
        sys.stderr.close()
        sys.exit(0)
