"""What wage surveys wait for, as tasks of a home page of the team."""

from typing import Any

from accounts.domain.context import Context
from markets.paysurveys import queries


def wage_tasks(context: Context) -> list[dict[str, Any]]:
    return [
        {
            "title": task.title,
            "hint": task.hint,
            "url": task.url,
            "status": "Waits for somebody else" if task.waits else "To do",
            "colour": "" if task.waits else "blue",
        }
        for task in queries.pay_tasks(context)
    ]
