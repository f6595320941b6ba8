# What a person or the CI runs. Needs cargo, python3 and make; everything else comes from the lock files.

PYTHON ?= python3
VENV := .venv
REQUIREMENTS := tests/python/requirements.txt
export QIKAN_BIN ?= $(CURDIR)/target/debug/qikan

.PHONY: test lint rust python bench load bless

# All that must hold before a commit goes out; `make -k test` goes on after a failure.
test: lint rust python

lint:
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings

# Beside the code, in tests/it, and in the documentation; one profile throughout.
rust:
	cargo test --locked --no-fail-fast

# The tables in the hands of pandas, polars, pyarrow, DuckDB and frictionless. The program is built as `rust` builds it:
# `cargo build` leaves out what dependencies of tests switch on in others, and would compile those once more.
python: $(VENV)/ready
	cargo test --locked --test it --no-run
	$(VENV)/bin/python -m pytest -q tests/python

# Made again when a version changes. Some systems ship venv without pip; theirs installs from outside.
$(VENV)/ready: $(REQUIREMENTS)
	$(PYTHON) -m venv --clear $(VENV) || $(PYTHON) -m venv --clear --without-pip $(VENV)
	if [ -x $(VENV)/bin/pip ]; then pip="$(VENV)/bin/python -m pip"; \
	else pip="$(PYTHON) -m pip --python $(VENV)/bin/python"; fi; \
	$$pip install --quiet --disable-pip-version-check --no-deps -r $(REQUIREMENTS)
	touch $@

# Speed, against floors of the same machine.
bench:
	cargo bench --locked

# The whole way, from 200,000 invented landing pages in one file to a dataset, with one core and with two.
PAGES ?= 200000
load:
	cargo build --release --locked --bin qikan --example load
	$(PYTHON) tests/load/measure.py --pages $(PAGES)

# Writes what is generated anew: the schemas, the ratchet, the snapshots, the answers in docs/analysis.md. Read the
# difference before you commit it.
bless: $(VENV)/ready
	cargo run --locked -- schema --write
	QIKAN_BLESS=1 cargo test --locked --test it -- fixtures::ratchet fixtures::snapshots
	QIKAN_BLESS=1 $(VENV)/bin/python -m pytest -q tests/python/test_analysis.py
