"""The Home sheet: on one screen how things stand and what is to do, below how each person uses the book."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from salesbook.office.spots import HOME_COLUMNS, HOME_HEIGHT, HOME_ROW, button_spots
from salesbook.office.workbook import figures, texts, theme
from salesbook.office.workbook import figures_sheet as behind
from salesbook.office.workbook.button_shapes import place_shape
from salesbook.office.workbook.last_result import write_held_result
from salesbook.office.workbook.sheets import A4
from salesbook.schema import sheets
from salesbook.schema.buttons import Button
from salesbook.schema.home import HOME

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# Two halves of six columns with a gap between. What stands above CARDS_ROW fits a screen of 768 pixels.
LEFT_HALF, RIGHT_HALF, EDGE = 1, 8, 14
HALF, COLUMN, LINE_HEIGHT = 6, 80, 20
TITLE_ROW, RESULT_ROW, STATUS_ROW, TILES_ROW, BUTTONS_ROW = 0, 1, 2, 3, HOME_ROW
LIST_ROW = BUTTONS_ROW + 1
BANDS_ROW = LIST_ROW + behind.LINES + 1
CARDS_ROW = BANDS_ROW + behind.LINES + 2
_SIXTHS = HOME_COLUMNS
_PALE = "#C9D8DF"
_LINK = "#1F6F82"


class Page:
    """The sheet and its formats; with `buttons` where the workbook has macros. `parts`: of the book."""

    def __init__(self, book: Workbook, *, buttons: Sequence[Button], parts: Collection[str]) -> None:
        self.book = book
        self.buttons = buttons
        self.parts = parts
        self.sheet: Worksheet = book.add_worksheet(HOME)

    def format(self, **shape: object) -> Format:
        """A cell format: font, fill, borders."""
        return self.book.add_format({"valign": "vcenter", **shape})

    def heading(self, row: int, column: int, text: str, *, part: str = "core", formula: str = "") -> None:
        """A heading over half the page, with a line below; `text` stands there by a `formula`, or in books with a part."""
        shape = self.format(
            bold=True, font_size=12, font_color=theme.INK, bottom=1, bottom_color=theme.DUE_COLOUR
        )
        self.sheet.set_row_pixels(row, 26)
        for number in range(column, column + HALF):
            self.sheet.write_blank(row, number, None, shape)
        if formula:
            self.sheet.write_formula(row, column, formula, shape, text)
        else:
            _of_part(self, (row, column), part, text, shape)


def write_home(page: Page, firm: str) -> None:
    """Everything on Home but the charts. Formulas carry the values of an empty book, for viewers that do not calculate."""
    _page(page)
    _title(page, firm)
    _status(page)
    _tiles(page)
    if page.buttons:
        _buttons(page)
    _list(page, firm)
    _links(page)
    below = _cards(page, CARDS_ROW)
    below = _colours(page, below + 1)
    _sheets(page, below + 1)


def _page(page: Page) -> None:
    sheet = page.sheet
    sheet.hide_gridlines(2)
    sheet.set_tab_color(theme.TAB_COLOURS["home"])
    sheet.set_column_pixels(0, 0, 22)
    sheet.set_column_pixels(LEFT_HALF, EDGE - 1, COLUMN)
    sheet.set_column_pixels(LEFT_HALF + HALF, LEFT_HALF + HALF, 26)
    sheet.set_column_pixels(EDGE, EDGE, 22)
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 1)
    sheet.center_horizontally()
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.4)
    sheet.activate()


def _title(page: Page, firm: str) -> None:
    """The firm, and what the last click said."""
    sheet, band = page.sheet, {"bg_color": theme.INK}
    small = {"font_color": _PALE, **band}
    for row, height in ((TITLE_ROW, 40), (RESULT_ROW, 28)):
        sheet.set_row_pixels(row, height)
        for column in range(EDGE + 1):
            sheet.write_blank(row, column, None, page.format(**band))
    name = figures.FIRM_NAME
    big = page.format(font_size=20, bold=True, font_color=theme.PAPER, **band)
    sheet.write_formula(TITLE_ROW, LEFT_HALF, f'=IF({name}="","Salesbook",{name})', big, firm or "Salesbook")
    run = page.format(**small, align="right", num_format='"Last run "d mmm yyyy hh:mm;;"Not run yet"')
    sheet.merge_range(TITLE_ROW, EDGE - 3, TITLE_ROW, EDGE - 1, None, run)
    sheet.write_formula(TITLE_ROW, EDGE - 3, "=" + figures.LAST_RUN, run, 0)
    write_held_result(page.book, sheet, RESULT_ROW, (LEFT_HALF, EDGE - 1), EDGE + 1, small)


def _status(page: Page) -> None:
    page.sheet.set_row_pixels(STATUS_ROW, 24)
    quiet = {"font_color": theme.MUTED, "italic": True, "font_size": 10}
    count = f'{figures.with_noun(figures.CONTACT_COUNT, "contact")}&" at "&{figures.with_noun(figures.ACCOUNT_COUNT, "account")}'
    left, right = page.format(**quiet), page.format(**quiet, align="right")
    page.sheet.write_formula(STATUS_ROW, LEFT_HALF, "=" + count, left, "0 contacts at 0 accounts")
    page.sheet.write_string(STATUS_ROW, EDGE - 1, texts.FOLLOW_LINKS, right)


def _tiles(page: Page) -> None:
    """Six figures with links: today's on the left, the week's on the right."""
    tiles = (
        ("lines open on Calls", behind.figure(behind.ALL_OPEN), "Calls"),
        ("done today", behind.figure(behind.ALL_MADE), "Activities"),
        ("overdue beyond grace", behind.figure(behind.ALL_OVERDUE), "Contacts"),
        ("calls needed a week", figures.WEEKLY_CALLS, "Cadences"),
        ("calls possible a week", figures.WEEKLY_CAPACITY, "Team"),
        ("problems open", behind.figure(behind.ALL_PROBLEMS), "Problems"),
    )
    tile = {"bg_color": theme.OURS_FILL, "align": "center", "right": 5, "right_color": theme.PAPER}
    big = {"font_size": 20, "bold": True, "font_color": theme.INK, "num_format": "#,##0"}
    number = page.format(**big, top=5, top_color=theme.DUE_COLOUR, **tile)
    label = page.format(font_size=10, font_color=_LINK, **(tile | {"valign": "top"}))
    page.sheet.set_row_pixels(TILES_ROW, 40)
    page.sheet.set_row_pixels(TILES_ROW + 1, 22)
    page.sheet.set_row_pixels(BUTTONS_ROW, 10)
    for column, (text, formula, target) in zip(_SIXTHS, tiles, strict=True):
        page.sheet.merge_range(TILES_ROW, column, TILES_ROW, column + 1, None, number)
        page.sheet.write_formula(TILES_ROW, column, "=" + formula, number, 0)
        page.sheet.merge_range(TILES_ROW + 1, column, TILES_ROW + 1, column + 1, None, label)
        page.sheet.write_url(TILES_ROW + 1, column, f"internal:'{target}'!A1", label, text, f"Go to {target}")
    _alarm(page, _SIXTHS[2], "0")
    _alarm(page, _SIXTHS[3], figures.WEEKLY_CAPACITY)
    _alarm(page, _SIXTHS[5], "0")


def _buttons(page: Page) -> None:
    """The large buttons, below the figures and as wide, six a row."""
    there = button_spots(HOME, page.buttons)
    rows = -(-len(there) // len(HOME_COLUMNS))
    page.sheet.set_row_pixels(BUTTONS_ROW, 8 + rows * HOME_HEIGHT)
    for spot in there:
        if spot.button.part in page.parts:
            place_shape(page.sheet, spot)


def _alarm(page: Page, column: int, limit: str) -> None:
    """Colour a figure that is above the limit."""
    page.sheet.conditional_format(TILES_ROW, column, TILES_ROW, column + 1, {
        "type": "cell", "criteria": ">", "value": "=" + limit, "format": page.book.add_format({"font_color": theme.WEAK[1]}),
    })  # fmt: skip


def _list(page: Page, firm: str) -> None:
    """The set-up list while a step is missing, then calls by rep: name, text, and a link."""
    sheet, shown = page.sheet, f"{behind.figure(behind.LIST_SHOWN)}=1"
    title = f'=IF({shown},"{texts.SETUP_TITLE}","{texts.REPS_TITLE}")'
    page.heading(LIST_ROW, LEFT_HALF, texts.SETUP_TITLE, formula=title)
    name, text = page.format(font_color=theme.INK, bold=True), page.format(font_color=theme.TEXT_COLOUR)
    link = page.format(font_color=_LINK, align="right")
    values = behind.line_values(firm, buttons=bool(page.buttons), parts=page.parts)
    for i, (step, said, target) in enumerate(values):
        row, cell = LIST_ROW + 1 + i, (behind.TOP + i)
        sheet.set_row_pixels(row, LINE_HEIGHT)
        sheet.write_formula(row, LEFT_HALF, "=" + behind.figure(cell, behind.LINE_NAME), name, step)
        sheet.write_formula(row, LEFT_HALF + 1, "=" + behind.figure(cell, behind.LINE_TEXT), text, said)
        leads = f'"#"&{behind.figure(cell, behind.LINE_TARGET)}&"!A1"'
        words = behind.figure(cell, behind.LINE_LINK)
        sheet.write_formula(row, LEFT_HALF + HALF - 1, f"=HYPERLINK({leads},{words})", link, target)
    first, last = LIST_ROW + 1, LIST_ROW + behind.LINES
    for mark, (_, colour) in (("✓", theme.GOOD), ("○", theme.FAIR)):
        lit = page.book.add_format({"font_color": colour})
        sheet.conditional_format(first, LEFT_HALF, last, LEFT_HALF, {
            "type": "formula", "criteria": f'=LEFT($B{first + 1},1)="{mark}"', "format": lit,
        })  # fmt: skip


def _links(page: Page) -> None:
    """Where each kind of user finds what they need: a line of links for each, those of a part once the book has it."""
    page.heading(BANDS_ROW, RIGHT_HALF, texts.LINKS_TITLE)
    label, link = page.format(font_color=theme.MUTED), page.format(font_color=_LINK)
    row = BANDS_ROW + 1
    for users, who in texts.USERS.items():
        main = [tables[0] for tables in sheets().values() if tables[0].users == users]
        there = sorted(main, key=lambda table: table.part != "core")
        of_core = any(table.part == "core" for table in there)
        _of_part(page, (row, RIGHT_HALF), "core" if of_core else there[0].part, who, label)
        for i, table in enumerate(there):
            line, column = divmod(i, HALF - 1)
            cell = row + line, RIGHT_HALF + 1 + column
            if table.part == "core":
                tip = f"Go to {table.sheet}"
                page.sheet.write_url(*cell, f"internal:'{table.sheet}'!A1", link, table.sheet, tip)
            else:
                leads = f'HYPERLINK("#\'{table.sheet}\'!A1","{table.sheet}")'
                _of_part(page, cell, table.part, table.sheet, link, leads)
        row += -(-len(there) // (HALF - 1))


def _of_part(
    page: Page, cell: tuple[int, int], part: str, text: str, shape: Format, formula: str = ""
) -> None:
    """A text, or a `formula` that shows it, in books that have the part; others get it with the part."""
    if part == "core":
        page.sheet.write_string(*cell, text, shape)
        return
    there = f"{behind.figure(behind.PART_ROWS[part])}=1"
    shown = formula or f'"{text}"'
    page.sheet.write_formula(*cell, f'=IF({there},{shown},"")', shape, text if part in page.parts else "")


def _cards(page: Page, top: int) -> int:
    """How each kind of user works with the book; returns the row below."""
    line = page.format(font_color=theme.TEXT_COLOUR)
    cards = texts.cards(buttons=bool(page.buttons))
    height = 1 + max(len(card.lines) for card in cards)
    for i, card in enumerate(cards):
        row, column = top + i // 2 * (height + 1), (LEFT_HALF, RIGHT_HALF)[i % 2]
        page.heading(row, column, card.title, part=card.part)
        for n, text in enumerate(card.lines, row + 1):
            page.sheet.set_row_pixels(n, 22)
            _of_part(page, (n, column), card.part, text, line)
    return top + 2 * (height + 1) - 1


def _colours(page: Page, top: int) -> int:
    page.heading(top, LEFT_HALF, texts.COLOURS_TITLE)
    page.heading(top, RIGHT_HALF, texts.HELP_TITLE)
    text = page.format(font_color=theme.TEXT_COLOUR, indent=1)
    samples = (
        (texts.YOURS, theme.PEOPLE_HEAD, theme.PAPER, theme.PAPER),
        (texts.FILLED_FOR_YOU, theme.OURS_HEAD, theme.INK, theme.OURS_FILL),
    )
    for row, (meaning, head, ink, fill) in enumerate(samples, top + 1):
        page.sheet.set_row_pixels(row, 24)
        header = page.format(
            bold=True, font_size=10, bg_color=head, font_color=ink, border=1, border_color=theme.PAPER
        )
        cell = page.format(
            font_size=10, font_color=theme.INK, bg_color=fill, border=1, border_color=theme.LINE
        )
        page.sheet.write_string(row, LEFT_HALF, "Header", header)
        page.sheet.write_string(row, LEFT_HALF + 1, "Cell", cell)
        page.sheet.write_string(row, LEFT_HALF + 2, meaning, text)
    for row, words in enumerate(texts.HELP, top + 1):
        page.sheet.write_string(row, RIGHT_HALF, words, page.format(font_color=theme.TEXT_COLOUR))
    return top + 1 + len(samples)


def _sheets(page: Page, top: int) -> None:
    """The contents list, in two columns."""
    page.heading(top, LEFT_HALF, texts.SHEETS_TITLE)
    page.heading(top, RIGHT_HALF, "")
    link = page.format(font_color=_LINK, bold=True)
    text = page.format(font_color=theme.TEXT_COLOUR)
    contents = sheets(page.parts)
    half = -(-len(contents) // 2)
    for i, (name, tables) in enumerate(contents.items()):
        row, column = top + 1 + i % half, (LEFT_HALF, RIGHT_HALF)[i // half]
        page.sheet.set_row_pixels(row, 22)
        page.sheet.write_url(row, column, f"internal:'{name}'!A1", link, name, f"Go to {name}")
        page.sheet.write_string(row, column + 2, tables[0].contents, text)
    page.sheet.print_area(0, 0, top + 1 + half, EDGE)
