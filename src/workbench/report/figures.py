"""Plots of the study's tables, readable in print at the width of a page, without colour alone.

Each takes a table and the language, and returns the matplotlib figure; show it as
``show_figure(lambda lang: plot_agreement(agreement.coefficients, lang=lang, labels=…), label=…, caption=…)``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from workbench.evidence import Language, Text, pick
from workbench.report.fonts import COLOURS
from workbench.schemas import CODINGS, ESTIMATES, check

if TYPE_CHECKING:
    import pandas as pd

Labels = Mapping[str, Text]
"""What an id is called: ``{"PL": {"zh": "地方认同", "en": "Place attachment"}}``."""

_WIDTH = 5.9  # inches: 15 cm
_ROW = 0.26
_FRAME = 0.75  # inches for axis and its name
_COEFFICIENTS = {
    "percent_agreement": {"zh": "一致百分比", "en": "Percent agreement"},
    "cohens_kappa": {"zh": "Cohen κ", "en": "Cohen's κ"},
    "krippendorffs_alpha": {"zh": "Krippendorff α", "en": "Krippendorff's α"},
    "gwets_ac1": {"zh": "Gwet AC1", "en": "Gwet's AC1"},
}
_CODERS = {
    "human": {"zh": "人工", "en": "human"},
    "dictionary": {"zh": "词典", "en": "dictionary"},
    "machine": {"zh": "机器", "en": "machine"},
}
_HATCHES = ("", "////", "....", "xxxx")


def plot_agreement(
    coefficients: pd.DataFrame,
    *,
    lang: Language,
    labels: Labels | None = None,
    coefficient: str = "krippendorffs_alpha",
    thresholds: Sequence[float] = (0.667, 0.8),
) -> Any:
    """Plot agreement for each code, with its interval and the usual thresholds (Krippendorff 2004)."""
    shown = coefficients.dropna(subset=[coefficient]).sort_values(coefficient, kind="stable")
    figure, axes = _rows(len(shown))
    for threshold in thresholds:
        axes.axvline(threshold, color="#999999", linewidth=0.8, linestyle=(0, (4, 3)))
        axes.annotate(f"{threshold:g}", (threshold, 1), xycoords=("data", "axes fraction"), ha="center",
                      va="bottom", fontsize=8, color="#666666")  # fmt: skip
    has_interval = coefficient == "krippendorffs_alpha" and {"conf_low", "conf_high"}.issubset(shown.columns)
    if has_interval:
        axes.hlines(range(len(shown)), shown["conf_low"], shown["conf_high"], color=COLOURS[0], linewidth=1.6)
    axes.plot(shown[coefficient], range(len(shown)), "o", color=COLOURS[0], markersize=5)
    _name_rows(axes, [_name(code, labels, lang) for code in shown["code_id"]])
    axes.set_xlabel(_name(coefficient, _COEFFICIENTS, lang))
    axes.set_xlim(right=max(1.02, axes.get_xlim()[1]) if has_interval else 1.02)
    return figure


def plot_code_counts(codings: pd.DataFrame, *, lang: Language, labels: Labels | None = None) -> Any:
    """Plot how often each code was given, by kind of coder."""
    counts = (
        check(codings, CODINGS, name="codings")
        .groupby(["code_id", "coder_kind"])
        .size()
        .unstack(fill_value=0)
    )
    counts = counts.loc[counts.sum(axis="columns").sort_values(kind="stable").index]
    names = [_name(code, labels, lang) for code in counts.index]
    series = {_name(str(kind), _CODERS, lang): counts[kind].to_list() for kind in counts.columns}
    return _bars(names, series, {"zh": "编码次数", "en": "Codings"}[lang])


def plot_estimates(
    estimates: pd.DataFrame,
    *,
    lang: Language,
    labels: Labels | None = None,
    model: str | None = None,
    leave_out: Sequence[str] = ("Intercept",),
) -> Any:
    """Plot estimates with their 95 % intervals; `model` names the column that tells several models apart."""
    shown = check(estimates, ESTIMATES, name="estimates")
    shown = shown[~shown["term"].isin(leave_out)].dropna(subset=["estimate"])
    terms = list(dict.fromkeys(shown["term"]))[::-1]
    models = list(dict.fromkeys(shown[model])) if model else [None]
    figure, axes = _rows(len(terms) * max(1.0, 0.5 * len(models)))
    axes.axvline(0, color="#999999", linewidth=0.8)
    for place, name in enumerate(models):
        part = shown[shown[model] == name] if model else shown
        shift = 0.22 * ((len(models) - 1) / 2 - place)
        rows = [terms.index(term) + shift for term in part["term"]]
        colour, marker = COLOURS[place % len(COLOURS)], "osD^v"[place % 5]
        axes.hlines(rows, part["conf_low"], part["conf_high"], color=colour, linewidth=1.6)
        axes.plot(
            part["estimate"], rows, marker, color=colour, markersize=5, label=_name(str(name), labels, lang)
        )
    _name_rows(axes, [_name(term, labels, lang) for term in terms])
    axes.set_xlabel({"zh": "估计值（95% 置信区间）", "en": "Estimate (95% confidence interval)"}[lang])
    if len(models) > 1:
        _legend(figure, axes)
    return figure


def plot_scale_by_case(
    scores: pd.DataFrame,
    scale: str,
    *,
    lang: Language,
    labels: Labels | None = None,
    limits: tuple[float, float] | None = (1, 5),
) -> Any:
    """Plot the answers to a scale in every community: box, and the mean as a dot; lowest mean below."""
    groups = {str(case): part[scale].dropna() for case, part in scores.groupby("case_id")}
    groups = {case: part for case, part in groups.items() if len(part)}
    cases = sorted(groups, key=lambda case: (groups[case].mean(), case))
    figure, axes = _rows(len(cases))
    axes.boxplot(
        [groups[case].to_numpy() for case in cases],
        positions=range(len(cases)),
        orientation="horizontal",
        widths=0.55,
        showfliers=False,
        manage_ticks=False,
        boxprops={"color": "#777777", "linewidth": 0.9},
        whiskerprops={"color": "#777777", "linewidth": 0.9},
        capprops={"color": "#777777", "linewidth": 0.9},
        medianprops={"color": "#222222", "linewidth": 1.4},
    )
    axes.plot(
        [groups[case].mean() for case in cases], range(len(cases)), "o", color=COLOURS[1], markersize=4.5
    )
    _name_rows(axes, [f"{_name(case, labels, lang)} (n={len(groups[case])})" for case in cases])
    axes.set_xlabel(_name(scale, labels, lang))
    if limits:
        axes.set_xlim(limits[0] - 0.1, limits[1] + 0.1)
    return figure


def plot_keyness(table: pd.DataFrame, *, lang: Language, names: tuple[Text, Text], top: int = 10) -> Any:
    """Plot the words that tell two sets of texts apart: `top` of each by G², drawn at their log ratio."""
    ranked = table.sort_values("g2", ascending=False, kind="stable")
    parts = [ranked[ranked["log_ratio"] > 0].head(top), ranked[ranked["log_ratio"] < 0].head(top)]
    figure, axes = _rows(sum(map(len, parts)) or 1)
    row, ticks = 0, []
    for place in (1, 0):
        part = parts[place].sort_values("log_ratio", ascending=True, kind="stable")
        rows = range(row, row + len(part))
        axes.barh(rows, part["log_ratio"], height=0.7, color=COLOURS[place], hatch=_HATCHES[place],
                  edgecolor="white", label=pick(names[place], lang))  # fmt: skip
        ticks += list(part["word"])
        row += len(part)
    axes.axvline(0, color="#444444", linewidth=0.8)
    _name_rows(axes, ticks)
    axes.set_xlabel(
        {"zh": "对数比（log₂，右侧偏向前者）", "en": "Log ratio (log₂; right: more in the first)"}[lang]
    )
    _legend(figure, axes)
    return figure


def plot_topics(words: pd.DataFrame, *, lang: Language, top: int = 8, names: Labels | None = None) -> Any:
    """Plot the highest words of each topic with their weights."""
    topics = list(dict.fromkeys(words["topic"]))
    titles = [
        _name(str(topic), names, lang) if names else {"zh": f"主题 {n}", "en": f"Topic {n}"}[lang]
        for n, topic in enumerate(topics, start=1)
    ]
    panels = [words[words["topic"] == topic].nlargest(top, "weight") for topic in topics]
    weight = {"zh": "词的权重", "en": "Weight of the word"}[lang]
    return _panels(titles, [(p["word"].to_list(), p["weight"].to_list()) for p in panels], weight)


def plot_words(counts: pd.DataFrame, *, lang: Language, top: int = 12, labels: Labels | None = None) -> Any:
    """Plot the most frequent words of each group, per ten thousand words."""
    groups = list(dict.fromkeys(counts["group"]))
    panels = [counts[counts["group"] == group].nlargest(top, "per_10k") for group in groups]
    titles = ["" if group == "(all)" else _name(group, labels, lang) for group in groups]
    rate = {"zh": "每万词次数", "en": "Per 10,000 words"}[lang]
    return _panels(titles, [(p["word"].to_list(), p["per_10k"].to_list()) for p in panels], rate)


def _rows(n: float) -> tuple[Any, Any]:
    """Axes for so many rows, tall enough for their names."""
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(_WIDTH, _FRAME + max(n, 2) * _ROW))
    axes.grid(axis="x")
    return figure, axes


def _name_rows(axes: Any, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(-0.6, len(names) - 0.4)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _name(key: str, labels: Labels | None, lang: Language) -> str:
    return pick((labels or {}).get(key, key), lang)


def _legend(figure: Any, axes: Any) -> None:
    handles, names = axes.get_legend_handles_labels()
    figure.legend(handles, names, loc="outside upper center", ncols=min(4, len(names)))


def _bars(names: Sequence[str], series: Mapping[str, Sequence[float]], axis: str) -> Any:
    figure, axes = _rows(len(names) * max(1.0, 0.7 * len(series)))
    height = 0.76 / max(1, len(series))
    for place, (name, numbers) in enumerate(series.items()):
        rows = [row + height * ((len(series) - 1) / 2 - place) for row in range(len(names))]
        bars = axes.barh(rows, numbers, height=height, color=COLOURS[place], hatch=_HATCHES[place % 4],
                         edgecolor="white", label=name)  # fmt: skip
        axes.bar_label(bars, fmt="{:g}", padding=2, fontsize=8)
    _name_rows(axes, names)
    axes.set_xlabel(axis)
    axes.margins(x=0.08)
    axes.xaxis.get_major_locator().set_params(integer=True)
    if len(series) > 1:
        _legend(figure, axes)
    return figure


def _panels(titles: Sequence[str], panels: Sequence[tuple[list[str], list[float]]], axis: str) -> Any:
    from matplotlib import pyplot as plt

    columns = 2 if len(panels) in {2, 4} else min(3, len(panels))
    lines = -(-len(panels) // columns)
    longest = max(len(words) for words, _ in panels)
    size = (_WIDTH, lines * (0.5 + longest * 0.21) + 0.3)
    figure, grid = plt.subplots(lines, columns, figsize=size, squeeze=False, sharex=True)
    for axes, title, (words, numbers) in zip(grid.flat, titles, panels, strict=False):
        axes.barh(range(len(words)), numbers[::-1], height=0.7, color=COLOURS[0])
        _name_rows(axes, words[::-1])
        axes.grid(axis="x")
        axes.set_title(title, fontsize=9, loc="left")
    for axes in grid.flat[len(panels) :]:
        axes.set_visible(False)
    for axes in grid.flat[max(0, len(panels) - columns) : len(panels)]:
        axes.tick_params(axis="x", labelbottom=True)  # nothing stands below it
    figure.supxlabel(axis, fontsize=9)
    return figure
