"""From a profile to a case: the one place where a profile is checked."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from models.case import resolve
from models.case.assumptions import assumptions_of, exposure_assumptions, warnings_of
from models.case.breaks import own_prices, rebates_of, steps_of
from models.case.capacities import capacities_of
from models.case.case import Allocation, Offers, SourcingCase, Steps
from models.case.checks import CHECKS, View, view_of
from models.case.duty import duty_rates, tariff_book
from models.case.horizon import read_horizon
from models.case.investments import investments_of
from models.case.landed import HOLDS_DUTY, QuoteMoney, holds, priced_offers, quote_money
from models.case.pricing import PriceList, Purchases, in_force
from models.case.reference import Reference, Today, reference_prices
from models.errors import ProfileError
from models.issues import faults
from models.profile.collect import Collector
from models.profile.read import SourcingProfile
from models.profile.rows import Array, Floats, Ints, Rows


@dataclass(frozen=True, slots=True)
class Duties:
    """Each quote at each plant it can serve, and the duty rate it pays there.

    Attributes:
        quote: position of the quote.
        plant: position of the plant.
        rate: NaN where the printed rate is not ad valorem.
        without_tariff: quotes that pay none only because no row of the tariffs applies.
    """

    quote: Ints
    plant: Ints
    rate: Floats
    without_tariff: Ints


def open_case(profile: SourcingProfile, on: date | None = None, today: date | None = None) -> SourcingCase:
    """Check a profile and resolve it into a case.

    Args:
        profile: the tables as read.
        on: the day tariffs, rates and group membership are read for; default the horizon's start.
        today: what "today" means where the profile gives no start.

    Raises:
        ProfileError: the profile has faults; all of them are named.
    """
    horizon = read_horizon(profile["horizon"], today or date.today())
    view = view_of(profile, horizon, on or horizon.start)
    collect = Collector(profile.places)
    for check in CHECKS:
        check(view, collect)
    duties = _duties(view)
    _report_specific(view, duties, collect)
    _stop_on_faults(profile, collect)
    quotes = own_prices(view)
    money = quote_money(quotes, view.currency, view.rates)
    carrying = float(profile["profile"].filled("carrying_rate", 0.0)[0])
    offers = priced_offers(quotes, money, duties.quote, duties.plant, duties.rate, carrying)
    steps = steps_of(view, offers, duties.rate, carrying)
    return _case_of(view, money, (offers, steps), duties.without_tariff, collect)


def _stop_on_faults(profile: SourcingProfile, collect: Collector) -> None:
    found = (*profile.issues, *collect.issues)
    if faults(found):
        raise ProfileError(found)


def _case_of(
    view: View,
    money: QuoteMoney,
    priced: tuple[Offers, Steps],
    without_tariff: Ints,
    collect: Collector,
) -> SourcingCase:
    offers, steps = priced
    incumbent = view.incumbent
    quotes = resolve.quotes_of(view, money, incumbent)
    suppliers = resolve.suppliers_of(view, incumbent)
    allocation = resolve.allocation_of(view, offers.quote, offers.plant)
    prices = PriceList(offers, steps, quotes.incremental)
    items = resolve.items_of(view, _reference(view, prices, allocation))
    warnings_of(view, quotes, collect)
    return SourcingCase(
        profile=view.profile,
        on=view.on,
        currency=view.currency,
        firm_country=view.firm_country,
        periods=view.horizon.periods,
        discount_rate=view.horizon.discount_rate,
        transition=view.horizon.transition,
        one_off_factor=view.horizon.one_off_factor,
        items=items,
        plants=resolve.plants_of(view),
        suppliers=suppliers,
        quotes=quotes,
        offers=offers,
        steps=steps,
        rebates=rebates_of(view),
        content=resolve.content_of(view, quotes, suppliers),
        needs=resolve.needs_of(view),
        allocation=allocation,
        contracts=resolve.contracts_of(view),
        locks=resolve.locks_of(view),
        capacities=capacities_of(view),
        investments=investments_of(view),
        bars=view.bars,
        warnings=(*view.profile.issues, *collect.issues),
        assumptions=(
            *assumptions_of(view, quotes, without_tariff),
            *exposure_assumptions(view.profile["content"], items),
        ),
    )


def _reference(view: View, prices: PriceList, allocation: Allocation) -> Reference:
    """Reference prices; what is bought today, at the prices in force for it."""
    count, offers = len(allocation.offer), prices.offers
    today = Purchases(allocation.offer, np.ones(count, dtype=np.int64), allocation.quantity, np.zeros(count))
    bought, paid = np.zeros(len(offers.quote)), np.zeros(len(offers.quote))
    np.add.at(bought, allocation.offer, allocation.quantity)
    np.add.at(paid, allocation.offer, in_force(prices, today).landed * allocation.quantity)
    given = view.profile["items"]["reference_price"]
    item = view.quote_item[offers.quote]
    return reference_prices(given, item, offers.landed, Today(bought, paid))


def _duties(view: View) -> Duties:
    """The duty rate of every quote at every plant it can serve."""
    quote, plant = _pairs(view)
    table = view.profile["quotes"]
    names = ("customs_origin", "origin", "duty_rate", "incoterm")
    rows = Rows({name: table[name][quote] for name in names}, len(quote))
    plants = resolve.plants_of(view)
    country = view.profile["suppliers"]["country"][view.quote_supplier[quote]]
    origin = rows.filled("customs_origin", rows.filled("origin", country))
    destination = plants.country[plant]
    own = rows["duty_rate"]
    free = (origin == destination) | plants.bonded[plant] | holds(rows["incoterm"], HOLDS_DUTY)
    asked = np.flatnonzero(np.isnan(own) & ~free)
    hs_code = view.profile["items"]["hs_code"][view.quote_item[quote[asked]]]
    tariffs = tariff_book(view.profile["tariffs"], view.firm_country, view.on)
    found, unknown = duty_rates(tariffs, hs_code, origin[asked], destination[asked])
    rate = np.where(free, 0.0, own)
    rate[asked] = found
    return Duties(quote, plant, rate, quote[asked[unknown]])


def _pairs(view: View) -> tuple[Ints, Ints]:
    """Every quote and plant that belong together; of quotes whose item and supplier are known."""
    known = np.flatnonzero((view.quote_item >= 0) & (view.quote_supplier >= 0))
    plants = len(view.plant_ids)
    if plants == 1:
        return known, np.zeros(len(known), dtype=np.int64)
    quote = np.repeat(known, plants)
    plant = np.tile(np.arange(plants), len(known))
    fits: Array = (view.quote_plant[quote] < 0) | (view.quote_plant[quote] == plant)
    return quote[fits], plant[fits]


def _report_specific(view: View, duties: Duties, collect: Collector) -> None:
    hs_code = view.profile["items"]["hs_code"]
    collect.rows(
        "duty_rate_needed",
        "quotes",
        "duty_rate",
        np.unique(duties.quote[np.isnan(duties.rate)]),
        lambda row: (
            hs_code[view.quote_item[row]],
            f"the tariff row for {hs_code[view.quote_item[row]]} is not ad valorem",
            "give the quote's duty_rate",
        ),
    )
