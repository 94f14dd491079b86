"""Only an unknown user or domain is the address's fault, in whatever words a server says so."""

import pytest

from accounts.domain.mail_refusals import Blame, alike, fault_of, is_about_size

OF_THE_ADDRESS = (
    "550 no such user",
    "550 5.1.1 user unknown",
    "550 5.1.1 <mia@elm.example>: Recipient address rejected: User unknown in local recipient table",
    "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient mia@elm.example not found by SMTP address lookup",
    "550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking",
    "550 5.5.0 Requested action not taken: mailbox unavailable",
    "550 Invalid recipient",
    "Host or domain name not found. Name service error for name=elm.example type=A: Host not found",
    "550 5.4.310 DNS domain elm.example does not exist",
    "556 5.1.10 nullMX",
    "Sorry, no mailbox here by that name. (#5.1.1)",
    "554 delivery error: dd This user doesn't have a yahoo.com account (mia@yahoo.com)",
    "550 Unrouteable address",
    "550 Benutzer unbekannt",
    "550 <spam@policy-blocked.example>: no such user",
)
OF_ANYTHING_ELSE = (
    "554 5.7.1 <mia@elm.example>: Relay access denied",
    "550 relaying denied",
    "530 5.7.0 Must issue a STARTTLS command first",
    "503 need RCPT",
    "535 5.7.8 bad credentials",
    "552 5.3.4 message size exceeds limit",
    "552 5.2.2 mailbox full",
    "550 mailbox full: quota exceeded",
    "550 5.4.1 Recipient address rejected: Access denied",
    "550 5.7.26 This mail is unauthenticated (DMARC)",
    "550 5.7.1 Service unavailable; Client host [192.0.2.4] blocked using Spamhaus",
    "550 5.7.1 user unknown",
    "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup",
    "550 5.2.1 The user you are trying to contact is receiving mail too quickly",
    "550 5.1.1 user unknown; relay denied for us",
    "550 5.1.8 sender rejected",
    "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
    "450 4.1.1 user unknown",
    "451 4.4.7 delivery time expired",
    "550 5.0.350 message expired",
)


@pytest.mark.parametrize("words", OF_THE_ADDRESS)
def test_of_the_address(words: str):
    assert fault_of(words) is Blame.ADDRESS


@pytest.mark.parametrize("words", OF_ANYTHING_ELSE)
def test_of_anything_else(words: str):
    assert fault_of(words) is Blame.OTHER


@pytest.mark.parametrize("words", ["", "554 no", "550 5.0.0 nobody"])
def test_of_nothing_that_can_be_told(words: str):
    assert fault_of(words) is Blame.UNCLEAR


def test_those_alike_share_their_codes_or_their_words():
    assert alike("554 5.7.1 <a@x.example>: Relay access denied") == alike("554 5.7.1 <b@y.example>: Relay denied")
    assert alike("550 Mail from [192.0.2.1] to a@x.example blocked, ref AB1") == alike(
        "550 Mail from [192.0.2.1] to b@y.example blocked, ref CD2"
    )
    assert alike("550 relaying denied") != alike("550 no such user")


def test_what_is_too_large_is_not_tried_again():
    assert is_about_size("552 too large") and is_about_size("550 5.3.4 too big") and not is_about_size("552 over quota")
