"""The formulas of Home: plain functions of Excel 2010 that LibreOffice knows too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from salesbook.schema import ALL_REPS, BANDS, MARK, OUTCOMES, PERSONAL_CHANNELS, SHOW_REP, USUAL_CALLS_A_DAY
from salesbook.util.wording import MONTHS

# People of these statuses stand in Contacts, but nobody calls them.
_GONE = ("Left", "Wrong number", "Merged")
CONTACT_COUNT = "COUNTA(Contacts[Contact ID])"
ACCOUNT_COUNT = "COUNTA(Accounts[Account ID])"
NEEDED = "SUM(Cadences[Calls a week])"
WEEKLY_CAPACITY = "capacity_a_week"  # names of cells
WEEKLY_CALLS = "calls_a_week"
LAST_RUN = "MAX(Runs[When])"
ORDER_COUNT = "COUNTA(Orders[Order ID])"

# The bands, and people whom nobody has scored yet.
BAND_COUNTS = {
    **{band: f'COUNTIFS(Contacts[Band],"{band}")' for band in BANDS},
    "Not yet scored": 'COUNTIFS(Contacts[Contact ID],"<>",Contacts[Band],"")',
}


def setting(name: str) -> str:
    """What Settings says there; "" where it says nothing."""
    return f'IFERROR(INDEX(Settings[Value],MATCH("{name}",Settings[Setting],0))&"","")'


def with_noun(number: str, one: str, many: str = "") -> str:
    """A number with its noun, such as "1 contact" or "12 contacts"."""
    return f'{number}&IF({number}=1," {one}"," {many or one + "s"}")'


FIRM_NAME = setting("Firm")


def has_part(part: str) -> str:
    """1 where the book has a part, as Settings note: "core 2, mail 2"."""
    return f'IF(ISNUMBER(SEARCH("{part} ",{setting(MARK)})),1,0)'


def without(column: str) -> str:
    """Contacts in whose column nothing stands, the table's blank rows aside."""
    return f"MAX(0,COUNTBLANK(Contacts[{column}])-COUNTBLANK(Contacts[Contact ID]))"


def _one_of(texts: Iterable[str], cell: str) -> str:
    """Whether a cell, or each of a column, holds one of these texts. "" is one of them where it stands last."""
    return f'ISNUMBER(SEARCH("|"&{cell}&"|","|{"|".join(texts)}|"))'


def would_be_logged(cell: Callable[[str], str]) -> Mapping[str, str]:
    """Tests of a line of Calls, or of each, by the column that fails: whether it has an outcome and nothing that `log` could not take.

    `cell` names its cells. Whether a name is that of one person alone no formula can tell.
    """
    day, agreed, minutes = cell("Date"), cell("Next date"), cell("Minutes")
    who = "&".join(map(cell, ("Contact ID", "Name", "Phone", "Account")))
    return {
        "Outcome": _one_of(OUTCOMES, cell("Outcome")),
        "Name": f'{who}<>""',
        "Date": f"{day}<=TODAY()",
        "Next date": f'({agreed}="")+ISNUMBER({agreed})*({agreed}>={day})>0',
        "Minutes": f'({minutes}="")+ISNUMBER({minutes})*({minutes}>=0)>0',
    }


_DONE = "*".join(f"({test})" for test in would_be_logged("Calls[{}]".format).values())


def lines_open(rep: str = "") -> str:
    """Lines of Calls about somebody that `log` would leave there; of one rep, whose name stands in the cell `rep`."""
    of = f"*(Calls[Rep]={rep})" if rep else ""
    return f'SUMPRODUCT((Calls[Name]&Calls[Contact ID]<>"")*(1-{_DONE}){of})'


def done_today(rep: str = "") -> str:
    """Calls, visits and meetings made today: those that are logged, and lines of today that would be."""
    of_days, of = (f"CallDays[Rep],{rep},", f"*(Calls[Rep]={rep})") if rep else ("", "")
    logged = "+".join(
        f"SUMIFS(CallDays[{column}],{of_days}CallDays[Date],TODAY())" for column in ("Made", "Extra")
    )
    personal = _one_of((*PERSONAL_CHANNELS, ""), "Calls[Channel]")
    today = '((Calls[Date]=TODAY())+(Calls[Date]="")>0)'
    return f'{logged}+SUMPRODUCT({_DONE}*{personal}*(Calls[Direction]<>"In")*{today}{of})'


def lines_listed_today(rep: str = "") -> str:
    """Lines of today's lists, logged ones too; of one rep, or of all where the cell `rep` names nobody."""
    return f"SUMIFS(CallDays[Listed],CallDays[Date],TODAY(){_of(rep, 'CallDays')})"


def still_to_call(rep: str = "") -> str:
    """Those of today's lines that `log` would leave, with a day to come by mistake, too; lines that people added are none. Of one rep, or of all, too."""
    of = f"*({_anybody(rep)}+(Calls[Rep]={rep})>0)" if rep else ""
    return f'SUMPRODUCT((Calls[Date]>=TODAY())*(Calls[Call ID]<>"")*(1-{_DONE}){of})'


def _anybody(rep: str) -> str:
    return f'OR({rep}="",{rep}="{ALL_REPS}")'


def counts_in_view() -> dict[str, str]:
    """Both formulas as they count the lines of all reps, and as they go by the cell that says whose are in view."""
    return {count(): count(SHOW_REP) for count in (lines_listed_today, still_to_call)}


def _of(rep: str, table: str) -> str:
    return f',{table}[Rep],IF({_anybody(rep)},"<>|",{rep})' if rep else ""


