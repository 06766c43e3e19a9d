"""How alike two names must be, of 100, before something is asked or done; and the known word that somebody meant.

Each threshold has beside it what was counted on the pairs in tests/util/test_likeness.py: spellings of one name,
and names of two that are as near to each other as such names come. `fuzz.ratio` counts the letters that two
texts have in common; `fuzz.WRatio` also finds one as a part of the other, and words in another order.
"""

from __future__ import annotations

from collections.abc import Iterable

from salesbook.util.folding import caseless

# ratio, of names at one mailbox (or with one number, or one ID) that share no word: one person. 20 of 23 spellings reach
# it, and two of the others share a word. Two people who share a mailbox and have names as near as that become one, so
# it must not be lower: 김민준 and 김민수 (67) are two.
ONE_PERSON = 80
# WRatio, of what somebody typed as a name: whom to propose. 22 of 23 spellings are found, at 90 it were 18. Others
# are found too, so nothing is done with whoever is found: a person chooses.
WORTH_PROPOSING = 80
# ratio, of two people at one account: told as likely doubles, never merged. 19 of 23 spellings. Of 8,133 pairs of people
# at one account of the made-up firm 3 are so much alike, at 80 it were 20.
LIKELY_ONE_PERSON = 85.0
# ratio, of two firms: told as likely doubles. 12 of 14 spellings. Of the 100,576 pairs of 449 made-up firms, called after
# trades and families as firms are, none is so much alike; at 90 it were 4, at 85 it were 76.
LIKELY_ONE_FIRM = 92.0

# ratio, of a word that is not known: a slip of the pen. Of slips (a letter missing, twice, another, or two changed over)
# in the headers of the book it finds 99 %, as 75 does (80: 97 %), and "everybody" for everyone. Of 167 headers, 69
# have another that is so much alike, at 60 it were 121: so many wrong proposals for a word that is none of them.
_SLIP = 70
# WRatio, where no slip is found: a part of what is known, such as spring for newsletters/spring. Words of three letters
# are part of everything.
_PART = 85
_SHORTEST_PART = 4


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of the known words that somebody most likely meant; "" where none is like it."""
    from rapidfuzz import fuzz, process

    by_fold = {caseless(one): one for one in known}
    # The second one also finds parts of names, and likes them better than a letter that is missing.
    for scorer, least in ((fuzz.ratio, _SLIP), (fuzz.WRatio, _PART)):
        if scorer is fuzz.WRatio and len(word) < _SHORTEST_PART:
            break
        if hit := process.extractOne(caseless(word), by_fold.keys(), scorer=scorer, score_cutoff=least):
            return by_fold[hit[0]]
    return ""


def by_likeness(word: str, known: Iterable[str]) -> list[str]:
    """The known words, those first that are most like what somebody typed; those alike in their own order."""
    from rapidfuzz import fuzz

    return sorted(known, key=lambda one: -fuzz.ratio(caseless(word), caseless(one)))
