"""Help for the editors in which authors write: JSON Schemas, and the settings that name them."""
