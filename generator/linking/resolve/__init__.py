"""References to records: which ids exist, and what each field that names one leads to."""
