"""Broken, hostile and merely human files, each made by a function."""
