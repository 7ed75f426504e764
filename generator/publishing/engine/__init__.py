"""The site engine: its Markdown tree, its run and its pages."""
