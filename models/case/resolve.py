"""The parts of a case that are read from one table each, defaults filled in."""

import numpy as np

from models.case.conditions import Allocation, Contracts, Locks, Needs
from models.case.content import Content
from models.case.landed import QuoteMoney
from models.case.market import Items, Plants, Quotes, Suppliers
from models.case.reference import Reference
from models.case.view import View
from models.profile.rows import Array, Floats, Ints, Mask, codes_of, is_absent, objects, pairs_of, positions


def items_of(view: View, reference: Reference) -> Items:
    """The items with their defaults."""
    rows = view.profile["items"]
    return Items(
        id=rows["id"],
        name=rows.filled("name", rows["id"]),
        unit=rows.filled("unit", "each"),
        category=rows["category"],
        critical=rows.filled("critical", 0.0) == 1.0,
        min_suppliers=rows["min_suppliers"],
        max_suppliers=rows["max_suppliers"],
        least_share=rows["least_share"],
        distinct=rows.filled("distinct", "site"),
        shortage_cost=rows["shortage_cost"],
        reference=reference.price,
        reference_found=reference.found,
    )


def plants_of(view: View) -> Plants:
    """The plants, or the one unnamed plant in the firm's country."""
    rows = view.profile["plants"]
    if not len(rows):
        return Plants(objects([None]), objects([view.firm_country]), np.zeros(1, dtype=bool))
    return Plants(rows["id"], rows["country"], rows.filled("duty_regime", "normal") == "bonded")


def suppliers_of(view: View, incumbent: Mask) -> Suppliers:
    """The suppliers; those of an incumbent quote are onboarded at no cost."""
    rows = view.profile["suppliers"]
    known = np.zeros(len(rows), dtype=bool)
    known[view.quote_supplier[incumbent]] = True
    onboarded = known | (rows["onboarded"] == 1.0)
    return Suppliers(
        id=rows["id"],
        country=rows["country"],
        owner=rows.filled("owner_country", rows["country"]),
        company=rows.filled("group", rows["id"]),
        region=rows["region"],
        vendor=rows["vendor"],
        capacity=rows.filled("capacity", np.inf),
        onboarding_cost=np.where(onboarded, 0.0, rows.filled("onboarding_cost", 0.0)),
        onboarding_days=_binding_days(view, onboarded, rows["onboarding_days"]),
        onboarded=onboarded,
        excluded=rows.filled("excluded", 0.0) == 1.0,
    )


def _binding_days(view: View, done: Mask, days: Floats) -> Floats:
    return np.nan_to_num(days) * ~done * view.horizon.transition


def quotes_of(view: View, money: QuoteMoney, incumbent: Mask) -> Quotes:
    """The quotes with their defaults; what is bought today or qualified costs nothing to start."""
    rows = view.profile["quotes"]
    country = view.profile["suppliers"]["country"][view.quote_supplier]
    origin = rows.filled("origin", country)
    basis = rows.filled(
        "origin_basis", np.where(is_absent(rows["origin"]), "assumed", "declared").astype(object)
    )
    qualified = incumbent | (rows["qualified"] == 1.0)
    return Quotes(
        id=view.quote_id,
        item=view.quote_item,
        supplier=view.quote_supplier,
        plant=view.quote_plant,
        origin=origin,
        origin_assumed=basis == "assumed",
        customs_origin=rows.filled("customs_origin", origin),
        incumbent=incumbent,
        qualified=qualified,
        qualification_cost=np.where(qualified, 0.0, money.qualification),
        qualification_days=_binding_days(view, qualified, rows["qualification_days"]),
        tooling_cost=np.where(incumbent, 0.0, money.tooling),
        min_order=rows.filled("min_order", 0.0),
        lot_size=rows.filled("lot_size", 0.0),
        min_share=rows.filled("min_share", 0.0),
        max_share=rows.filled("max_share", 1.0),
        capacity=rows.filled("capacity", np.inf),
        capacity_rate=rows.filled("capacity_rate", 1.0),
        incremental=rows["discount"] == "incremental",
        lead_time_days=rows["lead_time_days"],
        valid_from=rows["valid_from"],
        valid_to=rows["valid_to"],
    )


def content_of(view: View, quotes: Quotes, suppliers: Suppliers) -> Content:
    """What ties each quote to countries: a quote's own content wins over its supplier's, as a whole."""
    rows = view.profile["content"]
    names = {*quotes.origin.tolist(), *suppliers.owner.tolist(), *rows["country"].tolist()}
    countries = objects(sorted(names))
    sites = len(suppliers.id)
    of_quote = rows.given("quote")
    key = positions(rows["supplier"], suppliers.id)
    if of_quote.any():
        key = np.where(of_quote, sites + positions(rows["quote"], quotes.id), key)
    listed, entry = np.unique(key, return_inverse=True)
    # The first composition is empty: of all quotes without content.
    by_site = np.zeros(sites, dtype=np.int64)
    own = listed >= sites
    by_site[listed[~own]] = np.flatnonzero(~own) + 1
    composition = by_site[quotes.supplier]
    composition[listed[own] - sites] = np.flatnonzero(own) + 1
    covered = np.bincount(entry + 1, weights=rows["share"], minlength=len(listed) + 1)
    return Content(
        countries=countries,
        origin=positions(quotes.origin, countries),
        owner=positions(suppliers.owner, countries)[quotes.supplier],
        assumed=quotes.origin_assumed,
        composition=composition,
        rest=np.maximum(1.0 - covered, 0.0),
        part_of=entry + 1,
        country=positions(rows["country"], countries),
        share=rows["share"],
    )


