"""Editions: which records the public and the staff edition show."""
