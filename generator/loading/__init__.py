"""Text to records and diagnostics; the only place that knows YAML."""
