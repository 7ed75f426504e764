"""Sets of standards and their time limits."""
