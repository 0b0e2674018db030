# One line a target. The environment is .venv, made from requirements.lock; PYTHON=… chooses the interpreter.
PYTHON ?= $(firstword $(foreach v,3.12 3.13 3.11,$(shell command -v python$(v))) python3)
BIN := .venv/bin

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
	$(BIN)/jupyter lab --notebook-dir=notebooks

bench: setup
	$(BIN)/python -m bench

lock:
	$(BIN)/python tools/lock.py
