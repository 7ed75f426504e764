"""Read files as records and diagnostics. Only this package knows YAML."""
