"""Contacts that contradict themselves, or cannot be reached as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from salesbook.domain.checks.found import problem_values, rows
from salesbook.domain.facts.phones import has_number
from salesbook.domain.facts.time_zones import zone_of
from salesbook.domain.guards.forgotten import Forgotten
from salesbook.tables.arrays import dates, texts
from salesbook.tables.frames import Frames, Settings
from salesbook.tables.grid import key_of
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem
from salesbook.util.addresses import read_address
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


def not_dialable(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """Something in Phone that is no number."""
    contacts = frames["Contacts"]
    phones = texts(contacts, "Phone")
    yield from rows(contacts, (phones != "") & ~has_number(phones), "Phone", "{value} is not a number that can be dialled",
                    "Type the number with its country code, such as +34 91 123 4567.")  # fmt: skip


def not_an_address(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """Something in Email that is no address."""
    contacts = frames["Contacts"]
    broken = np.array(
        [bool(text) and not read_address(text)[0] for text in texts(contacts, "Email").tolist()],
        dtype=bool,
    )
    yield from rows(
        contacts,
        broken,
        "Email",
        "{value} is not an email address",
        "Type one address, such as ana@firm.example.",
    )


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
        broken = np.isin(zones, list(unknown)) if unknown else np.zeros(len(zones), dtype=bool)
        yield from problem_values(frames[name], broken, "Time zone", lambda zone: f"There is no time zone called {zone}, so it is not used",
                          "Type a name such as Europe/Madrid.")  # fmt: skip


def unknown_countries(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """Words that are no country: nobody can tell which rules hold there."""
    for name in ("Accounts", "Contacts"):
        named = texts(frames[name], "Country")
        unknown = {country for country in set(named.tolist()) if country and not country_code(country)}
        broken = np.isin(named, list(unknown)) if unknown else np.zeros(len(named), dtype=bool)
        yield from problem_values(frames[name], broken, "Country", lambda country: f"{country} is not a country that salesbook knows, so the strictest row of MailRules counts",
                          "Type its two-letter code, such as ES.")  # fmt: skip
