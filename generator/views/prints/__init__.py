"""Publications: what each file holds."""
