"""The strategy, the consultation and the organisations they name."""
