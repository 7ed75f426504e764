"""Print views to HTML, and the rules that a print must keep."""
