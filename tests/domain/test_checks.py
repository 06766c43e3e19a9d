"""What `check` finds beyond single cells: each rule in a small book, and nothing in a sound one."""

from __future__ import annotations

from datetime import date
from time import process_time

import numpy as np
import pytest

from salesbook.domain.checks import CHECKS
from salesbook.domain.checks.found import MOST_FOUND
from salesbook.schema import TABLES
from salesbook.tables.frames import frame, frames, read_settings
from salesbook.tables.grid import Grid
from tests.helpers import book, snapshot, world_parts

TODAY = date(2026, 3, 4)
SOUND = {
    "Team": "Rep | Role | Calls per day | From | To | Country | Time zone | Active\nann | Sales | 5 | 09:00 | 17:00 | ES | Europe/Madrid | Yes\n"
            "ben | Service | | | | | | No",
    "Holidays": "Country | Date\nES | 2026-01-06\nES | 2025-01-06",
    "Duties": "Task | Role\nStatus call | sales\nPitch | ",
    "Absences": "Rep | From | To | Stand-in\nann | 2026-03-09 | 2026-03-09 | ben",
    "Cadences": "Cadence | Kind | Tier | Channels | Priority | Active\nAll | | | Call | 1 | Yes\nKey | Customer | A | Visit | | \nOld | | | Call | 9 | No",
    "Accounts": "Account ID | Account | Owner | Time zone\nA1 | Acme | ann | Asia/Kolkata",
    "Contacts": "Contact ID | First name | Account ID | Owner | Cadence | Referred by | Phone | Email | Created | Next date | Do not call\n"
                "C1 | Ada | A1 | ann | Key | | +34 91 123 4567 | ada@acme.example | 2026-03-04 | 2026-04-01 |\n"
                "C2 | Ana |    |     |     | C1 |               |                  |            | 2026-01-01 | Yes\n"
                "C3 | 太郎 |    |     |     | C2 | 〇 | | | |",
    "Activities": "Activity ID | When | Contact ID | By\n1 | 2026-03-04 | C1 | ann",
    "Orders": "Order ID | Contact ID | Account ID | Date\nO1 | C2 | | 2026-03-04\nO2 | | A1 | 1999-12-31",
    "Opportunities": "Opportunity ID | Account ID | Created | Closed | Result\nP1 | A1 | 2026-01-01 | 2026-01-01 | Won\nP2 | A1 | 2026-01-01 | | Open",
    "Settings": "Setting | Value\nDefault owner | ann\nDefault country | ES",
}  # fmt: skip


def found(today=TODAY, **tables):
    data, values = world_parts(**SOUND | {"Contacts": SOUND["Contacts"].replace("〇", "")} | tables)
    return [problem for rule in CHECKS for problem in rule(data, values, today)]


def said(*args, **tables):
    return [f"{problem.cell or problem.table}: {problem.why}" for problem in found(*args, **tables)]


def test_a_sound_book_has_no_problems():
    assert said() == []


def test_an_empty_book_has_no_problems():
    nothing = snapshot(book())
    data, values = frames(nothing)[0], read_settings(nothing)[0]
    assert [problem for rule in CHECKS for problem in rule(data, values, TODAY)] == []


@pytest.mark.parametrize(("table", "text", "says"), [
    ("Contacts", "Contact ID | First name | Country\nC1 | Ada | Atlantis\nC2 | Bea | Germany\nC3 | Cy | de\nC4 | Di | Atlantis",
     ["Contacts!R2: Country 'Atlantis' is not a country that salesbook knows, so the strictest row of MailRules counts; 1 more row says so"]),
    ("DoNotMail", "Address\n*@firm.example\nacme",
     ["'Do not mail'!A3: Nobody can tell which address or domain this is, so it protects nobody"]),
    ("Contacts", "Contact ID | First name | Account ID\nC1 | Ada | A9\nC2 | Bea | A9\nC3 | Cy | A8",
     ["Contacts!D2: Accounts has no A9; 1 more row says so", "Contacts!D4: Accounts has no A8"]),
    ("Activities", "Activity ID | When | Contact ID | By\n1 | 2026-01-01 | C1 | zoe", ["Activities!D2: Team has no zoe"]),
    ("Orders", "Order ID | Date\nO1 | 2026-01-01", ["Orders!B2: This order names nobody, so it counts for nobody"]),
    ("Accounts", "Account ID | Owner\nA1 | ben", ["Accounts!G2: ben is not active; the default owner calls"]),
    ("Contacts", "Contact ID | First name | Cadence\nC1 | Ada | Old\nC2 | Ana",
     ["Contacts!M2: Old is not active; the best match of the others is used"]),
])  # fmt: skip
def test_references_that_lead_nowhere_are_named(table, text, says):
    assert said(**{table: text.replace("\nC2 | Ana", "\nC2 | Ana | ")}) == says


