"""Pages of queries on councils’ returns."""
