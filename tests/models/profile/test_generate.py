"""Generated cases: the same for the same arguments, realistic, and with a plan inside their caps."""

import hashlib

import highspy
import numpy as np
import pytest

from models.case.case import SourcingCase
from models.case.check_request import check_request
from models.case.cost_kinds import CostKind
from models.case.open_case import open_case
from models.errors import TagenkaError
from models.profile.generate import generate
from models.profile.generate_market import Size, make_market
from models.profile.generate_mix import make_mix
from models.profile.schema import TABLES
from models.request import read_request


def digest(profile) -> str:
    found = hashlib.sha256()
    for table in TABLES.values():
        for column in table.columns:
            values = profile[table.name][column.name]
            found.update(repr(values.tolist()).encode())
    return found.hexdigest()


def reserve_of(items: int, seed: int) -> np.ndarray:
    """Quantities of the split that the generator keeps feasible, in the order of the quotes."""
    size = Size(items, 8, max(20, items // 25), min(20, max(1, items // 5)))
    rng = np.random.Generator(np.random.PCG64(seed))
    market = make_market(rng, size)
    return (make_mix(rng, market).reserve * market.demand[:, None]).ravel()


def spend(case: SourcingCase) -> np.ndarray:
    return case.offers.unit[CostKind.PURCHASE]


def demand(case: SourcingCase) -> np.ndarray:
    out = np.zeros(len(case.items.id))
    out[case.needs.item] = case.needs.quantity
    return out


def test_the_same_arguments_give_the_same_case():
    assert digest(generate(200, seed=3).profile) == digest(generate(200, seed=3).profile)
    assert digest(generate(200, seed=3).profile) != digest(generate(200, seed=4).profile)


@pytest.mark.parametrize("items", [1, 2, 20, 1000])
@pytest.mark.parametrize("seed", range(3))
def test_a_case_opens_without_faults_and_its_request_fits(items, seed):
    made = generate(items, seed=seed)
    case = open_case(made.profile)
    assert {w.code for w in case.warnings} <= {"assumed_origin", "origin_of_reseller"}
    check_request(case, read_request(made.request))


@pytest.mark.parametrize("quotes", [2, 3, 5, 12])
def test_every_item_has_the_quotes_asked_for_some_in_china_some_not(quotes):
    case = open_case(generate(300, quotes_per_item=quotes).profile)
    inside = (case.suppliers.country == "CN")[case.quotes.supplier]
    assert np.bincount(case.quotes.item).tolist() == [quotes] * 300
    assert (np.bincount(case.quotes.item, inside) > 0).all()
    assert (np.bincount(case.quotes.item, case.quotes.origin != "CN") > 0).all()


def test_today_most_is_bought_in_china_from_one_or_two_sources():
    case = open_case(generate(2000).profile)
    offer, quantity = case.allocation.offer, case.allocation.quantity
    money = spend(case)[offer] * quantity
    origin = case.quotes.origin[case.offers.quote[offer]]
    assert 0.6 < money[origin == "CN"].sum() / money.sum() < 0.7
    item = case.quotes.item[case.offers.quote[offer]]
    assert set(np.bincount(item).tolist()) == {1, 2}
    assert np.allclose(np.bincount(item, quantity), demand(case))


def test_a_case_has_some_of_everything_in_proportion():
    made = generate(2000)
    case = open_case(made.profile)
    assert case.items.critical.sum() == 100
    assert (case.items.min_suppliers[case.items.critical] == 2).all()
    assert [len(made.profile[name]) for name in ("locks", "contracts", "exclusions")] == [20, 25, 20]
    assert 0.4 < (case.suppliers.country == "CN").mean() < 0.5
    assert (case.suppliers.onboarding_cost > 0).any()
    assert not case.suppliers.onboarded.all()
    for column in ("min_order", "min_share", "qualification_cost", "tooling_cost"):
        assert (getattr(case.quotes, column) > 0).any()
    assert (case.quotes.max_share < 1).any()
    assert set(made.profile["quotes"]["currency"]) >= {"CNY", "USD", "VND", "THB", None}


def test_capacity_is_one_and_a_half_times_the_load_and_too_little_where_it_is_cheapest():
    case = open_case(generate(1000).profile)
    rate = case.quotes.capacity_rate
    total = (demand(case) * rate[np.searchsorted(case.quotes.item, np.arange(1000))]).sum()
    limited = case.suppliers.capacity[np.isfinite(case.suppliers.capacity)]
    assert limited.sum() > 1.3 * total  # one in ten has no limit
    order = np.lexsort((case.offers.total, case.quotes.item))
    best = order[np.searchsorted(case.quotes.item[order], np.arange(1000))]
    load = np.bincount(
        case.quotes.supplier[best], (demand(case) * rate[best]), minlength=len(case.suppliers.id)
    )
    assert (load > case.suppliers.capacity).sum() >= 3


@pytest.mark.parametrize(("items", "seed"), [(20, 0), (20, 1), (200, 2), (1000, 3), (1000, 4), (10_000, 5)])
def test_the_reserve_keeps_every_limit_of_the_case_and_the_request(items, seed):
    made = generate(items, seed=seed)
    case = open_case(made.profile)
    bought = reserve_of(items, seed)
    quotes, need = case.quotes, demand(case)
    assert np.allclose(np.bincount(quotes.item, bought), need)
    load = np.bincount(quotes.supplier, bought * quotes.capacity_rate, minlength=len(case.suppliers.id))
    assert (load <= case.suppliers.capacity).all()
    share, used = bought / need[quotes.item], bought > 0
    assert (bought <= quotes.capacity).all()
    assert (share <= quotes.max_share + 1e-9).all()
    assert (bought[used] >= quotes.min_order[used]).all()
    assert (share[used] >= quotes.min_share[used]).all()
    assert not used[case.bars.quote].any()
    sources = np.bincount(quotes.item, used)
    assert (sources >= np.nan_to_num(case.items.min_suppliers)).all()
    assert (sources <= np.nan_to_num(case.items.max_suppliers, nan=np.inf)).all()
    _assert_commitments(case, bought)
    _assert_caps(case, made.request, bought)


def _assert_commitments(case: SourcingCase, bought: np.ndarray) -> None:
    found = {
        (item, supplier): quantity
        for item, supplier, quantity in zip(case.quotes.item, case.quotes.supplier, bought, strict=True)
    }
    for item, supplier, share in zip(case.locks.item, case.locks.supplier, case.locks.share, strict=True):
        assert found[item, supplier] == pytest.approx(share * demand(case)[item])
    contracts = case.contracts
    for item, supplier, quantity in zip(contracts.item, contracts.supplier, contracts.quantity, strict=True):
        assert found[item, supplier] >= quantity - 1e-6


def _assert_caps(case: SourcingCase, request: dict, bought: np.ndarray) -> None:
    money = spend(case) * bought
    for cap in read_request(request).caps:
        category = cap.scope.category
        inside = (
            np.ones(len(money), bool)
            if category is None
            else (case.items.category == category)[case.quotes.item]
        )
        assert money[inside & (case.quotes.origin == "CN")].sum() <= cap.max_share * money[inside].sum()


@pytest.mark.parametrize("seed", range(3))
def test_the_cheapest_plan_exists_and_the_cap_costs_something(seed):
    made = generate(100, seed=seed)
    case = open_case(made.profile)
    free, capped = _cheapest(case, 1.0), _cheapest(case, 0.45)
    assert free < capped < 1.2 * free


def _cheapest(case: SourcingCase, cap: float) -> float:
    """Cost of the linear relaxation with demand, capacities and the firm's cap on China."""
    quotes, need = case.quotes, demand(case)
    upper = np.minimum(np.minimum(quotes.capacity, quotes.max_share * need[quotes.item]), need[quotes.item])
    upper[case.bars.quote] = 0.0
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    count = len(upper)
    solver.addVars(count, np.zeros(count), upper)
    solver.changeColsCost(count, np.arange(count, dtype=np.int32), case.offers.total)
    for item, quantity in enumerate(need):
        _row(solver, quantity, quantity, np.flatnonzero(quotes.item == item), np.ones(count))
    for site, limit in enumerate(case.suppliers.capacity):
        _row(solver, -np.inf, limit, np.flatnonzero(quotes.supplier == site), quotes.capacity_rate)
    _row(solver, -np.inf, 0.0, np.arange(count), ((quotes.origin == "CN") - cap) * spend(case))
    solver.run()
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return solver.getInfo().objective_function_value


def _row(solver: highspy.Highs, low: float, high: float, at: np.ndarray, values: np.ndarray) -> None:
    solver.addRow(low, high, len(at), at.astype(np.int32), values[at].astype(float))


@pytest.mark.parametrize(
    "wrong",
    [
        {"items": 0},
        {"items": 5, "quotes_per_item": 1},
        {"items": 5, "suppliers": 8},
        {"items": 5, "categories": 0},
    ],
)
def test_sizes_of_which_no_case_can_be_made_are_refused(wrong):
    with pytest.raises(TagenkaError):
        generate(**wrong)
