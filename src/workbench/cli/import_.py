"""`workbench import codings FILES…` and `workbench import store FILE`."""

import click

_study = click.option(
    "--study", "path", default=".", show_default=True, type=click.Path(), help="The study's folder."
)


@click.group()
def command() -> None:
    """Bring codings of other people into the study's database; nothing there is overwritten."""


@command.command()
@click.argument("files", nargs=-1, required=True, type=click.Path())
@_study
@click.option("--update", is_flag=True, help="Believe the files where they and the database disagree.")
def codings(files: tuple[str, ...], path: str, update: bool) -> None:
    """Add the codings of files or folders that `workbench export codings` has written."""
    from workbench.study import open_study
    from workbench.study.codings import import_codings

    done = import_codings(open_study(path), files, update=update)
    click.echo(f"{done.n_new} new, {done.n_there} there already, {len(done.differing)} different")
    if update:
        click.echo(f"{done.n_updated} as the files have them now")
    elif len(done.differing):
        click.echo(done.differing.drop(columns="coding_id").to_string(index=False, max_rows=20))
        click.echo("left as the database has them; --update believes the files instead")


@command.command()
@click.argument("source", type=str)
@_study
@click.option("--apply", is_flag=True, help="Do it; without it you see what would be done.")
def store(source: str, path: str, apply: bool) -> None:
    """Merge another copy of the study's database, with its history (a file, or a server's address)."""
    from workbench.study import open_study
    from workbench.study.codings import merge_codings

    merge = merge_codings(open_study(path), source, dry_run=not apply)
    for name, frame in (("to add", merge.add), ("in conflict, left", merge.conflicts)):
        if len(frame):
            click.echo(f"{name}:\n{frame.drop(columns='coding_id').to_string(index=False, max_rows=20)}")
    click.echo(
        f"{len(merge.add)} codings {'added or changed' if merge.done else 'would be added or changed'}, "
        f"{len(merge.conflicts)} conflicts, {len(merge.leave)} the same or newer here"
    )
