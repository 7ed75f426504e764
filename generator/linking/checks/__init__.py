"""What must hold between records, and what is wrong where it does not."""
