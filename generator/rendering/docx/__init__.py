"""Word files: what they say, their styles, and the package that python-docx writes."""
