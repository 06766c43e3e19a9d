"""What goes wrong, for whoever must find out why: the log file, and its place for the person to name."""

from __future__ import annotations

from pathlib import Path

from salesbook.errors import BadInput, SalesbookError

_MOST_BYTES = 500_000


def log_file() -> Path:
    """Where it is. The folder is made if need be."""
    from platformdirs import user_log_path

    return user_log_path("salesbook", appauthor=False, ensure_exists=True) / "salesbook.log"


def explainable(error: BaseException) -> SalesbookError:
    """An error as one that can be explained; the details of any other go to the log file."""
    if isinstance(error, SalesbookError):
        return error
    what = f"Something went wrong inside salesbook ({type(error).__name__}), and it stopped."
    todo = "Nothing was written."
    try:
        log_error(error)
    except OSError:  # a full disk must not hide what happened
        return BadInput(what, todo)
    return BadInput(what, f"{todo} Please send us {log_file()}.")


def log_error(error: BaseException) -> None:
    """Put an error with all that led to it into the log file. Raises OSError."""
    import logging
    from logging.handlers import RotatingFileHandler

    handler = RotatingFileHandler(log_file(), maxBytes=_MOST_BYTES, backupCount=1, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    record = logging.LogRecord(
        "salesbook",
        logging.ERROR,
        "",
        0,
        "%s",
        (str(error),),
        (type(error), error, error.__traceback__),
    )
    try:
        handler.emit(record)
    finally:
        handler.close()
