"""`workbench export codings [--study PATH] [--to FOLDER]`."""

import click


@click.group()
def command() -> None:
    """Write what is in the study's database into files."""


@command.command()
@click.option(
    "--study", "path", default=".", show_default=True, type=click.Path(), help="The study's folder."
)
@click.option("--to", type=click.Path(file_okay=False), help="Folder; corpus/codings if not given.")
def codings(path: str, to: str | None) -> None:
    """Write one CSV a coder: the same codings give the same bytes, so git shows what changed."""
    from workbench.study import open_study
    from workbench.study.codings import export_codings

    for file in export_codings(open_study(path), to=to):
        click.echo(file)
