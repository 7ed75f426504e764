"""A preview in the browser that follows each edit."""
