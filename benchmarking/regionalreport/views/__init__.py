"""Views of the regional report."""
