"""Dependence that a capped measure does not show.

An award that is added or grows under a cap may count less for the capped group by the cap's measure than
by another one: made in Viet Nam, owned from China. And a share of money may fall because prices fell,
while the same share at reference prices stays where it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from models.case.case import SourcingCase
from models.case.content import MEASURES, parts
from models.plan.exposure.ledger import Ledger, in_scope
from models.profile.rows import Floats, Ints, Mask
from models.regions import union
from models.request import PlanRequest, Scope
from models.tolerances import QUANTITY, SHARE

SEEN = MEASURES[:-1]
"""The measures that say something of their own; `any` is the largest of them."""
PRICED = ("spend", "landed")
"""Bases that move with prices."""


@dataclass(frozen=True, slots=True)
class Capped:
    """A group that some cap limits.

    Attributes:
        rule: `cap=id`, or `each_country`.
        group: its countries and groups by name.
        countries: what they stand for on the plan's day.
    """

    rule: str
    group: str
    countries: frozenset[str]
    measure: str
    base: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class HiddenAward:
    """A source that grows, and counts less for a capped group than another measure says.

    Attributes:
        rule: the first cap that counts it so.
        group: the capped countries.
        measure: the cap's.
        part: how much of the award counts by it, 0..1.
        other_measure: the one by which it counts most.
        other_part: how much counts by that one.
        quantity: a period on average, in item units.
        quantity_before: today.
    """

    item: str
    plant: str | None
    supplier: str
    quote: str
    rule: str
    group: str
    measure: str
    part: float
    other_measure: str
    other_part: float
    quantity: float
    quantity_before: float
    text: str


@dataclass(frozen=True, slots=True)
class HiddenShare:
    """A capped share of money that falls while the same share at reference prices does not.

    Attributes:
        before, after: the share of the cap's base.
        reference_before, reference_after: the share of the reference base.
    """

    rule: str
    group: str
    period: int
    measure: str
    base: str
    before: float
    after: float
    reference_before: float
    reference_after: float
    text: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """What improves a capped share without lowering the dependence."""

    awards: tuple[HiddenAward, ...] = ()
    shares: tuple[HiddenShare, ...] = ()


@dataclass(frozen=True, slots=True)
class Grown:
    """Offers of which the plan buys more than today; quantities a period on average."""

    offer: Ints
    before: Floats
    after: Floats


def hidden_dependence(case: SourcingCase, request: PlanRequest, before: Ledger, after: Ledger) -> Hidden:
    """Name them.

    Args:
        case: the case.
        request: its caps say which groups are looked at, and how they are measured.
        before: today's purchases, repeated in every period.
        after: the plan's.
    """
    grown = _grown(case, before, after)
    awards: dict[tuple[str, str | None, str, str], HiddenAward] = {}
    shares: list[HiddenShare] = []
    for rules in _capped(case, request, before, after):
        for row in _awards(case, rules, grown):
            awards.setdefault((row.quote, row.plant, row.group, row.measure), row)
        for rule in rules:
            shares.extend(_shares(case, rule, before, after))
    return Hidden(tuple(awards.values()), tuple(shares))


def _capped(
    case: SourcingCase, request: PlanRequest, before: Ledger, after: Ledger
) -> Iterator[tuple[Capped, ...]]:
    """What each cap limits: one group, or (each_country) every single country."""
    for cap in request.caps:
        group, countries = "+".join(cap.countries), union(cap.countries, case.on)
        yield (Capped(f"cap={cap.id}", group, countries, cap.measure, cap.base, cap.scope),)
    each = request.each_country
    if each is not None:
        spared = union(each.except_ if each.except_ is not None else [case.firm_country], case.on)
        names = sorted({*before.countries.tolist(), *after.countries.tolist()} - spared)
        yield tuple(
            Capped("each_country", name, frozenset({name}), each.measure, each.base, each.scope)
            for name in names
        )


def _grown(case: SourcingCase, before: Ledger, after: Ledger) -> Grown:
    count = len(case.offers.quote)
    was, now = (
        np.bincount(book.offer, weights=book.amount["quantity"], minlength=count) / len(case.periods)
        for book in (before, after)
    )
    offer = np.flatnonzero(now > was * (1 + QUANTITY))
    return Grown(offer, was[offer], now[offer])


def _awards(case: SourcingCase, rules: tuple[Capped, ...], grown: Grown) -> Iterator[HiddenAward]:
    """One row an offer at most: of several rules, the one that misses most of it."""
    others = [m for m in SEEN if rules and m != rules[0].measure]
    if not rules or rules[0].measure == MEASURES[-1]:
        return
    quote = case.offers.quote[grown.offer]
    inside = in_scope(case, rules[0].scope, case.quotes.item[quote], case.offers.plant[grown.offer])
    worst = np.full(len(quote), SHARE)
    which = np.full(len(quote), -1)
    for number, rule in enumerate(rules):
        part = parts(case.content, quote, rule.countries, rule.measure)
        most = np.max([parts(case.content, quote, rule.countries, m) for m in others], axis=0)
        more = inside & (most - part > worst)
        worst[more], which[more] = (most - part)[more], number
    for at in np.flatnonzero(which >= 0):
        yield _award(case, rules[which[at]], others, grown, int(at))


def _award(case: SourcingCase, rule: Capped, others: list[str], grown: Grown, at: int) -> HiddenAward:
    offer = grown.offer[at]
    quote = case.offers.quote[offer]
    seen = {m: float(parts(case.content, quote[None], rule.countries, m)[0]) for m in (rule.measure, *others)}
    most = max(others, key=seen.__getitem__)
    part, other = seen[rule.measure], seen[most]
    item, supplier = case.items.id[case.quotes.item[quote]], case.suppliers.id[case.quotes.supplier[quote]]
    return HiddenAward(
        item=str(item),
        plant=case.plants.id[case.offers.plant[offer]],
        supplier=str(supplier),
        quote=str(case.quotes.id[quote]),
        rule=rule.rule,
        group=rule.group,
        measure=rule.measure,
        part=part,
        other_measure=most,
        other_part=other,
        quantity=float(grown.after[at]),
        quantity_before=float(grown.before[at]),
        text=f"{item} from {supplier} grows: {_per_cent(part)} of it counts for {rule.group} by "
        f"{_words(rule.measure)}, {_per_cent(other)} by {_words(most)}",
    )


def _shares(case: SourcingCase, rule: Capped, before: Ledger, after: Ledger) -> Iterator[HiddenShare]:
    """The periods in which the share of money falls and that of reference value does not."""
    if rule.base not in PRICED:
        return
    books = [(book, in_scope(case, rule.scope, book.item, book.plant)) for book in (before, after)]
    for period in case.periods:
        measured, valued = (
            [_share(rule, book, inside & (book.period == period.number), base) for book, inside in books]
            for base in (rule.base, "reference")
        )
        was, now, was_valued, now_valued = *measured, *valued
        if was is None or now is None or was_valued is None or now_valued is None:
            continue
        if now < was - SHARE and now_valued >= was_valued - SHARE:
            what = "spend" if rule.base == "spend" else "landed cost"
            text = (
                f"{rule.group} falls from {_per_cent(was)} to {_per_cent(now)} of {what}, yet is "
                f"{_per_cent(now_valued)} at reference prices (today {_per_cent(was_valued)}): prices moved, "
                "the dependence did not"
            )
            key = (rule.rule, rule.group, period.number, rule.measure, rule.base)
            yield HiddenShare(*key, was, now, was_valued, now_valued, text)


def _share(rule: Capped, book: Ledger, inside: Mask, base: str) -> float | None:
    amount = book.amount[base][inside]
    total = float(amount.sum())
    part = book.band(rule.countries, rule.measure).central[inside]
    return float(part @ amount) / total if total > 0 else None


def _per_cent(share: float) -> str:
    return f"{100 * share:.1f}".removesuffix(".0") + " %"


def _words(measure: str) -> str:
    return measure.replace("_", "-")
