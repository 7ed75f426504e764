"""Print views to HTML and PDF: styles, limits, rules for templates, and the processes that make PDFs."""
