"""Builds an accessible website and accessible PDFs from a partnership's YAML and Markdown.

The folders are the stages of the pipeline, in this order. Imports only point back.

``diagnostics``    problems in an author's files
``cache``          results of earlier builds
``progress``       progress reports and counts
``model``          the records and their fields
``words``          words and phrases for readers
``loading``        files -> records + diagnostics
``linking``        records -> KnowledgeBase + diagnostics
``views``          KnowledgeBase -> the content of each output
``rendering``      views -> Markdown, PDF, Word and PowerPoint files, styles and fonts
``build``          the whole pipeline: a project folder -> Site
``compare``        two versions of the records -> changes
``mark_reviewed``  marks a text as checked against its source
``publishing``     Site -> files on disk, through the site engine
``cli``            parses arguments, calls the above, prints, returns an exit code
"""
