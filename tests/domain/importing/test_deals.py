"""Deals of other programs: a stage that says won or lost is a result, and a date that is only expected is none of closing."""

from __future__ import annotations

from datetime import date

import pytest

from salesbook.errors import BadInput, explain
from tests.domain.importing.desk import Desk, messages, without

HUBSPOT = """\
Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Create Date,Associated Company,Is Closed Won,Is Closed Lost,Is deal closed?
1,Oven,Closed Won,2026-02-01 10:00,Eva,100.00,2025-12-01 09:00,Acme,true,false,true
2,Tray,Closed Lost,2026-02-02 10:00,Eva,200.00,2025-12-01 09:00,Acme,false,true,true
3,Cup,Presentation Scheduled,2026-05-31 10:00,Eva,300.00,2025-12-01 09:00,Acme,false,false,false
"""
SALESFORCE = """\
Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Close Date,Created Date,Closed,Won
1,Oven,Acme,Closed Won,100,2/20/2026,1/14/2026,1,1
2,Tray,Acme,Dropped,200,2/21/2026,1/14/2026,1,0
3,Cup,Acme,Proposal,300,5/31/2026,1/14/2026,0,0
"""
PIPEDRIVE = """\
Deal - ID,Deal - Title,Deal - Value,Deal - Currency,Deal - Status,Deal - Stage,Deal - Organization,Deal - Deal created,Deal - Expected close date
1,Oven,100,EUR,Won,Negotiations,Acme,2026-01-14,2026-02-20
2,Tray,200,EUR,Lost,Proposal,Acme,2026-01-14,2026-02-20
3,Cup,300,EUR,Open,Proposal,Acme,2026-01-14,2026-05-31
"""
ZOHO = """\
Record Id,Deal Name,Account Name,Stage,Amount,Closing Date
1,Oven,Acme,Closed Won,100,2026-02-20
2,Tray,Acme,Closed Lost to Competition,200,2026-02-21
3,Cup,Acme,Needs Analysis,300,2026-05-31
"""
GERMAN = """\
Angebotsnummer;Angebot;Firma;Phase;Betrag;Abschlussdatum
1;Ofen;Acme;Gewonnen;100;20.02.2026
2;Blech;Acme;Verloren;200;21.02.2026
3;Tasse;Acme;Angebot abgegeben;300;31.05.2026
"""


@pytest.mark.parametrize("text", [HUBSPOT, SALESFORCE, PIPEDRIVE, ZOHO, GERMAN])
def test_won_lost_and_open_deals_of_other_programs(tmp_path, text):
    desk = Desk(tmp_path)
    desk.bring(text, "Opportunities")
    rows = desk.rows("Opportunities", "Opportunity ID", "Amount", "Result")
    assert [row["Amount"] for row in rows] == [100, 200, 300]
    assert [row.get("Result") for row in rows[:2]] == ["Won", "Lost"]
    assert rows[2].get("Result") in {None, "Open"}
    assert desk.rows("Opportunities")[2].get("Closed") is None
    assert desk.bring(text, "Opportunities").plan.changes == ()


