"""Quarters, what is published of a payment, what was avoided, what is left out."""
