"""What lies around every page: signing in first, the role to act in, and text that can be kept."""
