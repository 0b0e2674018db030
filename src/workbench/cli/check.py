"""`workbench check [PATH]`."""

import click


@click.command()
@click.argument("path", default=".", type=click.Path())
@click.pass_context
def command(ctx: click.Context, path: str) -> None:
    """List what is wrong with a study, a line each, with the remedy."""
    from workbench.study import check_study, open_study

    problems = check_study(open_study(path))
    for line in problems:
        click.echo(f"workbench: {line}", err=True)
    if problems:
        ctx.exit(1)
    click.echo("nothing wrong found")
