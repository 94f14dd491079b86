"""Answers to the sign-in library: nobody joins without an invitation, and its errors are in our words."""

from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts import queries
from accounts.actions import encryption, sealed_secrets
from accounts.actions.sign_in_tries import SignInTry
from accounts.domain.client_address import network_of
from accounts.lookups import asked_from

log = structlog.get_logger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address or the password is not right",
        "enter_current_password": "This is not the password that you have now",
        "incorrect_password": "This is not your password",
        "too_many_login_attempts": "Too many wrong tries. Wait a minute, then try again",
        "rate_limited": "Too many tries. Wait five minutes, then try again",
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        said = {"portal_url": settings.PORTAL_URL, "portal_name": settings.PORTAL_NAME}
        super().send_mail(template_prefix, email, context | said)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead to what was typed before signing in again, if anything is kept, and home otherwise."""
        if queries.has_kept_words(request.user):
            return reverse("accounts:kept_words")
        return str(super().get_login_redirect_url(request))

    def get_client_ip(self, request: HttpRequest) -> str:
        return network_of(asked_from(request)) or "unknown"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Ask whether the password may be looked at; the library would count all of an office as one."""
        email = str(credentials.get("email", ""))
        self.sign_in = SignInTry(email, network_of(asked_from(request)), queries.known_device(request, email))
        if not self.sign_in.may(request.POST.get("code", "")[:20]):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        self.sign_in.failed()

    def _rollback_login_failed_rl_usage(self) -> None:
        self.sign_in.succeeded()

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Our words, and the secrets of second factors sealed."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right, or no longer. The app shows a new one every 30 seconds",
    }

    def encrypt(self, text: str) -> str:
        return sealed_secrets.closed(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret; where it does not open one that nobody's app has, so that every code is wrong."""
        try:
            return sealed_secrets.opened(encrypted_text)
        except encryption.CannotBeOpened:
            log.error("the secret of a second factor does not open: a sealing key is missing")
            return generate_totp_secret()
