"""Whether the invented authority is there: asked at each start, so it imports little."""

from accounts import queries as accounts
from costofcare.demo.people import ALEX


def is_loaded() -> bool:
    return accounts.is_known(ALEX.email)
