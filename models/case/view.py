"""What the checks look at: the tables with their references looked up, faults or not."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from models.case.bars import barred_quotes
from models.case.conditions import Bars
from models.case.exchange import rates_on
from models.case.horizon import Horizon
from models.profile.read import SourcingProfile
from models.profile.rows import Array, Ints, Mask, Rows, codes_of, is_absent, objects, pairs_of, positions
from models.units import CURRENCIES


@dataclass(frozen=True, slots=True)
class View:
    """A profile's tables with positions instead of names; -1 where a name is unknown or absent.

    Attributes:
        quote_id: the id of each quote, defaults filled in.
        incumbent: quotes on which something is bought today.
        bars: what bars quotes, period by period.
    """

    profile: SourcingProfile
    horizon: Horizon
    on: date
    currency: str
    firm_country: str
    rates: dict[str, float]
    plant_ids: Array
    quote_id: Array
    quote_item: Ints
    quote_supplier: Ints
    quote_plant: Ints
    allocation_quote: Ints
    allocation_matches: Ints
    incumbent: Mask
    bars: Bars

    def usable(self, period: int) -> Mask:
        """Quotes of a known item and supplier that nothing bars in a period."""
        found = (self.quote_item >= 0) & (self.quote_supplier >= 0)
        found[self.bars.quote[self.bars.period == period]] = False
        return found

    @property
    def single_plant(self) -> bool:
        """Whether rows need not say which plant they mean."""
        return len(self.plant_ids) == 1

    def plant_of(self, names: Array) -> Array:
        """The plant each row means: the only one where it names none."""
        return np.where(is_absent(names), self.plant_ids[0], names) if self.single_plant else names

    def meant(self, period: int) -> Mask:
        """Rows of demand that speak of a period: a row with a period overrides the one without."""
        demand = self.profile["demand"]
        named = demand["period"] == period
        general = np.isnan(demand["period"])
        if not named.any():
            return general
        need = codes_of(demand["item"], self.plant_of(demand["plant"]))
        meant: Mask = named | (general & ~np.isin(need, need[named]))
        return meant


def view_of(profile: SourcingProfile, horizon: Horizon, on: date) -> View:
    """Look up every reference that checks and case need."""
    quotes, items, suppliers = profile["quotes"], profile["items"], profile["suppliers"]
    head = profile["profile"]
    currency = head["currency"][0] if len(head) and head["currency"][0] in CURRENCIES else "XXX"
    firm = profile["firm"]
    firm_country = firm["country"][0] if len(firm) and firm["country"][0] else "XX"
    plants = profile["plants"]
    plant_ids = plants["id"] if len(plants) else objects([None])
    quote_item = positions(quotes["item"], items["id"])
    quote_supplier = positions(quotes["supplier"], suppliers["id"])
    quote_plant = positions(quotes["plant"], plant_ids)
    quote_plant[is_absent(quotes["plant"])] = -1
    quote_id = default_quote_ids(quotes)
    matches, fitting = match_allocation(profile, quote_id, plant_ids)
    incumbent = _incumbents(profile, matches, len(quote_id))
    return View(
        profile=profile,
        horizon=horizon,
        on=on,
        currency=currency,
        firm_country=firm_country,
        rates=rates_on(profile["exchange_rates"], currency, on),
        plant_ids=plant_ids,
        quote_id=quote_id,
        quote_item=quote_item,
        quote_supplier=quote_supplier,
        quote_plant=quote_plant,
        allocation_quote=matches,
        allocation_matches=fitting,
        incumbent=incumbent,
        bars=barred_quotes(profile, quote_item, quote_supplier, incumbent, horizon),
    )


def _incumbents(profile: SourcingProfile, matches: Ints, count: int) -> Mask:
    out = np.zeros(count, dtype=bool)
    out[matches[(profile["allocation"]["quantity"] > 0) & (matches >= 0)]] = True
    return out


def default_quote_ids(quotes: Rows) -> Array:
    """Each quote's id: the one given, else item@supplier, with @plant where given."""
    found = quotes["id"].copy()
    nameless = np.flatnonzero(is_absent(found))
    names = (quotes[name][nameless].tolist() for name in ("item", "supplier", "plant"))
    found[nameless] = [
        f"{item}@{supplier}" if plant is None else f"{item}@{supplier}@{plant}"
        for item, supplier, plant in zip(*names, strict=True)
    ]
    return found


def match_allocation(profile: SourcingProfile, quote_id: Array, plant_ids: Array) -> tuple[Ints, Ints]:
    """The quote each allocation row buys on, and how many quotes fit it.

    Returns:
        Positions in the quotes table (-1 where not exactly one fits), and the numbers that fit.
    """
    rows, quotes = profile["allocation"], profile["quotes"]
    both = (np.concatenate([rows[name], quotes[name]]) for name in ("item", "supplier"))
    code = codes_of(*both)
    at, quote = pairs_of(code[: len(rows)], code[len(rows) :])
    plant = rows.filled("plant", plant_ids[0] if len(plant_ids) == 1 else None)[at]
    serves = is_absent(quotes["plant"][quote]) | (quotes["plant"][quote] == plant)
    named = is_absent(rows["quote"][at]) | (rows["quote"][at] == quote_id[quote])
    at, quote = at[serves & named], quote[serves & named]
    fitting = np.bincount(at, minlength=len(rows))
    found = np.full(len(rows), -1, dtype=np.int64)
    found[at] = quote
    return np.where(fitting == 1, found, -1), fitting.astype(np.int64)
