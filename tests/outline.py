"""What a source document holds, without its words: each clause by number and by the hash of its normalised words.

``python -m tests.outline DOCUMENT FILE`` prints the outline of a document whose promises are a list of dashes, as JSON.
With it the tests prove one record for each clause, and anyone who holds the document can prove it is the same one.
"""

import hashlib
import json
import re
import sys
from pathlib import Path


def normalised(text: str) -> str:
    """Words only: small letters, digits and apostrophes, single spaces."""
    return " ".join(re.findall(r"[a-z0-9']+", text.lower().replace("’", "'")))


def digest(text: str) -> str:
    """The SHA-256 of a clause's normalised words, in hexadecimal."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()


def outline(document: str, text: str) -> list[dict[str, str]]:
    """One entry for each line of ``text`` that starts with a dash, counted from 1."""
    clauses = re.findall(r"^- (.+)$", text, re.MULTILINE)
    return [{"document": document, "clause": str(n), "hash": digest(clause)} for n, clause in enumerate(clauses, 1)]


if __name__ == "__main__":
    print(json.dumps(outline(sys.argv[1], Path(sys.argv[2]).read_text()), indent=2))
