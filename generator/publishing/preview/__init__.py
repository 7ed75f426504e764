"""A preview in the browser that follows each saved edit."""
