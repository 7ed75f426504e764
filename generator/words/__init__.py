"""How values read in plain English: one home for every phrase about time limits, dates, counts and evidence."""
