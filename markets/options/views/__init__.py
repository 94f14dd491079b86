"""Pages of options and risks."""
