"""From a profile to a case: the one place where a profile is checked."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from models.case import resolve
from models.case.assumptions import assumptions_of, warnings_of
from models.case.case import Offers, SourcingCase
from models.case.checks import CHECKS, View, view_of
from models.case.duty import duty_rates, tariff_book
from models.case.horizon import read_horizon
from models.case.landed import HOLDS_DUTY, QuoteMoney, holds, priced_offers, quote_money
from models.errors import ProfileError
from models.issues import faults
from models.profile.collect import Collector
from models.profile.read import SourcingProfile
from models.profile.rows import Array, Ints


@dataclass(frozen=True, slots=True)
class OfferBook:
    """The offers, and which of them pay no duty only because no tariff row applies."""

    offers: Offers
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
    _stop_on_faults(profile, collect)
    money = quote_money(profile["quotes"], view.currency, view.rates)
    book = _offer_book(view, money, collect)
    _stop_on_faults(profile, collect)
    return _case_of(view, money, book, collect)


def _stop_on_faults(profile: SourcingProfile, collect: Collector) -> None:
    found = (*profile.issues, *collect.issues)
    if faults(found):
        raise ProfileError(found)


def _case_of(view: View, money: QuoteMoney, book: OfferBook, collect: Collector) -> SourcingCase:
    incumbent = resolve.incumbents(view)
    quotes = resolve.quotes_of(view, money, incumbent)
    offers = book.offers
    warnings_of(view, quotes, collect)
    return SourcingCase(
        profile=view.profile,
        on=view.on,
        currency=view.currency,
        firm_country=view.firm_country,
        periods=view.horizon.periods,
        discount_rate=view.horizon.discount_rate,
        one_off_factor=view.horizon.one_off_factor,
        items=resolve.items_of(view),
        plants=resolve.plants_of(view),
        suppliers=resolve.suppliers_of(view, incumbent),
        quotes=quotes,
        offers=offers,
        needs=resolve.needs_of(view),
        allocation=resolve.allocation_of(view, offers.quote, offers.plant),
        contracts=resolve.contracts_of(view),
        locks=resolve.locks_of(view),
        bars=resolve.bars_of(view),
        warnings=(*view.profile.issues, *collect.issues),
        assumptions=assumptions_of(view, quotes, book.without_tariff),
    )


def _offer_book(view: View, money: QuoteMoney, collect: Collector) -> OfferBook:
    """Each quote at each plant it can serve, with its unit costs."""
    quote, plant = _pairs(view)
    rows = view.profile["quotes"]
    plants = resolve.plants_of(view)
    country = view.profile["suppliers"]["country"][view.quote_supplier]
    origin = rows.filled("customs_origin", rows.filled("origin", country))[quote]
    destination = plants.country[plant]
    own = rows["duty_rate"][quote]
    held = holds(rows["incoterm"], HOLDS_DUTY)[quote]
    free = (origin == destination) | plants.bonded[plant] | held
    asked = np.flatnonzero(np.isnan(own) & ~free)
    hs_code = view.profile["items"]["hs_code"][view.quote_item[quote]]
    tariffs = tariff_book(view.profile["tariffs"], view.firm_country, view.on)
    found, unknown = duty_rates(tariffs, hs_code[asked], origin[asked], destination[asked])
    _report_specific(view, quote[asked][np.isnan(found)], collect)
    rate = np.where(free, 0.0, np.nan_to_num(own))
    rate[asked] = np.nan_to_num(found)
    carrying = view.profile["profile"].filled("carrying_rate", 0.0)[0]
    offers = priced_offers(rows, money, quote, plant, rate, float(carrying))
    return OfferBook(offers, asked[unknown])


def _pairs(view: View) -> tuple[Ints, Ints]:
    """Every quote and plant that belong together."""
    count, plants = len(view.quote_item), len(view.plant_ids)
    if plants == 1:
        return np.arange(count), np.zeros(count, dtype=np.int64)
    quote = np.repeat(np.arange(count), plants)
    plant = np.tile(np.arange(plants), count)
    fits: Array = (view.quote_plant[quote] < 0) | (view.quote_plant[quote] == plant)
    return quote[fits], plant[fits]


def _report_specific(view: View, quotes: Ints, collect: Collector) -> None:
    hs_code = view.profile["items"]["hs_code"]
    collect.rows(
        "duty_rate_needed",
        "quotes",
        "duty_rate",
        np.unique(quotes),
        lambda row: (
            hs_code[view.quote_item[row]],
            f"the tariff row for {hs_code[view.quote_item[row]]} is not ad valorem",
            "give the quote's duty_rate",
        ),
    )
