"""The formula and the design matrix: are the variables there, and can the terms be told apart."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any

import numpy as np
from patsy import ModelDesc, PatsyError

from workbench.errors import ModelError

# Condition number of the scaled design beyond which standard errors lose more digits than are printed.
# For comparison: Longley's data 4e4 (fitted to 8 digits), Filip's 5e9 (every digit lost).
CONDITION_LIMIT = 1e6
_NOT_FINITE = "a variable or its transformation has values that are missing or infinite; correct them first"


def variables_of(formula: str, columns: Iterable[object], *, also: Sequence[str] = ()) -> list[str]:
    """Columns that a formula uses, in order of appearance.

    Parameters
    ----------
    formula
        A formula of patsy: ``"RES ~ PL * age + C(city)"``. Functions of numpy are written ``np.log(x)``.
    columns
        Names that the data have.
    also
        Further names that must be there, such as the groups; they are checked, not returned.

    Raises
    ------
    ModelError
        Naming the variables that the data do not have, with the nearest names.

    Examples
    --------
    >>> variables_of("RES ~ PL + np.log(age) + C(city)", ["RES", "PL", "age", "city"])
    ['RES', 'PL', 'age', 'city']
    """
    names = list(dict.fromkeys(name for code in _factors(formula) for name in _names(code)))
    known = [str(column) for column in columns]
    unknown = [name for name in dict.fromkeys([*names, *also]) if name not in known]
    if unknown:
        raise ModelError(
            f"{formula!r}: the data have no column "
            + ", ".join(f"{name}{_near(name, known)}" for name in unknown)
            + f"; columns are {', '.join(known)}"
        )
    return names


def _factors(formula: str) -> list[str]:
    if "|" in formula:
        raise ModelError(f"{formula!r}: write the random intercept as groups=…, not as (1 | …)")
    try:
        model = ModelDesc.from_formula(formula)
    except (PatsyError, SyntaxError) as error:
        raise ModelError(f"{formula!r} is not a formula: {str(error).splitlines()[0]}") from error
    if not model.lhs_termlist:
        raise ModelError(f"{formula!r} has no outcome; write 'outcome ~ predictor + predictor'")
    return [factor.code for term in model.lhs_termlist + model.rhs_termlist for factor in term.factors]


def _names(code: str) -> Iterator[str]:
    """Names of variables in one factor: not the functions called, but the string inside Q("…")."""
    tree = ast.parse(code, mode="eval")
    functions = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and id(node) not in functions and node.id not in {"np", "Treatment"}:
            yield node.id
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Q":
            yield from (str(arg.value) for arg in node.args if isinstance(arg, ast.Constant))


def _near(name: str, known: Sequence[str]) -> str:
    by_lower = {other.lower(): other for other in known}
    near = get_close_matches(name.lower(), list(by_lower), n=2)
    return f" (did you mean {' or '.join(by_lower[other] for other in near)}?)" if near else ""


def build(model_class: Any, formula: str, frame: Any, **settings: Any) -> Any:
    """Build a statsmodels model and check its design; the formula sees the frame and numpy, nothing else."""
    from statsmodels.tools.sm_exceptions import MissingDataError

    try:
        model = model_class.from_formula(formula, frame, eval_env={"np": np}, **settings)
    except MissingDataError as error:
        raise ModelError(f"{formula!r}: {_NOT_FINITE}") from error
    except (PatsyError, ValueError, NameError) as error:
        reason = str(error).splitlines()[0]
        raise ModelError(f"{formula!r} cannot be built from the data: {reason}") from error
    check_design(model, formula, n_rows=len(frame))
    return model


def check_design(model: Any, formula: str, *, n_rows: int) -> None:
    """Refuse a design in which the terms cannot be told apart, saying which they are."""
    X, y, names = np.asarray(model.exog, float), np.asarray(model.endog, float), list(model.exog_names)
    if y.ndim != 1:
        raise ModelError(f"{formula!r}: the outcome must be one column of numbers")
    if len(X) != n_rows or not (np.isfinite(X).all() and np.isfinite(y).all()):
        raise ModelError(f"{formula!r}: {_NOT_FINITE}")
    if len(X) <= X.shape[1]:
        raise ModelError(f"{formula!r}: {len(X)} rows are too few for {X.shape[1]} terms")
    if np.ptp(y) == 0:
        raise ModelError(f"{formula!r}: the outcome has the same value in all {len(y)} rows")
    _check_constant(X, names, formula)
    _check_collinear(X, names, formula)


def _check_constant(X: Any, names: Sequence[str], formula: str) -> None:
    constant = [name for name, spread in zip(names, np.ptp(X, axis=0), strict=True) if spread == 0]
    if len(constant) > 1 or (constant and not X[:, names.index(constant[0])].any()):
        terms = ", ".join(name for name in constant if name != "Intercept")
        raise ModelError(f"{formula!r}: {terms} has the same value in all {len(X)} rows used; leave it out")


def _check_collinear(X: Any, names: Sequence[str], formula: str) -> None:
    """Belsley's scaled condition number; the last singular vector names the terms that hang together."""
    _, singular, rotation = np.linalg.svd(X / np.linalg.norm(X, axis=0), full_matrices=False)
    if singular[-1] * CONDITION_LIMIT > singular[0]:
        return
    share = np.abs(rotation[-1])
    terms = [name for name, part in zip(names, share, strict=True) if part > 0.05 * share.max()]
    raise ModelError(
        f"{formula!r}: {', '.join(terms)} cannot be told apart (near-singular design, "
        f"condition number {singular[0] / max(singular[-1], 1e-300):.1e}); leave one out, or centre it"
    )
