"""Pages of public files and their figures."""
