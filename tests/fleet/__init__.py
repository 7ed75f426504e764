"""Fleets: many partnerships that are built together."""
