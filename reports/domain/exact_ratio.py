"""An exact mean as two whole numbers; a Fraction is too, but seeks their greatest common divisor each time."""

from fractions import Fraction
from typing import NamedTuple


class ExactRatio(NamedTuple):
    """A quotient that may be reducible: its parts are to be reckoned with, not to be compared."""

    numerator: int
    denominator: int


AnyRatio = ExactRatio | Fraction
