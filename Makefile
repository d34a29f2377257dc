# Everything a person types. Debian 12 with make, git and Python 3.11 is enough to begin.
# PORT and PORTAL_VAR are handed on to the portal; UV_DEFAULT_INDEX names a mirror where one is needed.

# Debian's own Python is built for speed, which one that was built by hand seldom is: the same tests take a
# seventh longer on that.
PYTHON ?= $(shell /usr/bin/python3 -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo /usr/bin/python3 || echo python3)
UV_VERSION := 0.13.9
UV := .tools/bin/uv
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-emit-index-url --no-header --no-annotate pyproject.toml
# A cluster in a temporary folder, in UTF-8 whatever the machine speaks, that nobody needs to keep.
CLUSTER := pg_virtualenv -t -c --locale=C.UTF-8 -o fsync=off -o synchronous_commit=off -o full_page_writes=off \
	-o log_min_messages=panic
export UV_PYTHON_DOWNLOADS := never
# Each of the many processes of a run would compile every module anew: half of the time that it takes to start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test bench check words lock
.NOTPARALLEL:
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

# One simple command, so that make runs the portal itself and passes a signal straight to it.
demo: .venv/.portal ## start the portal with demo families and a pretend MitID (PORT=..., RESET=1 begins anew)
	.venv/bin/portal demo $(if $(RESET),--reset)

test: check ## every check and every test, on SQLite and PostgreSQL (ARGS=... goes to pytest)
	.venv/bin/python -m tests.machine.prepare
	$(CLUSTER) .venv/bin/pytest -n 2 --dist worksteal $(ARGS)

bench: .venv/.tests ## how fast each page is, against the same page from memory (no part of the suite)
	@$(CLUSTER) .venv/bin/python -m tests.bench

# The types take as long as all the others.
check: .venv/.tests ## style, types, who may import whom, templates, packages, translations
	.venv/bin/mypy & types=$$!; \
	.venv/bin/ruff check && \
	.venv/bin/lint-imports && \
	.venv/bin/djlint templates --lint --quiet && \
	.venv/bin/deptry . && \
	.venv/bin/python -m tests.machine.words --check; rest=$$?; \
	wait $$types && exit $$rest

words: .venv/.tests ## collect the texts of the pages into translations/
	.venv/bin/python -m tests.machine.words

lock: .tools/uv-$(UV_VERSION) ## choose the newest packages that pyproject.toml allows, with their hashes
	$(LOCK) --output-file requirements.txt
	$(LOCK) --group dev --constraint requirements.txt --output-file requirements-dev.txt

.tools/uv-$(UV_VERSION):
	tests/machine/uv.sh $(PYTHON) $(UV_VERSION)

.venv/bin/python: | .tools/uv-$(UV_VERSION)
	$(UV) venv --quiet --allow-existing --python $(PYTHON) .venv

# What the portal needs to run; and, with the second, what its tests need.
.venv/.portal: requirements.txt pyproject.toml tests/machine/entrance.py | .venv/bin/python
	$(UV) pip install --quiet --require-hashes --requirement requirements.txt
	.venv/bin/python tests/machine/entrance.py
	@touch $@

.venv/.tests: requirements-dev.txt .venv/.portal
	$(UV) pip sync --quiet --require-hashes requirements-dev.txt
	@touch $@
