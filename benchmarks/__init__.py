"""How long this project takes and how much memory it needs, measured side by side with others on the same pages."""
