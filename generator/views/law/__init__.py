"""The register of law, and the powers that rest on it."""