def test_referrals_in_a_circle_are_named():
    contacts = "Contact ID | First name | Referred by\nC1 | Ada | C1\nC2 | Bea | C4\nC3 | Cy | C2\nC4 | Di | C3\nC5 | Ed | C3\nC6 | Fay |"
    circle = "The referrals go round in a circle: {} was referred, over others, by this person"
    assert said(Contacts=contacts) == [
        "Contacts!AB2: C1 cannot have referred themselves",
        f"Contacts!AB3: {circle.format('C4')}", f"Contacts!AB4: {circle.format('C2')}", f"Contacts!AB5: {circle.format('C3')}",
    ]  # fmt: skip


@pytest.mark.parametrize(("table", "text", "says"), [
    ("Activities", "Activity ID | When | Contact ID\n1 | 2026-03-05 | C1", "Activities!B2: When is still to come, so this does not count yet"),
    ("Orders", "Order ID | Date | Contact ID\nO1 | 1900-01-01 | C1", "Orders!D2: Date is too long ago to be true"),
    ("Opportunities", "Opportunity ID | Created | Closed | Result\nP1 | 2026-02-01 | 2026-01-01 | Won", "Opportunities!I2: Closed lies before Created"),
    ("Opportunities", "Opportunity ID | Created | Closed | Result\nP1 | 2026-02-01 | 2026-02-01 | Open",
     "Opportunities!J2: It has a Closed date, but its Result is Open"),
    ("Opportunities", "Opportunity ID | Created | Closed | Result\nP1 | 2026-02-01 | | Lost",
     "Opportunities!I2: It is won or lost, but Closed is blank, so no report counts it"),
    ("Opportunities", "Opportunity ID | Closed | Result\nP1 | 2026-03-05 | Won", "Opportunities!I2: Closed is still to come, so this does not count yet"),
    ("Opportunities", "Opportunity ID | Stage | Closed | Result\nP1 | Closed - Won | 2026-02-01 | Lost",
     "Opportunities!J2: Its Stage says Won, but its Result is Lost"),
    ("Opportunities", "Opportunity ID | Stage | Result\nP1 | 6. Verloren |", "Opportunities!J2: Its Stage says Lost, but its Result is blank"),
    ("Opportunities", "Opportunity ID | Stage | Result\nP1 | Lost contact | Open\nP2 | Gewonnen | Open", "Opportunities!J3: Its Stage says Won, but its Result is Open"),
    ("Absences", "Rep | From | To\nann | 2026-03-09 | 2026-03-08", "Team!C2: The last day away lies before the first"),
    ("Absences", "Rep | To\nann | 2026-03-08", "Team!B2: The first day away is missing, so this absence does not count"),
    ("Absences", "Rep | From | Stand-in\nann | 2026-03-08 | ann", "Team!D2: ann is away and cannot stand in for themselves"),
    ("Contacts", "Contact ID | Phone\nC1 |\nC2 |", "Contacts!C2: This person has no name"),
    ("Contacts", "Contact ID | First name | Do not call | Next date\nC1 | Ada | Yes | 2026-03-04\nC2 | Bea | | 2026-03-04",
     "Contacts!AD2: A date is agreed, but Do not call is Yes, so nobody will call"),
    ("Contacts", "Contact ID | First name | Phone\nC1 | Ada | ask Ana\nC2 | Bea | 911234567",
     "Contacts!K2: Phone 'ask Ana' is not a phone number that can be dialled"),
    ("Contacts", "Contact ID | First name | Email\nC1 | Ada | ada at acme\nC2 | Bea | bea@acme.example", "Contacts!J2: Email 'ada at acme' is not an email address: An email address must have an @-sign"),
    ("Accounts", "Account ID | Time zone\nA1 | Madrid", "Accounts!I2: There is no time zone called Madrid, so it is not used"),
    ("Team", "Rep | Role | Calls per day\nann | Sales | 0\nben | | 0", "Team!F2: With 0 calls per day this rep gets no list, and owns people or accounts"),
    ("Team", "Rep | Role | From | To\nann | Sales | 09:00 | 09:00\nben | | |", "Team!I2: The calling day ends when it begins"),
    ("Team", "Rep | Role | From | To\nann | Sales | 17:00 | 09:00\nben | | |", "Team!I2: The calling day goes over midnight, and lasts more than 12 hours"),
    ("Duties", "Task | Role\nPitch | Astronaut", "Team!B2: No active rep has the role Astronaut"),
    ("Holidays", "Country | Date\nES | 2025-01-06", "Team!J2: Holidays has no day of ES in 2026, so its public holidays count as working days"),
    ("Cadences", "Cadence | Kind | Tier | Channels\nAll | | |\nKey | Customer | A | Call", "Cadences!H2: No channel is named, so calls are used"),
    ("Settings", "Setting | Value\nDefault owner | zoe", "Settings!B2: zoe is not an active rep of Team"),
    ("Settings", "Setting | Value\nManager | zoe", "Settings!B2: zoe is not an active rep of Team"),
    ("Settings", "Setting | Value\nDefault country | Spain", "Settings!B2: Spain is not a two-letter code"),
    ("Settings", "Setting | Value\nFair from | 70", "Settings!B2: Fair begins above Strong, so no score is Fair"),
    ("Settings", "Setting | Value\nStrong from | 30\nFair from | 40", "Settings!B3: Fair begins above Strong, so no score is Fair"),
    ("Settings", "Setting | Value\nDEFAULT owner | zoe", "Settings!B2: zoe is not an active rep of Team"),
    ("Settings", "Setting | Value\nCampaign share | 30", "Settings!B2: It is a share, and cannot be more than 1"),
    ("Settings", "Setting | Value\nCare share | 1.5", "Settings!B2: It is a share, and cannot be more than 1"),
])  # fmt: skip
def test_what_cannot_be_is_named_with_its_cell(table, text, says):
    assert says in said(**{table: text})
    assert all(problem.todo.endswith(".") for problem in found(**{table: text}))


