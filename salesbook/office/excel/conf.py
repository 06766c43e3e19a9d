"""What xlwings reads on the workbook's sheet xlwings.conf: where Python is, and how to start it."""

from __future__ import annotations

from collections.abc import Mapping

# Rows with nothing to say may stay blank only where xlwings wants a text: of a blank it can make no Yes or No.
# The workbook's own folder holds data, so no Python is looked for there; a OneDrive address needs none either.
BLANK_CONF: Mapping[str, str | bool] = {
    "Interpreter_Win": "",
    "Interpreter_Mac": "",
    "Use UDF Server": False,
    "Show Console": False,
    "ADD_WORKBOOK_TO_PYTHONPATH": False,
}
MADE_FOR = "Made for xlwings"  # a row of our own: the version whose VBA module the workbook has


def conf_rows(platform: str, python: str) -> dict[str, str | bool]:
    """The rows for this `sys.platform` and this `sys.executable`; on other systems Excel does not run.

    On Windows Python stays warm between clicks: "Use UDF Server" keeps one for all of them.
    """
    match platform:
        case "win32":
            return {**BLANK_CONF, "Interpreter_Win": python, "Use UDF Server": True}
        case "darwin":
            return {**BLANK_CONF, "Interpreter_Mac": python}
        case _:
            return dict(BLANK_CONF)
