"""Views to Markdown, PDF, styles and fonts; the only place that knows Jinja and WeasyPrint."""