def needs_of(view: View) -> Needs:
    """Demand above 0 by item, plant and period; a row with a period overrides the one without."""
    rows = view.profile["demand"]
    item = positions(rows["item"], view.profile["items"]["id"])
    plant = plant_positions(view, rows["plant"])
    need = codes_of(item, plant)
    general = np.flatnonzero(np.isnan(rows["period"]))
    parts: list[Ints] = []
    for period in range(1, view.horizon.count + 1):
        stated = np.concatenate([general, np.flatnonzero(rows["period"] == period)])
        # In the order in which needs are first stated; of a need stated again the last row counts.
        _, first = np.unique(need[stated], return_index=True)
        row = np.empty(len(need), dtype=np.int64)
        row[need[stated]] = stated
        parts.append(row[need[stated[np.sort(first)]]])
    at = np.concatenate(parts)
    number = np.repeat(np.arange(1, len(parts) + 1), [len(part) for part in parts])
    kept = rows["quantity"][at] > 0
    at = at[kept]
    return Needs(item[at], plant[at], number[kept], rows["quantity"][at])


def plant_positions(view: View, names: Array) -> Ints:
    """Position of each row's plant; the only one where none is named."""
    found = positions(names, view.plant_ids)
    return np.where(is_absent(names), 0 if view.single_plant else -1, found).astype(np.int64)


def contracts_of(view: View) -> Contracts:
    """What each contract commits to in each period, pro rata by the days it runs."""
    rows = view.profile["contracts"]
    item = positions(rows["item"], view.profile["items"]["id"])
    supplier = positions(rows["supplier"], view.profile["suppliers"]["id"])
    starts, ends = _edges(view)
    first, last = rows["from"][:, None], rows["to"][:, None]
    begin = np.where(np.isnat(first), starts, np.maximum(first, starts))
    end = np.where(np.isnat(last), ends, np.minimum(last + np.timedelta64(1, "D"), ends))
    days = (end - begin).astype(np.int64)
    row, period = np.nonzero(days > 0)
    return Contracts(
        row=row,
        item=item[row],
        supplier=supplier[row],
        period=period + 1,
        quantity=rows["quantity"][row] * days[row, period] / (ends - starts).astype(np.int64)[period],
        price=rows["shortfall_price"][row],
    )


def _edges(view: View) -> tuple[Array, Array]:
    """The first day of each period, and the first day after it."""
    periods = view.horizon.periods
    starts = np.array([period.start for period in periods], dtype="datetime64[D]")
    return starts, np.array([period.end for period in periods], dtype="datetime64[D]")


def locks_of(view: View) -> Locks:
    """The locks in force in each period; without a share, today's share of the item or need."""
    rows = view.profile["locks"]
    item = positions(rows["item"], view.profile["items"]["id"])
    supplier = positions(rows["supplier"], view.profile["suppliers"]["id"])
    plant = np.where(is_absent(rows["plant"]), -1, positions(rows["plant"], view.plant_ids))
    share = _with_todays_share(view, item, supplier, plant, rows["share"])
    until = rows["until"][:, None]
    row, period = np.nonzero(np.isnat(until) | (until >= _edges(view)[0]))
    return Locks(
        row=row,
        item=item[row],
        supplier=supplier[row],
        plant=plant[row].astype(np.int64),
        period=period + 1,
        share=share[row],
    )


def _with_todays_share(view: View, item: Ints, supplier: Ints, plant: Array, share: Floats) -> Floats:
    rows = view.profile["allocation"]
    bought_item = positions(rows["item"], view.profile["items"]["id"])
    bought_from = positions(rows["supplier"], view.profile["suppliers"]["id"])
    bought_at = plant_positions(view, rows["plant"])
    asked = np.flatnonzero(np.isnan(share))
    at, row = pairs_of(item[asked], bought_item)
    lock = asked[at]
    here = (plant[lock] < 0) | (bought_at[row] == plant[lock])
    quantity = np.where(here, rows["quantity"][row], 0.0)
    total = np.bincount(lock, quantity, minlength=len(share))
    mine = np.bincount(lock, quantity * (bought_from[row] == supplier[lock]), minlength=len(share))
    today = np.divide(mine, total, out=np.zeros(len(share)), where=total > 0)
    return np.where(np.isnan(share), today, share)


def allocation_of(view: View, offer_quote: Ints, offer_plant: Ints) -> Allocation:
    """Today's purchases above 0, by offer."""
    rows = view.profile["allocation"]
    plant = plant_positions(view, rows["plant"])
    size = len(view.plant_ids)
    bought = rows["quantity"] > 0
    wanted = view.allocation_quote[bought] * size + plant[bought]
    _, offer = pairs_of(wanted, offer_quote * size + offer_plant)
    return Allocation(offer, rows["quantity"][bought])
