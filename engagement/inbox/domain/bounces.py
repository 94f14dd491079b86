"""Bounces that are no report by RFC 3464, as qmail, Exim and Exchange write them, recognised by their words.

What is found here is a suspicion. It counts only if it names a message of ours, or an address that we have written to.
"""

import re
from dataclasses import dataclass
from email.message import Message as Mail
from itertools import pairwise

from flufl.bounce import scan_message

from accounts.domain.mail_refusals import ENHANCED, REPLY, UNKNOWN, Blame, fault_of
from engagement.inbox.domain.machines import is_machine
from engagement.inbox.domain.mail_tokens import ids_in

SUBJECTS = re.compile(
    r"^\W*(\[postmaster\] |email )*(undeliver(able|ed)|failure notice|mail delivery fail(ed|ure)|"
    r"(e-?mail )?delivery fail|"
    r"returned mail|delivery status notification:? \(?(fail|error)|delivery has failed|message undeliverable|"
    r"nondeliverable|non[- ]delivery|mail system error|unzustellbar|nicht zustellbar|non remis|échec de)",
    re.IGNORECASE,
)
FAILED = re.compile(
    r"wasn't able to deliver|(could|can)(n['’]t| ?not) be (delivered|accepted|sent|reached)|unable to deliver|"
    r"delivery (to the following \w+ )?(has )?failed|failed to deliver|(not|n['’]t) (be )?delivered|"
    r"undeliverable|permanent(ly)? (error|fail)|wasn['’]t found at|does ?n['’o]t exist|user unknown|no such user|"
    r"was rejected|rejected (by|your)|nicht zugestellt|pas (pu )?(être|été) (remis|distribué|livré)",
    re.IGNORECASE,
)
LATER = re.compile(
    r"delayed|delivery status notification \(delay|warning: could not send|still (trying|being retried)|will "
    r"(be retried|keep trying|continue to (try|attempt))|no action is required|not yet been delivered|"
    r"warning message only|verzögert|retardé",
    re.IGNORECASE,
)
GIVEN_UP = re.compile(r"permanent|given up|giving up|no longer|\b5\.\d{1,3}\.\d{1,3}\b|\b55[0-9][ -]", re.IGNORECASE)
ORIGINAL = re.compile(r"^[ \t>]*message-id:\s*(<[^<>\s]{3,250}>)", re.IGNORECASE | re.MULTILINE)
ADDRESS = re.compile(r"[a-z0-9._%+'-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}", re.IGNORECASE)
# A bounce says what is wrong at once; what follows is the mail that came back.
BEGINNING, MOST_ADDRESSES = 4_000, 20
MOST_BYTES = 500_000
SAYS = re.compile("|".join(f"(?:{each.pattern})" for each in (ENHANCED, REPLY, UNKNOWN)), re.IGNORECASE)
CAME_BACK = re.compile(
    r"^\W*(-{2,}.*(copy|original|below|header|returned|message).*|original message headers.*|this is a copy .*|"
    r"(received|return-path|message-id|x-[\w-]+|dkim-signature):.*)$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A suspected bounce: ``about`` are the Message-IDs that it names, ``addresses`` those it may not have reached."""

    about: tuple[str, ...]
    addresses: tuple[str, ...]
    is_for_good: bool


@dataclass(frozen=True, slots=True)
class Signs:
    """The parts of a mail that are looked at.

    ``failed`` is X-Failed-Recipients, ``inside`` are IDs of attached mails, ``found`` what the library's detectors see.
    """

    sender: str
    subject: str
    text: str
    is_automatic: bool = False
    failed: str = ""
    inside: tuple[str, ...] = ()
    name: str = ""
    found: tuple[str, ...] = ()
    is_report: bool = False


def addresses_found(mail: Mail) -> tuple[str, ...]:
    """Return the addresses that failed for good as flufl.bounce sees it, which knows many old servers."""
    if len(bytes(mail)) > MOST_BYTES:
        return ()
    try:
        return tuple(sorted(found.decode("ascii", "replace").lower() for found in scan_message(mail)))
    except Exception:  # not ours to mend; our own signs stay
        return ()


def failure_in(signs: Signs) -> Failure | None:
    """Return the failure; None if a person may have written it, or if it only says that it takes longer."""
    beginning = beginning_of(signs.text)
    says_so = bool(SUBJECTS.search(signs.subject))
    told = bool(signs.failed or signs.found or signs.is_report)
    by_machine = is_machine(signs.sender, signs.name) or signs.failed or (signs.is_automatic and (says_so or told))
    if not by_machine or not (says_so or signs.failed or signs.found or FAILED.search(beginning)):
        return None
    if LATER.search(signs.subject) or (LATER.search(beginning) and not GIVEN_UP.search(beginning)):
        return None
    named = ADDRESS.findall(signs.failed) or ADDRESS.findall(beginning) or signs.found
    addresses = tuple(dict.fromkeys(each.lower() for each in named))[:MOST_ADDRESSES]
    about = dict.fromkeys((*signs.inside, *(key for found in ORIGINAL.findall(signs.text) for key in ids_in(found))))
    return Failure(tuple(about), addresses, is_for_good(beginning))


def beginning_of(text: str) -> str:
    """Return what a bounce says itself, without the mail that came back."""
    back = CAME_BACK.search(text)
    return (text[: back.start()] if back else text)[:BEGINNING]


def is_for_good(text: str) -> bool:
    """Tell whether a text says that there is no such address, and nothing beside it that is no address's fault."""
    lines = text.splitlines()
    faults = {fault_of(each) for each in (*lines, *(f"{a} {b}" for a, b in pairwise(lines))) if SAYS.search(each)}
    return Blame.ADDRESS in faults and Blame.OTHER not in faults
