"""The defaults that mattered, said aloud, and the warnings that go with them."""

import numpy as np

from models.case.breaks import breaks_of
from models.case.case import Assumption, SourcingCase
from models.case.market import Items, Quotes
from models.case.reference import LEAST, TODAY
from models.case.view import View
from models.profile.collect import Collector
from models.profile.rows import Ints, Rows, is_absent
from models.request import PlanRequest


def warnings_of(quotes: Quotes, collect: Collector) -> None:
    """Warn of origins that nobody stated."""
    assumed = np.flatnonzero(quotes.origin_assumed)
    if len(assumed):
        first = int(assumed[0])
        collect.add(
            "assumed_origin",
            collect.places.of("quotes", first, "origin"),
            f"the origin of {len(assumed)} of {len(quotes.id)} quotes is assumed: exposure is a band",
            found=quotes.origin[first],
            hint="state origin and origin_basis, best from the certificate of origin",
            severity="warning",
        )


def assumptions_of(view: View, quotes: Quotes, without_tariff: Ints) -> tuple[Assumption, ...]:
    """Every default that mattered."""
    found: list[Assumption] = []
    _horizon(view, found)
    ids = quotes.id
    absent = np.flatnonzero(is_absent(view.profile["quotes"]["origin"]))
    if len(absent):
        message = "the goods are taken to be made in the supplier's country"
        found.append(Assumption("origin_from_supplier", message, tuple(ids[absent])))
    if len(without_tariff):
        names = tuple(dict.fromkeys(ids[without_tariff].tolist()))
        message = "no duty_rate and no row of tariffs: duty is taken to be 0"
        found.append(Assumption("duty_zero", message, names))
    _discounts(view, quotes, found)
    _lead_times(view, quotes, found)
    _least_shares(view, found)
    return tuple(found)


def _horizon(view: View, found: list[Assumption]) -> None:
    horizon = view.horizon
    if not horizon.start_given:
        found.append(Assumption("start_today", f"the plan starts today, {horizon.start}"))
    if not horizon.transition and horizon.view is None:
        message = "steady state: the mix as it runs; lead times of new sources do not bind"
        found.append(Assumption("steady_state", message))
    if horizon.count > 1:
        message = (
            "one-off costs are taken whole when they fall due, though what they buy may outlast the plan"
        )
        if horizon.evaluation_years is not None:
            message += "; evaluation_years counts in a plan of one period alone"
        found.append(Assumption("one_off_whole", message))
    elif horizon.evaluation_years is None:
        message = "one-off costs are taken whole in this period, though what they buy lasts longer"
        found.append(Assumption("one_off_whole", message))


def _discounts(view: View, quotes: Quotes, found: list[Assumption]) -> None:
    stepped = np.unique(breaks_of(view).quote)
    silent = stepped[is_absent(view.profile["quotes"]["discount"][stepped])]
    if len(silent):
        message = "no kind of discount: the price of the break reached holds for all units"
        found.append(Assumption("discount_all_units", message, tuple(quotes.id[silent])))


def _lead_times(view: View, quotes: Quotes, found: list[Assumption]) -> None:
    rate = view.profile["profile"].filled("carrying_rate", 0.0)[0]
    silent = np.flatnonzero(np.isnan(quotes.lead_time_days))
    if rate > 0 and len(silent):
        message = "no lead time: no carrying cost is counted"
        found.append(Assumption("lead_time_zero", message, tuple(quotes.id[silent])))


def _least_shares(view: View, found: list[Assumption]) -> None:
    items = view.profile["items"]
    with np.errstate(invalid="ignore"):
        defaulted = np.flatnonzero((items["min_suppliers"] >= 1) & is_absent(items["least_share"]))
    if len(defaulted):
        message = "a supplier counts towards min_suppliers when it gets at least 0.01 of the item"
        found.append(Assumption("least_share_default", message, tuple(items["id"][defaulted])))


def exposure_assumptions(content: Rows, items: Items) -> tuple[Assumption, ...]:
    """What shares rest on that nobody stated: reference prices, and content known from statistics."""
    found: list[Assumption] = []
    today = np.flatnonzero(items.reference_found == TODAY)
    if len(today):
        ids = () if len(today) == len(items.id) else tuple(items.id[today])
        message = "no reference_price: the reference base takes today's landed cost of a unit"
        found.append(Assumption("reference_from_today", message, ids))
    least = np.flatnonzero(items.reference_found == LEAST)
    if len(least):
        ids = () if len(least) == len(items.id) else tuple(items.id[least])
        message = (
            "no reference_price and nothing bought today: the reference base takes the least landed cost"
        )
        found.append(Assumption("reference_least_landed", message, ids))
    rows = np.flatnonzero(content["basis"] == "statistics")
    if len(rows):
        named = content.filled("quote", content["supplier"])[rows]
        message = "the country content is known from statistics, not declared"
        found.append(Assumption("content_from_statistics", message, tuple(dict.fromkeys(named.tolist()))))
    return tuple(found)


def request_assumptions(case: SourcingCase, request: PlanRequest) -> tuple[Assumption, ...]:
    """The defaults that a request brings into play."""
    found: list[Assumption] = []
    if request.suppliers_per_item.min:
        silent = np.isnan(case.items.least_share) & ~(case.items.min_suppliers >= 1)
        message = "the request asks for a number of suppliers: each one used gets at least 0.01 of the item"
        found.append(Assumption("least_share_default", message, tuple(case.items.id[silent])))
    if request.max_moved_share is not None:
        new = np.setdiff1d(case.needs.item, case.quotes.item[case.offers.quote[case.allocation.offer]])
        message = "what is not bought today moves freely in the first period that needs it"
        found.append(Assumption("new_items_move_freely", message, tuple(case.items.id[new])))
    return tuple(one for one in found if one.applies_to)
