"""Bounces that are no report by RFC 3464, as qmail, Exim and Exchange write them, recognised by their words.

What is found here is a suspicion. It counts only if it names a message of ours, or an address that we have written to.
"""

import re
from dataclasses import dataclass

from engagement.inbox.domain.mail_tokens import ids_in

# Machines sign like this, also where a person's name stands before the address.
MACHINES = re.compile(r"^(mailer-daemon|postmaster|mail-daemon|mdaemon|microsoftexchange[0-9a-f]{32})@", re.IGNORECASE)
SUBJECTS = re.compile(
    r"^(undeliver(able|ed)|failure notice|mail delivery failed|mail delivery failure|delivery failure|returned mail|"
    r"delivery status notification \(failure\)|delivery has failed|message undeliverable)\b",
    re.IGNORECASE,
)
FAILED = re.compile(
    r"wasn't able to deliver|could(n['’]t| not) be delivered|delivery (to the following \w+ )?(has )?failed|"
    r"undeliverable|permanent(ly)? (error|fail)|wasn['’]t found at|does ?n['’o]t exist|user unknown|no such user",
    re.IGNORECASE,
)
LATER = re.compile(r"delayed|warning: could not send|still (trying|being retried)|no action is required", re.IGNORECASE)
FOR_GOOD = re.compile(
    r"\b5\.\d{1,3}\.\d{1,3}\b|\b55[0-9][ -]|permanent(ly)? (error|fail)|wasn['’]t found at|user unknown|no such user",
    re.IGNORECASE,
)
FOR_NOW = re.compile(r"\b4\.\d{1,3}\.\d{1,3}\b")
ORIGINAL = re.compile(r"^[ \t>]*message-id:\s*(<[^<>\s]{3,250}>)", re.IGNORECASE | re.MULTILINE)
ADDRESS = re.compile(r"[a-z0-9._%+'-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}", re.IGNORECASE)
# A bounce says what is wrong at once; what follows is the mail that came back.
BEGINNING, MOST_ADDRESSES = 4_000, 20


@dataclass(frozen=True, slots=True)
class Failure:
    """A suspected bounce: ``about`` are the Message-IDs that it names, ``addresses`` those it may not have reached."""

    about: tuple[str, ...]
    addresses: tuple[str, ...]
    is_for_good: bool


@dataclass(frozen=True, slots=True)
class Signs:
    """The parts of a mail that are looked at.

    ``failed`` is X-Failed-Recipients, ``inside`` are IDs of attached mails.
    """

    sender: str
    subject: str
    text: str
    is_automatic: bool = False
    failed: str = ""
    inside: tuple[str, ...] = ()


def failure_in(signs: Signs) -> Failure | None:
    """Return the failure; None if a person may have written it, or if it only says that it takes longer."""
    beginning = signs.text[:BEGINNING]
    says_so = bool(SUBJECTS.search(signs.subject))
    by_machine = bool(MACHINES.match(signs.sender) or signs.failed or (signs.is_automatic and says_so))
    if not by_machine or not (says_so or signs.failed or FAILED.search(beginning)):
        return None
    if LATER.search(signs.subject) or (LATER.search(beginning) and not FOR_GOOD.search(beginning)):
        return None
    named = ADDRESS.findall(signs.failed) or ADDRESS.findall(beginning)
    addresses = tuple(dict.fromkeys(each.lower() for each in named))[:MOST_ADDRESSES]
    about = dict.fromkeys((*signs.inside, *(key for found in ORIGINAL.findall(signs.text) for key in ids_in(found))))
    is_for_good = bool(FOR_GOOD.search(beginning)) and not FOR_NOW.search(beginning)
    return Failure(tuple(about), addresses, is_for_good)
