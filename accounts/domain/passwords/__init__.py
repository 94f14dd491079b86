"""Passwords that are tried first: those that have leaked, and those that are made of what everybody knows."""
