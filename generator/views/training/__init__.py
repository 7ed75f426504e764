"""Courses, and everything a trainer prints for them."""
