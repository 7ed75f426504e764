"""Checks of the finished files before they are published, and the files that only a finished site can have."""
