"""Records to one linked knowledge base, or the references that lead nowhere."""
