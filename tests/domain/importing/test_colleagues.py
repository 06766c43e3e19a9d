"""A list of the team, brought into a book that knows some colleagues already, such as by the owners of other files."""

from __future__ import annotations

import random

import pytest

from tests.domain.importing.desk import Always, Desk, messages, reasons


def desk_with(tmp_path, *reps):
    """A book whose Team has reps as `import` makes them from owners, or as "Rep | Name | Email" tells."""
    rows = "\n".join(rep if "|" in rep else f"{rep} | {rep} |" for rep in reps)
    return Desk(tmp_path, Team=f"Rep | Name | Email\n{rows}")


def team(desk):
    return [tuple(row.get(name, "") for name in ("Rep", "Name", "Email")) for row in desk.rows("Team")]


def test_reps_made_from_owners_are_completed_by_the_team_file_and_not_doubled(tmp_path):
    desk = desk_with(tmp_path, "Maria Lopez", "jonas", "ida@firm.example")
    result = desk.bring(
        "Name,Email,Calls per day\nJonas Berg,jonas@firm.example,9\nMaría López,maria@firm.example,12\nIda Holm,ida@firm.example,7\n",
        "Team",
    )
    assert desk.rows("Team", "Rep", "Name", "Email", "Calls per day") == [
        {"Rep": "Maria Lopez", "Name": "Maria Lopez", "Email": "maria@firm.example", "Calls per day": 12},
        {"Rep": "jonas", "Name": "Jonas Berg", "Email": "jonas@firm.example", "Calls per day": 9},
        {"Rep": "ida@firm.example", "Name": "Ida Holm", "Email": "ida@firm.example", "Calls per day": 7},
    ]  # fmt: skip
    assert result.counts == {"rows": 3, "new": 0, "filled": 3, "known": 0, "rejected": 0}
    assert "jonas was taken for Jonas Berg, as nobody else has that first name." in messages(result)
    assert not result.plan.problems


def test_a_first_name_of_somebody_else_is_no_match(tmp_path):
    desk = desk_with(tmp_path, "Maria | Maria Gomez |", "Ben | Ben | ben@old.example")
    desk.bring("Name,Email\nMaria Lopez,m.lopez@firm.example\nBen Fox,fox@firm.example\n", "Team")
    assert team(desk) == [
        ("Maria", "Maria Gomez", ""),
        ("Ben", "Ben", "ben@old.example"),
        ("Maria Lopez", "Maria Lopez", "m.lopez@firm.example"),
        ("Ben Fox", "Ben Fox", "fox@firm.example"),
    ]


def test_the_rep_goes_before_the_email_and_the_email_before_the_name(tmp_path):
    desk = desk_with(
        tmp_path, "ml | Maria Lopez |", "mg | Maria Gomez | maria@firm.example", "jb | Jonas Berg |"
    )
    result = desk.bring(
        "Rep,Name,Email,Calls per day\nML,Jonas Berg,,1\nX,Maria Lopez,Maria@firm.example,2\nY,Jonas Berg,,3\n",
        "Team",
    )
    assert desk.column("Team", "Calls per day") == [1, 2, None, 3]
    assert "Team has other short names, which stay: X is mg." in messages(result)


def test_an_address_that_several_rows_have_tells_nobody_apart(tmp_path):
    desk = desk_with(tmp_path, "Old | Ann Old | sales@firm.example")
    desk.bring("Name,Email\nEva Stein,sales@firm.example\nMax Ott,sales@firm.example\n", "Team")
    assert [rep for rep, _, _ in team(desk)] == ["Old", "Eva", "Max"]


def test_a_name_that_two_colleagues_have_is_left_out(tmp_path):
    desk = desk_with(tmp_path, "a | Eva Stein |", "b | Eva Stein |")
    result = desk.bring("Name,Calls per day\nEva Stein,9\n", "Team")
    assert reasons(result) == [
        (2, "2 colleagues of Team may be Eva Stein: a, b. Give the row a Rep or an Email.")
    ]


TWO_MARIAS = "Name,Email\nMaria Lopez,lopez@firm.example\nMaria Gomez,gomez@firm.example\n"


