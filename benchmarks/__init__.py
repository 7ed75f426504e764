"""Measures the time and memory of this project, compared with other programs on the same pages."""
