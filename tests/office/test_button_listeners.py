"""Whoever presses a button while salesbook looks for new ones is heard.

What LibreOffice calls is called here by hand: in a real window the moment between two looks cannot be hit on purpose.
"""

from types import SimpleNamespace

import pytest

from salesbook.office.libreoffice.button_listeners import ButtonListeners

LEFT = SimpleNamespace(Buttons=1)


class Label:
    """What lies over a drawn button: it hears the mouse."""

    def __init__(self):
        self.listeners = []

    def addMouseListener(self, listener):
        self.listeners.append(listener)

    def removeMouseListener(self, listener):
        self.listeners.remove(listener)

    def getPeer(self):
        return SimpleNamespace(setPointer=lambda _: None)

    def down(self):
        for each in self.listeners:
            each.mousePressed(LEFT)

    def up(self):
        for each in self.listeners:
            each.mouseReleased(LEFT)

    def dispose(self):
        for each in self.listeners:
            each.disposing(None)


class PushButton:
    """What books of older shapes have."""

    def __init__(self):
        self.listeners = []

    def addActionListener(self, listener):
        self.listeners.append(listener)

    def removeActionListener(self, listener):
        self.listeners.remove(listener)

    def click(self):
        for each in self.listeners:
            each.actionPerformed(None)


@pytest.fixture
def heard():
    return []


@pytest.fixture
def listeners(heard):
    return ButtonListeners(heard.append, lambda: heard.append("lost"), pointer=None)


def test_a_press_that_began_before_a_look_for_new_buttons_counts(listeners, heard):
    today, log = Label(), Label()
    listeners.listen_to([("today", today)])
    today.down()
    listeners.listen_to([("today", today), ("log", log)])
    today.up()
    assert heard == ["today"]


@pytest.mark.parametrize(("button", "press"), [(PushButton(), PushButton.click), (Label(), lambda label: (label.down(), label.up()))])  # fmt: skip
def test_a_press_is_heard_once_however_often_buttons_are_looked_for(listeners, heard, button, press):
    for _ in range(3):
        listeners.listen_to([("today", button)])
    press(button)
    assert heard == ["today"]


def test_a_button_that_is_not_shown_any_more_is_let_go(listeners):
    today, log = Label(), PushButton()
    listeners.listen_to([("today", today), ("log", log)])
    listeners.listen_to([])
    assert today.listeners == log.listeners == []


def test_one_that_is_gone_says_so_and_one_that_comes_in_its_place_is_heard(listeners, heard):
    before, now = Label(), Label()
    listeners.listen_to([("today", before)])
    before.dispose()
    assert heard == ["lost"]
    listeners.listen_to([("today", now)])
    now.down()
    now.up()
    assert heard == ["lost", "today"]


def test_a_button_that_means_something_else_now_is_heard_as_that(listeners, heard):
    button = PushButton()
    listeners.listen_to([("today", button)])
    listeners.listen_to([("calls", button)])
    button.click()
    assert heard == ["calls"]
