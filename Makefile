# One line a target. The environment is .venv, made from requirements.lock; PYTHON=… chooses the interpreter.
PYTHON ?= $(firstword $(foreach v,3.12 3.13 3.11,$(shell command -v python$(v))) python3)
BIN := .venv/bin
# Opens on the start page; asks nobody for updates (nor for news: tools/setup_environment.py).
LAB := --LabApp.default_url=/lab/tree/notebooks/00_start.ipynb --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate

.PHONY: setup report test check lab bench lock

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) tools/setup_environment.py .venv

report: setup
	$(BIN)/workbench build

test: setup
	$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports

lab: setup
	$(BIN)/jupyter lab $(LAB)

bench: setup
	$(BIN)/python -m bench

lock:
	$(BIN)/python tools/lock.py
