"""The knowledge base as JSON, CSV and calendar files, with their schemas."""
