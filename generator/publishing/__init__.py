"""A Site to disk, through the site engine; the only place that knows mkdocs."""
