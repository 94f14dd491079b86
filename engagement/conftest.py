"""Fixtures of this room's tests."""

from accounts.tests.pages import no_second_factor
from engagement.tests.mail_servers import server
from submissions.tests.cast import cast

__all__ = ["cast", "no_second_factor", "server"]
