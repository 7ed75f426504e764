"""PowerPoint files: the slides of a course, from the same view as their PDF, in the package that python-pptx writes."""
