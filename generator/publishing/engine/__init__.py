"""The site engine: the Markdown tree it reads, and the pages it writes."""
