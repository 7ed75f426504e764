"""Views to Markdown, PDF, Word and PowerPoint files, styles and fonts; the only place that knows their libraries."""
