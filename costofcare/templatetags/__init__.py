"""Template tags of every room: components, tables and boxes are loaded everywhere, the others with ``load``."""
