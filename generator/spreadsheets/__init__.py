"""Records as spreadsheets: ``./kb export`` and ``./kb import``."""
