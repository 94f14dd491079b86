"""Answers to the sign-in library: nobody joins without an invitation, and its errors are in our words."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts import queries


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address or the password is not right",
        "enter_current_password": "This is not the password that you have now",
        "incorrect_password": "This is not your password",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again",
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

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right, or no longer. The app shows a new one every 30 seconds",
    }
