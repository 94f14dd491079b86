"""The steps of a return as a task list: what is done, what is next, what has to wait."""

from typing import Any

from django.urls import reverse

from accounts.domain.context import Context
from costing.findings import Severity
from register.queries import Participation
from submissions import queries
from submissions.domain.explanations import figures
from submissions.domain.states import Move, ReturnState
from submissions.models import Return
from submissions.permissions import allows
from submissions.views.online import tasks_of

Task = dict[str, Any]
LATER = "Cannot start yet"


def steps_of(context: Context, participation: Participation, submission: Return | None, is_open: bool) -> list[Task]:
    """Return the three steps, each with its tasks; the first has two ways to go."""
    checked = submission if submission is not None and submission.current_id is not None else None
    fill_in = [
        _online(context, participation, submission, is_open),
        _download(participation, submission),
        _upload(participation, submission, is_open),
    ]
    check = [
        _findings(context, checked) if checked else _later("See what we found and put it right"),
        _costs(checked) if checked else _later("See what it comes to"),
    ]
    workbook = queries.waiting_workbook(context, participation)
    waiting = 0 if workbook else queries.waiting_online(context, participation)
    if workbook and is_open:
        check.insert(0, _choose(participation))
    if waiting and is_open:
        check.insert(0, _finish(participation, waiting))
    may_sign = checked is not None and workbook is None
    sign = [_declare(context, checked, is_open) if checked and may_sign else _later("Sign and submit")]
    return [
        {"key": "fill-in", "title": "Fill it in, online or in a workbook", "tasks": fill_in},
        {"key": "check", "title": "Check it", "tasks": check},
        {"key": "sign", "title": "Sign it", "tasks": sign},
    ]


def _later(title: str) -> Task:
    return {"title": title, "status": LATER, "colour": ""}


def _online(context: Context, participation: Participation, submission: Return | None, is_open: bool) -> Task:
    title, may = "Fill in the return online", submission is None or allows(submission, Move.SAVE)
    if not (is_open and may):
        return {"title": title, "status": "Closed" if may else "Submitted", "colour": ""}
    status, colour = _how_far(context, participation, submission)
    hint = "Page by page, together with colleagues; everything is saved as you type"
    url = reverse("submissions:online", args=[participation.id])
    return {"title": title, "url": url, "status": status, "colour": colour, "hint": hint}


def _how_far(context: Context, participation: Participation, submission: Return | None) -> tuple[str, str]:
    """Return how far the answers are, in the words that a return and its sections have."""
    if submission is None:
        return ReturnState.NOT_STARTED.label, ""
    tasks = tasks_of(participation, queries.standing_of(context, participation))
    wanted = [task["status"] for task in tasks if task["url"] and task["status"] != "Optional"]
    return ("Done", "green") if set(wanted) == {"Done"} else (ReturnState.IN_PROGRESS.label, "")


def _download(participation: Participation, submission: Return | None) -> Task:
    url = reverse("submissions:workbook", args=[participation.id])
    known = "filled in as far as we know your location" if submission is None else "with your answers and notes so far"
    hint = f"An Excel workbook, {known}"
    return {"title": "Download the workbook", "url": url, "status": "Ready", "colour": "", "hint": hint}


def _upload(participation: Participation, submission: Return | None, is_open: bool) -> Task:
    title, may = "Upload it when it is filled in", submission is None or allows(submission, Move.SAVE)
    if submission is not None and submission.current is not None and submission.current.upload_id:
        status, colour = ("Done", "green") if submission.current.form_service else ("Could not be read", "red")
    else:
        status, colour = ("Ready", "") if is_open else ("Closed", "grey")
    task = {"title": title, "status": status, "colour": colour}
    return task | {"url": reverse("submissions:upload", args=[participation.id])} if is_open and may else task


def _choose(participation: Participation) -> Task:
    """Return the task to choose between a workbook and the online answers; nothing is signed before."""
    url, title = (
        reverse("submissions:online_offer", args=[participation.id]),
        "Choose the workbook or the online answers",
    )
    return {"title": title, "url": url, "status": "Waits for your choice", "colour": "orange"}


def _finish(participation: Participation, waiting: int) -> Task:
    """Return the task to finish online changes: the last finished version is signed, without changes since."""
    status = f"{waiting} {'change' if waiting == 1 else 'changes'} not checked yet"
    url = reverse("submissions:online_answers", args=[participation.id])
    return {"title": "Finish what was changed online", "url": url, "status": status, "colour": "orange"}


def _findings(context: Context, submission: Return) -> Task:
    assert submission.current is not None
    found = queries.findings_of(context, submission.current)
    to_fix = found.filter(severity=Severity.MUST_FIX).count()
    to_explain = figures(queries.still_to_explain(context, submission))
    status, colour = "Nothing to do", "green"
    if to_fix or to_explain:
        parts = [f"{to_fix} to put right"] * bool(to_fix) + [f"{to_explain} to explain"] * bool(to_explain)
        status, colour = ", ".join(parts), "red" if to_fix else "orange"
    url = reverse("submissions:findings", args=[submission.id])
    return {"title": "See what we found and put it right", "url": url, "status": status, "colour": colour}


def _costs(submission: Return) -> Task:
    assert submission.current is not None
    title = "See what it comes to"
    if submission.current.costs is None:
        return {"title": title, "status": "Not yet: something must be put right first", "colour": ""}
    url = reverse("submissions:costs", args=[submission.id])
    status = "Ready" if submission.current.is_accepted else "Not final: something must be put right first"
    return {"title": title, "url": url, "status": status, "colour": ""}


def _declare(context: Context, submission: Return, is_open: bool) -> Task:
    title, state = "Sign and submit", ReturnState(submission.state)
    if state != ReturnState.IN_PROGRESS:
        url = reverse("submissions:receipt", args=[submission.id])
        return {"title": "Your receipt", "url": url, "status": state.label, "colour": "green"}
    assert submission.current is not None
    ready = submission.current.is_accepted and not queries.still_to_explain(context, submission)
    if not (ready and is_open):
        return _later(title)
    url = reverse("submissions:declaration", args=[submission.id])
    return {"title": title, "url": url, "status": "To do", "colour": "blue"}
