"""Pages of the engagement room."""
