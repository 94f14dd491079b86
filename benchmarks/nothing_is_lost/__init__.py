"""A proof: whatever is killed under load, what has a receipt is worked on, once."""
