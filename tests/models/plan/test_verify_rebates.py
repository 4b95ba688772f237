"""The checker on rebates, against arithmetic done by hand."""

import pytest

from tests.models.plan.factory import document, quote, quotes
from tests.models.plan.hand import Sheet, sheet, years


def split(profile, thai) -> Sheet:
    """So many hubs from T1 at 110, the others from V1 at 105."""
    return sheet(profile, {"hub@T1": thai, "hub@V1": 1000 - thai})


def rebated(*steps):
    rows = [{"supplier": "T1", "from_spend": spend, "rate": rate} for spend, rate in steps]
    return document(rebates=rows)


@pytest.mark.parametrize(
    ("bought", "rebate"),
    [(499, 0), (500, 0.02 * 55_000), (900, 0.02 * 99_000), (1000, 0.05 * 110_000), (0, 0)],
    ids=["below", "just reached", "between", "the second step", "nothing bought"],
)
def test_the_rate_of_the_highest_step_reached_holds_for_the_whole_spend(bought, rebate):
    """2 % from 55,000 on, 5 % from 110,000 on; a hub costs 110."""
    made = split(rebated((110_000, 0.05), (55_000, 0.02)), bought)
    assert made.costs.of("rebates") == pytest.approx(-rebate)


def test_a_step_is_reached_a_millionth_below_it():
    assert split(rebated((55_000.05, 0.02)), 500).costs.of("rebates") == pytest.approx(-1100)
    assert split(rebated((55_000.06, 0.02)), 500).costs.of("rebates") == 0


def test_a_rebate_is_on_the_price_in_force_of_all_items_and_plants_with_what_is_bought_too_much():
    """450 hubs at 100 by the break, 50 of them surplus, and 100 caps at 30: 48,000; 10 % of it."""
    breaks = [{"quote": "hub@T1", "from_quantity": 400, "unit_price": 100}]
    profile = document(price_breaks=breaks, quotes=quotes(T1={"min_order": 450})) | {
        "items": [{"id": "hub"}, {"id": "cap"}],
        "demand": [{"item": "hub", "quantity": 1000}, {"item": "cap", "quantity": 100}],
        "rebates": [{"supplier": "T1", "from_spend": 48_000, "rate": 0.1}],
    }
    profile["quotes"] = [*profile["quotes"], quote("T1", 30, item="cap", freight=7)]
    made = sheet(profile, {"hub@T1": 400, "hub@C1": 600, "cap@T1": 100}, surplus={"hub@T1": 50})
    assert made.broken() == []
    assert made.costs.of("rebates") == pytest.approx(-4_800)
    assert made.costs.of("freight") == 700


def test_each_period_has_its_own_spend_and_its_rebate_counts_less_later():
    profile = rebated((60_000, 0.1)) | {"horizon": years(2, discount_rate=0.1)}
    made = sheet(profile, {("hub@C1", 1): 500, ("hub@T1", 1): 500, ("hub@T1", 2): 1000})
    assert made.costs.amounts["rebates", 1] == 0
    assert made.costs.amounts["rebates", 2] == -11_000
    assert made.costs.objective == pytest.approx(105_000 + 99_000 / 1.1)


def test_a_rebate_changes_no_share():
    """Half of the hubs at 110 and half at 105, whatever T1 pays back."""
    asked = {"caps": [{"id": "th", "countries": ["TH"], "max_share": 0.5}]}
    made = sheet(rebated((0, 0.5)), {"hub@T1": 500, "hub@V1": 500}, asked)
    assert made.costs.of("rebates") == -27_500
    assert made.of_kind("cap")[0].found == pytest.approx(110 / 215)
