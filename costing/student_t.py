"""Student's t: how likely so large a value is by chance, and the value that is exceeded as rarely."""

from math import exp, inf, lgamma, log, log1p

_TINY, _CLOSE, _MOST = 1e-300, 1e-15, 500


def two_sided_p(t: float, freedom: float) -> float:
    """Return the chance of a value at least as far from nought, with these degrees of freedom."""
    if t == inf or t == -inf:
        return 0.0
    return _beta_share(freedom / (freedom + t * t), freedom / 2, 0.5)


def exceeded_by(p: float, freedom: float) -> float:
    """Return the value that is passed on both sides together with chance ``p``: 0.05 for an interval of 95 %."""
    low, high = 0.0, 2.0
    while two_sided_p(high, freedom) > p:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if two_sided_p(middle, freedom) > p else (low, middle)
    return high


def _beta_share(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function by its continued fraction (Lentz).

    Source: Abramowitz and Stegun 26.5.8.
    """
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, _MOST):
        for part in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d, c = 1 / _away(1 + part * d), _away(1 + part / c)
            found *= d * c
        if abs(d * c - 1) < _CLOSE:
            break
    return found


def _away(number: float) -> float:
    """Return a number that can be divided by."""
    return number if abs(number) > _TINY else _TINY
