# Two commands matter: `make run` and `make test`. Each sets up all that it needs in .venv.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.PHONY: run test bench lint clean

run: .venv/installed
	@exec $(BIN)/python manage.py up --port $(PORT)

test: .venv/installed-for-tests
	@$(BIN)/python -m tests.everything

bench: .venv/installed-for-tests
	@$(BIN)/python -m tests.benchmarks.demo_pages
	@$(BIN)/python -m tests.benchmarks.cleaning --every 20
	@$(BIN)/python -m tests.benchmarks.importing --articles 1000
	@$(BIN)/python -m tests.benchmarks.nasty_texts --above 500
	@$(BIN)/python -m tests.benchmarks.nasty_pages --above 1000

lint: .venv/installed-for-tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html')
	$(BIN)/lint-imports

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

# The files inside .venv say which lists are installed, so that a later start does nothing here.
.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -r requirements.txt
	@touch $@

.venv/installed-for-tests: .venv/bin/python requirements.txt tests/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@ .venv/installed
