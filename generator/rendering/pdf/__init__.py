"""HTML to tagged PDF. The only package that imports WeasyPrint and pikepdf."""
