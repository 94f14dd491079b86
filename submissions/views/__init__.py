"""Pages about returns, by who they are for."""
