"""The rules that managers set: Team, Duties, Cadences, Holidays, Settings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from salesbook.domain.checks.found import problem_values, rows
from salesbook.tables.arrays import Bools, dates, numbers, texts
from salesbook.tables.frames import Frames, Settings
from salesbook.tables.origin import origin_of
from salesbook.tables.plan import Problem
from salesbook.util.folding import caseless
from salesbook.util.wording import shortened

_DAY = 24 * 60
_CRITERIA = ("Kind", "Tier", "Ticket")


def reps_who_cannot_call(frames: Frames, settings: Settings, _today: date) -> Iterator[Problem]:
    """Active reps who own somebody and whose day holds no calls, and teams without any active rep."""
    team = frames["Team"]
    active = _active(frames, "Team")
    owners = {str(settings["Default owner"])}.union(
        *(texts(frames[name], "Owner").tolist() for name in ("Contacts", "Accounts"))
    )
    owns = np.array([rep in owners for rep in texts(team, "Rep").tolist()], dtype=bool)
    idle = active & (numbers(team, "Calls per day") <= 0) & owns
    yield from rows(team, idle, "Calls per day", "With {value} calls per day this rep gets no list, and owns people or accounts",
                    "Type how many calls a good day holds, or name another owner.")  # fmt: skip
    yield from rows(team, active & (numbers(team, "From") == numbers(team, "To")), "To",
                    "The calling day ends when it begins", "Correct From or To.")  # fmt: skip
    over_midnight = (numbers(team, "To") - numbers(team, "From")) % _DAY
    yield from rows(team, active & (numbers(team, "From") > numbers(team, "To")) & (over_midnight > _DAY / 2), "To",
                    "The calling day goes over midnight, and lasts more than 12 hours", "Correct From or To; perhaps they are the wrong way round.")  # fmt: skip
    if not active.any() and len(frames["Contacts"]):
        yield Problem("Team", "", "Active", "", "Nobody in Team is active, so nobody gets a list",
                      "Add a row for each person who calls, or change No to Yes.")  # fmt: skip


def roles_nobody_has(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """Duties given to a role that no active rep has."""
    duties = frames["Duties"]
    here = {caseless(role) for role in texts(frames["Team"], "Role")[_active(frames, "Team")].tolist()}
    broken = np.array(
        [bool(role) and caseless(role) not in here for role in texts(duties, "Role").tolist()], dtype=bool
    )
    yield from rows(
        duties,
        broken,
        "Role",
        "No active rep has the role {value}",
        "Type a role that stands in Team, or leave it blank.",
    )


def countries_without_holidays(frames: Frames, _settings: Settings, today: date) -> Iterator[Problem]:
    """Countries of active reps for which Holidays has nothing this year."""
    holidays = frames["Holidays"]
    this_year = dates(holidays, "Date").astype("datetime64[Y]") == np.datetime64(str(today.year))
    here = {country.casefold() for country in texts(holidays, "Country")[this_year].tolist()}
    countries = texts(frames["Team"], "Country")
    broken = np.array(
        [bool(country) and country.casefold() not in here | {""} for country in countries.tolist()],
        dtype=bool,
    )
    yield from problem_values(frames["Team"], broken & _active(frames, "Team") & ("" not in here), "Country",
                      lambda country: f"Holidays has no day of {country} in {today.year}, so its public holidays count as working days",
                      "Add them on the Settings sheet.")  # fmt: skip


def cadences_nobody_gets(frames: Frames, _settings: Settings, _today: date) -> Iterator[Problem]:
    """Active cadences that another one always beats, and those that name no channel."""
    table = frames["Cadences"]
    active = _active(frames, "Cadences")
    yield from rows(table, active & (texts(table, "Channels") == ""), "Channels", "No channel is named, so calls are used",
                    "Choose the channels, the best first, such as Call, Visit.")  # fmt: skip
    by_name = set(texts(frames["Contacts"], "Cadence").tolist())
    chosen = np.array([cadence in by_name for cadence in texts(table, "Cadence").tolist()], dtype=bool)
    yield from rows(table, _beaten(frames, active) & ~chosen, "Priority",
                    "Another cadence with the same Kind, Tier and Ticket always goes first, so nobody gets this one",
                    "Change a Kind, Tier or Ticket, give it the higher Priority, or set Active to No.")  # fmt: skip


def _beaten(frames: Frames, active: Bools) -> Bools:
    table = frames["Cadences"]
    priority = np.nan_to_num(numbers(table, "Priority"))
    keys = list(zip(*(texts(table, name).tolist() for name in _CRITERIA), strict=True))
    best: dict[tuple[str, ...], int] = {}
    for row in np.flatnonzero(active).tolist():
        if keys[row] not in best or priority[row] > priority[best[keys[row]]]:
            best[keys[row]] = row
    return np.array([active[row] and best[key] != row for row, key in enumerate(keys)], dtype=bool)


def settings_that_do_not_fit(frames: Frames, settings: Settings, _today: date) -> Iterator[Problem]:
    """Settings that contradict each other or the team."""
    country = str(settings["Default country"])
    strong, fair = (float(settings[name]) for name in ("Strong from", "Fair from"))
    team = frames["Team"]
    reps = set(texts(team, "Rep")[_active(frames, "Team")])
    for name in ("Default owner", "Manager"):
        rep = str(settings[name])
        if rep and rep not in reps:
            yield _setting(
                frames,
                name,
                f"{shortened(rep)} is not an active rep of Team",
                "Type the Rep of somebody who is.",
            )
    if country and not (len(country) == 2 and country.isalpha()):
        yield _setting(
            frames,
            "Default country",
            f"{shortened(country)} is not a two-letter code",
            "Type a code such as ES.",
        )
    if fair > strong:
        yield _setting(
            frames,
            "Fair from",
            "Fair begins above Strong, so no score is Fair",
            "Type a number below Strong from.",
            instead="Strong from",
        )
    for name in ("Campaign share", "Care share"):
        if float(settings[name]) > 1:
            yield _setting(
                frames,
                name,
                "It is a share, and cannot be more than 1",
                "Type a number from 0 to 1, such as 0.3.",
            )


def _setting(frames: Frames, name: str, why: str, todo: str, *, instead: str = "") -> Problem:
    """A problem with a setting, at its row; or at that of `instead`, where its own is not there."""
    source = origin_of(frames["Settings"])
    rows = {caseless(handle): handle for handle in reversed(source.grid.handles)}
    handle = rows.get(caseless(name)) or rows[caseless(instead)]
    return source.problem(handle, "Value", why, todo)


def _active(frames: Frames, name: str) -> Bools:
    active: Bools = frames[name]["Active"].to_numpy(dtype=bool)
    return active
