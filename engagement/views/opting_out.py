"""Getting no more mails: a page for whoever holds the link, without signing in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from engagement.actions import opting_out


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the signed link is the permission
def opt_out(request: HttpRequest, token: str) -> HttpResponse:
    """A visit changes nothing, as mail scanners follow every link; the button does."""
    if opting_out.message_in(token) is None:
        raise Http404
    done = request.method == "POST" and opting_out.ask(token=token)
    return render(request, "engagement/opt_out.html", {"done": done})