def test_a_date_that_is_only_expected_goes_to_expected_close_and_is_told(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(HUBSPOT, "Opportunities")
    assert desk.rows("Opportunities", "Closed", "Expected close") == [
        {"Closed": date(2026, 2, 1)},
        {"Closed": date(2026, 2, 2)},
        {"Expected close": date(2026, 5, 31)},
    ]
    assert "'Close Date' of 1 deal that is neither won nor lost went to Expected close" in messages(result)
    assert desk.bring(HUBSPOT, "Opportunities").plan.changes == ()


def test_an_older_book_without_the_column_is_told_so(tmp_path):
    desk = Desk(tmp_path, Opportunities=without("Opportunities", "Expected close"))
    result = desk.bring(HUBSPOT, "Opportunities")
    assert desk.column("Opportunities", "Closed") == [date(2026, 2, 1), date(2026, 2, 2), None]
    assert "1 cell of Expected close had no place (line 4): Opportunities of this workbook has no column" in messages(result)  # fmt: skip


@pytest.mark.parametrize(
    ("expected", "step"),
    [
        ("Deal - Expected close date", "Next step"), ("Est. Close Date", "Next Steps"), ("Voraussichtliches Abschlussdatum", "Nächster Schritt"),
        ("Fecha de cierre prevista", "Próximo paso"), ("Date de clôture prévue", "Prochaine étape"), ("Expected Closing", "Next Action"),
    ],
)  # fmt: skip
def test_when_a_deal_should_close_and_what_comes_next_are_known_by_the_names_of_other_programs(
    tmp_path, expected, step
):
    desk = Desk(tmp_path)
    desk.bring(
        f"Deal ID,Deal name,Company,{expected},{step}\n1,Oven,Acme,2026-05-31,Send the drawing\n",
        "Opportunities",
    )
    [deal] = desk.rows("Opportunities", "Expected close", "Next step")
    assert deal == {"Expected close": date(2026, 5, 31), "Next step": "Send the drawing"}


def test_a_date_of_closing_without_a_word_on_the_result_stays_if_it_is_past(tmp_path):
    desk = Desk(tmp_path)
    desk.bring(
        "Deal ID,Deal name,Company,Close date\n1,Oven,Acme,2026-01-31\n2,Cup,Acme,2026-12-31\n",
        "Opportunities",
    )
    assert [row.get("Closed") for row in desk.rows("Opportunities")] == [date(2026, 1, 31), None]


def test_a_result_that_the_stage_contradicts_is_told(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        "Deal ID,Deal name,Company,Stage,Result\n1,Oven,Acme,Closed lost,Won\n2,Cup,Acme,Closed lost,Open\n",
        "Opportunities",
    )
    assert desk.column("Opportunities", "Result") == ["Won", "Lost"]
    assert [problem.why for problem in result.plan.problems] == [
        "In export.csv, line 2: Result 'Won' is Won by 'Result', and Lost by the stage",
        "In export.csv, line 3: Result 'Open' is Open by 'Result', and Lost by the stage",
    ]


@pytest.mark.parametrize(
    ("table", "text", "said"),
    [
        ("Opportunities", "Deal ID,Deal name,Company,Amount,Currency\n1,Oven,Acme,5,EUR\n2,Cup,Acme,6,USD\n", "EUR (1), USD (1)"),
        ("Opportunities", "Deal ID,Deal name,Company,Amount\n1,Oven,Acme,€5\n2,Cup,Acme,$6\n3,Pan,Acme,$7\n", "$ (2), EUR (1)"),
    ],
)  # fmt: skip
def test_several_currencies_in_any_table_are_refused(tmp_path, table, text, said):
    desk = Desk(tmp_path)
    with pytest.raises(BadInput) as asked:
        desk.bring(text, table)
    assert f"has amounts in 2 currencies, which cannot be added: {said}. Nothing was imported." in explain(
        asked.value
    )
    assert desk.rows(table) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Deal ID,Deal name,Company,Worth\n1,Oven,Acme,5.50\n", 'No row of the file got an Amount. If one of these holds it: --map "Worth=Amount" (undo this import first).'),
        ("Deal ID,Deal name,Company,Amount\n1,Oven,Acme,\n", "No row of the file got an Amount."),
        ("Deal ID,Deal name,Company\n1,Oven,Acme\n", "No row of the file got an Amount."),
    ],
)  # fmt: skip
def test_deals_of_which_none_got_an_amount_are_told(tmp_path, text, said):
    assert said in messages(Desk(tmp_path).bring(text, "Opportunities"))


