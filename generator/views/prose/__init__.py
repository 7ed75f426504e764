"""Pages written in ``content/``."""
