"""The content of each file to print."""
