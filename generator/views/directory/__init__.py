"""The directory of contacts, the A to Z, and the list of source documents."""
