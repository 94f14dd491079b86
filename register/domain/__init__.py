"""The register: what directories and councils' lists say, and what they would change."""
