"""``dragoman codebook``: what the codes mean, and codebooks of one's own."""

from __future__ import annotations

import time
from pathlib import Path

import click

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


class _Shown(click.Group):
    """A group that reads an unknown first word as the name of a type: ``dragoman codebook SUPPORT``."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The sub-command, or ``show`` for anything else."""
        return super().resolve_command(ctx, args if args[0] in self.commands else ["show", *args])


@click.group(cls=_Shown, invoke_without_command=True, subcommand_metavar="[NAME] | show NAME | check FILE | train FILE")
@click.pass_context
def codebook(ctx: click.Context) -> None:
    """Print the event types, or all about one (NAME); check a codebook of your own, or train its head."""
    if ctx.invoked_subcommand is not None:
        return
    from dragoman.codebook import load_codebook

    for entry in load_codebook().types.values():
        click.echo(f"{entry.name:<10} {entry.quad:<21} {entry.score:>5}  {entry.definition}")


@codebook.command()
@click.argument("name")
def show(name: str) -> None:
    """Print all about one type."""
    from dragoman.codebook import load_codebook
    from dragoman.errors import UsageError

    book = load_codebook()
    entry = book.types.get(name.upper())
    if entry is None:
        raise UsageError(f"there is no event type {name!r}; there are {', '.join(book.types)}")
    click.echo(f"{entry.name} ({entry.quad}, score {entry.score}, CAMEO {book.to_cameo(entry.name, None)})")
    click.echo(f"  {entry.definition}")
    for heading, lines in (("Mind", entry.distinctions), ("Is", entry.positive), ("Is not", entry.negative)):
        for line in lines:
            click.echo(f"  {heading}: {line}")
    for mode in entry.modes.values():
        cameo = book.to_cameo(entry.name, mode.name)
        click.echo(f"  {mode.name:<15} {mode.score:>5}  CAMEO {cameo:<5} {mode.definition}")


@codebook.command()
@click.argument("file", type=_FILE)
def check(file: Path) -> None:
    """Check a codebook of your own and count what it holds."""
    from dragoman.codebook import load_codebook, read_own

    own = read_own(file, load_codebook())
    for name, one in own.types.items():
        click.echo(f"{name:<24} like {one.like:<10} {len(one.examples):>4} examples {len(one.negative):>4} negative")
    click.echo(f"{len(own.patterns)} patterns")


@codebook.command()
@click.argument("file", type=_FILE)
def train(file: Path) -> None:
    """Fit a head on the examples of a codebook of your own (20 or more a type) and print cross-validated scores.

    The head is written beside the file (my.yaml, my.head.npz) and used by `dragoman read --codebook my.yaml`.
    """
    from dragoman.codebook import load_codebook, read_own
    from dragoman.events import cross_validate, fit, head_path, sample
    from dragoman.language.model import LanguageModel

    started = time.monotonic()
    model = LanguageModel.load()
    found = sample(read_own(file, load_codebook()), model.analyse, model.trigger_vectors)
    click.echo(f"{'type':<24} {'n':>4} precision recall    F1   (five folds)")
    for name, n, precision, recall, f1 in cross_validate(found.vectors, found.labels):
        click.echo(f"{name:<24} {n:>4} {precision:>9.2f} {recall:>6.2f} {f1:>5.2f}")
    out = head_path(file)
    fit(found.vectors, found.labels, found.words, str(model.card["sha256"])).save(out)
    click.echo(f"{out} written in {time.monotonic() - started:.0f} s")
