"""Promises and their time limits."""
