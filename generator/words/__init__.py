"""Phrases for values of records, in plain English: time limits, dates, counts, strength and evidence."""
