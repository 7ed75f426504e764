"""Attempts to break the program, each as long as one likes: ``python -m tests.campaign NAME --minutes N``.

A campaign tries random inputs, faults or attacks until its time is over and counts what it tried and found. Each has a
short run among the tests, with a fixed number of rounds. A long run writes its line of ``docs/reliability.md``.
"""
