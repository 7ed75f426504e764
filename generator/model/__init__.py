"""The records that an author can write, as frozen, typed classes. No module here reads a file."""
