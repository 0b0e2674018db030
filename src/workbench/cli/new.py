"""`workbench new PATH`."""

import click


@click.command()
@click.argument("path", type=click.Path(file_okay=False))
@click.option("--title", help="Title of the study; the folder's name if not given.")
def command(path: str, title: str | None) -> None:
    """Write an empty study that is ready to build."""
    from workbench.study import new_study

    study = new_study(path, title=title)
    click.echo(
        f"{study.path}: a new study. Next: workbench ingest FILES --study {path}; workbench build {path}"
    )
