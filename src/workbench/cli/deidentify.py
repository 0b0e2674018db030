"""`workbench deidentify [--apply] [--study PATH]`."""

import click

from workbench.schemas import STATUSES


@click.command()
@click.option(
    "--study", "path", default=".", show_default=True, type=click.Path(), help="The study's folder."
)
@click.option("--apply", "apply", is_flag=True, help="Take the decisions of the table into the key.")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    default=("fieldwork",),
    show_default=True,
    type=click.Choice(STATUSES),
    help="Which documents to look at.",
)
def command(path: str, apply: bool, statuses: tuple[str, ...]) -> None:
    """Find names, numbers and addresses and list them in a table for a person to decide."""
    from workbench.readers.key import rights_note
    from workbench.study import open_study
    from workbench.study.key import apply_decisions, prepare_review

    study = open_study(path)
    done = apply_decisions(study) if apply else prepare_review(study, statuses=statuses)
    click.echo(
        f"{done.n_replace} to replace, {done.n_keep} to keep, {done.n_undecided} undecided: {done.path}"
    )
    if not apply:
        click.echo(
            f"{done.n_new} new; write replace or keep into the column decision, "
            "then run: workbench deidentify --apply"
        )
    if done.n_giveaways:
        click.echo(
            f"{done.n_giveaways} expressions may give a case away: {done.path.with_name('giveaways.csv')}"
        )
    if rights_note():
        click.echo(f"workbench: {rights_note()}", err=True)
