"""The register's rules: what directories and councils' lists say, and what they would change."""
