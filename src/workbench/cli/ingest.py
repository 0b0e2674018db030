"""`workbench ingest FILES… --study PATH`."""

import click

from workbench.schemas import STATUSES


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option(
    "--study", "path", default=".", show_default=True, type=click.Path(), help="The study's folder."
)
@click.option("--kind", default="text", show_default=True, help="interview, policy, paper …")
@click.option("--status", default="fieldwork", show_default=True, type=click.Choice(STATUSES))
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], path: str, kind: str, status: str) -> None:
    """Copy files or folders into the corpus and register them."""
    from workbench.study import ingest, open_study

    result = ingest(open_study(path), files, kind=kind, status=status)
    click.echo(f"{len(result.entries)} documents registered")
    for line in result.refused:
        click.echo(f"workbench: {line}", err=True)
    if result.refused:
        ctx.exit(1)
