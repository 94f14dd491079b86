"""The home page of each role: what there is, and what is next."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.domain.roles import RoleName
from costofcare.views import home_administrator, home_council, home_engagement, home_provider, home_team

Page = tuple[str, Callable[[HttpRequest], dict[str, Any]]]
HOMES: dict[RoleName, Page] = {
    RoleName.PROVIDER_USER: ("provider", home_provider.page),
    RoleName.PROVIDER_ADMINISTRATOR: ("provider", home_provider.page),
    RoleName.ANALYST: ("team", home_team.page),
    RoleName.RELEASE_APPROVER: ("team", home_team.page),
    RoleName.ENGAGEMENT_OFFICER: ("engagement", home_engagement.page),
    RoleName.COMMISSIONER: ("council", home_engagement.page),
    RoleName.REGIONAL_LEAD: ("council", home_council.page),
    RoleName.ADMINISTRATOR: ("administrator", home_administrator.page),
    RoleName.AUDITOR: ("auditor", home_administrator.trail),
}


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the home; somebody with several roles, or none, is asked or told which first."""
    context = request.context
    if context is None:
        return redirect("accounts:choose_context")
    name, contents = HOMES[context.role]
    return render(request, f"costofcare/home_{name}.html", contents(request))
