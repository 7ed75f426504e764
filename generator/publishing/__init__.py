"""Publish a Site: run the site engine, check the output, write the folder. The only place that imports mkdocs."""
