"""Snapshots of records to compare, and derived texts with their reviews."""
