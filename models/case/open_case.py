"""From a profile to a case: the one place where a profile is checked."""

from datetime import date
from typing import NamedTuple

import numpy as np

from models.case import resolve
from models.case.assumptions import assumptions_of, exposure_assumptions, warnings_of
from models.case.breaks import own_prices, rebates_of, steps_of
from models.case.capacities import capacities_of
from models.case.case import Assumption, SourcingCase
from models.case.checks import CHECKS
from models.case.conditions import Allocation
from models.case.duties import dutiable_of, duties_of
from models.case.duty_reports import report_duties, untaxed
from models.case.horizon import read_horizon
from models.case.investments import investments_of
from models.case.landed import QuoteMoney, cif_of, priced_offers, quote_money
from models.case.market import Items, Offers, Quotes, Steps, Suppliers
from models.case.pricing import PriceList, Purchases, in_force
from models.case.reference import Reference, Today, reference_prices
from models.case.view import View, view_of
from models.errors import ProfileError
from models.issues import Issue, faults
from models.profile.collect import Collector
from models.profile.read import SourcingProfile


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
    collect = Collector(profile.places, profile.marks)
    for check in CHECKS:
        check(view, collect)
    dutiable = dutiable_of(view)
    report_duties(view, dutiable, collect)
    _stop_on_faults(profile, collect)
    quotes = own_prices(view)
    money = quote_money(quotes, view.currency, view.rates)
    carrying = float(profile["profile"].filled("carrying_rate", 0.0)[0])
    duties = duties_of(dutiable, cif_of(quotes, money))
    offers = priced_offers(quotes, money, duties, carrying)
    steps = steps_of(view, offers, duties, carrying)
    market = _market_of(view, money, offers, steps)
    warnings_of(market.quotes, collect)
    assumptions = (
        *assumptions_of(view, market.quotes, untaxed(dutiable)),
        *exposure_assumptions(profile["content"], market.items),
    )
    return _case_of(view, market, assumptions, (*profile.issues, *collect.issues))


def _stop_on_faults(profile: SourcingProfile, collect: Collector) -> None:
    found = (*profile.issues, *collect.issues)
    if faults(found):
        raise ProfileError(found)


class _Market(NamedTuple):
    """The parts of a case that hang on each other."""

    items: Items
    suppliers: Suppliers
    quotes: Quotes
    offers: Offers
    steps: Steps
    allocation: Allocation


def _market_of(view: View, money: QuoteMoney, offers: Offers, steps: Steps) -> _Market:
    quotes = resolve.quotes_of(view, money, view.incumbent)
    suppliers = resolve.suppliers_of(view, view.incumbent)
    allocation = resolve.allocation_of(view, offers.quote, offers.plant)
    reference = _reference(view, PriceList(offers, steps, quotes.incremental), allocation)
    return _Market(resolve.items_of(view, reference), suppliers, quotes, offers, steps, allocation)


def _case_of(
    view: View, market: _Market, assumptions: tuple[Assumption, ...], warnings: tuple[Issue, ...]
) -> SourcingCase:
    return SourcingCase(
        profile=view.profile,
        on=view.on,
        currency=view.currency,
        firm_country=view.firm_country,
        periods=view.horizon.periods,
        discount_rate=view.horizon.discount_rate,
        transition=view.horizon.transition,
        one_off_factor=view.horizon.one_off_factor,
        items=market.items,
        plants=resolve.plants_of(view),
        suppliers=market.suppliers,
        quotes=market.quotes,
        offers=market.offers,
        steps=market.steps,
        rebates=rebates_of(view),
        content=resolve.content_of(view, market.quotes, market.suppliers),
        needs=resolve.needs_of(view),
        allocation=market.allocation,
        contracts=resolve.contracts_of(view),
        locks=resolve.locks_of(view),
        capacities=capacities_of(view),
        investments=investments_of(view),
        bars=view.bars,
        warnings=warnings,
        assumptions=assumptions,
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
