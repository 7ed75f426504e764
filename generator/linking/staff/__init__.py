"""What only staff may see, and what each edition shows."""
