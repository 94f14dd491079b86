"""Pages of analyses, for the office."""
