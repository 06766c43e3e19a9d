"""No letter holds what was written for colleagues: whatever stands in the workbook, in every text that ships."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.books.memory import MemoryBook, grid_of
from salesbook.domain.facts.situations.table import SITUATIONS, situations_of
from salesbook.domain.mailings.fields import Fields, inner_fields, known_fields
from salesbook.domain.world import World
from salesbook.letters import Letter, LetterFault, Library, check
from salesbook.schema import TABLES, TOPICS, TOUCHPOINT_ROWS, Type
from salesbook.tables.frames import frames, read_settings
from salesbook.util.resources import templates_dir
from tests.helpers import snapshot

TODAY = date(2026, 3, 4)
MARK = "QQQ"
# The words of people that letters are meant to hold.
SHOWN = {
    "Contacts": {"First name", "Last name"}, "Accounts": {"Account"}, "Team": {"Name", "Role", "Phone", "Email"},
}  # fmt: skip
PROMPTS = (
    "You agreed to talk on 2 Mar 2026. Noted on 2 Mar 2026: “QQQ”",
    "3 orders so far, the last on 15 Jan 2026: thank them, and ask for a referral.",
    "We lost “QQQ” on 15 Jan 2026 (QQQ): ask for a referral, somebody whom it would suit.",
    "Status update: what is new at QQQ since 3 Nov 2025? Noted on 2 Mar 2026: “QQQ”",
    "Open opportunity “QQQ” (QQQ): agree the next step.",
    "Never spoken to (QQQ): introduce yourself and QQQ. Ask for their language.",
    "No business reason yet: no orders. Find one before you call.",
)
SUBJECTS = ("Status", "QQQ, as a colleague noted it", *TOPICS, *PROMPTS)
SPOKE, LONG_AGO, LATELY = {"Outcome": "Spoke"}, date(2025, 11, 3), date(2026, 3, 2)
# What makes a contact a case of a state: cells of the contact, of the account, of the talk, and rows about them.
CASES: dict[str, dict[str, object]] = {
    "reply_came_in": {
        "talk": {"Channel": "Email", "Direction": "In", "When": LATELY, "Outcome": None},
        "contact": {"Next date": date(2026, 3, 3)},
    },
    "promised": {"contact": {"Next date": date(2026, 3, 2)}},
    "asked_back": {"talk": {"Outcome": "Call back later"}},
    "meeting_past": {"talk": {"Outcome": "Meeting booked"}},
    "open_deal": {"deal": {"Result": "Open"}},
    "reorder_late": {"orders": (date(2025, 5, 1), date(2025, 6, 1))},
    "first_order_lapsed": {"orders": (date(2025, 6, 1),)},
    "loyal_customer": {"orders": (date(2025, 6, 1), date(2026, 1, 10)), "talk": {"When": date(2026, 2, 1)}},
    "deal_lost": {"deal": {"Result": "Lost", "Closed": date(2026, 1, 15)}},
    "high_ticket": {"account": {"Ticket": "High"}, "contact": {"Kind": "Prospect"}},
    "orders_never_spoken": {"talk": None, "orders": (date(2026, 1, 10),)},
    "never_spoken": {"talk": None},
    "ordered_since": {"orders": (date(2025, 6, 1), date(2026, 1, 10)), "asked": True},
    "anybody": {},
}


def filled(table: str, row: dict[str, object], *, internal: bool) -> dict[str, object]:
    """A row; where `internal`, every text in it that is not shown is the mark."""
    texts = {
        column.name: f"{MARK} {column.name}"
        for column in TABLES[table].columns
        if column.type is Type.TEXT and column.name not in SHOWN.get(table, ())
    }
    own = {"Our remark": f"{MARK} in a column of their own"} if table in {"Contacts", "Accounts"} else {}
    return {
        **(texts if internal else dict.fromkeys(texts)),
        **(own if internal else dict.fromkeys(own)),
        **row,
    }


def a_book(*, internal: bool) -> MemoryBook:
    """One contact for each Subject, in one situation after the other."""
    rows: dict[str, list[dict[str, object]]] = {
        name: [] for name in ("Contacts", "Accounts", "Activities", "Orders", "Opportunities")
    }
    for at, subject in enumerate(SUBJECTS):
        case = CASES[list(CASES)[at % len(CASES)]]
        contact, account = f"C{at}", f"A{at}"
        ids = {"Contact ID": contact, "Account ID": account}
        of_contact = {
            **ids, "First name": "Ada", "Last name": "Ruiz", "Kind": "Customer", "Status": "Active", "Owner": "ann", "Decision maker": "Yes",
            "Email": f"{contact}@acme.example", "Language": "en", "Created": date(2025, 1, 2), "Salutation": None,
        }  # fmt: skip
        rows["Contacts"].append({**of_contact, **case.get("contact", {})})
        rows["Contacts"].append(
            {**of_contact, "Contact ID": f"B{at}", "Email": f"b{at}@acme.example", "Kind": "Partner"}
        )
        rows["Accounts"].append({"Account ID": account, "Account": "Acme", **case.get("account", {})})
        if (talk := case.get("talk", {})) is not None:
            log = {
                "Activity ID": f"T{at}",
                "Contact ID": contact,
                "By": "ann",
                "When": LONG_AGO,
                "Channel": "Call",
                **SPOKE,
                **talk,
            }
            rows["Activities"].append({**log, "Subject": subject if internal else None})
        if case.get("asked"):
            asked = {
                "Activity ID": f"U{at}",
                "Contact ID": contact,
                "When": date(2025, 12, 10),
                "Channel": "Call",
                **SPOKE,
            }
            rows["Activities"].append({**asked, "Subject": "Referral ask"})
        rows["Orders"] += [
            {**ids, "Order ID": f"O{at}-{n}", "Date": day} for n, day in enumerate(case.get("orders", ()))
        ]
        if deal := case.get("deal"):
            rows["Opportunities"].append({**ids, "Opportunity ID": f"P{at}", "Created": LONG_AGO, **deal})
    made = {
        name: grid_of(name, [filled(name, row, internal=internal) for row in of]) for name, of in rows.items()
    }
    pitched = {
        "Proposition ID": "VMI",
        "Title": "Shelves",
        "Promise": "Always full",
        "Why they care": "No stops",
    }
    made["Propositions"] = grid_of("Propositions", [filled("Propositions", pitched, internal=internal)])
    campaign = {"Campaign ID": "VMI-1", "Proposition ID": "VMI"}
    made["Campaigns"] = grid_of("Campaigns", [filled("Campaigns", campaign, internal=internal)])
    team = {
        "Rep": "ann",
        "Name": "Ann Lee",
        "Role": "Sales",
        "Phone": "+34 976 123 456",
        "Email": "ann@firm.example",
    }
    made["Team"] = grid_of("Team", [filled("Team", team, internal=internal)])
    said = {"Firm": "Nordwind", "Postal address": "Kai 1", "Currency": "EUR"}
    made["Settings"] = grid_of(
        "Settings", [{"Setting": name, "Value": value} for name, value in said.items()]
    )
    points = [column.name for column in TABLES["TouchPoints"].columns]
    made["TouchPoints"] = grid_of(
        "TouchPoints", [dict(zip(points, row, strict=True)) for row in TOUCHPOINT_ROWS]
    )
    return MemoryBook(made)


def a_world(*, internal: bool) -> World:
    seen = snapshot(a_book(internal=internal))
    return World(frames(seen)[0], read_settings(seen)[0], TODAY)


LIBRARY = Library([templates_dir()])


def test_the_book_has_a_situation_of_nearly_every_topic_and_every_subject_behind_a_talk():
    here = a_world(internal=True)
    found = here.get(situations_of).tolist()
    assert set(CASES) <= {row.fits.__name__ for row in found}
    assert {row.topic for row in found} >= {row.topic for row in SITUATIONS} - {
        "Complaint",
        "Follow-up",
        "Data",
        "Risk",
        "Handoff",
    }
    assert MARK in str(here.frames["Activities"]["Subject"].tolist())


@pytest.mark.parametrize("language", ["en", "es", "de"])
@pytest.mark.parametrize("name", LIBRARY.names())
def test_no_letter_is_another_one_for_what_colleagues_wrote(name, language):
    template = LIBRARY.template(
        name, language if any(file.language == language for file in LIBRARY.files(name)) else ""
    )
    marked, plain = (Fields(a_world(internal=one), campaign="VMI-1") for one in (True, False))
    for contact in range(2 * len(SUBJECTS)):
        letter = template.render({**marked.of(contact), "language": language})
        assert MARK not in f"{letter.subject}{letter.preheader}{letter.html}{letter.text}"
        assert letter == template.render({**plain.of(contact), "language": language})


def own_text(tmp_path, body: str) -> Library:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "own.md").write_text(f"Subject: Hello\n\n{body}\n", encoding="utf-8")
    return Library([tmp_path, templates_dir()])


def letters_of(library: Library, world: World) -> list[Letter | LetterFault]:
    template, fields, found = library.template("own"), Fields(world), []
    for contact in range(0, 2 * len(SUBJECTS), 2):
        try:
            found.append(template.render(fields.of(contact)))
        except LetterFault as fault:
            found.append(fault)
    return found


@pytest.mark.parametrize(
    "field", ["contact.why", 'contact["Held because"]', "contact.what_changed", "account.hangs_on | upper"]
)
def test_a_text_of_ones_own_cannot_print_what_salesbook_wrote_for_reps(tmp_path, field):
    library = own_text(tmp_path, f"As noted: {{{{ {field} }}}}")
    found = letters_of(library, a_world(internal=True))
    assert all(
        isinstance(one, LetterFault) and "is written for colleagues, and no letter holds it" in one.why
        for one in found
    )
    known = known_fields(a_world(internal=True))
    faults = {
        (fault.line, fault.why)
        for fault in check(library, "own", known, inner=inner_fields())
        if fault.severity == "fault"
    }
    assert len(faults) == 1
    assert all(line == 3 and "is written for colleagues" in why for line, why in faults)


def test_the_reason_may_decide_and_is_never_printed(tmp_path):
    body = '{% if reason == "Reorder" %}You used to order.{% else %}Hello.{% endif %}'
    reorder = [
        letter
        for letter in letters_of(own_text(tmp_path, body), a_world(internal=True))
        if "order." in letter.text
    ]
    assert len(reorder) > 2
    (tmp_path / "letters" / "own.md").write_text("Subject: x\n\nAbout {{ reason }}\n", encoding="utf-8")
    library = Library([tmp_path, templates_dir()])
    assert all(isinstance(one, LetterFault) for one in letters_of(library, a_world(internal=True))[:8])
    assert [fault.line for fault in check(library, "own", inner=inner_fields()) if "reason" in fault.why] == [
        3
    ]


def test_the_subject_of_a_talk_in_a_text_of_ones_own_is_what_a_person_wrote_or_blank(tmp_path):
    """Texts that were copied from an earlier version name it."""
    body = "We spoke{% if last_talk and last_talk.subject %} about {{ last_talk.subject }}{% endif %}."
    found = letters_of(own_text(tmp_path, body), a_world(internal=True))
    said = {letter.text.split("We spoke", 1)[1].split(".")[0] for letter in found}
    assert said == {"", " about QQQ, as a colleague noted it"}


@pytest.mark.parametrize(
    "field", ["contact.notes", "account.notes", "last_talk.subject", 'last_talk["Their words"]']
)
def test_a_text_that_prints_notes_of_colleagues_is_advised_against_it(tmp_path, field):
    library = own_text(tmp_path, f"As noted: {{{{ {field} }}}}")
    told = [
        fault.severity
        for fault in check(library, "own", inner=inner_fields())
        if "colleagues wrote for each other" in fault.why
    ]
    assert told == ["advice"]
