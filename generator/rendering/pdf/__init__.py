"""HTML to tagged PDF: the only place for WeasyPrint and pikepdf."""
