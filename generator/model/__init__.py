"""What an author may say: frozen, typed records. Nothing here reads a file."""
