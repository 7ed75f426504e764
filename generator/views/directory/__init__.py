"""Whom to reach, and the lists people look things up in."""
