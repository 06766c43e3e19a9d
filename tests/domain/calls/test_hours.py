"""When both are there: the overlap of the rep's day and the contact's, in the rep's time."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.callbook import TODAY, calls

WINTER, SUMMER = date(2026, 1, 14), date(2026, 7, 15)
BETWEEN = date(2026, 3, 18)  # New York is on summer time already, Madrid is not yet


def found(today: date = TODAY, rep: str = "09:00 | 18:00 | Europe/Madrid", **cells: str):
    known = {"Contact ID": "C1", "Kind": "Prospect", "Phone": "+34 976 123 456", "Account ID": "A1"} | {
        name.replace("_", " "): value for name, value in cells.items() if name != "Account_zone"
    }
    return calls(
        today,
        Team=f"Rep | Calls per day | From | To | Time zone\nann | 5 | {rep}",
        Contacts=" | ".join(known) + "\n" + " | ".join(known.values()),
        Accounts=f"Account ID | Time zone\nA1 | {cells.get('Account_zone', '')}",
    )


def local_time(*args, **cells: str):
    return found(*args, **cells).line("C1")["Local time"]


def test_the_overlap_of_both_windows():
    assert local_time(Reachable_from="08:00", Reachable_until="12:30") == "09:00-12:30"
    assert local_time(Reachable_from="10:15", Reachable_until="22:00") == "10:15-18:00"


def test_blank_hours_mean_the_whole_day_of_the_rep():
    assert local_time() == "09:00-18:00"
    assert local_time(Reachable_from="16:00") == "16:00-18:00"
    assert local_time(Reachable_until="10:00") == "09:00-10:00"
    assert local_time(TODAY, " |  | Europe/Madrid") == "09:00-18:00"


@pytest.mark.parametrize(
    ("day", "overlap"), [(WINTER, "15:00-18:00"), (BETWEEN, "14:00-18:00"), (SUMMER, "15:00-18:00")]
)
def test_new_york_from_madrid_through_the_year(day, overlap):
    assert (
        local_time(day, Time_zone="America/New_York", Reachable_from="09:00", Reachable_until="17:00")
        == overlap
    )


def test_the_day_on_which_the_clocks_change():
    sunday = date(2026, 3, 29)  # Madrid springs forward at 02:00
    assert (
        local_time(
            sunday,
            "01:00 | 12:00 | Europe/Madrid",
            Time_zone="UTC",
            Reachable_from="00:30",
            Reachable_until="08:00",
            Created="2026-03-02",
        )
        == "01:30-10:00"
    )


def test_in_another_zone_nobody_is_called_at_night_who_has_not_said_when():
    assert local_time(Time_zone="America/Los_Angeles") == "17:00-18:00"
    assert (
        found(Time_zone="Pacific/Auckland", rep="13:00 | 19:00 | Europe/Madrid").held("C1") == "outside hours"
    )


def test_outside_their_hours_for_the_whole_day_they_are_held():
    assert found(Reachable_from="19:00", Reachable_until="21:00").held("C1") == "outside hours"
    assert (
        found(Time_zone="Asia/Tokyo", Reachable_from="09:00", Reachable_until="12:00").held("C1")
        == "outside hours"
    )


def test_hours_over_midnight():
    assert local_time(Reachable_from="17:00", Reachable_until="10:00") == "09:00-10:00, 17:00-18:00"
    assert (
        local_time(TODAY, "22:00 | 06:00 | Europe/Madrid", Reachable_from="05:00", Reachable_until="23:00")
        == "22:00-23:00, 05:00-06:00"
    )


def test_their_today_may_be_tomorrow_here():
    assert (
        local_time(
            TODAY,
            "20:00 | 23:30 | Europe/Madrid",
            Time_zone="Asia/Tokyo",
            Reachable_from="06:00",
            Reachable_until="18:00",
        )
        == "22:00-23:30"
    )


def test_an_unknown_zone_is_the_accounts_else_the_reps():
    hours = {"Reachable_from": "09:00", "Reachable_until": "17:00"}
    assert local_time(Time_zone="Nowhere/Land", Account_zone="Europe/London", **hours) == "10:00-18:00"
    assert local_time(Account_zone="Europe/London", **hours) == "10:00-18:00"
    assert local_time(Time_zone="Europe", Account_zone="../etc", **hours) == "09:00-17:00"


def test_a_rep_without_a_zone_is_where_the_contact_is():
    assert (
        local_time(TODAY, "09:00 | 18:00 | ", Time_zone="Asia/Tokyo", Reachable_until="12:00")
        == "09:00-12:00"
    )


def why(*args, **cells: str):
    return found(*args, **cells).line("C1")["Why"]


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ({"Reachable_from": "14:00", "Reachable_until": "16:00"}, "Only 14 to 16 h."),
        ({"Reachable_from": "08:00", "Reachable_until": "09:30"}, "Only 9 to 9:30 h."),
        ({"Reachable_from": "13:31"}, "Only 13:31 to 18 h."),
        ({"Reachable_from": "13:30"}, ""),  # half of the rep's day
        ({}, ""),
    ],
)
def test_why_ends_with_the_hours_where_both_share_under_half_a_day(hours, said):
    assert why(**hours).endswith(said)
    assert ("Only" in why(**hours)) == bool(said)


@pytest.mark.parametrize(("phone", "overlap"), [
    ("+86 10 0000 1234", "09:00-13:00"),  # Beijing, 8 to 20 h
    ("0086 10 0000 1234", "09:00-13:00"),
    ("+1 212 555 0153", "14:00-18:00"),  # New York
    ("+1 415 555 0153", "17:00-18:00"),  # San Francisco
    ("+34 622 123 456", "09:00-18:00"),  # the Canaries or the peninsula: the rep's
    ("+55 11 91234 5678", "12:00-18:00"),
    ("976 123 456", "09:00-18:00"),
    ("+999 12345678", "09:00-18:00"),
])  # fmt: skip
def test_without_a_time_zone_that_of_the_number_counts(phone, overlap):
    assert local_time(WINTER, Phone=phone) == overlap


def test_a_zone_that_stands_there_goes_before_that_of_the_number():
    assert local_time(WINTER, Phone="+86 10 0000 1234", Account_zone="Europe/Berlin") == "09:00-18:00"
    assert local_time(WINTER, Phone="+86 10 0000 1234", Time_zone="Europe/Berlin") == "09:00-18:00"
    assert local_time(WINTER, Phone="+86 10 0000 1234", Time_zone="Mars") == "09:00-13:00"


def test_a_rep_of_whom_nobody_knows_the_zone_calls_at_any_time():
    assert local_time(WINTER, "09:00 | 18:00 | ", Phone="+86 10 0000 1234") == "09:00-18:00"
