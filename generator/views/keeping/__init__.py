"""Upkeep of the site: reviews, changes, dependents, traceability, and the accessibility statement."""
