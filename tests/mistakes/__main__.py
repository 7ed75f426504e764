"""Write the table of everyday mistakes to the docs."""

from tests.mistakes import DOCUMENT, document, mistakes

DOCUMENT.write_text(document(mistakes()))
