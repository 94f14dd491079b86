"""Slow down who guesses passwords, and nobody else.

A person's own device, or their second factor, passes whatever strangers try in their name; an office that signs in
from one address is counted by its failures alone. A try is counted before the password is looked at, so that many at
once are no way around it, and uncounted if the password was right.
"""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import validate_totp_code
from django.utils import timezone

from accounts.actions import try_counts
from accounts.domain.try_limits import ADDRESS, KNOWN_DEVICE, UNKNOWN_DEVICES, Allowance


class SignInTry:
    """One try to sign in: for whom, from where, and on which device (blank if they are not known there)."""

    def __init__(self, email: str, address: str, device: str) -> None:
        self.email, self.address, self.device = email, address, device

    def may(self, code: str = "") -> bool:
        """Count the try, and tell whether the password may be looked at."""
        now = timezone.now()
        is_free = self.device or not self.address or try_counts.free_at(ADDRESS, self.address, now) <= now
        if is_free and try_counts.take(*self._counted, now):
            return True
        return bool(code) and fits_second_factor(self.email, code)

    def succeeded(self) -> None:
        try_counts.forget(*self._counted)

    def failed(self) -> None:
        """Count a wrong password against the address, too."""
        if self.address:
            try_counts.take(ADDRESS, self.address, timezone.now())

    @property
    def _counted(self) -> tuple[Allowance, str]:
        if self.device:
            return KNOWN_DEVICE, f"{self.device} {self.email}"
        return UNKNOWN_DEVICES, self.email


def fits_second_factor(email: str, code: str) -> bool:
    """Tell whether this is the code that the person's app shows now.

    It opens nothing: the password is looked at then, and the code is asked for again behind it.
    """
    typed = "".join(code.split())
    apps = Authenticator.objects.filter(user__email=email.strip().lower(), type=Authenticator.Type.TOTP)
    return any(validate_totp_code(get_adapter().decrypt(app.data["secret"]), typed) for app in apps)