def test_of_two_with_the_first_name_of_a_rep_nobody_is_taken_unasked(tmp_path):
    desk = desk_with(tmp_path, "Maria")
    result = desk.bring(TWO_MARIAS, "Team")
    assert result.question == "Team has Maria by a first name only. Is this Maria Lopez"
    assert "Maria of Team may be Maria Lopez, Maria Gomez: nobody was taken for Maria." in messages(result)
    assert [rep for rep, _, _ in team(desk)] == ["Maria", "Maria Lopez", "Maria Gomez"]


@pytest.mark.parametrize(
    ("answers", "name"), [((True,), "Maria Lopez"), ((False, True), "Maria Gomez"), ((False, False), "Maria")]
)
def test_the_person_says_which_of_two_a_rep_is(tmp_path, answers, name):
    desk = desk_with(tmp_path, "Maria")
    questions = [
        f"Team has Maria by a first name only. Is this {who}" for who in ("Maria Lopez", "Maria Gomez")
    ]
    result = desk.bring(TWO_MARIAS, "Team", answers=dict(zip(questions, answers, strict=False)))
    assert (result.question, team(desk)[0][:2]) == ("", ("Maria", name))
    assert desk.bring(TWO_MARIAS, "Team").plan.changes == ()


def test_a_first_name_in_the_file_is_the_one_colleague_who_has_it(tmp_path):
    desk = desk_with(tmp_path, "ml | Maria Lopez |", "jb | Jonas Berg |", "jo | Jonas Orr |")
    result = desk.bring("Name,Calls per day\nMaria,12\nJonas,9\n", "Team")
    assert desk.column("Team", "Calls per day") == [12, None, None]
    assert "Maria was taken for Maria Lopez" in messages(result)
    assert reasons(result) == [
        (3, "2 colleagues of Team may be Jonas: jb, jo. Give the row a Rep or an Email.")
    ]


def test_a_full_name_that_a_user_typed_is_not_written_over(tmp_path):
    desk = desk_with(tmp_path, "ml | Maria Lopez |")
    result = desk.bring("Rep,Name\nml,Maria Gomez\n", "Team")
    assert team(desk) == [("ml", "Maria Lopez", "")]
    assert "what stands here, 'Maria Lopez', was kept" in result.plan.problems[0].why


PEOPLE = {"Maria Lopez": "ml", "Maria Gomez": "mg", "Eva Stein": "es", "Jonas Berg": "jb"}


def someone(chance, name):
    """One of PEOPLE as one file or the other has them: Rep, Name and Email, or some of it."""
    first, last = name.split()
    email = f"{PEOPLE[name]}@firm.example"
    return (
        chance.choice(["", "", first, name, PEOPLE[name], email]),
        chance.choice(["", first, name, name, f"{last}, {first}"]),
        chance.choice(["", email, email, "sales@firm.example"]),
    )


def some(chance, most):
    """Some of PEOPLE, none with the Rep of another."""
    found = {}
    for name in chance.sample(sorted(PEOPLE), chance.randint(1, most)):
        row = someone(chance, name)
        found.setdefault(row[0].casefold() or name, row)
    return list(found.values())


@pytest.mark.parametrize("seed", range(60))
def test_the_same_team_once_more_changes_nothing_and_nobody_is_there_twice(tmp_path, seed):
    chance = random.Random(seed)
    desk = desk_with(tmp_path, *(" | ".join(row) for row in some(chance, 3) if row[0]))
    rows = (f'{rep},"{name}",{email}' for rep, name, email in some(chance, 4))
    content = "\n".join(["Rep,Name,Email", *rows]) + "\n"
    first = desk.bring(content, "Team", answers=chance.choice([{}, Always(True), Always(False)]))
    again = desk.bring(content, "Team")
    assert (again.plan.changes, again.rejects) == ((), first.rejects)
    reps = [rep.casefold() for rep, _, _ in team(desk)]
    assert len(reps) == len(set(reps))


def test_a_rep_of_two_names_is_one_colleague_and_the_other_row_is_left_out(tmp_path):
    desk = Desk(tmp_path)
    result = desk.bring("Rep,Name\nEva,Eva Stein\nEva,Eva Orr\nEva,Eva\n", "Team")
    assert [rep[:2] for rep in team(desk)] == [("Eva", "Eva Stein")]
    assert reasons(result) == [(3, "Eva is Eva Stein in another row: give Eva Orr a Rep of their own.")]
