# Every command a newcomer needs. All state is kept in .commonpool/, or, where root alone can reach that, the database
# in a folder of /var/tmp. `make test` installs chromium, pango and PostgreSQL where they are missing and apt-get may.
PYTHON ?= python3
COMMANDS = run stop reset demo-accounts check test measure measure-rules judge bench bench-money bench-peers bench-teams \
	screenshots diagrams messages lock

.PHONY: help $(COMMANDS)

help:
	@echo "make run            everything, at http://127.0.0.1:8000/ (PORT=8001 for another port)"
	@echo "make stop           ends what runs"
	@echo "make reset          forgets the demonstration's data"
	@echo "make demo-accounts  the demonstration accounts, as JSON"
	@echo "make check          style, types and the laws of the house, in a minute"
	@echo "make test           everything (ARGS='tests/bookings -k week' for a part)"
	@echo "make screenshots    the journeys' pictures; one of them is in the README"
	@echo "make diagrams       the lifecycles' pictures, from their tables"
	@echo "make messages       the Welsh catalogue: what is said now, merged and compiled"
	@echo "make measure        server times on demonstration data"
	@echo "make measure-rules  what the rules of law add to a request"
	@echo "make judge          how well search finds whom people would have called (SET=folder for another judged set)"
	@echo "make bench          bookings, searches and pages beside the machine's limits, SIZE=10k, 100k or 1m (QUICK=1)"
	@echo "make bench-money    a month's invoices and clearing, SIZE=10k, 100k or 1m charges"
	@echo "make bench-peers    other booking systems beside ours, in one run (the first installs them: minutes)"
	@echo "make bench-teams    how soon the best team is found, and how sure that it is"
	@echo "make lock           newest versions of what is needed"

bench: ARGS ?= $(SIZE) $(if $(QUICK),quick)
bench-money: ARGS ?= $(SIZE)
judge: ARGS ?= $(SET)

$(COMMANDS):
	@command -v $(PYTHON) >/dev/null || { echo "Commonpool needs Python 3.11 or newer, and there is no $(PYTHON) here." >&2; exit 1; }
	@exec $(PYTHON) -m launcher $@ $(ARGS)
