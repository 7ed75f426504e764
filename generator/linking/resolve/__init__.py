"""Resolves references: which ids exist, and the record that each reference is to."""
