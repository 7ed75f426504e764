"""The words that say nothing of what somebody looks for, which search leaves out."""

from __future__ import annotations

_WORDS = """
a about all am an and any are as at be because been being but by can cant could did didnt do does doesnt doing dont
for from get gets getting got had has have he her him his how i id if im in into is isnt it its ive just keep keeps
make makes me my of off on or our out please she should so some somebody someone something that the their them then
there these they thing things this those to too us want was wasnt we were what when where which who why will with wont
would you your
"""

FILLERS = frozenset(_WORDS.split())
"""Without apostrophes, as search reads words."""
