"""A case in which one quote asks another price is the case of the profile that says so."""

import copy

import numpy as np
import pytest

from solvers.sourcing.explore.reprice import repriced
from tests.solvers.profiles import opened, profile, quote

PART = 0.9


def document():
    """Duty by value and by quantity, insurance, freight, defects and stock; breaks; two plants."""
    terms = {"insurance_rate": 0.02, "freight": 3, "handling": 2, "defect_rate": 0.01, "lead_time_days": 60}
    asked = [
        quote("m", "a", 100, **terms),
        {"item": "m", "supplier": "b", "unit_price": 120, **terms},
        {"item": "n", "supplier": "b", "unit_price": 50, **terms},
    ]
    return profile(
        {"m": 100, "n": 10},
        {"a": "CN", "b": "VN"},
        asked,
        items={"m": {"hs_code": "85", "reference_price": 100}, "n": {"hs_code": "85", "reference_price": 50}},
        tariffs=[{"hs_code": "85", "origin": "*", "rate": 0.1, "specific": 10, "per": 1}],
        price_breaks=[{"quote": "m@b", "from_quantity": 50, "unit_price": 110}],
        carrying_rate=0.1,
    )


def cheaper():
    changed = copy.deepcopy(document())
    changed["quotes"][1]["unit_price"] *= PART
    changed["price_breaks"][0]["unit_price"] *= PART
    return changed


@pytest.mark.parametrize("table", ["offers", "steps"])
def test_every_cost_of_a_unit_follows_its_price(table):
    case, _ = opened(document())
    wanted = getattr(opened(cheaper())[0], table)
    found = getattr(repriced(case, int(np.flatnonzero(case.quotes.id == "m@b")[0]), PART), table)
    for kind, amounts in wanted.unit.items():
        assert found.unit[kind] == pytest.approx(amounts), kind
    assert found.landed == pytest.approx(wanted.landed)
    assert found.total == pytest.approx(wanted.total)
    assert not np.array_equal(wanted.total, getattr(case, table).total)
