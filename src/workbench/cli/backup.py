"""`workbench backup [--to FILE]`, `workbench backup --restore FILE`."""

import click


@click.command()
@click.option(
    "--study", "path", default=".", show_default=True, type=click.Path(), help="The study's folder."
)
@click.option("--to", type=click.Path(dir_okay=False), help="File; backups/<time>.db if not given.")
@click.option(
    "--restore", type=click.Path(dir_okay=False), help="Make the database what it was in this file."
)
@click.option("--overwrite", is_flag=True, help="Restore although there is newer work, which is kept apart.")
def command(path: str, to: str | None, restore: str | None, overwrite: bool) -> None:
    """Copy the study's codings with their whole history into one file, while work goes on."""
    from workbench.study import open_study
    from workbench.study.codings import backup_codings, restore_codings

    study = open_study(path)
    if restore is None:
        click.echo(backup_codings(study, to=to))
        return
    done = restore_codings(study, restore, overwrite=overwrite)
    click.echo(f"{done.n_events} events restored")
    if done.kept:
        click.echo(f"{done.n_gone} newer events are kept in {done.kept}")
