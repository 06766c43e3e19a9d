"""What salesbook keeps of its own work, and where Excel finds Python."""

from __future__ import annotations

from salesbook.schema.beside_ids import account_beside, name_beside
from salesbook.schema.forgetting import Forget
from salesbook.schema.types import Table, Type, link_column, ours

PROBLEMS = Table(
    "Problems", "Problems", "What salesbook could not read or believe.",
    users="everyone", ours=True,
    contents="What could not be read or believed.",
    lines=3,
    first=("Go", "Table", "Name", "Problem", "What to do", "Value", "Cell", "Account"),
    forget=Forget.FOLLOWS, keeps_without=("Name",),
    columns=(
        ours("When", Type.DATE, "When it was first seen.", folded=True),
        ours("Table", Type.TEXT, "Where.", width=10),
        ours("Key", Type.TEXT, "Which row.", width=16, folded=True),
        ours("Column", Type.TEXT, "Which column.", width=18, folded=True),
        ours("Cell", Type.TEXT, "The cell.", width=14),
        ours("Value", Type.TEXT, "What stands there.", width=18),
        ours("Problem", Type.TEXT, "What is wrong with it.", width=42),
        ours("What to do", Type.TEXT, "The next step.", width=52),
        name_beside(18),
        account_beside(18),
        link_column('IF(ISNUMBER(SEARCH("!",[@Cell])),HYPERLINK("#"&[@Cell],"›"),"")', "A click leads to the cell."),
    ),
)  # fmt: skip

RUNS = Table(
    "Runs", "Runs", "What salesbook did in this book, and when.",
    key="Run ID", users="everyone", ours=True,
    contents="What salesbook did, and when.",
    prints_to="Message",
    forget=Forget.LOG,
    columns=(
        ours("Run ID", Type.ID, "Its number.", width=20),
        ours("When", Type.MOMENT, "Date and time.", width=17),
        ours("Action", Type.TEXT, "What was run.", width=12),
        ours("By", Type.TEXT, "The person logged in to the computer.", width=14),
        ours("Where", Type.TEXT, "The computer.", width=18),
        ours("Read", Type.WHOLE, "Rows read.", width=9),
        ours("Changed", Type.WHOLE, "Cells changed.", width=10),
        ours("Seconds", Type.NUMBER, "How long it took.", width=9),
        ours("Result", Type.TEXT, "Done, or done with problems.", width=20),
        ours("Message", Type.TEXT, "In a sentence.", width=80),
    ),
)  # fmt: skip

CALL_DAYS = Table(
    "CallDays", "Runs", "What was planned and made on each day; days older than a year are summed by week.",
    users="everyone", ours=True, later=True, since=2,
    forget=Forget.WORDS,
    columns=(
        ours("Date", Type.DATE, "The day; the Monday of its week once a year has passed.", width=11),
        ours("Rep", Type.ID, "Whose calls.", width=12),
        ours("Cadence", Type.TEXT, "The cadence of the people.", width=20),
        ours("Listed", Type.WHOLE, "Lines that stood on the list.", width=8),
        ours("Made", Type.WHOLE, "Calls, visits and meetings logged from a line.", width=8),
        ours("Extra", Type.WHOLE, "Those that were on no list.", width=8),
        ours("Waiting", Type.WHOLE, "People who were due, and for whom the day had no room.", width=9),
        ours("Held by guard", Type.TEXT, "People who were due and were held back: why, and how many.", width=40),
    ),
)  # fmt: skip

CADENCE_CHANGES = Table(
    "CadenceChanges", "Runs", "How often each cadence asked for a touch, since when; a row without before is how it was first seen.",
    users="everyone", ours=True, later=True, since=2,
    forget=Forget.WORDS,
    columns=(
        ours("Cadence", Type.TEXT, "Its name.", width=20),
        ours("Since", Type.DATE, "The day on which today saw it.", width=11),
        ours("Every after", Type.NUMBER, "What Every says since.", width=8),
        ours("Unit after", Type.TEXT, "What Unit says since.", width=8),
        ours("Grace days after", Type.NUMBER, "What Grace days says since.", width=8),
        ours("Every before", Type.NUMBER, "What Every said until then.", width=8),
        ours("Unit before", Type.TEXT, "What Unit said until then.", width=8),
        ours("Grace days before", Type.NUMBER, "What Grace days said until then.", width=8),
    ),
)  # fmt: skip

# Not one of TABLES: only workbooks with macros have it, and what reads it is xlwings.
XLWINGS = Table(
    "Xlwings", "xlwings.conf", "Where Excel finds Python. Filled in by: salesbook install",
    key="Setting", ours=True,
    forget=Forget.WORDS,
    columns=(
        ours("Setting", Type.ID, "As xlwings calls it. It reads the sheet's first two columns.", width=34),
        ours("Value", Type.TEXT, "Filled in by: salesbook install", width=90),
    ),
)  # fmt: skip
