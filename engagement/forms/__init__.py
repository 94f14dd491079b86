"""Forms of the engagement room."""
