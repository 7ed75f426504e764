"""Rules between records: each check adds or returns the problems it finds."""
