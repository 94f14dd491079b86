"""Every reason for which the portal does not start with its settings, each with its sentence.

Web, worker and timetable refuse to start for them, and ``check --deploy`` says them. Commands never do: what stores
nothing needs no settings. The demo and the tests are refused for one thing alone: being reached by others.
"""

from collections.abc import Callable, Iterator
from typing import Any

from costofcare.deployment import keys, mail, web

SettingRefusal = Callable[[Any], Iterator[str]]


def secrets_are_read(settings: Any) -> Iterator[str]:
    yield from settings.SECRET_TROUBLES


# The number of a refusal is its place: further ones are added at the end.
REFUSALS: tuple[SettingRefusal, ...] = (
    web.invented_portal_stays_at_home,
    secrets_are_read,
    keys.keys_are_strong,
    keys.sealing_keys_seal,
    keys.keys_differ,
    web.hosts_are_named,
    web.https_is_on,
    web.links_lead_here,
    web.second_factor_is_required,
    web.nothing_is_debugged,
    web.proxies_are_counted,
    mail.mail_is_sent,
    mail.mail_has_a_sender,
    mail.campaigns_have_a_template,
    mail.mailbox_is_read_in_secret,
)
WHEREVER = frozenset({web.invented_portal_stays_at_home})


def refused(settings: Any) -> Iterator[tuple[str, str]]:
    """Return the code and the sentence of each thing that is wrong with the settings."""
    for number, refusal in enumerate(REFUSALS, start=1):
        if settings.STAGE == "production" or refusal in WHEREVER:
            yield from ((f"portal.E{number:03}", sentence) for sentence in refusal(settings))
