"""Views to Markdown, PDF, Word files, styles and fonts; the only place that knows Jinja, WeasyPrint and python-docx."""
