"""Pages that an author wrote."""
