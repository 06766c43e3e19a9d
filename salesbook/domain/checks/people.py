"""Contacts that contradict themselves, or cannot be reached as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from salesbook.domain.checks.found import faulty_cells, problem_values, rows
from salesbook.domain.facts.contact_faults import (
    UNKNOWN_COUNTRY,
    WITHOUT_COUNTRY,
    countryless_problem,
    email_fault,
    phone_fault,
)
from salesbook.domain.facts.time_zones import zone_of
from salesbook.domain.guards.forgotten import Forgotten
from salesbook.tables.arrays import among, dates, positions, take, texts
from salesbook.tables.frames import Frames, Settings
from salesbook.tables.grid import key_of
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem
from salesbook.util.countries import country_code


def nameless(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """Contacts without any name."""
    contacts = frames["Contacts"]
    nameless = (texts(contacts, "First name") == "") & (texts(contacts, "Last name") == "")
    yield from rows(
        contacts, nameless, "Last name", "This person has no name", "Type a first or a last name."
    )


def promised_but_not_to_call(frames: Frames, _settings: Settings, today: date) -> Iterator[Problem]:
    """An agreed date ahead with somebody whom nobody may call."""
    contacts = frames["Contacts"]
    ahead = dates(contacts, "Next date") >= np.datetime64(today)
    yield from rows(contacts, ahead & contacts["Do not call"].to_numpy(dtype=bool), "Next date",
                    "A date is agreed, but Do not call is Yes, so nobody will call", "Empty one of the two.")  # fmt: skip


def not_dialable(frames: Frames, settings: Settings, _today: date) -> Iterator[Problem]:
    """Something in Phone that is no number in the country of the person; and numbers of which nobody can tell the country."""
    contacts = frames["Contacts"]
    phones = texts(contacts, "Phone").tolist()
    faults = [
        phone_fault(phone, region) if phone else None
        for phone, region in zip(phones, _regions(frames, settings), strict=True)
    ]
    yield from faulty_cells(
        contacts, [fault if fault is not WITHOUT_COUNTRY else None for fault in faults], "Phone"
    )
    without = [phone for phone, fault in zip(phones, faults, strict=True) if fault is WITHOUT_COUNTRY]
    if without:
        yield countryless_problem(without[0])


def _regions(frames: Frames, settings: Settings) -> list[str]:
    """For each contact the code of its country, else that of its account's, else the book's; "" where nobody says."""
    contacts, accounts = frames["Contacts"], frames["Accounts"]
    codes = {"": country_code(str(settings["Default country"]))}
    firms = take(texts(accounts, "Country"), positions(accounts, texts(contacts, "Account ID"))).tolist()
    named = [own or firm for own, firm in zip(texts(contacts, "Country").tolist(), firms, strict=True)]
    codes |= {name: country_code(name) or codes[""] for name in set(named) - {""}}
    return [codes[name] for name in named]


def not_an_address(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """Something in Email that is no address."""
    contacts = frames["Contacts"]
    emails = texts(contacts, "Email").tolist()
    yield from faulty_cells(contacts, [email_fault(email) if email else None for email in emails], "Email")


def forgotten_and_back(frames: Frames, settings: Settings, _today: date) -> Iterator[Problem]:
    """People who asked to be forgotten, and whom somebody typed in again."""
    contacts, forgotten = frames["Contacts"], Forgotten.of(frames.get("DoNotMail"), settings)
    if not forgotten.since:
        return
    country = str(settings["Default country"])
    for column in ("Email", "Phone"):
        cells = texts(contacts, column).tolist()
        told = [forgotten.told(**{column.lower(): cell}, country=country) if cell else "" for cell in cells]
        for handle, why in zip(contacts.index, told, strict=True):
            if why:
                yield origin_of(contacts).problem(
                    handle, column, f"Somebody with this {column.lower()} {why}",
                    f"Run: salesbook forget BOOK {key_of(handle)}. If they want to be in the book again, first delete "
                    "their row, which begins with hash:, from Do not mail.",
                )  # fmt: skip


def unknown_time_zones(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """Names that are no time zone."""
    for name in ("Team", "Accounts", "Contacts"):
        zones = texts(frames[name], "Time zone")
        unknown = {zone for zone in set(zones.tolist()) if zone and zone_of(zone) is None}
        broken = among(zones, unknown)
        yield from problem_values(frames[name], broken, "Time zone", lambda zone: f"There is no time zone called {zone}, so it is not used",
                          "Type a name such as Europe/Madrid.")  # fmt: skip


def unknown_countries(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """Words that are no country: nobody can tell which rules hold there."""
    for name in ("Accounts", "Contacts"):
        named = texts(frames[name], "Country")
        unknown = {country for country in set(named.tolist()) if country and not country_code(country)}
        broken = among(named, unknown)
        yield from problem_values(frames[name], broken, "Country", lambda country: UNKNOWN_COUNTRY.said("Country", country), UNKNOWN_COUNTRY.todo)  # fmt: skip
