"""The relationship score once more: slow, plain, straight from the text of the design.

Rows are dictionaries by header; a missing header or None is a blank cell. No numpy, no pandas.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import exp, lgamma, log
from statistics import median

FACTORS = ("Recency", "Frequency", "Two-way", "Talk time", "People known", "Loyalty")
WEIGHTS = {"Recency": 30, "Frequency": 20, "Two-way": 15, "Talk time": 15, "People known": 10, "Loyalty": 10}
TARGETS = {"Talk time": 30, "People known": 3}
DAYS = {"day": 1, "week": 7, "month": 30.4375}


@dataclass
class Scored:
    score: float | None
    band: str
    factors: dict[str, float | None]  # points


class Reference:
    def __init__(self, book: dict[str, list[dict]], settings: dict) -> None:
        self.book = book
        self.settings = settings
        self.contacts = {row["Contact ID"]: row for row in book["Contacts"]}
        self.accounts = {row["Account ID"]: row for row in book["Accounts"]}

    # What applies to a contact

    def cadence(self, contact: dict) -> dict | None:
        account = self.accounts.get(contact.get("Account ID"), {})
        have = {
            "Kind": contact.get("Kind"),
            "Tier": contact.get("Tier") or account.get("Tier"),
            "Ticket": account.get("Ticket"),
        }
        best, best_rank = None, None
        for row in self.book["Cadences"]:
            if row.get("Active") == "No":
                continue
            if row["Cadence"] == contact.get("Cadence"):
                return row
            asked = {name: row[name] for name in have if row.get(name)}
            if any(have[name] != value for name, value in asked.items()):
                continue
            rank = (len(asked), row.get("Priority") or 0)
            if best_rank is None or rank > best_rank:  # the upper of equals stays
                best, best_rank = row, rank
        return best

    def interval(self, contact: dict) -> float:
        row = self.cadence(contact)
        if row is None or not row.get("Every") or row["Every"] <= 0:
            return self.settings["Default interval"]
        return row["Every"] * DAYS[row["Unit"]]

    def scoring(self, factor: str, column: str, default: float) -> float:
        for row in self.book["Scoring"]:
            if row["Factor"] == factor and row.get(column) is not None:
                value = row[column]
                return value if value > 0 or (column == "Weight" and value == 0) else default
        return default

    def weights(self) -> dict[str, float]:
        weights = {factor: self.scoring(factor, "Weight", WEIGHTS[factor]) for factor in FACTORS}
        return weights if any(weights.values()) else dict(WEIGHTS)

    def half_life(self, factor: str, contact: dict) -> float:
        return self.scoring(factor, "Half-life", 2) * self.interval(contact)

    # What happened

    def touches(self, contact: dict, t: date) -> list[dict]:
        mine = contact["Contact ID"]
        activities = [
            row for row in self.book["Activities"] if row["Contact ID"] == mine and row["When"] <= t
        ]
        named = [
            row for row in self.book["Orders"] if row.get("Contact ID") == mine and not self.is_return(row)
        ]
        days = {row["Date"] for row in named if row["Date"] <= t}
        activities += [{"When": day, "Channel": "Order", "Direction": "In"} for day in days]
        cadence = self.cadence(contact)
        listed = (cadence or {}).get("Channels") or ""
        touches = []
        for activity in activities:
            rule = self.rule(activity)
            points = rule.get("Points")
            if points is None or points < 0:
                points = 1
            rhythm = rule.get("Rhythm") or "Yes"
            keeps = rhythm == "Yes" or (
                rhythm == "If cadence names it" and activity.get("Channel") in listed.split(", ")
            )
            if points > 0:
                touches.append({
                    "p": points,
                    "a": (t - activity["When"]).days,
                    "minutes": max(activity.get("Minutes") or 0, 0),
                    "by": activity.get("By"),
                    "inbound": activity.get("Direction") == "In",
                    "rhythm": keeps,
                })  # fmt: skip
        return touches

    def rule(self, activity: dict) -> dict:
        have = {
            "Channel": activity.get("Channel"),
            "Direction": activity.get("Direction") or "Out",
            "Outcome": activity.get("Outcome"),
        }
        best, most = {"Points": 1, "Rhythm": "Yes"}, -1
        for row in self.book["TouchPoints"]:
            asked = {name: row[name] for name in have if row.get(name)}
            if all(have[name] == value for name, value in asked.items()) and len(asked) > most:
                best, most = row, len(asked)
        return best

    @staticmethod
    def is_return(order: dict) -> bool:
        return order.get("Amount") is not None and order["Amount"] < 0

    # Ties and accounts

    def ties(self, contact: dict, t: date) -> dict[str, float]:
        """By colleague: faded points against a touch every interval."""
        interval, h = self.interval(contact), self.half_life("Frequency", contact)
        expected = 1 / (1 - 2 ** (-interval / h))
        ties: dict[str, float] = {}
        for touch in self.touches(contact, t):
            if touch["by"]:
                ties[touch["by"]] = ties.get(touch["by"], 0) + touch["p"] * 2 ** (-touch["a"] / h) / expected
        return ties

    def people_of(self, account_id: str) -> list[dict]:
        return [
            contact for contact in self.book["Contacts"]
            if contact.get("Account ID") == account_id and contact.get("Status") != "Left"
        ]  # fmt: skip

    def our_people(self, account_id: str, t: date) -> set[str]:
        """Colleagues who alone would earn half of Recency or more with somebody at the account."""
        found = set()
        for contact in self.people_of(account_id):
            interval = self.interval(contact)
            for touch in self.touches(contact, t):
                if touch["by"] and touch["rhythm"] and touch["a"] <= 2 * interval:
                    found.add(touch["by"])
        return found

    def momentum(self, account_id: str, t: date, g: float | None = None) -> float | None:
        people = self.people_of(account_id)
        deciders = [contact for contact in people if contact.get("Decision maker") == "Yes"]
        scores = []
        for contact in people:
            score = self.score(contact["Contact ID"], t, g).score
            if score is not None:
                scores.append(score if contact in deciders or not deciders else 0.8 * score)
        return max(scores, default=None)

    # The factors

    def recency(self, contact: dict, t: date) -> float:
        ages = [touch["a"] for touch in self.touches(contact, t) if touch["rhythm"]]
        if not ages:
            return 0.0
        m, interval = min(ages), self.interval(contact)
        return 1.0 if m <= interval else 2 ** (-(m - interval) / interval)

    def frequency(self, contact: dict, t: date) -> float:
        interval, h = self.interval(contact), self.half_life("Frequency", contact)
        expected = 1 / (1 - 2 ** (-interval / h))
        return min(
            1.0, sum(touch["p"] * 2 ** (-touch["a"] / h) for touch in self.touches(contact, t)) / expected
        )

    def two_way(self, contact: dict, t: date) -> float:
        touches, h = self.touches(contact, t), self.half_life("Two-way", contact)
        if not touches:
            return 0.0
        newest = min(touch["a"] for touch in touches)
        every = sum(touch["p"] * 2 ** (-(touch["a"] - newest) / h) for touch in touches)
        theirs = sum(touch["p"] * 2 ** (-(touch["a"] - newest) / h) for touch in touches if touch["inbound"])
        return min(1.0, 2 * theirs / every)

    def talk_time(self, contact: dict, t: date) -> float:
        h, target = (
            self.half_life("Talk time", contact),
            self.scoring("Talk time", "Target", TARGETS["Talk time"]),
        )
        return min(
            1.0, sum(touch["minutes"] * 2 ** (-touch["a"] / h) for touch in self.touches(contact, t)) / target
        )

    def people_known(self, contact: dict, t: date) -> float | None:
        if not contact.get("Account ID"):
            return None
        known = 0
        for other in self.book["Contacts"]:
            together = other.get("Account ID") == contact["Account ID"] and other.get("Status") != "Left"
            if together and self.recency(other, t) >= 0.5:
                known += 1
        return min(1.0, known / self.scoring("People known", "Target", TARGETS["People known"]))

    # Loyalty

    def customer(self, contact_id: str | None, account_id: str | None) -> tuple[str, str] | None:
        if account_id:
            return ("account", account_id)
        contact = self.contacts.get(contact_id or "")
        if contact is None:
            return None
        if contact.get("Account ID"):
            return ("account", contact["Account ID"])
        return ("contact", contact["Contact ID"])

    def order_days(self, t: date) -> dict[tuple[str, str], list[date]]:
        days: dict[tuple[str, str], set[date]] = {}
        for row in self.book["Orders"]:
            customer = self.customer(row.get("Contact ID"), row.get("Account ID"))
            if customer and row["Date"] <= t and not self.is_return(row):
                days.setdefault(customer, set()).add(row["Date"])
        return {customer: sorted(dates) for customer, dates in days.items()}

    def gap(self, t: date) -> float:
        gaps = []
        for days in self.order_days(t).values():
            gaps += [(later - earlier).days for earlier, later in pairwise(days)]
        return median(gaps) if gaps else 90

    def referral_share(self, contact: dict, t: date) -> float:
        count = 0
        for other in self.book["Contacts"]:
            created = other.get("Created")
            if (
                other.get("Referred by") == contact["Contact ID"]
                and created
                and 0 <= (t - created).days <= 365
            ):
                count += 1
        return min(1.0, count / 2)

    def still_buying(self, contact: dict, t: date, model) -> float | None:
        """P(alive); `model` has r, alpha (weeks), a, b."""
        days = self.order_days(t).get(self.customer(contact["Contact ID"], contact.get("Account ID"))) or [t]
        x = len(days) - 1
        if model is None or x == 0:
            return None
        last, age = (days[-1] - days[0]).days / 7, (t - days[0]).days / 7
        waited = (model.alpha + age) / (model.alpha + last)
        return 1 / (1 + model.a / (model.b + x - 1) * waited ** (model.r + x))

    def buying(self, contact: dict, t: date, g: float, model=None) -> float | None:
        still = self.still_buying(contact, t, model)
        if still is not None:
            return still
        days = self.order_days(t).get(self.customer(contact["Contact ID"], contact.get("Account ID")))
        return 2 ** (-(t - days[-1]).days / (2 * g)) if days else None

    def log_likelihood(self, t: date, r: float, alpha: float, a: float, b: float) -> float:
        """Of all customers' orders up to t, equation 6 of Fader, Hardie and Lee (2005)."""
        total = 0.0
        for days in self.order_days(t).values():
            x = len(days) - 1
            last, age = (days[-1] - days[0]).days / 7, (t - days[0]).days / 7
            beta = lgamma(a) + lgamma(b) - lgamma(a + b)
            here = lgamma(r + x) - lgamma(r) + r * log(alpha)
            stays = exp(lgamma(a) + lgamma(b + x) - lgamma(a + b + x) - beta) * (alpha + age) ** -(r + x)
            leaves = 0.0
            if x:
                left = lgamma(a + 1) + lgamma(b + x - 1) - lgamma(a + b + x) - beta
                leaves = exp(left) * (alpha + last) ** -(r + x)
            total += here + log(stays + leaves)
        return total

    # The score

    def score(self, contact_id: str, t: date, g: float | None = None, model=None) -> Scored:
        contact, weights = self.contacts[contact_id], self.weights()
        g = self.gap(t) if g is None else g
        if not self.touches(contact, t):
            return Scored(None, "No data", dict.fromkeys(FACTORS))
        values = {
            "Recency": self.recency(contact, t),
            "Frequency": self.frequency(contact, t),
            "Two-way": self.two_way(contact, t),
            "Talk time": self.talk_time(contact, t),
            "People known": self.people_known(contact, t),
            "Loyalty": None,
        }
        still, share = self.buying(contact, t, g, model), self.referral_share(contact, t)
        if still is not None:
            values["Loyalty"] = max(still, share)
        elif share > 0:
            without, with_it = mean(values, weights), mean({**values, "Loyalty": share}, weights)
            if with_it is not None and with_it > (without or 0) + 1e-9:
                values["Loyalty"] = share
        total = mean(values, weights)
        if total is None:
            return Scored(None, "No data", dict.fromkeys(FACTORS))
        weight = sum(weights[name] for name, value in values.items() if value is not None)
        points = {
            name: None if value is None else 100 * weights[name] * value / weight
            for name, value in values.items()
        }
        return Scored(total, self.band(round(total, 1)), points)

    def band(self, rounded: float) -> str:
        if rounded >= self.settings["Strong from"]:
            return "Strong"
        return "Fair" if rounded >= self.settings["Fair from"] else "Weak"

    def trend(self, contact_id: str, t: date, model=None) -> str:
        g = self.gap(t)
        now, before = (self.score(contact_id, day, g, model) for day in (t, t - timedelta(days=30)))
        if now.score is None or before.score is None:
            return ""
        change = now.score - before.score
        return "Improving" if change >= 5 else "Declining" if change <= -5 else "Steady"


def mean(values: dict[str, float | None], weights: dict[str, float]) -> float | None:
    weight = sum(weights[name] for name, value in values.items() if value is not None)
    if not weight:
        return None
    return 100 * sum(weights[name] * value for name, value in values.items() if value is not None) / weight
