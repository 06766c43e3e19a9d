"""The formulas of Home: plain functions of Excel 2010 that LibreOffice knows too."""

from __future__ import annotations

from salesbook.schema import BANDS

# People of these statuses stand in Contacts, but nobody calls them.
_GONE = ("Left", "Wrong number", "Merged")
CONTACT_COUNT = "COUNTA(Contacts[Contact ID])"
ACCOUNT_COUNT = "COUNTA(Accounts[Account ID])"
OPEN_CALLS = (
    'COUNTIFS(Calls[Name],"<>",Calls[Outcome],"")'
    '+COUNTIFS(Calls[Name],"",Calls[Contact ID],"<>",Calls[Outcome],"")'
)
PROBLEM_COUNT = "COUNTA(Problems[Problem])"
NEEDED = "SUM(Cadences[Calls a week])"
WEEKLY_CAPACITY = "capacity_a_week"
LAST_RUN = "MAX(Runs[When])"
FIRM_NAME = 'IFERROR(INDEX(Settings[Value],MATCH("Firm",Settings[Setting],0))&"","")'

# The bands, and people whom nobody has scored yet.
BAND_COUNTS = {
    **{band: f'COUNTIFS(Contacts[Band],"{band}")' for band in BANDS},
    "Not yet scored": 'COUNTIFS(Contacts[Contact ID],"<>",Contacts[Band],"")',
}


def due(condition: str) -> str:
    """People whose Next due fulfils a condition, such as '"<"&TODAY()'."""
    active = "".join(f',Contacts[Status],"<>{status}"' for status in _GONE)
    return f"COUNTIFS(Contacts[Next due],{condition}{active})"


_NEVER = 1_000_000  # a day in the year 4637


def calls_due(days: str) -> str:
    """Calls that fall due up to each of these days (an array formula, one cell a day).

    Left out are people who must not be called, and those whose cadence knows no call, visit or meeting.
    FREQUENCY goes through the contacts once; a COUNTIFS for each day takes half a minute for 100,000.
    Who does not count is put behind the last day: without a single number LibreOffice gives an error.
    """
    written = "*".join(
        f'ISERROR(SEARCH("{word}",Cadences[Channels]))' for word in ("call", "visit", "meeting")
    )
    by_post = f'MATCH(Contacts[Cadence used],IF({written},Cadences[Cadence],"-"),0)'
    gone = "".join(f'*(Contacts[Status]<>"{status}")' for status in _GONE)
    wanted = f'(Contacts[Next due]>0){gone}*(Contacts[Do not call]<>"Yes")*ISERROR({by_post})'
    return f"FREQUENCY(IFERROR(IF({wanted},Contacts[Next due],{_NEVER}),{_NEVER}),{days})"


def next_workday(after: str) -> str:
    """The next day from Monday to Friday that is no holiday. Text among the holidays must not break the chart."""
    return f"IFERROR(WORKDAY({after},1,Holidays[Date]),WORKDAY({after},1))"


def capacity_a_week() -> str:
    """Calls the team can make in a week (an array formula): calls a day times working days, of those who are active.

    Working days is a text such as "Mon, Wed-Fri": the days named in it, and those between the ends of its
    (first) range. Blank means Monday to Friday.
    """
    days = 'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(Team[Working days],"–","-")," to ","-"),";",",")'
    a_day = 'IF(ISNUMBER(Team[Calls per day]),Team[Calls per day],0)*(Team[Active]<>"No")*(Team[Rep]<>"")'
    calls = f"IFERROR({a_day},0)"
    names = '{"mon","tue","wed","thu","fri","sat","sun"}'
    before = f'TRIM(RIGHT(SUBSTITUTE(LEFT({days},FIND("-",{days})-1),",",REPT(" ",99)),99))'
    after = f'TRIM(MID({days},FIND("-",{days})+1,99))'
    first, last = (f'(SEARCH(LEFT({end},3),"montuewedthufrisatsun")+2)/3' for end in (before, after))
    between = f"MOD({last}-{first},7)-1"
    blank = '5*(TRIM(Team[Working days])="")'
    more = f"IFERROR({between},0)+IFERROR({blank},0)"
    return f"SUM({calls}*ISNUMBER(SEARCH({names},{days})))+SUM({calls}*({more}))"
