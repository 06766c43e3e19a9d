"""The proposition of the sample: vendor-managed inventory, from Finance's objection to a live campaign, and what comes after it."""

from __future__ import annotations

from datetime import date, timedelta

from salesbook.domain.sample.firm import SERVICE, SampleColumns, columns
from salesbook.tables.plan import Value

CAMPAIGN, PROPOSITION, COHORT = "VMI-1", "VMI", "Within a day's drive"
PITCHED_BY = ("Ana", "Jonas", "Maeve")
NEAR, PITCHED_TIERS = ("ES", "PT", "FR", "IT", "DE", "AT", "PL", "GB", "IE"), ("A", "B", "C")
_WEEKS_LIVE = 6
_FINANCE, _OPERATIONS = "Marta Soler", "Iker Larrea"  # who speak for departments; neither calls anybody
SPEAKERS = f"Finance: {_FINANCE}; Operations: {_OPERATIONS}; Purchasing: {_OPERATIONS}; Service: {SERVICE}"
_NEXT = "VMI-2"  # the second version has a row of its own while the first one is pitched

_Row = tuple[Value, ...]


def campaign_start(today: date) -> date:
    """The Monday on which the campaign began."""
    return today - timedelta(days=today.weekday() + 7 * _WEEKS_LIVE)


def campaign_tables(today: date) -> dict[str, SampleColumns]:
    """What stands on Propositions and Campaigns, and in Settings who approves."""
    rows: dict[str, list[_Row]] = {
        "Propositions": _propositions(),
        "Approvals": [*_first_version(campaign_start(today)), *_second_version(today)],
        "Executives": [
            ("Finance", _FINANCE, "marta.soler@cierzo.example", "Lucía Roca"),
            ("Operations", _OPERATIONS, "iker.larrea@cierzo.example", None),
            ("Purchasing", _OPERATIONS, "iker.larrea@cierzo.example", None),
            ("Service", SERVICE, "marek@cierzo.example", None),
        ],
        "Campaigns": [
            (CAMPAIGN, PROPOSITION, 1, COHORT, "Ana", ", ".join(PITCHED_BY), "Call, Visit, Email", None, 4, campaign_start(today),
             None, "Live"),
        ],
        "Cohorts": [
            (COHORT, f"Kind = Customer and Tier is one of {', '.join(PITCHED_TIERS)} and Country is one of {', '.join(NEAR)}",
             "Customers who use enough film to be worth a round, where our vans get to and back in a day."),
            ("Look for a machine", "Kind = Prospect and Tier is one of A, B", "Prospects who would buy a whole line."),
        ],
    }  # fmt: skip
    return {name: columns(name, cells) for name, cells in rows.items()}


def _propositions() -> list[_Row]:
    return [
        (PROPOSITION, "Vendor-managed inventory", "You never run out of film and wear parts: we keep your store filled, and you pay for what you take out.",
         COHORT, 1, "Live", "Iker Larrea", "Operations, Purchasing, Service, Finance",
         "A line that stands for want of film costs them more in a day than the film of a month.",
         "Film for six weeks in stock, a van round each week, and counts of the shelf in our system.",
         "Reps matter less: orders come by themselves, and the weekly call for film goes. What stays is to listen, and to bring the next idea.",
         "Customer", "Ask how often they ran out of film this year. Say that we fill the store each week, and bill what they took out.",
         None, "One in five says yes; after half a year their orders come without a call."),
        (_NEXT, "Vendor-managed inventory, with a ceiling", "The same, and you set the floor and the ceiling of your store: above it we take back what you do not use.",
         COHORT, 2, "In review", "Ana Ferrer Molina", "Purchasing, Finance",
         "They fear that whoever fills the shelf also decides how much they buy.",
         "Film is taken back up to a month's use, and a page on which they set their limits.",
         "As in version 1, and the rep need no longer defend what stands in the store.",
         "Customer", "Say that they set how much may stand there at most. Ask which floor and ceiling they would choose.",
         None, "Fewer than one in ten says that they do not trust it."),
        ("SWAP", "A spare machine overnight", "If yours stands for more than a day, ours is on your floor the next morning.",
         None, 1, "Idea", SERVICE, None, "A day without a sealer costs a bakery its bread.", "Four machines for loan, and a driver on call.",
         None, None, None, None, None),
    ]  # fmt: skip


def _first_version(start: date) -> list[_Row]:
    """Finance objected, was answered and approved; then departments got ready, the last a week before the start."""

    def before(weeks: int, weekday: int = 0) -> date:
        return start + timedelta(days=weekday - 7 * weeks)

    asked = before(10)
    deposit = (
        "Customers leave a deposit of a month's use, and no more than 30 stores are filled in the first year."
    )
    told = [
        ("Operations", _OPERATIONS, None, "Approve", None, None, None, asked, before(10, 3)),
        ("Purchasing", _OPERATIONS, None, "Approve", None, None, None, asked, before(10, 3)),
        ("Service", SERVICE, None, "Approve", "Technicians have no time to count shelves.", "Drivers count, with a list on their telephone.",
         None, asked, before(9, 1)),
        ("Finance", _FINANCE, None, "Object", "Film for 180,000 EUR would stand on our books until somebody uses it.", deposit,
         None, asked, before(9, 2)),
        ("Finance", _FINANCE, None, "Approve", None, None, None, before(6), before(6, 3)),
        ("Finance", _FINANCE, "The deposit in our contracts", "Done", None, None, before(3, 4), None, before(3, 2)),
        ("Purchasing", _OPERATIONS, "Film for six weeks in stock", "Done", None, None, before(2, 4), None, before(2, 3)),
        ("Operations", _OPERATIONS, "Van rounds from Valencia and Berlin", "Done", None, None, before(2, 4), None, before(2, 4)),
        ("Service", SERVICE, "Drivers trained to count", "Done", None, None, before(1, 4), None, before(1, 3)),
    ]  # fmt: skip
    return [(PROPOSITION, 1, *row) for row in told]


def _second_version(today: date) -> list[_Row]:
    """Operations and Purchasing have approved; Finance has not decided yet, and something is not ready."""
    monday = today - timedelta(days=today.weekday())
    asked = monday - timedelta(days=11)
    told = [
        ("Operations", _OPERATIONS, None, "Approve", None, None, None, asked, monday - timedelta(days=6)),
        ("Purchasing", _OPERATIONS, None, "Approve", None, None, None, asked, monday - timedelta(days=6)),
        ("Service", SERVICE, None, "Approve", None, None, None, asked, monday - timedelta(days=4)),
        ("Finance", _FINANCE, None, "Pending", None, None, monday + timedelta(days=11), asked, None),
        ("Operations", _OPERATIONS, "Where film that comes back is kept", "Pending", None, None, monday + timedelta(days=18), asked, None),
    ]  # fmt: skip
    return [(_NEXT, 2, *row) for row in told]