def test_a_cadence_that_another_always_beats_is_named_unless_somebody_chose_it():
    cadences = """
        Cadence | Kind     | Tier | Channels | Priority | Active
        All     |          |      | Call     |          | Yes
        Key     | Customer | A    | Call     | 2        | Yes
        Late    | Customer | A    | Call     | 2        | Yes
        First   | Customer | A    | Call     | 9        | No
        Chosen  | Customer | A    | Call     | 1        | Yes
    """
    contacts = "Contact ID | First name | Cadence\nC1 | Ada | Chosen\nC2 | Bea |"
    assert said(Cadences=cadences, Contacts=contacts) == [
        "Cadences!K4: Another cadence with the same Kind, Tier and Ticket always goes first, so nobody gets this one",
    ]


def test_a_team_without_anybody_active_is_named_once_there_are_contacts():
    assert "Team: Nobody in Team is active, so nobody gets a list" in said(
        Team="Rep | Active\nann | No\nben | No"
    )


def test_a_book_of_thousands_of_errors_names_a_few_and_counts_the_rest():
    many = "Contact ID | First name | Account ID\nC1 | Ada | A1\nC2 | Bea | A1\n" + "\n".join(
        f"X{n} | | Z{n}" for n in range(1000)
    )
    problems = found(Contacts=many)
    assert len(problems) == 2 * (MOST_FOUND + 1)
    assert [problem.why for problem in problems if not problem.cell] == [
        "800 more values like the ones above", "800 more rows like the ones above",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "says"), [(1, "1 more row like the ones above"), (2, "2 more rows like the ones above")]
)
def test_what_is_not_named_is_counted_in_plain_english(more, says):
    nobody = "Order ID | Date\n" + "\n".join(f"O{n} | 2026-01-01" for n in range(MOST_FOUND + more))
    assert found(Orders=nobody)[-1].why == says


