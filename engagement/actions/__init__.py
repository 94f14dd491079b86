"""What changes things in this room."""
