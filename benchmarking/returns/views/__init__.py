"""Pages of a council’s return."""
