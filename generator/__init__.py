"""From a partnership's YAML and Markdown to a website and PDFs that never disagree.

The folders are the pipeline, in this order; imports only point back:

``diagnostics``  every problem an author can be told about
``model``        what an author may say
``loading``      text -> records + diagnostics
``linking``      records -> KnowledgeBase + diagnostics
``views``        KnowledgeBase -> what one output shows
``rendering``    views -> Markdown, PDF, styles and fonts
``build``        the composition: a project folder -> Site
``publishing``   Site -> disk, through the site engine
``cli``          parse, call, print, exit code
"""
