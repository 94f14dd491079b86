"""The page to opt out of e-mails, for whoever holds the link, without signing in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from engagement.people.actions import opt_outs


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the signed link is the permission
def opt_out(request: HttpRequest, token: str) -> HttpResponse:
    """Opt out by the button. A visit changes nothing, as mail scanners follow every link."""
    if opt_outs.message_in(token) is None:
        raise Http404
    done = request.method == "POST" and opt_outs.ask(token=token)
    return render(request, "engagement/people/opt_out.html", {"done": done})
