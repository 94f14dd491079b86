"""On to the next submitted return after each decision: the asker's own first, then what has waited longest."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from submissions import queries
from submissions.models import Return

# The name of the button that leads on.
GO_ON = "go_on"


def on_to_next(request: HttpRequest, submission: Return, words: str) -> HttpResponse | None:
    """Say what was done and lead to the next return, with how many are left; None unless that was asked for."""
    if GO_ON not in request.POST:
        return None
    queue = queries.decision_queue(request.context, submission)
    if queue.following is None:
        messages.success(request, f"{words} No submitted return is left in this exercise.")
        return redirect("submissions:return_detail", submission.id)
    left = "the last one that waits" if queue.left == 1 else f"the next of {queue.left} that wait"
    name = submission.participation.location_name
    messages.success(request, f"{name}: {words[0].lower()}{words[1:]} This is {left}.")
    return redirect("submissions:return_detail", queue.following.submission.id)
