"""The words of e-mails about erasures: to administrators alone, with no name of whom is erased."""

from accounts.domain.portal_mail import PortalMail
from accounts.erasures.domain.states import ErasureKind


def waits_for_consent(kind: ErasureKind, asked_by: str) -> PortalMail:
    return PortalMail(
        f"An erasure of a {kind} waits for a second administrator",
        (
            f"{asked_by} has asked for the erasure of a {kind}. Nothing is erased before another administrator has "
            "consented. The page says whom it is about, what is erased and what stays.",
        ),
    )


def is_done(kind: ErasureKind) -> PortalMail:
    return PortalMail(
        f"The erasure of a {kind} is done",
        (
            "What was asked for is erased. The page says how much it was, and what stays. The portal can no longer "
            "write to whoever asked for it: tell them.",
        ),
    )


def is_taken_back(kind: ErasureKind, by: str) -> PortalMail:
    return PortalMail(
        f"The erasure of a {kind} is taken back",
        (f"{by} has taken it back. Nothing was erased; it can be asked for again.",),
    )
