"""What suppliers, quotes and needs say, in words."""

from collections.abc import Callable

import numpy as np

from models.tolerances import QUANTITY
from solvers.sourcing.tables import ProblemTables
from solvers.sourcing.wording.text import Wording, amount, of_unit, per_cent, place_of


def _demand_row(t: ProblemTables, need: int) -> int:
    """The row of demand that a need comes from: one of its period before one of every period."""
    needs, rows = t.case.needs, t.case.profile["demand"]
    item, plant = t.case.items.id[needs.item[need]], t.case.plants.id[needs.plant[need]]
    of_item = np.flatnonzero(rows["item"] == item).tolist()
    mine = [at for at in of_item if rows["plant"][at] in (plant, None)]
    stated = [at for at in mine if rows["period"][at] == needs.period[need]]
    return stated[0] if stated else next(at for at in mine if np.isnan(rows["period"][at]))


def _need(t: ProblemTables, at: int) -> Wording:
    needs, case = t.case.needs, t.case
    item = needs.item[at]
    where = f" at {case.plants.id[needs.plant[at]]}" if len(case.plants.id) > 1 else ""
    text = f"{of_unit(needs.quantity[at], case.items.unit[item])} of {case.items.id[item]} are needed{where}"
    return Wording(
        "need", place_of(t, "demand", _demand_row(t, at), "quantity"), text, str(case.items.unit[item])
    )


def _supplier_capacity(t: ProblemTables, at: int) -> Wording:
    limits = t.supplier_capacities
    supplier = int(limits.supplier[at])
    text = (
        f"{t.case.suppliers.id[supplier]} can deliver at most {amount(limits.capacity[at])} (capacity units)"
    )
    projects = t.case.investments
    if (projects.adds_capacity[projects.supplier == supplier] > 0).any():
        text += ", and what its projects add"
    return Wording(
        "supplier_capacity", place_of(t, "suppliers", supplier, "capacity"), text, "capacity units"
    )


def _capacity(t: ProblemTables, at: int) -> Wording:
    case = t.case
    limit = int(t.capacities.row[at])
    row = int(case.capacities.row[limit])
    written = case.profile["capacities"]
    whose = written["supplier"][row] or f"the group {written['group'][row]}"
    counted = {"spend": case.currency, "rate": "of its resource"}.get(written["unit"][row], "units")
    quantity = amount(case.capacities.quantity[limit])
    text = f"{written['id'][row]}: {whose} can deliver at most {quantity} {counted}"
    return Wording("capacity", place_of(t, "capacities", row, "quantity"), text, counted)


def _of_quote(column: str, template: str) -> Callable[[ProblemTables, int], Wording]:
    def word(t: ProblemTables, at: int) -> Wording:
        uses, case = t.uses, t.case
        quote = int(uses.quote[at])
        item = case.quotes.item[quote]
        values = {
            "quote": case.quotes.id[quote],
            "capacity": of_unit(uses.capacity[at], case.items.unit[item]),
            "max_share": per_cent(float(uses.max_share[at])),
            "min_share": per_cent(float(uses.min_share[at])),
            "min_order": of_unit(uses.min_order[at], case.items.unit[item]),
            "lot_size": of_unit(uses.lot_size[at], case.items.unit[item]),
        }
        of_units = column in ("capacity", "min_order", "lot_size")
        unit = str(case.items.unit[item]) if of_units else "percentage points"
        rule = {"capacity": "quote_capacity", "lot_size": "lot"}.get(column, column)
        of_item = column == "min_share" and uses.min_share[at] > case.quotes.min_share[quote]
        place = place_of(t, "items", item, "least_share") if of_item else place_of(t, "quotes", quote, column)
        return Wording(rule, place, template.format(**values), unit)

    return word


def _count(column: str, asked: str) -> Callable[[ProblemTables, int], Wording]:
    def word(t: ProblemTables, at: int) -> Wording:
        counts = t.supplier_counts
        item = int(counts.item[at])
        own = (
            t.case.items.min_suppliers[item]
            if column == "min_suppliers"
            else t.case.items.max_suppliers[item]
        )
        number = counts.least[at] if column == "min_suppliers" else counts.most[at]
        key = column.removesuffix("_suppliers")
        place = place_of(t, "items", item, column) if own == number else f"/request/suppliers_per_item/{key}"
        kinds = {"site": "suppliers", "owner": "owners", "country": "countries"}
        text = f"{t.case.items.id[item]} {asked} {number:g} {kinds[str(t.case.items.distinct[item])]}"
        return Wording(column, place, text, "suppliers")

    return word


def _contract(t: ProblemTables, at: int) -> Wording:
    contracts, case = t.contracts, t.case
    item, row = contracts.item[at], int(contracts.row[at])
    unit, written = str(case.items.unit[item]), float(case.profile["contracts"]["quantity"][row])
    text = (
        f"the contract with {case.suppliers.id[contracts.supplier[at]]} takes at least "
        f"{of_unit(written, unit)} of {case.items.id[item]}"
    )
    if abs(contracts.quantity[at] - written) > QUANTITY * written:
        text += f", {of_unit(contracts.quantity[at], unit)} for the days it runs"
    return Wording("contract", place_of(t, "contracts", row, "quantity"), text, unit)


SUPPLY_WORDS = {
    "need": _need,
    "supplier_capacity": _supplier_capacity,
    "capacity": _capacity,
    "quote_capacity": _of_quote("capacity", "{quote} delivers at most {capacity}"),
    "max_share": _of_quote("max_share", "{quote} may get at most {max_share}"),
    "min_share": _of_quote("min_share", "{quote} gets at least {min_share} when used"),
    "min_order": _of_quote("min_order", "{quote} sells at least {min_order} when used"),
    "lot": _of_quote("lot_size", "{quote} is sold in whole lots of {lot_size}"),
    "min_suppliers": _count("min_suppliers", "needs at least"),
    "max_suppliers": _count("max_suppliers", "may have at most"),
    "contract": _contract,
}
