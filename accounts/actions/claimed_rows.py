"""Rows that a worker claims before it works on them."""


class ClaimLost(Exception):
    """The work took so long that somebody else has taken it over; what was done here is dropped."""
