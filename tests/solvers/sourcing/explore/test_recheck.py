"""Checked prices are true of the profile itself: with the quote written into it, and planned anew."""

import copy

import numpy as np
import pytest

from solvers.sourcing.explore.first import FIRST
from tests.solvers.profiles import awards_of, bought, planned, profile, quote

EXPLORE = {"explore": {"countries": ["VN"]}}
FINE = {"gap": 1e-7}
BELOW, ABOVE = 0.998, 1.002
DEARER = {"a": 1.0, "b": 1.3, "c": 1.15, "d": 1.05}
COUNTRIES = {"a": "CN", "b": "JP", "c": "VN", "d": "CN"}


def any_market(seed: int):
    """One or two items, up to four suppliers, and any of: breaks, rebates, one-off costs, minimums, duty,
    capacities, two periods, a cap of any base."""
    random = np.random.default_rng(seed)
    items = [f"i{number}" for number in range(int(random.integers(1, 3)))]
    quotes = [_quote(random, item, supplier) for item in items for supplier in COUNTRIES]
    tables = {"price_breaks": [step for _, steps in quotes for step in steps]}
    if random.random() < 0.4:
        start = float(random.integers(1000, 12000))
        tables["rebates"] = [{"supplier": "a", "from_spend": start, "rate": 0.08}]
    needed = {item: float(random.integers(50, 150)) for item in items}
    if random.random() < 0.3:
        tables["horizon"] = {"start": "2027-04-01", "period": "year", "count": 2, "discount_rate": 0.1}
        rows = [(item, period) for item in items for period in (1, 2)]
        tables["demand"] = [
            {"item": i, "period": p, "quantity": float(random.integers(50, 150))} for i, p in rows
        ]
    request = {}
    if random.random() < 0.7:
        base = str(random.choice(["spend", "landed", "quantity", "reference"]))
        share = float(random.choice([0.3, 0.5, 0.7]))
        request = {"caps": [{"id": "china", "countries": ["CN"], "max_share": share, "base": base}]}
    document = profile(
        needed,
        COUNTRIES,
        [asked for asked, _ in quotes],
        items={item: {"reference_price": 100} for item in items},
        allocation=bought({(item, "a"): 100 for item in items}),
        **tables,
    )
    return document, request


def _quote(random: np.random.Generator, item: str, supplier: str):
    """A quote and its price breaks."""
    price = round(100 * DEARER[supplier] * float(random.uniform(0.9, 1.15)), 2)
    columns = {
        "qualification_cost": float(random.integers(10, 800)),
        "min_share": 0.2,
        "duty_rate": 0.1,
        "capacity": float(random.integers(60, 120)) + (1000 if supplier == "b" else 0),
        "freight": float(random.integers(1, 10)),
    }
    asked = quote(item, supplier, price, **{name: v for name, v in columns.items() if random.random() < 0.25})
    if random.random() < 0.6:
        return asked, []
    start = float(random.integers(20, 90))
    asked["discount"] = str(random.choice(["all_units", "incremental"]))
    step = {"quote": f"{item}@{supplier}", "from_quantity": start, "unit_price": round(price * 0.9, 2)}
    return asked, [step]


def with_source(document, item: str, price: float):
    """The profile with a new source in Vietnam."""
    changed = copy.deepcopy(document)
    changed["suppliers"].append({"id": "new", "country": "VN"})
    changed["quotes"].append(quote(item, "new", price))
    return changed


def with_discount(document, name: str, part: float):
    """The profile with all prices of one quote times a part."""
    changed = copy.deepcopy(document)
    for row in changed["quotes"]:
        row["unit_price"] *= part if f"{row['item']}@{row['supplier']}" == name else 1.0
    for row in changed["price_breaks"]:
        row["unit_price"] *= part if row["quote"] == name else 1.0
    return changed


def wins(outcome, without: float, name: str) -> bool:
    """Whether a plan buys of a quote and costs less than the plan without."""
    used = {award.split(",")[0] for award in awards_of(outcome)}
    return name in used and outcome.plan.objective < without * (1 - 1e-6)


@pytest.mark.parametrize("seed", range(8))
def test_a_checked_price_wins_just_below_and_loses_just_above(seed, solver):
    """And the first rows of a small profile are all checked."""
    document, request = any_market(seed)
    first = planned(solver, document, request | EXPLORE, **FINE, explain="full")
    assert first.kind == "planned"
    without, found = first.plan.objective, first.explanation
    assert all(row.checked for row in (*found.rfq_list, *found.target_prices[:FIRST]))
    changes = [
        (f"{row.item}@new", lambda part, row=row: with_source(document, row.item, row.entry_price * part))
        for row in found.rfq_list
        if row.checked
    ]
    changes += [
        (
            row.quote,
            lambda part, row=row: with_discount(
                document, row.quote, row.target_price / row.unit_price * part
            ),
        )
        for row in found.target_prices
        if row.checked and row.target_price * ABOVE < row.unit_price
    ]
    for name, change in changes:
        assert wins(planned(solver, change(BELOW), request, **FINE), without, name), name
        assert not wins(planned(solver, change(ABOVE), request, **FINE), without, name), name
