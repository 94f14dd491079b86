"""Pages of a round’s project."""
