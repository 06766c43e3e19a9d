"""The amount of each order of a file: the column that holds it is found among all that could, or asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, isnan

from salesbook.domain.importing.orders.candidate import Candidate, standing
from salesbook.domain.importing.orders.discounts import after_discount, before_another, discounts
from salesbook.domain.importing.orders.lines import Amounts, OrderLines, Stands
from salesbook.errors import BadInput
from salesbook.util.folding import letters_and_digits

_TIERS = (("whole", "total"), ("amount",), ("price",), ("net",), ("line",), ("product",))
_OFFERED = ("whole", "total", "amount", "net")
_HOW = re.compile(r"^(?P<name>.*\S)\s+per\s+(?P<how>order|line)$", re.IGNORECASE)
_NEAR = 0.011
_LIKELY = (0.7, 1.0)  # of a total with tax and shipping, what the amount without them is


@dataclass(frozen=True)
class Choice:
    """The candidate that was taken, and the others that would have given something else.

    `before`: those that are another one before its discount, and so none.
    """

    taken: Candidate
    others: tuple[Candidate, ...] = ()
    before: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class Telling:
    """How a question names the file, and its orders one by one."""

    file: str
    names: Sequence[str]


def answered(answer: str, candidates: Sequence[Candidate], lines: OrderLines) -> Candidate:
    """The candidate that the person named: "Total", "Total per order", "Total per line", "Quantity x Price".

    Raises BadInput when it is none of them.
    """
    wanted, how = answer.strip(), None
    less = [off.after(each, lines) for off in discounts(lines) for each in candidates]
    found = _named(wanted, [*candidates, *less])
    if found is None and (parts := _HOW.match(wanted)):
        found = _named(parts["name"], candidates)
        how = Stands.ONCE if parts["how"].lower() == "order" else Stands.EACH
    if found is None:
        names = ", ".join(f'"{each.name}"' for each in candidates)
        raise BadInput(f"--amount {answer!r} is no column of amounts in this file.", f"It has: {names}." if names else "It has none.")  # fmt: skip
    return found if how is None else standing(found, how, lines)


def choose_amount(
    candidates: Sequence[Candidate], lines: OrderLines, told: Telling, unknown: Sequence[Candidate] = ()
) -> Choice | None:
    """The column that is the amount; None where there is none. Raises BadInput with a question where it cannot be known.

    The whole of an order goes before its amount without more, that before net, that before lines added up; what is
    another one before its discount is none. `unknown`: columns of money whose headers say nothing, which may be more.
    """
    filled = [each for each in candidates if each.known] or [each for each in candidates if each.unread]
    before = before_another(filled, lines)
    filled = [each for each in filled if each not in before]
    for tier in _TIERS:
        best = [each for each in filled if each.role in tier]
        if not best:
            continue
        taken = _settled(best, filled, lines, told)
        if less := after_discount(taken, [*filled, *before], lines):
            raise question([taken, less], lines, told)
        if taken.role != "whole" and (above := [each for each in unknown if _may_be_above(each, taken)]):
            raise question([taken, *above], lines, told)
        others = tuple(each for each in filled if each.role in _OFFERED and each is not taken and not _same(each.orders, taken.orders))  # fmt: skip
        return Choice(taken, others, tuple(before))
    return None


def _may_be_above(unknown: Candidate, taken: Candidate) -> bool:
    """Whether a column of money may be the amount with tax and shipping: never less, mostly not much more, and not the same."""
    pairs = [(one, all_) for one, all_ in zip(taken.orders, unknown.orders, strict=True) if one]
    if not pairs or any(all_ is None or isnan(all_) or one / all_ <= 0 for one, all_ in pairs if all_ != 0):
        return False
    if any(not all_ for _, all_ in pairs):
        return False
    shares = sorted(one / all_ for one, all_ in pairs if all_)
    low, high = _LIKELY
    return shares[-1] <= high + 1e-9 and low <= shares[len(shares) // 2] and shares[0] < high - 1e-4


def _settled(best: Sequence[Candidate], filled: Sequence[Candidate], lines: OrderLines, told: Telling) -> Candidate:  # fmt: skip
    """The one of a tier that stands out, if all of the others come to the same or explain it."""
    sure = [each for each in best if each.how is not Stands.UNSURE]
    if not sure:
        raise question(best, lines, told)
    if len(sure) < len(best) and any(each.role == "whole" for each in best if each not in sure):
        raise question(best, lines, told)
    rivals = [each for each in sure if not _same(each.orders, sure[0].orders)]
    taken = sure[0]
    if rivals:
        found = _better(sure, lines) or _explained(sure, lines)
        if found is None:
            raise question(sure, lines, told)
        taken = found
    if taken.role in {"total", "amount"}:
        below = [each for each in filled if each.role in {"amount", "net"} and each is not taken and each.how is not Stands.EACH]  # fmt: skip
        odd = [each for each in below if each.role != taken.role and not _within(each, taken)]
        if (
            odd
            and not _explained([taken], lines)
            and not is_explained(taken, lines, bare=True, refunded=True)
        ):
            raise question([taken, *odd], lines, told)
    return taken


def _better(sure: Sequence[Candidate], lines: OrderLines) -> Candidate | None:
    """The only one in the company's own currency, else the only one that every order has."""
    own = [each for each in sure if is_own_currency(each.name)]
    if len(own) == 1:
        return own[0]
    strong = [each for each in sure if each.role == "whole" and each.how is not Stands.EACH]
    lined = [each for each in sure if each.role == "total" and each.how is Stands.EACH]
    if len(strong) == 1 and len(lined) == len(sure) - 1:
        return strong[0]
    whole = [each for each in sure if each.known == len(lines.groups)]
    return whole[0] if len(whole) == 1 and len(sure) == 2 else None


