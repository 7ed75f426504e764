"""Page views to Markdown, and the files that pages load."""
