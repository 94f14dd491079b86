"""Actions that this room's nouns share."""
