"""`workbench repair FILE [--trail FILE.csv]`."""

import click


@click.command()
@click.argument("file", type=click.Path())
@click.option("--trail", type=click.Path(), help="Write every change, made or proposed, to this CSV file.")
@click.option("--accept", multiple=True, metavar="RULE|EDIT", help="Make this proposal, or all of a rule.")
@click.option("--refuse", multiple=True, metavar="RULE|EDIT", help="Leave this change out.")
def command(file: str, trail: str | None, accept: tuple[str, ...], refuse: tuple[str, ...]) -> None:
    """Print the repaired text of a file; what could not be repaired is said on stderr."""
    from workbench.corpus import Decisions
    from workbench.corpus.edits import changes_table
    from workbench.readers import read_document

    document = read_document(file, decisions=Decisions(frozenset(accept), frozenset(refuse)))
    if trail:
        changes_table(document.trail).to_csv(trail, index=False, encoding="utf-8")
    click.echo(document.text.encode("utf-8", "replace"), nl=False)
    for alarm in document.alarms:
        click.echo(f"workbench: {alarm}", err=True)