def rep_at_place(number: int) -> str:
    """The name of a rep who is active, by their place in Team (an array formula); "" beyond the last."""
    there = '(Team[Active]<>"No")*(Team[Rep]<>"")'
    place = f"SMALL(IF({there},ROW(Team[Rep])-MIN(ROW(Team[Rep]))+1),{number})"
    return f'IFERROR(INDEX(Team[Rep],{place})&"","")'


def rep_of_row(number: int) -> str:
    """Who stands in a row of Team (from 1); "" beyond the last."""
    return f'IFERROR(INDEX(Team[Rep],{number})&"","")'


_NEVER = 1_000_000  # a day in the year 4637


def _can_be_called() -> str:
    """1 for each contact with a due day whom one may call; 0 for those whose cadence knows no call, visit or meeting."""
    written = "*".join(
        f'ISERROR(SEARCH("{word}",Cadences[Channels]))' for word in ("call", "visit", "meeting")
    )
    by_post = f'MATCH(Contacts[Cadence used],IF({written},Cadences[Cadence],"-"),0)'
    gone = "".join(f'*(Contacts[Status]<>"{status}")' for status in _GONE)
    return f'(Contacts[Next due]>0){gone}*(Contacts[Do not call]<>"Yes")*ISERROR({by_post})'


def calls_due(days: str) -> str:
    """Calls that fall due up to each of these days (an array formula, one cell a day).

    FREQUENCY goes through the contacts once; a COUNTIFS for each day takes half a minute for 100,000.
    Who does not count is put behind the last day: without a single number LibreOffice gives an error.
    """
    return f"FREQUENCY(IFERROR(IF({_can_be_called()},Contacts[Next due],{_NEVER}),{_NEVER}),{days})"


def problems_open() -> str:
    """Problems, those too that a row only counts, such as "12 more rows of this kind" (an array formula)."""
    told = "Problems[Problem]"
    counted = f'VALUE(SUBSTITUTE(LEFT({told},FIND(" more row",{told})-1),",",""))'
    return f'SUM(IF({told}="",0,IFERROR({counted},1)))'


def overdue() -> str:
    """Those of the calls due whose grace days are over (an array formula)."""
    places = "ROW(Cadences[Cadence])-MIN(ROW(Cadences[Cadence]))+1"
    used = "MATCH(Contacts[Cadence used],Cadences[Cadence],0)"
    grace = f"IFERROR(1*LOOKUP({used},{places},Cadences[Grace days]),0)"
    return f"SUM(IFERROR({_can_be_called()}*(Contacts[Next due]+{grace}<TODAY()),0))"


def day_as_text(cell: str) -> str:
    """A day as text, such as "1 Dec": an axis of days LibreOffice makes one of the calendar when it saves, with weekends."""
    months = ",".join(f'"{name[:3]}"' for name in MONTHS)
    return f'DAY({cell})&" "&CHOOSE(MONTH({cell}),{months})'


def next_workday(after: str) -> str:
    """The next day from Monday to Friday that is no holiday. Text among the holidays must not break the chart."""
    return f"IFERROR(WORKDAY({after},1,Holidays[Date]),WORKDAY({after},1))"


def capacity_a_week() -> str:
    """Calls the team can make in a usual week (an array formula): calls a day times working days, of those who are active.

    Working days is a text such as "Mon, Wed-Fri": the days named in it, and those between the ends of its
    (first) range. Where no day stands there, Monday to Friday.
    """
    days = 'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(Team[Working days],"–","-")," to ","-"),";",",")'
    names = '{"mon","tue","wed","thu","fri","sat","sun"}'
    before = f'TRIM(RIGHT(SUBSTITUTE(LEFT({days},FIND("-",{days})-1),",",REPT(" ",99)),99))'
    after = f'TRIM(MID({days},FIND("-",{days})+1,99))'
    first, last = (f'(SEARCH(LEFT({end},3),"montuewedthufrisatsun")+2)/3' for end in (before, after))
    between = f"MOD({last}-{first},7)-1"
    blank = '5*(TRIM(Team[Working days])="")'
    week = (
        f"MMULT(1*ISNUMBER(SEARCH({names},{days})),{{1;1;1;1;1;1;1}})+IFERROR({between},0)+IFERROR({blank},0)"
    )
    return f"SUM({_calls_a_day()}*({week}))"


def _calls_a_day() -> str:
    """By row of Team, 0 for who gets no list. What a blank stands for is looked up only where there is one: that goes through Activities."""
    number = "ISNUMBER(Team[Calls per day])"
    active = '(Team[Active]<>"No")*(Team[Rep]<>"")'
    typed = f"IFERROR(IF({number},INT(Team[Calls per day]*(Team[Calls per day]>0)),0),0)"
    usual = f"{USUAL_CALLS_A_DAY}*((SUM({active})=1)+{_who_calls()}>0)"
    unsaid = f"IF(SUM({active}*NOT({number}))=0,0,IF({number},0,{usual}))"
    return f"{active}*({typed}+{unsaid})"


def _who_calls() -> str:
    """By row of Team a number above 0 for who owns somebody or has ever made a call, by whatever name they are called there."""
    found = []
    for column in ("Rep", "Name", "Email"):
        name = f"Team[{column}]"
        criterion = f'IF({name}="","-",{name})'
        found += [
            f"COUNTIFS(Contacts[Owner],{criterion})",
            f"COUNTIFS(Accounts[Owner],{criterion})",
            f'COUNTIFS(Activities[By],{criterion},Activities[Channel],"Call",Activities[Direction],"<>In")',
            f"({setting('Default owner')}={criterion})",
        ]
    return "+".join(found)
