"""What the service writes about itself: one JSON object a line on standard error.

Each line says when (UTC), how serious, from which part, and by which request. Never what an
exception says, and of the lines of other packages only their fixed words: what is filled in may
be a name, an address or a token.
"""

from __future__ import annotations

import logging
import sys
from typing import TextIO

import msgspec
import structlog
from structlog.types import EventDict, Processor, WrappedLogger

from governance.base.failures import kind_of, places_of

OURS = "governance"
"""What our own loggers are called by; they tell more than those of others."""
WARNINGS = "py.warnings"


def configure(stream: TextIO | None = None) -> None:
    """Write the log of this process as lines of JSON; on standard error without a stream."""
    said: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*said, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[fixed_words, *said],
            processors=[
                without_values,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(serializer=_json),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers, root.level = [handler], logging.WARNING
    logging.getLogger(OURS).setLevel(logging.INFO)
    # They say what they met in a file that somebody handed in; that is told to who did.
    for reads in ("pypdf", "pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(reads).setLevel(logging.CRITICAL)
    logging.captureWarnings(capture=True)


def fixed_words(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Of a line of another package only its first line, with nothing filled in.

    Of a warning of Python only its place and class.
    """
    record: logging.LogRecord = event["_record"]
    said = str(record.msg).strip().partition("\n")[0]
    event["event"] = ": ".join(said.split(": ")[:2]) if record.name == WARNINGS else said
    return event


def without_values(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Of an exception its kind and place."""
    event.pop("stack_info", None)
    told = event.pop("exc_info", None)
    told = sys.exc_info() if told is True else told
    error = told[1] if isinstance(told, tuple) else told
    if isinstance(error, BaseException):
        event["kind"], event["frames"] = kind_of(error), places_of(error)
    return event


def _json(event: EventDict, **_: object) -> str:
    """One line; what JSON does not know is told by its class, not by what it holds."""
    return msgspec.json.encode(event, enc_hook=lambda of: type(of).__qualname__).decode()
