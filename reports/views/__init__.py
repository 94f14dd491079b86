"""Pages about calculations and releases, by who they are for."""
