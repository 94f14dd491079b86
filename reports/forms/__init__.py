"""Forms of calculations and releases."""
