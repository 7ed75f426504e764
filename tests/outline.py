"""The outline of a source document: each clause by its number and the hash of its normalised words, without the words.

``python -m tests.outline DOCUMENT FILE`` prints the outline as JSON, for a document whose promises are a list of
dashes. The tests compare it with the records: one for each clause. Whoever has the document can compare it too.
"""

import hashlib
import json
import re
import sys
from pathlib import Path


def normalised(text: str) -> str:
    """Return the words in lower case with single spaces: letters, digits and apostrophes only."""
    return " ".join(re.findall(r"[a-z0-9']+", text.lower().replace("’", "'")))


def digest(text: str) -> str:
    """Return the SHA-256 of a clause's normalised words, in hexadecimal."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()


def outline(document: str, text: str) -> list[dict[str, str]]:
    """Return an entry for each line of ``text`` that starts with a dash, counted from 1."""
    clauses = re.findall(r"^- (.+)$", text, re.MULTILINE)
    return [{"document": document, "clause": str(n), "hash": digest(clause)} for n, clause in enumerate(clauses, 1)]


if __name__ == "__main__":
    print(json.dumps(outline(sys.argv[1], Path(sys.argv[2]).read_text()), indent=2))
