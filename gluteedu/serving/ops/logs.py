"""What the server and its kernels log: one short line for each event, with nobody's words in it."""

from __future__ import annotations

import logging
import os
import re
import sys
import traceback
from typing import Any

from pythonjsonlogger.json import JsonFormatter
from tornado.web import RequestHandler

SETTING = "GLUTEEDU_LOG"
"""``json`` or ``text``; JSON unless a person at a terminal reads along, if not given."""

_MAX_LENGTH = 300
_REDACTIONS = (
    (re.compile(r"\?\S+"), "?..."),  # a query may hold what a person typed
    (re.compile(r"\b[0-9a-f]{32}\b"), "..."),  # the id of a learner or a page
    (re.compile(r"\b[0-9a-z]{4}(-[0-9a-z]{4}){3}\b"), "..."),  # the form of an instructor's key
)
_NOISE = re.compile(r"^Notebook .* is not trusted$|^The websocket_ping_timeout|^Setting websocket_")
_requests = logging.getLogger("gluteedu.requests")


class _RedactingFilter(logging.Filter):
    """Cuts every message down to one line without queries and ids; drops noise."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage().partition("\n")[0]
        if _NOISE.match(message):
            return False
        for pattern, replacement in _REDACTIONS:
            message = pattern.sub(replacement, message)
        record.msg, record.args = message[:_MAX_LENGTH], None
        record.error = ""
        if record.exc_info and record.exc_info[0] is not None:
            # Neither its message nor the lines of code: either may hold an answer.
            record.error = _error_location(record.exc_info)
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def _error_location(exc_info: Any) -> str:
    kind, _, trace = exc_info
    frames = traceback.extract_tb(trace)[-4:]
    places = [f"{os.path.basename(x.filename)}:{x.lineno} {x.name}" for x in reversed(frames)]
    return f"{kind.__name__} at {' < '.join(places)}"


class _TextFormatter(logging.Formatter):
    """For a person: time, level, what happened, and where it went wrong."""

    def format(self, record: logging.LogRecord) -> str:
        error = getattr(record, "error", "")
        time = self.formatTime(record, "%H:%M:%S")
        line = f"{time} {record.levelname} {record.name}: {record.getMessage()}"
        return f"{line} [{error}]" if error else line


def _json_formatter() -> logging.Formatter:
    names = {"levelname": "level", "name": "logger", "message": "event"}
    return JsonFormatter(
        "%(levelname)s %(name)s %(message)s", rename_fields=names, timestamp="time"
    )


def _handler() -> logging.Handler:
    chosen = os.environ.get(SETTING, "")
    stream = sys.__stderr__  # in a kernel, sys.stderr is the page's
    if chosen not in ("json", "text"):
        chosen = "text" if stream is not None and stream.isatty() else "json"
    handler = logging.StreamHandler(stream)
    handler.setLevel(logging.WARNING)  # below that, libraries log what a page has sent
    handler.addFilter(_RedactingFilter())
    handler.setFormatter(_json_formatter() if chosen == "json" else _TextFormatter())
    return handler


def set_up_logs(*loggers: Any) -> None:
    """Log everything in this way from now on, to the process's own standard error.

    Args:
        loggers: loggers and adapters that have handlers of their own; these are removed.
    """
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(_handler())
    root.setLevel(logging.WARNING)
    for logger_or_adapter in loggers:
        logger = getattr(logger_or_adapter, "logger", logger_or_adapter)
        logger.handlers.clear()
        logger.setLevel(logging.WARNING)
        logger.propagate = True


def log_request(handler: RequestHandler) -> None:
    """A line for each request that the server failed at, and none for the others."""
    status, request = handler.get_status(), handler.request
    if status >= 500:
        _requests.error(
            "a request failed",
            extra={"status": status, "method": request.method, "path": request.path[:_MAX_LENGTH]},
        )
