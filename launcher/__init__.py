"""Commonpool's commands: what `make` runs. Knows processes and places, nothing of councils."""
