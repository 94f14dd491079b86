"""Backups of the database: one folder each, with a dump and a manifest of hashes by which a restore is judged."""
