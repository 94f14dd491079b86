"""Configure logs: one JSON object a line on standard error, without figures."""

import re
import sys
import traceback
from types import TracebackType
from typing import Any

import structlog
from structlog.types import EventDict, ExcInfo, Processor

# What an entry may carry. Whatever else is handed in is left out: it might be somebody's figure.
ALLOWED = frozenset(
    {
        *("event", "level", "logger", "timestamp", "exception"),
        *("reference", "upload", "participation", "exercise", "calculation", "release", "person", "subject"),
        *("task", "state", "tries", "count", "seconds", "method", "path", "status", "verb", "request"),
    }
)
# Money and decimals, which other libraries may put into their messages.
FIGURE = re.compile(r"£\s?[\d,.]+|\b\d[\d,]*\.\d+")
# Addresses whose end is a key for whoever holds it, as they stand in a path or, quoted, in another one's query.
KEYS = re.compile(
    r"((?:/|%2F)(?:invitations|no-more-emails|events(?:/|%2F)answer|account(?:/|%2F)address"
    r"|password(?:/|%2F)reset(?:/|%2F)key)(?:/|%2F))(?:(?!%2F)[^/\s\"'?&])+",
    re.IGNORECASE,
)


def only_allowed(_: Any, __: str, entry: EventDict) -> EventDict:
    return {name: value for name, value in entry.items() if name in ALLOWED or name.startswith("_")}


def without_figures(_: Any, __: str, entry: EventDict) -> EventDict:
    return {**entry, "event": FIGURE.sub("#", str(entry.get("event", "")))}


def without_what_was_not_found(_: Any, __: str, entry: EventDict) -> EventDict:
    """Keep of Django's own entry that something was not found; ours has the address, if it is one."""
    is_nowhere = getattr(entry.get("_record"), "status_code", None) == 404
    return {**entry, "event": "Not Found"} if is_nowhere else entry


def without_keys(_: Any, __: str, entry: EventDict) -> EventDict:
    """Leave out the keys in addresses: whoever reads a log must not be able to use an invitation."""
    return {name: KEYS.sub(r"\1…", text) if isinstance(text, str) else text for name, text in entry.items()}


def without_words(_: Any, __: str, entry: EventDict) -> EventDict:
    """Keep where an exception happened, and its kind, but not its words: those of the database quote whole rows."""
    found = exception_of(entry.pop("exc_info", None))
    entry.pop("stack_info", None)
    if found is None:
        return entry
    kind, _trouble, where = found
    return {**entry, "exception": [f"{kind.__module__}.{kind.__qualname__}", *places(where)]}


def exception_of(given: Any) -> ExcInfo | None:
    if isinstance(given, BaseException):
        return type(given), given, given.__traceback__
    found = given if isinstance(given, tuple) else sys.exc_info() if given else (None, None, None)
    return found if found[0] is not None else None


def places(where: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(where)]


BEFORE: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
AFTER: list[Processor] = [
    without_what_was_not_found,
    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
    without_words,
    only_allowed,
    without_figures,
    without_keys,
]


def configure() -> None:
    structlog.configure(
        processors=[*BEFORE, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def settings(*, level: str, readable: bool) -> dict[str, Any]:
    """Return Django's LOGGING, for our own entries and those of other libraries alike."""
    shown = structlog.dev.ConsoleRenderer(colors=False) if readable else structlog.processors.JSONRenderer()
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": BEFORE,
        "processors": [*AFTER, shown],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"portal": formatter},
        "handlers": {"portal": {"class": "logging.StreamHandler", "formatter": "portal"}},
        "root": {"handlers": ["portal"], "level": level},
        # Django's own handlers would print tracebacks with their words, or send them by e-mail.
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            # It says of each mail which of forty old servers it is compared with.
            "flufl.bounce": {"level": "WARNING"},
        },
    }
