"""The prices in force: what a unit of a purchase costs once everything bought of its quote is known.

    all_units     the price of the break reached holds for every unit
    incremental   each unit costs the price of the step it lies in

Where an incremental quote serves several plants, the dearest units go first to the plants where a unit of
price costs least to land (of equal ones to the earlier plant), and at each plant to what serves needs
before surplus. Source: docs/decisions/0014-the-whole-contract.md, "Price breaks".
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.case.cost_kinds import UNIT_KINDS, CostKind
from models.case.market import Offers, Steps
from models.profile.rows import Floats, Ints, Mask, pairs_of
from models.tolerances import REACHED

ALIKE_DIGITS = 9
"""Landing a unit of price costs the same where it is equal to so many digits."""


@dataclass(frozen=True, slots=True)
class PriceList:
    """What is asked: offers at their own prices, steps beyond them, and which quotes are incremental."""

    offers: Offers
    steps: Steps
    incremental: Mask


@dataclass(frozen=True, slots=True)
class Purchases:
    """What is bought: one entry an offer and period; quantities that serve needs, and surplus."""

    offer: Ints
    period: Ints
    quantity: Floats
    surplus: Floats

    @property
    def bought(self) -> Floats:
        """Everything that is paid for."""
        return self.quantity + self.surplus


@dataclass(frozen=True, slots=True)
class Pricing:
    """What purchases cost at the prices in force; one entry each.

    Attributes:
        unit: cost of an average unit bought, by kind.
        landed: purchase, freight, insurance, duty and handling of an average unit bought.
        spend: purchase of what serves needs, surplus left out; an amount.
        landed_spend: the same at landed cost.
        duty_without: duty of an average unit if its preference alone were lost; see `Offers`.
        reached: position in the case's steps of the break in force; -1 below the first one.
    """

    unit: Mapping[CostKind, Floats]
    landed: Floats
    spend: Floats
    landed_spend: Floats
    duty_without: Floats
    reached: Ints


def in_force(prices: PriceList, purchases: Purchases) -> Pricing:
    """The prices in force for everything that is bought."""
    own, stepped = _amounts(prices.offers), _amounts(prices.steps)
    unit = {name: amounts[purchases.offer] for name, amounts in own.items()}
    reached = np.full(len(purchases.offer), -1, dtype=np.int64)
    at = np.flatnonzero(np.isin(purchases.offer, prices.steps.offer) & (purchases.bought > 0))
    reached[at] = _reached(prices, purchases, at)
    incremental = prices.incremental[prices.offers.quote[purchases.offer]]
    one_price = np.flatnonzero((reached >= 0) & ~incremental)
    for name, amounts in stepped.items():
        unit[name][one_price] = amounts[reached[one_price]]
    spend, landed_spend = (unit[name] * purchases.quantity for name in (CostKind.PURCHASE, "landed"))
    several = at[incremental[at]]
    if len(several):
        spread = _Spread.of(prices, purchases, several)
        dealt = spread.dealt  # what next to nothing of many units amounts to is known only so far
        some = dealt > 0
        for name, amounts in stepped.items():
            unit[name][several[some]] = spread.cost(own[name], amounts)[some] / dealt[some]
        spend[several] = spread.cost(own[CostKind.PURCHASE], stepped[CostKind.PURCHASE], serving=True)
        landed_spend[several] = spread.cost(own["landed"], stepped["landed"], serving=True)
    costs = {kind: unit[kind] for kind in UNIT_KINDS}
    return Pricing(costs, unit["landed"], spend, landed_spend, unit["duty_without"], reached)


def _amounts(priced: Offers | Steps) -> dict[str, Floats]:
    """What one unit of each offer or step amounts to, by name."""
    kinds = {str(kind): priced.unit[kind] for kind in UNIT_KINDS}
    return {**kinds, "landed": priced.landed, "duty_without": priced.duty_without}


def _uses(prices: PriceList, purchases: Purchases, at: Ints) -> tuple[Ints, Floats]:
    """Which quote and period each entry is of, by number, and what is bought of that over all plants."""
    span = int(purchases.period.max(initial=0)) + 1
    key = prices.offers.quote[purchases.offer[at]] * span + purchases.period[at]
    _, use = np.unique(key, return_inverse=True)
    return use, np.bincount(use, weights=purchases.bought[at])


def _reached(prices: PriceList, purchases: Purchases, at: Ints) -> Ints:
    """The break that each entry's quote reaches in its period; -1 below the first."""
    use, bought = _uses(prices, purchases, at)
    pair, step = pairs_of(purchases.offer[at], prices.steps.offer)
    over = bought[use[pair]] >= prices.steps.from_quantity[step] * REACHED
    number = np.bincount(pair[over], minlength=len(at))
    first = np.searchsorted(prices.steps.offer, purchases.offer[at])
    return np.where(number > 0, first + number - 1, -1).astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Spread:
    """Units of incremental quotes by step: how many of each entry's units lie in which step.

    Attributes:
        entries: how many entries there are.
        entry: of each part, its entry.
        offer: its offer.
        step: position in the case's steps; -1 for the offer's own price.
        units: how many of the units bought.
        serving: whether they serve needs; else they are surplus.
    """

    entries: int
    entry: Ints
    offer: Ints
    step: Ints
    units: Floats
    serving: Mask

    @classmethod
    def of(cls, prices: PriceList, purchases: Purchases, at: Ints) -> "_Spread":
        """Lay all units of a quote in a row, the dearest first, and cut the row at plants and at steps."""
        use, bought = _uses(prices, purchases, at)
        entry = np.concatenate([np.arange(len(at))] * 2)
        serving = np.arange(len(entry)) < len(at)
        units = np.concatenate([purchases.quantity[at], purchases.surplus[at]])
        offer = purchases.offer[at][entry]
        order = np.lexsort(
            (
                ~serving,
                prices.offers.plant[offer],
                landing_slopes(prices.offers, prices.steps)[offer],
                use[entry],
            )
        )
        entry, serving, units, offer = entry[order], serving[order], units[order], offer[order]
        begins = _running(use[entry], units)
        part, step, length, starts = _segments(prices, offer, bought[use[entry]])
        low = np.maximum(begins[part], starts)
        high = np.minimum(begins[part] + units[part], starts + length)
        found = np.maximum(high - low, 0.0)
        kept = found > 0
        part = part[kept]
        return cls(len(at), entry[part], offer[part], step[kept], found[kept], serving[part])

    @property
    def dealt(self) -> Floats:
        """How many units of each entry are dealt out: all of them, but for rounding."""
        return np.bincount(self.entry, weights=self.units, minlength=self.entries)

    def cost(self, own: Floats, stepped: Floats, *, serving: bool = False) -> Floats:
        """What the units of each entry cost together, or of those only that serve needs.

        Args:
            own: cost of one unit of each offer.
            stepped: of each step.
            serving: leave out surplus.
        """
        price = own[self.offer]
        beyond = self.step >= 0
        price[beyond] = stepped[self.step[beyond]]
        units = self.units * self.serving if serving else self.units
        return np.bincount(self.entry, weights=units * price, minlength=self.entries)


