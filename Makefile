# One line a target. The environment is .venv, made from requirements.lock; PYTHON=… chooses the interpreter.
PYTHON ?= $(shell for p in python3.12 python3.13 python3.11 python3; do $$p -c pass 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
# Opens on the start page; asks nobody for updates (nor for news: tools/setup_environment.py).
LAB := --LabApp.default_url=/lab/tree/notebooks/00_start.ipynb --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate

.PHONY: setup report test check frontend lab bench lock

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) tools/setup_environment.py .venv

report: setup
	$(BIN)/workbench build

test: setup
	$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports

# Test the front end and build it anew; the bundle in src/ must be what its sources make.
frontend:
	cd frontend && npm ci && npm run check && npm test && npm run build
	git diff --exit-code --stat -- src/workbench/widget/static

lab: setup
	$(BIN)/jupyter lab $(LAB)

bench: setup
	$(BIN)/python -m bench

lock:
	$(BIN)/python tools/lock.py
