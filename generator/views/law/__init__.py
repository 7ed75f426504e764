"""The register of law, and the powers that rely on it."""
