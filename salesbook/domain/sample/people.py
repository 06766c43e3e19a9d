"""Makes the accounts and contacts of the sample, each with a plot: how its latest history goes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count

from salesbook.domain.sample import cast
from salesbook.domain.sample.cast import Account, SampleContact
from salesbook.domain.sample.dice import Dice
from salesbook.domain.sample.firm import LEAVERS_HEIR, MACHINES, SERVICE
from salesbook.domain.sample.names import COUNTRIES, INFLUENTIAL_FIRMS, Country, spelled

_Name = tuple[str, str]


class Town:
    """Makes accounts and people one after the other, so that a small sample has some of everything."""

    def __init__(self, contacts: int, seed: int) -> None:
        dice = self.dice = Dice(seed, "people")
        self.width = max(4, len(str(contacts)))
        self.sizes, self.kinds, self.orders = (
            dice.laps(cast.SIZES),
            dice.laps(cast.KIND_MIX),
            dice.laps(cast.ORDER_HABITS),
        )
        self.others, self.alone = dice.laps(cast.OTHER_PLOTS), dice.laps(cast.ALONE_PLOTS)
        self.sources, self.consents = dice.laps(cast.SOURCE_MIX), dice.laps(cast.CONSENT_MIX)
        self.tiers = {kind: dice.laps(tiers) for kind, tiers in cast.TIER_MIX.items()}
        self.firsts = {kind: dice.laps(plots) for kind, plots in cast.FIRST_PLOTS.items()}
        self.lands = dice.laps([land for land in COUNTRIES for _ in range(land.often)])
        self.women = {
            land.code: _names(dice, land, land.women, land.surnames_of_women or land.surnames)
            for land in COUNTRIES
        }
        self.men = {land.code: _names(dice, land, land.men, land.surnames) for land in COUNTRIES}
        self.firms = {land.code: _firms(dice, land, land.firms) for land in COUNTRIES}
        self.influential = {land.code: _firms(dice, land, INFLUENTIAL_FIRMS) for land in COUNTRIES}
        self.numbers, self.account_numbers = count(1), count(1)
        self.emails: set[str] = set()
        self.givers: dict[str, SampleContact] = {}

    def people(self, contacts: int) -> tuple[list[Account], list[SampleContact]]:
        """So many contacts: one to four at an account, and a few at none."""
        accounts: list[Account] = []
        people: list[SampleContact] = []
        for turn in count(1):
            if len(people) >= contacts:
                break
            if turn % 12 == 0:
                people.append(self._person(None, next(self.lands), next(self.alone)))
                continue
            account = self._account()
            plots = [
                self._first_plot(account),
                *(self._other_plot(account) for _ in range(next(self.sizes) - 1)),
            ]
            staff = [self._person(account, account.country, plot) for plot in plots[: contacts - len(people)]]
            if account.kind != cast.INFLUENTIAL:
                staff[0].decides, staff[0].title = True, self.dice.pick(cast.DECIDERS)
            _choose_buyer(account, staff)
            accounts.append(account)
            people += staff
        _had_a_leaver(accounts)
        _complain(people)
        return accounts, people

    def _account(self) -> Account:
        dice = self.dice
        land, kind = next(self.lands), next(self.kinds)
        tier = next(self.tiers[kind])
        firms = self.influential if kind == cast.INFLUENTIAL else self.firms
        name, site, industry = next(firms[land.code])
        orders = next(self.orders) if kind == "Customer" else "ended" if kind == "Past customer" else ""
        return Account(
            id=f"A{next(self.account_numbers):0{self.width}}", name=name, site=site, country=land, industry=industry, kind=kind, tier=tier,
            ticket="High" if dice.chance(cast.HIGH_TICKET[tier]) else "Low", stage="Win" if orders == "won" else dice.pick(cast.STAGE_MIX[kind]),
            machine=dice.below(len(MACHINES)), value=int(cast.YEARLY_VALUES[tier] * (0.6 + 0.9 * dice.roll())) // 500 * 500, orders=orders,
            notes=dice.pick(cast.ACCOUNT_NOTES) if dice.chance(0.3) else None,
        )  # fmt: skip

    def _first_plot(self, account: Account) -> str:
        if account.orders == "won":
            return "won"
        if cast.letters_only(account):
            return "news"
        plot = next(self.firsts[account.kind])
        if plot == "capped":  # so many emails leave somebody due only where emails do not keep the rhythm
            account.tier, account.ticket = "B", "High"
        return plot

    def _other_plot(self, account: Account) -> str:
        plot = next(self.others)
        return "news" if cast.letters_only(account) and plot not in ("never", "left") else plot

    def _person(self, account: Account | None, land: Country, plot: str) -> SampleContact:
        dice = self.dice
        (first, first_plain), (last, last_plain) = next(
            (self.women if dice.chance(0.5) else self.men)[land.code]
        )
        person = SampleContact(
            id=f"C{next(self.numbers):0{self.width}}", first=first, last=last, account=account, country=land, rep=land.rep, plot=plot,
            title=dice.pick(cast.COLLEAGUES if account and account.kind != cast.INFLUENTIAL else cast.INFLUENCE),
            email=self._email(f"{first_plain}.{last_plain}", account) if dice.chance(0.96) else None,
            phone=None if plot == "mute" or (plot == "never" and dice.chance(0.1)) else _digits(dice, dice.pick(land.phones)),
            consent=next(self.consents), source=next(self.sources), tier=None if account else dice.pick(("B", "C")),
        )  # fmt: skip
        self._habits(person)
        self._introduced(person)
        return person

    def _email(self, local: str, account: Account | None) -> str:
        site = account.site if account else "post.example"
        tries = (f"{local}{number}@{site}" for number in chain([""], count(2)))
        email = next(address for address in tries if address not in self.emails)
        self.emails.add(email)
        return email

    def _habits(self, person: SampleContact) -> None:
        dice, plot = self.dice, person.plot
        if low_high := cast.NEXT_DATES.get(plot):
            person.next_in = dice.between(*low_high)
        elif plot == "fresh" and dice.chance(0.15):
            person.next_in = dice.between(5, 30)
        if (
            person.title == "Maintenance lead"
            and person.kind == "Customer"
            and person.rep != "Wei Ling"
            and dice.chance(0.6)
        ):
            person.rep = SERVICE
        person.decides = person.title == "Purchasing manager" and dice.chance(0.5)
        person.notes = dice.pick(cast.CONTACT_NOTES) if dice.chance(0.25) else None
        person.days = dice.pick(cast.PREFERRED_DAYS) if dice.chance(0.12) else None
        person.channel = dice.pick(cast.PREFERRED_CHANNELS) if dice.chance(0.3) and plot != "mute" else None
        near = person.country.zone.startswith("Europe/") or person.rep == "Wei Ling"
        if plot == "evening":
            person.hours = cast.EVENING
        elif near and dice.chance(0.2):
            person.hours = dice.pick(cast.OFFICE_HOURS)
        if plot == "strong" and dice.chance(0.3):
            person.cadence = "Key account"
        if plot == "stop":
            person.consent, person.no_email = "Opted out", True
        elif plot == "news" and not person.mailable:
            person.consent, person.email = "Opted in", person.email or self._email("office", person.account)

    def _introduced(self, person: SampleContact) -> None:
        """Somebody new whom nobody has spoken to yet may be the one whom a good contact has just named."""
        giver = self.givers.get(person.rep)
        if person.plot == "never" and giver and giver.plot == "strong" and not giver.named:
            person.source = "Referral"
            giver.named = f"{person.first} {person.last}"
        elif person.source == "Referral" and giver is None:
            person.source = "Promotion"
        if person.source == "Referral":
            person.referrer = giver
        keeps = giver is not None and giver.plot == "strong" and not giver.named
        if person.plot == "strong" or (person.plot == "fresh" and not keeps):
            self.givers[person.rep] = person


def _had_a_leaver(accounts: list[Account]) -> None:
    """Who left kept some of the accounts of whoever took over; two prospects were forgotten."""
    theirs = [account for account in accounts if account.country.rep == LEAVERS_HEIR][::3]
    for account in theirs:
        account.kept_by_leaver = True
    for account in [one for one in theirs if one.kind == "Prospect"][:2]:
        account.still_the_leavers = True


def _complain(people: list[SampleContact]) -> None:
    """One customer who reported a fault wants more than a repair by now."""
    for person in [one for one in people if one.plot == "wrote" and one.kind == "Customer"][:1]:
        person.plot = "complained"


def _choose_buyer(account: Account, staff: list[SampleContact]) -> None:
    """The orders of an account whose people all wait for a call must have stopped."""
    if not account.orders:
        return
    able = [person for person in staff if person.plot in cast.BUYING_PLOTS]
    if account.orders == "won":
        account.buyer = staff[0]
    elif able and account.orders not in cast.SILENT_ORDERS:
        account.buyer = able[-1]
    else:
        account.buyer = staff[0]
        if account.orders not in cast.SILENT_ORDERS:
            account.orders = "overdue"


def _names(dice: Dice, land: Country, firsts: str, lasts: str) -> Iterator[tuple[_Name, _Name]]:
    """Pairs that differ for as long as there are new ones to be had without a search."""
    given, family = dice.laps(spelled(firsts, land)), dice.laps(spelled(lasts, land))
    seen: set[tuple[_Name, _Name]] = set()
    while True:
        pair = next(
            pair
            for tries, pair in enumerate(zip(given, family, strict=False))
            if pair not in seen or tries == 3
        )
        seen.add(pair)
        yield pair


def _firms(dice: Dice, land: Country, kinds: str) -> Iterator[tuple[str, str, str]]:
    """Name, site and industry of firm after firm; later ones are numbered."""
    owners = spelled(land.surnames_of_women or land.surnames, land)
    firms = [(kind.split("/"), owner) for kind in kinds.split("; ") for owner in owners]
    for lap in count(1):
        number = "" if lap == 1 else str(lap)
        for (name, slug, industry), (owner, owner_plain) in dice.shuffled(firms):
            yield f"{name.format(owner)} {number}".strip(), f"{slug}-{owner_plain}{number}.example", industry


def _digits(dice: Dice, pattern: str) -> str:
    return "".join(str(dice.below(10)) if mark == "#" else mark for mark in pattern)
