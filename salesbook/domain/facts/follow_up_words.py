"""What a line says of an event that FollowUps names, where no row of situations tells of it; and how such a line is known again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FollowUpWords:
    """Of an event the `rows` of situations that tell of it; where another one fits, why somebody is called, and what about.

    In `why` {past} and {exact} are the day of the event, as how long ago and as a date.
    """

    rows: tuple[int, ...]
    why: str
    about: str


WORDS_OF_FOLLOW_UPS: dict[str, FollowUpWords] = {
    "Acquired": FollowUpWords((23, 24, 25), "Came to us {past}.", "Introduce the firm. Ask what annoys them most today."),
    "First talk": FollowUpWords((), "First talk {past}.", "Take up what they told you. Agree on a next step."),
    "Won": FollowUpWords((10, 34), "Won {past}.", "Thank them. Say who looks after them, and what comes next."),
    "First order": FollowUpWords((17, 18, 34), "First order on {exact}.", "Thank them. Ask whether all came as promised."),
    "Order": FollowUpWords((17, 18, 34), "Ordered on {exact}.", "Thank them. Ask whether all came as promised."),
    "Installed": FollowUpWords((12,), "Installed {past}.", "Ask how it runs. Note each snag, and who mends it."),
    "Serviced": FollowUpWords((13,), "Service visit {past}.", "Ask whether it has run since. Note what would spare a visit."),
    "Complaint closed": FollowUpWords((11,), "Their complaint was closed {past}.", "Ask whether it has stayed solved. Thank them for telling us."),
    "Lapsed": FollowUpWords((17, 18, 19, 20, 21), "They have stopped ordering.", "Ask what has changed on their side. Sell nothing today."),
    "Lost": FollowUpWords((29,), "A deal was lost {past}.", "Ask what decided it, and how it goes. Thank them all the same."),
}  # fmt: skip
_ABOUTS = frozenset(words.about for words in WORDS_OF_FOLLOW_UPS.values())


def follows_an_event(prompt: str) -> bool:
    """Whether this Talk about is of such a line: its Topic is what FollowUps says, whatever that is."""
    return prompt in _ABOUTS
