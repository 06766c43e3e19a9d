"""Who plays in the sample: accounts and people, and the plots that they are given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from salesbook.domain.sample.firm import LEAVER, MACHINES
from salesbook.domain.sample.names import Country
from salesbook.schema import CADENCE_ROWS, INTERVAL_DAYS

INFLUENTIAL = "Centre of influence"
KIND_MIX = (*("Customer",) * 11, *("Prospect",) * 5, "Past customer", "Past customer", "Partner", INFLUENTIAL)
SIZES = (1, 1, 2, 2, 2, 3, 3, 3, 4, 4)
TIER_MIX = {
    "Customer": ("A", "A", "B", "B", "B", "C", "C", "C", "D"),
    "Prospect": ("A", "B", "B", "C", "C", "D"),
    "Past customer": ("B", "C", "C", "D"),
    "Partner": ("B", "C"),
    INFLUENTIAL: ("B", "C"),
}
HIGH_TICKET = {"A": 1.0, "B": 0.6, "C": 0.25, "D": 0.0}
YEARLY_VALUES = {"A": 180_000, "B": 70_000, "C": 24_000, "D": 6_000}
STAGE_MIX = {
    "Customer": ("Serve", "Serve", "Serve", "Win"),
    "Prospect": ("Attract", "Build trust", "Build trust", "Win"),
    "Past customer": ("Build trust", "Attract"),
    "Partner": ("Serve",),
    INFLUENTIAL: ("Build trust",),
}

# How a customer's orders run: see sample_trade. "won" is new, "first" came once and never again.
ORDER_HABITS = (
    "steady",
    "steady",
    "steady",
    "growing",
    "growing",
    "overdue",
    "overdue",
    "first",
    "first",
    "won",
    "returns",
)
# With these an order is long ago. With the others the buyer needs a plot that may go with a fresh
# order: an order is a sign of life, and people with other plots are to be due, or held.
SILENT_ORDERS = {"overdue", "first", "ended"}
BUYING_PLOTS = {"fresh", "wrote", "complained", "strong", "promised", "agreed", "won", "news"}

# Plots: see LATEST in sample_plots.
FIRST_PLOTS = {
    "Customer": (
        *("fresh",) * 12, "due", "due", "late", "promised", "agreed", "callback", "ringing",
        "paused", "unreached", "serviced", "wrote", "strong", "capped",
    ),
    "Prospect": (*("fresh",) * 8, "due", "promised", "agreed", "callback", "rests", "never", "never", "ringing", "paused"),
    "Past customer": (*("fresh",) * 3, "faded", "due", "late", "rests", "agreed"),
    "Partner": (*("fresh",) * 3, "due"),
    INFLUENTIAL: (*("fresh",) * 3, "late", "strong", "due"),
}  # fmt: skip
OTHER_PLOTS = (
    *("fresh",) * 16, "due", "late", "faded", "never", "never",
    "left", "wrong", "stop", "rests", "mute", "mute", "evening", "news", "news", "paused", "strong", "wrote",
)  # fmt: skip
ALONE_PLOTS = ("fresh", "fresh", "fresh", "due", "late", "never", "strong", "agreed", "promised")
NEXT_DATES = {"promised": (-2, 0), "callback": (-1, 0), "agreed": (2, 14), "won": (-1, 3)}
GONE_STATUSES = {"left": "Left", "wrong": "Wrong number"}

DECIDERS = ("Managing director", "Owner", "Plant manager", "Head of production", "Operations director")
COLLEAGUES = (
    "Purchasing manager",
    "Maintenance lead",
    "Quality manager",
    "Line foreman",
    "Logistics manager",
    "Process engineer",
)
INFLUENCE = (
    "Trade journalist",
    "Packaging consultant",
    "Guild chairperson",
    "Lecturer in packaging",
    "Fair organiser",
)
CONTACT_NOTES = (
    "Prefers short calls before lunch.", "Speaks English as well.", "Wants figures in writing.", "Visits the fair every year.",
    "Likes to be asked about the new hall.", "Was an operator before; knows the machine well.", "Decides together with the owner.",
)  # fmt: skip
ACCOUNT_NOTES = (
    "Two lines, a third is planned.", "Packs for several brands.", "Strict hygiene rules: book visits a week ahead.",
    "Family firm in the third generation.", "Seasonal: busiest before Christmas.",
)  # fmt: skip
SOURCE_MIX = (
    *("Promotion",) * 5, *("Referral",) * 4, "Front line", "Front line", "Calling cycle", "Campaign", "Existing customer", "Other",
)  # fmt: skip
CONSENT_MIX = (*("Opted in",) * 4, *("Legitimate interest",) * 3, "Unknown", "Unknown", "Opted out")
CONSENT_WAYS = {"Promotion": "form at the fair", "Campaign": "form on our website", "Referral": "by email"}
CONSENT_BY_PHONE = "by telephone"  # the way of all others
PREFERRED_DAYS = ("Tue, Thu", "Mon, Wed", "Tue, Wed, Thu", "Wed", "Mon, Tue")
PREFERRED_CHANNELS = ("Call", "Call", "Call", "Email", "Visit", "Meeting")
OFFICE_HOURS = ((8, 12), (9, 13), (10, 16), (8, 16))
EVENING = (20, 21)


@dataclass(slots=True)
class Account:
    """An organisation. `orders` names the rhythm of its orders; `buyer` places them."""

    id: str
    name: str
    site: str
    country: Country
    industry: str
    kind: str
    tier: str
    ticket: str
    stage: str
    machine: int
    value: int
    orders: str
    notes: str | None
    buyer: SampleContact | None = None
    kept_by_leaver: bool = False
    still_the_leavers: bool = False

    @property
    def owner(self) -> str:
        """Who keeps it, as its row says: of one nobody has taken over from who left."""
        return LEAVER if self.still_the_leavers else self.country.rep


@dataclass(slots=True)
class SampleContact:
    """A contact.

    `rep` keeps the relationship; `next_in` is the agreed date in days from today; `interval` is
    that of the cadence, in days; `named` is whom they recommended, on the day
    `named_on`; `created` is 0 until the history is written. Days are date.toordinal.
    """

    id: str
    first: str
    last: str
    account: Account | None
    country: Country
    rep: str
    plot: str
    title: str
    email: str | None
    phone: str | None
    consent: str
    source: str
    decides: bool = False
    tier: str | None = None
    cadence: str | None = None
    notes: str | None = None
    next_in: int | None = None
    hours: tuple[int, int] | None = None
    days: str | None = None
    channel: str | None = None
    no_email: bool = False
    referrer: SampleContact | None = None
    named: str = ""
    named_on: int = 0
    created: int = 0

    @property
    def kind(self) -> str:
        return self.account.kind if self.account else INFLUENTIAL

    @property
    def machine(self) -> int:
        """Which of the machines their talks are about."""
        return self.account.machine if self.account else len(self.last) % len(MACHINES)

    @property
    def mailable(self) -> bool:
        """Whether newsletters may go there."""
        return (
            self.email is not None
            and not self.no_email
            and self.consent in ("Opted in", "Legitimate interest")
        )

    @property
    def interval(self) -> float:
        """Days between touches by the cadence that applies."""
        if self.cadence:
            return next(row[4] * INTERVAL_DAYS[row[5]] for row in CADENCE_ROWS if row[0] == self.cadence)
        tier = self.tier or (self.account.tier if self.account else "")
        return interval(self.kind, tier, self.account.ticket if self.account else "")


@cache
def interval(kind: str, tier: str, ticket: str) -> float:
    """Days between touches by the cadences that a new book has."""
    has = (kind, tier, ticket)
    fitting = [
        row for row in CADENCE_ROWS if all(want in ("", own) for want, own in zip(row[1:4], has, strict=True))
    ]
    best = max(fitting, key=lambda row: (sum(map(bool, row[1:4])), row[10]))
    return best[4] * INTERVAL_DAYS[best[5]]


def letters_only(account: Account) -> bool:
    """Whether the account follows the cadence of newsletters."""
    return (account.kind, account.tier, account.ticket) == ("Customer", "D", "Low")