def test_stages_that_only_speak_of_won_or_lost_give_no_result_and_are_told(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring(
        "Deal ID,Deal name,Company,Stage,Lead Source\n1,Oven,Acme,Won back to nurture,Web\n2,Cup,Acme,Closed won,Trade Show\n3,Pan,Acme,Demo,Referral\n",
        "Opportunities",
    )
    assert desk.column("Opportunities", "Result") == [None, "Won", None]
    assert desk.column("Opportunities", "Source") == ["Promotion", "Promotion", "Referral"]
    assert "gave no Result: Won back to nurture (1)." in messages(result)
    assert "Web became Promotion (1), Trade Show became Promotion (1)." in messages(result)


@pytest.mark.parametrize(
    ("won", "lost"),
    [("Won time", "Lost time"), ("Deal - Won time", "Deal - Lost time"), ("Date won", "Date lost"), ("Gewonnen am", "Verloren am")],
)  # fmt: skip
def test_the_time_of_winning_or_losing_is_that_of_closing(tmp_path, won, lost):
    desk = Desk(tmp_path)
    desk.bring(
        f"Deal - ID,Deal - Title,Deal - Status,Deal - Organization,{lost},{won},Deal - Expected close date\n"
        "1,Oven,Won,Acme,,2026-02-20 10:00:00,2026-03-01\n2,Tray,Lost,Acme,2026-02-21 09:30:00,,2026-03-01\n3,Cup,Open,Acme,,,2026-05-31\n",
        "Opportunities",
    )
    assert desk.column("Opportunities", "Closed") == [date(2026, 2, 20), date(2026, 2, 21), None]
    assert desk.column("Opportunities", "Result") == ["Won", "Lost", "Open"]


@pytest.mark.parametrize(
    ("text", "kept", "told"),
    [
        ("Account,Annual revenue\nAcme,5 EUR\nBolt,6 GBP\n", [5, None], "1 cell not in EUR was left out (line 3)"),
        ("Account,Annual revenue\nAcme,€5\nBolt,$6\nCask,7\n", [5, None, None], "2 cells not in EUR were left out (lines 3, 4)"),
        ("Account,Annual revenue,Currency\nAcme,5,EUR\nBolt,6,USD\n", [5, None], "EUR (1), USD (1)"),
        ("Account,Annual revenue\nAcme,£5\nBolt,$6\n", [None, None], "2 cells not in EUR"),
        ("Account,Annual revenue\nAcme,5\nBolt,6 EUR\n", [5, 6], ""),
        ("Account,Annual revenue\nAcme,\nBolt,6 USD\nCask,5 EUR\n", [None, None, 5], "1 cell"),
    ],
)  # fmt: skip
def test_of_a_firm_only_the_figure_in_another_currency_is_left_out(tmp_path, text, kept, told):
    desk = Desk(tmp_path)
    result = desk.bring(text, "Accounts")
    assert [row.get("Annual value") for row in desk.rows("Accounts")] == kept
    assert told in messages(result)


@pytest.mark.parametrize(
    "text",
    [
        "Deal - ID,Deal - Title,Deal - Value,Deal - Status,Deal - Organization\n1,Oven,5,Open,Acme\n2,Cup,6,Deleted,Acme\n",
        "ID,Name,Account Name,Amount,Sales Stage,Deleted\n1,Oven,Acme,5,Proposal,0\n2,Cup,Acme,6,Proposal,1\n",
        "ID,Name,Account Name,Amount,Sales Stage,Deleted on\n1,Oven,Acme,5,Proposal,\n2,Cup,Acme,6,Proposal,2026-01-02\n",
        "Deal ID;Name;Firma;Betrag;Status\n1;Ofen;Acme;5;Offen\n2;Tasse;Acme;6;gelöscht\n",
        "Deal ID,Deal name,Company,Amount,Deal status\n1,Oven,Acme,5,Open\n2,Cup,Acme,6,Merged\n",
        "Deal ID,Deal name,Company,Amount,Is deleted\n1,Oven,Acme,5,false\n2,Cup,Acme,6,TRUE\n",
    ],
)
def test_deleted_deals_are_left_out_and_told(tmp_path, text):
    desk = Desk(tmp_path)
    result = desk.bring(text, "Opportunities")
    assert desk.column("Opportunities", "Amount") == [5]
    assert "1 deal was left out, as the file says it is none any more" in messages(result)
    assert result.counts["deleted"] == 1
    assert result.rejects == ()


def test_a_deal_of_the_book_that_was_deleted_since_is_a_problem(tmp_path):
    desk = Desk(tmp_path)
    text = "Deal ID,Deal name,Company,Amount,Deal status\n1,Oven,Acme,5,Open\n2,Cup,Acme,6,Open\n"
    desk.bring(text, "Opportunities")
    result = desk.bring(text.replace("6,Open", "6,Deleted"), "Opportunities")
    assert [(p.key, p.why.partition(":")[0]) for p in result.plan.problems] == [
        ("2", "The imported file says of this deal")
    ]


@pytest.mark.parametrize(
    "header", ["Amount in company currency", "Converted Value", "Amount USDollar", "Base currency amount"]
)
def test_the_amount_in_the_companys_own_currency_goes_before(tmp_path, header):
    desk = Desk(tmp_path)
    desk.bring(
        f"Deal ID,Deal name,Company,Amount,Currency,{header}\n1,Oven,Acme,100,USD,92\n2,Cup,Acme,6,EUR,6\n",
        "Opportunities",
    )
    assert desk.column("Opportunities", "Amount") == [92, 6]


CLOSE = """\
id,lead_name,note,value,value_formatted,value_period,value_currency,status_type,date_created
o1,Acme,Oven,300000,"$3,000",one_time,USD,active,2026-01-14
o2,Beta,Tray,50000,$500,one_time,USD,won,2026-01-14
"""


def values(desk):
    return desk.column("Opportunities", "Amount")


@pytest.mark.parametrize(
    ("shown", "amounts"),
    [
        (('"$3,000"', "$500"), [3000, 500]), (('"3.000,00 €"', "500 €"), [3000, 500]), (("$3000.00", "$500.00"), [3000, 500]), (('"$3,000 monthly"', "$500/month"), [3000, 500]), (("$3000", ""), [3000, 500]),
        (("$300000", "$50000"), [300000, 50000]), (("", ""), [300000, 50000]), (("high", "low"), [300000, 50000]),
    ],
)  # fmt: skip
def test_values_in_cents_are_known_by_what_is_shown_beside_them(tmp_path, shown, amounts):
    desk = Desk(tmp_path)
    text = CLOSE.replace('"$3,000"', shown[0]).replace("$500,", f"{shown[1]},")
    result = desk.bring(text, "Opportunities")
    assert values(desk) == amounts
    assert (
        "'value' is in cents, as 'value_formatted' shows: it was divided by 100." in messages(result)
    ) == (amounts[0] == 3000)
    assert desk.bring(text, "Opportunities").plan.changes == ()


def test_values_that_do_not_fit_what_is_shown_are_asked_about(tmp_path):
    with pytest.raises(BadInput, match="say different values"):
        Desk(tmp_path).bring(CLOSE.replace("$500", "$700"), "Opportunities")
    desk = Desk(tmp_path)
    desk.bring(CLOSE.replace("$500", "$700"), "Opportunities", mapping={"value": "Amount"})
    assert values(desk) == [300000, 50000]


@pytest.mark.parametrize(
    ("header", "one", "other"),
    [("value_period", "monthly", "one_time"), ("Billing frequency", "Annual", "Monthly"), ("Zahlungsintervall", "jährlich", "einmalig"), ("Interval", "month", "year"), ("Period", "quarterly", "biennial")],
)  # fmt: skip
def test_values_per_month_and_once_are_not_one_column(tmp_path, header, one, other):
    text = f"Deal ID,Company,Deal name,Amount,{header}\n1,Acme,Oven,100,{one}\n2,Beta,Tray,200,{other}\n"
    with pytest.raises(BadInput, match="cannot be added"):
        Desk(tmp_path).bring(text, "Opportunities")
    desk = Desk(tmp_path)
    desk.bring(text, "Opportunities", mapping={header: ""})
    assert values(desk) == [100, 200]


@pytest.mark.parametrize(
    ("cell", "told"),
    [("monthly", "per month"), ("Yearly", "per year"), ("one_time", ""), ("Q1 2026", ""), ("", "")],
)
def test_it_is_told_what_all_values_are_per(tmp_path, cell, told):
    text = f"Deal ID,Company,Deal name,Amount,Period\n1,Acme,Oven,100,{cell}\n2,Beta,Tray,,yearly\n"
    note = f"The values of the deals are {told}, by 'Period'."
    assert (note in messages(Desk(tmp_path).bring(text, "Opportunities"))) == bool(told)


def test_an_abandoned_deal_is_told_and_closed_when_it_was_completed(tmp_path):
    desk = Desk(tmp_path)
    text = "Id,Name,Company,Status,Close Date,Completed Date,Value\n1,Oven,Acme,Abandoned,2026-01-31,2026-02-10,10\n2,Tray,Acme,Open,2026-05-31,,10\n3,Cup,Acme,Won,2026-01-31,2026-02-12,10\n"
    result = desk.bring(text, "Opportunities")
    assert desk.column("Opportunities", "Result") == ["Lost", "Open", "Won"]
    assert desk.column("Opportunities", "Closed") == [date(2026, 2, 10), None, date(2026, 2, 12)]
    assert "Counts as Lost: Abandoned (1)." in messages(result)