def test_what_fills_a_cell_to_the_brim_is_quoted_in_part():
    brim = "y" * 32_765
    problems = found(Team=f"Rep | Role | Active\nann | Sales | Yes\nben | {brim} | No", Contacts=f"Contact ID | First name | Phone | Owner | Time zone\nC1 | Ada | {brim} | {brim} | {brim}",
                     Settings=f"Setting | Value\nDefault owner | {brim}\nDefault country | {brim}", Duties=f"Task | Role\nPitch | {brim}")  # fmt: skip
    whole = world_problems(Contacts=f"Contact ID | Created\nC1 | {brim}\n{brim} | \n{brim} |", Settings=f"Setting | Value\nFair from | {brim}")  # fmt: skip
    assert len(problems) >= 6
    assert len(whole) == 3
    assert max(len(problem.why) for problem in problems + whole) < 250


def world_problems(**tables):
    seen = snapshot(book(**tables))
    return frames(seen)[1] + read_settings(seen)[1]


def test_a_large_book_is_checked_at_once():
    people, events = 100_000, 500_000
    who = np.char.add("C", np.arange(people).astype(str)).tolist()
    small, values = world_parts(
        **SOUND
        | {"Contacts": "Contact ID\nC1", "Activities": "Activity ID | When | Contact ID\n1 | 2026-01-01 | C1"}
    )
    firms = [f"A{n // 5}" for n in range(people)]
    accounts = {
        "Account ID": list(dict.fromkeys(firms)),
        "Account": [f"Firm {n}" for n in range(people // 5)],
    }
    contacts = {"Contact ID": who, "First name": ["Ada", "Bea", "Cy", "Di", "Ed"] * (people // 5), "Phone": [f"+34 91 {n:07}" for n in range(1_000_000, 1_000_000 + people)], "Email": ["a@b.example"] * people,
                "Account ID": firms, "Referred by": [None, *who[:-1]]}  # fmt: skip
    log = {
        "Activity ID": [str(n) for n in range(events)],
        "When": [TODAY] * events,
        "Contact ID": who * 5,
        "By": ["ann"] * events,
    }
    large = small | {
        name: frame(TABLES[name], grid(name, columns))[0]
        for name, columns in (("Accounts", accounts), ("Contacts", contacts), ("Activities", log))
    }
    started = process_time()  # others at work beside it cost nothing
    assert [problem.why for rule in CHECKS for problem in rule(large, values, TODAY)] == []
    assert process_time() - started < 3.5  # 1.8 s on a machine that does nothing else


def grid(name, columns):
    height = len(next(iter(columns.values())))
    return Grid(
        name,
        {header: columns.get(header, [None] * height) for header in TABLES[name].by_name},
        TABLES[name].key,
    )


def test_who_works_for_a_day_that_has_passed_is_told_once():
    days = "\n".join(f"{n} | 2026-02-{n} | C1" for n in range(10, 25))
    activities = f"Activity ID | When | Contact ID\n{days}"

    def told(today):
        return [one for one in said(today, Activities=activities) if one.startswith("Activities")]

    assert told(date(2026, 2, 12)) == [
        "Activities!B5: 12 rows have a When after 12 Feb 2026, so they do not count yet"
    ]
    few = told(date(2026, 2, 14))
    assert len(few) == 10
    assert few[0] == "Activities!B7: When is still to come, so this does not count yet"


def test_a_calling_day_that_goes_over_midnight_is_none_of_anybodys_business():
    team = "Rep | Role | Country | From | To\nann | Sales | ES | 20:00 | 02:00\nben | | | |"
    assert [one for one in said(Team=team) if "Team!" in one] == []
