"""Queries of papers and of what may be published."""