def _explained(sure: Sequence[Candidate], lines: OrderLines) -> Candidate | None:
    """The only one that is another amount of the file with its tax, shipping and discount."""
    fits = [each for each in sure if is_explained(each, lines)]
    return fits[0] if len(fits) == 1 else None


def is_explained(each: Candidate, lines: OrderLines, *, bare: bool = False, refunded: bool = False) -> bool:
    """Whether a column is another amount of the file with its tax, shipping and discount.

    `bare`: or with none of these; `refunded`: and less what was paid back.
    """
    numbers = lines.numbers
    parts = [c for role in ("net", "amount", "line", "total", "whole") for c in numbers.get(role, ())]
    if product := lines.products():
        parts.append(product)
    extras = [(1, c) for role in ("tax", "line tax", "shipping") for c in numbers.get(role, ())][:3]
    extras += [(-1, c) for c in numbers.get("discount", ())][:1]
    always = [(-1, c) for c in numbers.get("refund", ())[:1]] if refunded else []
    for part in parts:
        if part is each.values:
            continue
        for mask in range(0 if bare else 1, 1 << len(extras)):
            chosen = [extra for bit, extra in enumerate(extras) if mask >> bit & 1]
            if _fits(each, part, [*always, *chosen], lines):
                return True
    return False


def _fits(each: Candidate, part: Amounts, chosen: Sequence[tuple[int, Amounts]], lines: OrderLines) -> bool:
    seen = 0
    for amount, rows in zip(each.orders, lines.groups, strict=True):
        if amount is None or isnan(amount):
            continue
        said = [value for row in rows if (value := part[row]) is not None]
        if not said:
            continue
        seen += 1
        once = fsum(sign * abs(next((v for row in rows if (v := c[row])), 0)) for sign, c in chosen)
        summed = fsum(sign * abs(fsum(c[row] or 0 for row in rows)) for sign, c in chosen)
        near = _NEAR * len(rows)
        if not any(
            abs(base + more - amount) < near for base in (fsum(said), said[0]) for more in (once, summed)
        ):
            return False
    return seen > 0


def _within(part: Candidate, whole: Candidate) -> bool:
    """Whether an amount is what a total comes to without tax and shipping, as far as one can tell."""
    low, high = _LIKELY
    pairs = [(one, all_) for one, all_ in zip(part.orders, whole.orders, strict=True) if one and all_]
    return bool(pairs) and all(low <= one / all_ <= high + 1e-9 for one, all_ in pairs)


def _same(one: Sequence[float | None], other: Sequence[float | None]) -> bool:
    return all(
        a == b or (a is not None and b is not None and abs(a - b) < _NEAR)
        for a, b in zip(one, other, strict=True)
    )


def is_own_currency(name: str) -> bool:
    """Whether a header says that its amounts are in the company's own currency."""
    folded = letters_and_digits(name)
    return any(word in folded for word in ("companycurrency", "basecurrency", "homecurrency", "localcurrency", "hauswahrung", "bcy", "basegrand", "basetotal", "basecurrencyamount", "amountbase", "usdollar", "converted"))  # fmt: skip


def question(candidates: Sequence[Candidate], lines: OrderLines, told: Telling) -> BadInput:
    """What is the amount? With what each answer would give for an order of which they differ, and in all."""
    answers: dict[str, Sequence[float | None]] = {}
    for each in candidates:
        if each.how is Stands.UNSURE:
            for how, word in ((Stands.ONCE, "per order"), (Stands.EACH, "per line")):
                answers[f"{each.name} {word}"] = standing(each, how, lines).orders
        else:
            answers[each.name] = each.orders
    example = _example(list(answers.values()))
    offers = [f'{_money(amounts[example])} by --amount "{name}" ({_money(_sum(amounts))} in all)' for name, amounts in answers.items()]  # fmt: skip
    hint = " (per order: it stands on each line and counts once; per line: it is added up)" if any(name.endswith(" per line") for name in answers) else ""  # fmt: skip
    return BadInput(
        f"{told.file} does not tell what the amount of an order is{hint}. Order {told.names[example]} would be {'; '.join(offers)}. Nothing was imported.",
        "Import again with the one that is right.",
    )


def _example(answers: Sequence[Sequence[float | None]]) -> int:
    """An order for which the answers differ, the first of all else."""
    for place, amounts in enumerate(zip(*answers, strict=True)):
        if len({None if a is None else round(a, 2) for a in amounts}) > 1:
            return place
    return 0


def _sum(amounts: Sequence[float | None]) -> float:
    return fsum(amount for amount in amounts if amount is not None and not isnan(amount))


def _money(amount: float | None) -> str:
    return "nothing" if amount is None else "a contradiction" if isnan(amount) else f"{amount:,.2f}"


def _named(name: str, candidates: Sequence[Candidate]) -> Candidate | None:
    folded = letters_and_digits(name.replace("×", "x").replace("*", "x"))
    exact = [each for each in candidates if each.name == name]
    return next(iter(exact or [each for each in candidates if letters_and_digits(each.name) == folded]), None)
