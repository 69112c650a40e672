# `make` lists what there is. Needs Python 3.11 or later and make; everything else comes into .venv.
PYTHON ?= python3
PORT ?= 8000
# What lines and branches the tests reach, at least: see pyproject.toml. `make test COVERAGE=` leaves it out and is quicker.
COVERAGE ?= --cov --cov-report=term
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py

.DEFAULT_GOAL := help
.PHONY: help run demo test check format lint bench mutants slow lock messages clean

help: ## List the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-10s %s\n", $$1, $$2}'

.venv/python-ok:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Engage needs Python 3.11 or later; $(PYTHON) is older or missing. Try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' || { echo "Python's venv module is missing. On Debian: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/site-installed: requirements.txt | .venv/python-ok
	@echo "Installing what the site needs…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	@touch $@

.venv/tests-installed: requirements.txt tests/requirements.txt | .venv/python-ok
	@echo "Installing what the tests need…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt -r tests/requirements.txt
	@touch .venv/site-installed $@

run: .venv/site-installed ## Start the site and its worker on http://localhost:8000
	@$(MANAGE) serve --port $(PORT)

demo: .venv/site-installed ## Load the demonstration content into this machine's database
	@$(MANAGE) migrate --verbosity 0 && $(MANAGE) load_demo

test: check ## Run everything that `make check` does, then all tests
	@$(BIN)/pytest -m "not lighthouse" $(COVERAGE)
	@$(BIN)/pytest -n 0 -m lighthouse tests/lighthouse

check: .venv/tests-installed ## Run what takes seconds: lock, format, lint, types, contracts, templates, migrations
	@echo "Lock"; $(BIN)/python -m pip check --disable-pip-version-check > /dev/null || { $(BIN)/python -m pip check; exit 1; }
	@echo "Format"; $(BIN)/ruff format --check --quiet .
	@echo "Lint"; $(BIN)/ruff check --quiet .
	@echo "Types"; mkdir -p var; $(BIN)/mypy > var/types.log || { cat var/types.log; exit 1; }
	@echo "Import contracts"; PYTHONPATH=.:site $(BIN)/lint-imports --no-logo > .venv/contracts.log || { cat .venv/contracts.log; exit 1; }
	@echo "Templates"; $(BIN)/djlint --quiet --lint templates
	@echo "Migrations"; DATABASE_URL=sqlite://:memory: DJANGO_SETTINGS_MODULE=config.settings.test $(MANAGE) makemigrations --check --dry-run --verbosity 0

format: .venv/tests-installed ## Put the code into its format
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

bench: .venv/tests-installed ## Measure the main pages as ratios to a bare Wagtail page
	@$(BIN)/python -m tests.performance.bench

mutants: .venv/tests-installed ## Break each guard of the list on purpose: is it noticed? (minutes)
	@$(BIN)/python -m tests.mutants.run

slow: mutants ## Run what takes too long for every change

lock: .venv/tests-installed ## Resolve the dependencies anew, with hashes
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --group dev pyproject.toml -o tests/requirements.txt --constraint requirements.txt \
		$$(sed -nE 's/^([a-z0-9-]+)(\[.*\])?==.*/--no-emit-package \1/p' requirements.txt)

messages: .venv/tests-installed ## Collect the words to translate (needs gettext)
	@$(MANAGE) makemessages --locale cy --locale ar --ignore .venv --ignore var --ignore tests --no-wrap --no-location --no-obsolete

clean: ## Remove the virtual environment and everything this machine's site wrote
	rm -rf .venv var
