"""`workbench build [PATH] [--to html,docx,pdf] [--lang zh,en]`."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.progress import Bar
from workbench.evidence.language import LANGUAGES, Language
from workbench.study.settings import FORMATS, Format


def _listed(ctx: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    """A comma-separated choice."""
    if value is None:
        return None
    allowed = FORMATS if parameter.name == "formats" else LANGUAGES
    chosen = tuple(name.strip() for name in value.split(","))
    if not set(chosen) <= set(allowed):
        raise click.BadParameter(f"{value!r}: choose from {','.join(allowed)}")
    return chosen


@click.command()
@click.argument("path", default=".", type=click.Path())
@click.option("--to", "formats", callback=_listed, help="Formats, for example html,pdf.")
@click.option("--lang", "langs", callback=_listed, help="Languages, for example zh.")
def command(path: str, formats: tuple[Format, ...] | None, langs: tuple[Language, ...] | None) -> None:
    """Run what is out of date in a study and write its reports."""
    from workbench.study import build_study, open_study, plan_build

    study = open_study(path)
    with Bar(len(plan_build(study, formats=formats, langs=langs))) as bar:
        built = build_study(study, _publish, formats=formats, langs=langs, progress=bar.hear)
    click.echo(f"{len(built.ran)} steps run, {len(built.fresh)} up to date")
    for report in built.reports:
        click.echo(f"  {report.relative_to(Path.cwd()) if report.is_relative_to(Path.cwd()) else report}")


def _publish(notebook: Path, *, to: Path, format: Format, lang: Language) -> Path:
    from workbench.report import publish

    return publish(notebook, to=to, formats=(format,), langs=(lang,))[0]
