# `make demo` and `make test` work from a bare clone with git, make and Python 3.11 or later; all they set up is .venv.

VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PYTHONS := python3 python3.14 python3.13 python3.12 python3.11
DEMO := output/sensetime-2021

.PHONY: demo test lint types
.NOTPARALLEL:

demo: $(VENV)/.installed
	$(BIN)/tagwright convert mapping/filings/sensetime-2021 --out $(DEMO)
	@echo
	@echo "Look at:"
	@echo "  $(DEMO)/sensetime-2021.xhtml   the report, in any browser"
	@echo "  $(DEMO)/ledger.csv             what became of each number, and why"
	@echo "  $(DEMO)/validation.json        the verdict and its messages"

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest --quiet --numprocesses 2

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed-dev
	$(BIN)/mypy

# The stamps make pip run again whenever pyproject.toml has changed.
$(VENV)/.installed: $(VENV)/pyvenv.cfg pyproject.toml
	@echo "Setting up $(VENV) (a few minutes the first time)"
	@$(PIP_INSTALL) --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/pyvenv.cfg pyproject.toml
	@echo "Setting up $(VENV) with the development tools (a few minutes the first time)"
	@$(PIP_INSTALL) --editable '.[dev]'
	@touch $(VENV)/.installed $@

$(VENV)/pyvenv.cfg:
	@for python in $(PYTHONS); do \
	  if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    exec "$$python" -m venv $(VENV); \
	  fi; \
	done; \
	echo "tagwright needs Python 3.11 or later with its venv module; none of $(PYTHONS) is one." >&2; \
	echo "Install it (on Debian or Ubuntu: apt-get install python3 python3-venv) and run make again." >&2; \
	exit 1
