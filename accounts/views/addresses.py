"""Pages to change one's own e-mail address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.actions import addresses
from accounts.domain.refusal import Refusal
from accounts.forms import ChangeAddressForm


@sensitive_post_parameters("password", "code")
@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def change_address(request: HttpRequest) -> HttpResponse:
    """Ask for the new address, the password and, of those who have a second factor, a code."""
    form = ChangeAddressForm(request, request.POST if request.method == "POST" else None)
    if form.is_valid():
        new = form.cleaned_data["email"]
        addresses.ask(by=request.context, person=request.user, new=new)
        messages.success(
            request, f"We have written to {new}. Follow the link in that email: until then nothing changes."
        )
        return redirect("accounts:account")
    return render(request, "accounts/change_address.html", {"form": form})


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """Make the change by the button; a visit changes nothing, as mail scanners follow every link."""
    if request.method == "POST":
        done = addresses.confirm(by=request.context, person=request.user, token=token)
        if not isinstance(done, Refusal):
            messages.success(request, f"You now sign in as {done}.")
            return redirect("accounts:account")
    new = addresses.address_in(token, request.user)
    page = {"new": new, "because": addresses.NO_LONGER.because}
    return render(request, "accounts/confirm_address.html", page, status=200 if new else 410)
