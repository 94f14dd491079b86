"""What lies around every page: signing in first, and the role to act in."""
