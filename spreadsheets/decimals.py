"""Rounding that cannot raise, whatever was typed or stored; nothing else in the portal quantizes."""

from decimal import ROUND_HALF_UP, Context, Decimal

# No figure of a return, a register or a market is as large: beyond it a key was held down.
TOO_LARGE = Decimal(10) ** 12
# Of a figure with more digits nobody needs the pence.
_MOST_DIGITS = 1_000
# What nearly every figure is rounded with: it has room for that many digits.
_USUAL = Context(prec=28)
_UNITS = tuple(Decimal(1).scaleb(-places) for places in range(13))


def is_too_large(value: Decimal) -> bool:
    """Tell whether a figure is none that could be meant; nothing is not, whatever its exponent (0E+25)."""
    return not value.is_finite() or (value != 0 and value.adjusted() >= TOO_LARGE.adjusted())


def rounded(value: Decimal, places: int = 2, rounding: str = ROUND_HALF_UP) -> Decimal:
    """Return the value to so many places, with as many digits as that takes; nothing is ever minus nothing.

    What has no digits (infinity, no number) and what has thousands comes back as it is.
    """
    value = value or Decimal(0)
    if not value.is_finite() or (size := value.adjusted()) > _MOST_DIGITS:
        return value
    context = _USUAL if size + places + 2 <= _USUAL.prec else Context(prec=size + places + 2)
    unit = _UNITS[places] if 0 <= places < len(_UNITS) else Decimal(1).scaleb(-places)
    found = value.quantize(unit, rounding, context)
    return found if found else found.copy_abs()
