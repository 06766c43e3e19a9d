"""What each role brings: by role and by source the same opportunities, each once."""

from __future__ import annotations

import pytest

from salesbook.domain.aftersale.sources import traced_opportunities
from salesbook.domain.cycle.role_board import plan_role_board
from tests.domain.aftersalebook import after_sale_world

BOOK = {
    "Team": "Rep | Role | Cost per hour\nann | Sales | 60\npilar | Service | 30\nbo | | ",
    "Accounts": "Account ID | Account\nA1 | Acme\nA2 | Beta",
    "Contacts": """
        Contact ID | First name | Account ID | Promotion ID | Referred by
        C1         | Ada        | A1         | FAIR         |
        C2         | Ben        | A2         |              | C1
    """,
    "FrontLine": """
        Note ID | When       | By    | Contact ID | Heard | Type
        N1      | 2026-02-20 | pilar | C1         | x     | Lead
        N2      | 2026-02-20 | pilar | C1         | x     | Need
        N3      | 2026-02-20 | bo    | C1         | x     | Risk
    """,
    "Activities": """
        Activity ID | When       | Contact ID | By    | Channel | Outcome | Minutes
        T1          | 2026-02-21 | C1         | ann   | Call    | Spoke   | 30
        T2          | 2026-02-22 | C1         | pilar | Service | Spoke   | 60
        T3          | 2026-02-23 | C2         | zoe   | Call    | Spoke   | 10
    """,
    "Opportunities": """
        Opportunity ID | Contact ID | Owner | Result | Amount | Created    | Source        | Source ID
        O1             | C1         | ann   | Won    | 900    | 2026-03-01 | Front line    | N1
        O2             | C1         | ann   | Won    | 100    | 2026-03-01 | Promotion     |
        O3             | C2         | ann   | Open   | 50     | 2026-03-01 | Referral      |
        O4             | C2         | bo    | Open   | 50     | 2026-03-01 | Calling cycle |
        O5             | C2         | zoe   | Lost   | 50     | 2026-03-01 | Front line    | N9
        O6             | C2         |       | Won    | 7      | 2026-03-01 |               |
        O7             | C2         | ann   | Open   | 7      | 2026-02-01 | Other         |
    """,
}
SUMS = ("Opportunities", "Won", "Value")


@pytest.fixture(scope="module")
def board():
    [change] = plan_role_board(after_sale_world(**BOOK)).changes
    return [dict(row) for row in change.rows]


def of(board, role: str | None = None, source: str | None = None):
    [row] = [one for one in board if one["Role"] == role and one["Source"] == source]
    return row


def test_the_first_row_is_over_all(board):
    assert board[0] == {
        "Role": None, "Source": None, "Notes": 3, "Leads": 2, "Opportunities": 7, "Won": 3, "Value": 1007.0, "Minutes": 100, "Cost": 60.0,
    }  # fmt: skip


def test_roles_and_sources_each_add_up_to_all(board):
    for rows in ([one for one in board if one["Role"]], [one for one in board if one["Source"]]):
        assert {name: sum(row[name] for row in rows) for name in SUMS} == {
            name: board[0][name] for name in SUMS
        }
    roles = [one for one in board if one["Role"]]
    for name in ("Notes", "Leads", "Minutes", "Cost"):
        assert sum(row[name] for row in roles) == board[0][name]


def test_what_came_of_a_note_counts_for_the_role_of_whoever_noted_it(board):
    service = of(board, "Service")
    assert [service[name] for name in ("Notes", "Leads", *SUMS, "Minutes", "Cost")] == [
        2,
        2,
        1,
        1,
        900.0,
        60,
        30.0,
    ]
    assert [of(board, "Sales")[name] for name in SUMS] == [3, 1, 100.0]


def test_people_without_a_role_and_strangers_have_rows_of_their_own(board):
    assert [of(board, "No role")[name] for name in ("Notes", "Opportunities")] == [1, 1]
    assert [of(board, "Not on Team")[name] for name in ("Opportunities", "Minutes")] == [2, 10]
    assert of(board, source="Not given")["Opportunities"] == 1


def test_each_opportunity_is_traced_or_named():
    world = after_sale_world(**BOOK)
    assert traced_opportunities(world).tolist() == [True, True, True, True, False, False, False]
    said = " ".join(message.text for message in plan_role_board(world).messages)
    assert (
        "7 opportunities by source = 1 Promotion + 1 Referral + 2 Front line + 1 Calling cycle + 1 Other + 1 Not given."
        in said
    )
    assert (
        "3 opportunities cannot be traced to a note, call, referral, campaign or promotion (O5, O6, O7)"
        in said
    )
