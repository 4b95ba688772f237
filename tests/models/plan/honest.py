"""Plans with every part of the contract that keep every rule and claim what the checker counts."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from models.case.cost_kinds import CostKind
from models.plan.exposure import Concentration, ExposureRow
from models.plan.plan import Exposure, Move, Plan, Preference, StartedInvestment
from models.plan.statement import Statement
from models.plan.verify import Verification, verify
from models.plan.verify.commitments import due_together
from models.plan.verify.exposure_claims import Scopes, sum_of_squares
from models.plan.verify.lines import Line
from tests.models.plan.factory import Document, document, quote, suppliers
from tests.models.plan.hand import Sheet, sheet, years

PERIODS = (1, 2, 3)
PROJECT = {"id": "press", "supplier": "T1", "build_days": 300, "life_years": 9, "residual_value": 40_000}
ASKED = {
    "caps": [
        {"id": "hard", "countries": ["CN"], "max_share": 0.9, "measure": "any", "base": "landed"},
        {"id": "soft", "countries": ["CN", "VN"], "max_share": 0.1, "elastic_price": 900.0},
    ],
    "floors": [{"id": "asean", "countries": ["ASEAN"], "min_share": 0.01, "measure": "look_through"}],
    "each_country": {"max_share": 0.95, "base": "reference"},
    "max_moved_share": 1.0,
    "max_changes": 12,
    "budget": {"one_off": 10_000_000, "capital": 10_000_000},
}


@dataclass(frozen=True, slots=True)
class Honest:
    """A plan and what it was made from."""

    made: Sheet
    plan: Plan

    def check(self, plan: Plan | None = None) -> Verification:
        """The verdict on this plan, or on another."""
        return verify(self.made.case, self.made.request, plan or self.plan)


def drawn(seed: int) -> Honest:
    """Three years of hubs and caps from three suppliers, some of it short; numbers drawn by a seed."""
    rng = random.Random(seed)
    bought = {("hub@C1", p): float(rng.randint(200, 400)) for p in PERIODS}
    bought |= {("hub@V1", p): float(rng.randint(50, 300)) for p in PERIODS}
    bought |= {("hub@T1", p): 200.0 + rng.randint(1, 199) for p in PERIODS[1:]}
    bought |= {("cap@V1", p): float(rng.randint(10, 90)) for p in PERIODS}
    surplus = {
        key: -quantity % 50 for key, quantity in bought.items() if key[0] == "hub@T1" and quantity % 50
    }
    built = [StartedInvestment("press", 1, 2, 750_000.0)]
    return claimed(sheet(profile(rng, bought), bought, ASKED, surplus=surplus, built=built))


def profile(rng: random.Random, bought: dict[Any, float]) -> Document:
    """Needs that these purchases leave a little short, and terms that they keep."""
    needs = {(item, p): 0.0 for item in ("hub", "cap") for p in PERIODS}
    for (name, period), quantity in bought.items():
        needs[name[:3], period] += quantity
    price = {name: rng.randint(80, 120) for name in ("T1", "C1", "V1")}
    return document(
        horizon=years(3, discount_rate=rng.choice((0.0, 0.07))),
        carrying_rate=0.05,
        items=[
            {"id": "hub", "category": "metal", "shortage_cost": 500, "hs_code": "8505"},
            {"id": "cap", "category": "wood", "shortage_cost": 70, "reference_price": 45, "hs_code": "85"},
        ],
        suppliers=suppliers(T1={"onboarding_cost": 800}, V1={"onboarding_cost": 4_000, "onboarding_days": 0}),
        demand=[
            {"item": item, "period": p, "quantity": quantity + rng.randint(1, 9)}
            for (item, p), quantity in needs.items()
        ],
        quotes=[
            quote("T1", price["T1"], lot_size=50, min_order=200, **terms(rng), **to_start(rng)),
            quote("C1", price["C1"], discount="incremental", **terms(rng)),
            quote("V1", price["V1"], **terms(rng) | claims(rng), **to_start(rng)),
            quote("V1", 33, item="cap", **terms(rng) | claims(rng)),
        ],
        tariffs=[
            {"hs_code": "85", "origin": "*", "rate": 0.1},
            {"hs_code": "85", "origin": "VN", "agreement": "RCEP", "rate": 0.02, "specific": 5, "per": 2},
            {"hs_code": "8505", "origin": "VN", "agreement": "CPTPP", "rate": 0.04},
        ],
        price_breaks=[
            {"quote": "hub@T1", "from_quantity": 300, "unit_price": price["T1"] - 9},
            {"quote": "hub@C1", "from_quantity": 150, "unit_price": price["C1"] - 7},
        ],
        rebates=[{"supplier": "V1", "from_spend": 5_000, "rate": 0.03}],
        capacities=[{"id": "line", "supplier": "T1", "quantity": 1, "unit": "units"}],
        content=[{"supplier": "T1", "country": "CN", "share": 0.25}],
        contracts=[{"item": "hub", "supplier": "C1", "quantity": 450, "shortfall_price": 11}],
        investments=[PROJECT | {"adds_capacity": 400, "unlocks": ["hub@T1"]}],
        expenses=[{"investment": "press", "amount": 500_000}, {"investment": "press", "amount": 250_000}],
    )


def terms(rng: random.Random) -> Document:
    return {"freight": rng.randint(1, 9), "handling": 1.5, "defect_rate": 0.02, "lead_time_days": 50} | {
        "insurance_rate": 0.01,
        "duty_rate": rng.choice((0.03, 0.08)),
    }


def claims(rng: random.Random) -> Document:
    """Preferences in the place of a duty rate."""
    return {"duty_rate": None, "agreement": rng.choice((["RCEP"], ["RCEP", "CPTPP"]))}


def to_start(rng: random.Random) -> Document:
    return {"qualification_cost": rng.randint(1000, 9000), "tooling_cost": rng.randint(1000, 9000)}


def claimed(made: Sheet) -> Honest:
    """A plan that claims of its awards what the checker counts."""
    desk, costs = made.desk, made.costs
    count = len(desk.book.periods)
    exact = {
        kind: np.array([costs.amounts.get((kind, p + 1), 0.0) for p in range(count)]) for kind in CostKind
    }
    cash = {kind: sum(c.cash for c in desk.cash if c.kind == kind) for kind in CostKind}
    awards = replace(
        made.awards,
        unit_landed_cost=np.array([line.cost.landed for line in desk.lines]),
        spend=np.array([line.cost.purchase * line.bought for line in desk.lines]),
        landed_cost=np.array([line.cost.landed * line.bought for line in desk.lines]),
        duty_text=np.array([line.cost.duty_text for line in desk.lines], dtype=object),
        agreement=np.array([line.cost.agreement for line in desk.lines], dtype=object),
        duty_without_agreement=np.array([line.cost.duty_without for line in desk.lines]),
    )
    needs = [(i, w, p, n.quantity) for (i, p), needs in desk.book.needs.items() for w, n in needs.items()]
    plan = Plan(
        awards=awards,
        after=Statement("JPY", exact, np.array([costs.factors[p + 1] for p in range(count)])),
        exposure=Exposure(tuple(_rows(made)), tuple(_concentration(made)), (), (), None),
        moves=tuple(_moves(made)),
        standing=None,
        cash_one_off={kind: amount for kind, amount in cash.items() if amount},
        payback_years=None,
        missing=np.array([need - desk.taken.served.get((i, w, p), 0.0) for i, w, p, need in needs]),
        shortfall=np.array(
            [
                max(sum(d.least for d in some) - some[0].taken, 0.0)
                for some in due_together(desk.book, desk.taken)
            ]
        ),
        investments=made.built,
        preferences=tuple(_preferences(desk.lines)),
    )
    return Honest(made, plan)


def _preferences(lines: list[Line]) -> Iterator[Preference]:
    for name in sorted({line.cost.agreement for line in lines} - {None}):
        some = [line for line in lines if line.cost.agreement == name]
        paid, without = (
            sum(getattr(line.cost, kind) * line.bought for line in some) for kind in ("duty", "duty_without")
        )
        yield Preference(name, len(some), 0, paid, without, without - paid)


def _rows(made: Sheet) -> Iterator[ExposureRow]:
    desk = made.desk
    scopes = Scopes(desk.book, made.request)
    kinds = [(m, b) for m in ("origin", "ownership", "look_through", "any") for b in ("spend", "reference")]
    both = ("CN", "ASEAN")
    wanted = [(scope, *kind, both) for scope in ("firm", "category=metal") for kind in kinds]
    for name, rule in scopes.rules.items():
        own = ("+".join(rule.countries),) if name != "each_country" else both
        wanted.append((name, rule.measure, rule.base, own))
    for period in PERIODS:
        for scope, measure, base, countries in wanted:
            for country in countries:
                found = desk.tally.measured(
                    scopes.scope(scope), period, (measure, base), scopes.countries(scope, country)
                )
                shares = (found.share, found.share_of(found.low), found.share_of(found.high))
                yield ExposureRow(scope, period, measure, base, country, found.amount, *shares)


def _concentration(made: Sheet) -> Iterator[Concentration]:
    desk = made.desk
    scopes = Scopes(desk.book, made.request)
    for period in PERIODS:
        for name in ("firm", "category=wood"):
            by_country, by_supplier = desk.tally.spend_by(scopes.scope(name), period)
            yield Concentration(name, period, sum_of_squares(by_country), sum_of_squares(by_supplier))


def _moves(made: Sheet) -> Iterator[Move]:
    for period, before, after in made.desk.moves.steps():
        for source in sorted(before.keys() | after.keys(), key=str):
            was, now = before.get(source, 0.0), after.get(source, 0.0)
            change = "keep" if was == now else ("increase" if now > was else "decrease")
            action = "add" if not was else ("drop" if not now else change)
            yield Move(source.item, source.plant, source.supplier, source.quote, action, was, now, period)