def landing_slopes(offers: Offers, steps: Steps) -> Floats:
    """What landing one more unit of money of price costs at each offer; 0 where no break changes it."""
    price = offers.unit[CostKind.PURCHASE]
    change = steps.unit[CostKind.PURCHASE] - price[steps.offer]
    changed = np.flatnonzero(change != 0)
    slopes = np.zeros(len(price))
    at = steps.offer[changed]
    slopes[at] = (steps.landed[changed] - offers.landed[at]) / change[changed]
    alike: Floats = np.round(slopes, ALIKE_DIGITS)
    return alike


def _running(group: Ints, amounts: Floats) -> Floats:
    """Of each amount, the sum of those before it in its group; groups stand together."""
    total = np.cumsum(amounts) - amounts
    first = np.concatenate([[True], group[1:] != group[:-1]])
    before: Floats = total - total[first][np.cumsum(first) - 1]
    return before


def _segments(prices: PriceList, offer: Ints, bought: Floats) -> tuple[Ints, Ints, Floats, Floats]:
    """The steps of each of these offers, its own price among them, when so much is bought of the quote.

    Returns:
        The number of the offer here, the step (-1 for the own price), how many units lie in it, and how
        many dearer units there are before them.
    """
    steps, owns = prices.steps, np.arange(len(offer))
    pair, step = pairs_of(offer, steps.offer)
    first = np.searchsorted(steps.offer, offer)
    part = np.concatenate([owns, pair])
    number = np.concatenate([np.full(len(offer), -1, dtype=np.int64), step])
    start = np.concatenate([np.zeros(len(offer)), steps.from_quantity[step]])
    end = np.concatenate([steps.from_quantity[first], steps.until[step]])
    price = np.concatenate(
        [prices.offers.unit[CostKind.PURCHASE][offer], steps.unit[CostKind.PURCHASE][step]]
    )
    length = np.maximum(np.minimum(end, bought[part]) - start, 0.0)
    order = np.lexsort((start, -price, part))
    part, number, length = part[order], number[order], length[order]
    return part, number, length, _running(part, length)
