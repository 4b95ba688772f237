"""The smallest case that needs each block: what its golden file is the formulation of."""

from collections.abc import Callable

from solvers.sourcing.tables import ProblemTables
from tests.solvers.profiles import Document, bought, profile, quote, tables_of

FORMULATIONS: dict[str, Callable[[], ProblemTables]] = {}


def golden(case: Callable[[], ProblemTables]) -> Callable[[], ProblemTables]:
    """Add a case under the name of its block."""
    FORMULATIONS[case.__name__] = case
    return case


def _magnet(*quotes: Document, **tables: object) -> Document:
    """100 magnets are needed; ningbo in China and hanoi in Vietnam sell them."""
    return profile({"magnet": 100}, {"ningbo": "CN", "hanoi": "VN"}, quotes, **tables)


NINGBO = quote("magnet", "ningbo", 120)
HANOI = quote("magnet", "hanoi", 132)


@golden
def award() -> ProblemTables:
    """A capacity and a largest share bound the quantities; price, freight and duty are charged."""
    quotes = (
        quote("magnet", "ningbo", 120, capacity=80),
        quote("magnet", "hanoi", 100, max_share=0.5, incoterm="FOB", freight=10) | {"duty_rate": 0.1},
    )
    return tables_of(_magnet(*quotes))


@golden
def demand() -> ProblemTables:
    """Two plants, one quote for both and one for the first; what is missing has a price."""
    document = _magnet(
        NINGBO,
        quote("magnet", "hanoi", 132, plant="nagoya"),
        items={"magnet": {"shortage_cost": 500}},
        plants=[{"id": "nagoya", "country": "JP"}, {"id": "fukuoka", "country": "JP"}],
        demand=[
            {"item": "magnet", "plant": "nagoya", "quantity": 100},
            {"item": "magnet", "plant": "fukuoka", "quantity": 40},
        ],
    )
    return tables_of(document)


@golden
def quote_use() -> ProblemTables:
    """A quote to be qualified that takes 20 % at least, and one whose capacity two plants share."""
    document = _magnet(
        quote("magnet", "ningbo", 120, capacity=110),
        quote("magnet", "hanoi", 112, qualification_cost=900, tooling_cost=100, min_share=0.2, capacity=90),
        plants=[{"id": "nagoya", "country": "JP"}, {"id": "fukuoka", "country": "JP"}],
        demand=[
            {"item": "magnet", "plant": "nagoya", "quantity": 100},
            {"item": "magnet", "plant": "fukuoka", "quantity": 40},
        ],
    )
    return tables_of(document)


@golden
def orders() -> ProblemTables:
    """Orders of 120 for a need of 100, of 30 where 90 can be delivered, and boxes of 25.

    A rebate tempts to buy a box of dalian too many, or more than its order of 2 boxes.
    """
    quotes = (
        quote("magnet", "ningbo", 120, min_order=120),
        quote("magnet", "hanoi", 132, min_order=30, capacity=90),
        quote("magnet", "hue", 130, lot_size=25),
        quote("magnet", "dalian", 125, lot_size=25, min_order=40),
    )
    document = profile(
        {"magnet": 100},
        {"ningbo": "CN", "hanoi": "VN", "hue": "VN", "dalian": "CN"},
        quotes,
        rebates=[{"supplier": "dalian", "from_spend": 10000, "rate": 0.1}],
    )
    return tables_of(document)


@golden
def price_breaks() -> ProblemTables:
    """ningbo sells for less from 40 and 80 on, in boxes of 30; hanoi's units beyond 50 and 120 cost less."""
    document = _magnet(
        quote("magnet", "ningbo", 120, lot_size=30, plant="nagoya"),
        quote("magnet", "hanoi", 132, discount="incremental", freight=2),
        plants=[{"id": "nagoya", "country": "JP"}, {"id": "fukuoka", "country": "JP"}],
        demand=[
            {"item": "magnet", "plant": "nagoya", "quantity": 100},
            {"item": "magnet", "plant": "fukuoka", "quantity": 40},
        ],
        price_breaks=[
            {"quote": "magnet@ningbo@nagoya", "from_quantity": 40, "unit_price": 114},
            {"quote": "magnet@ningbo@nagoya", "from_quantity": 80, "unit_price": 108},
            {"quote": "magnet@hanoi", "from_quantity": 50, "unit_price": 121},
            {"quote": "magnet@hanoi", "from_quantity": 120, "unit_price": 112},
            {"quote": "magnet@hanoi", "from_quantity": 5000, "unit_price": 99},
        ],
    )
    return tables_of(document, {"caps": [{"id": "china", "countries": ["CN"], "max_share": 0.5}]})


@golden
def step_order() -> ProblemTables:
    """A cap on landed cost looks at hanoi's units: nagoya is bonded and gets the dearest, then fukuoka."""
    document = _magnet(
        NINGBO,
        quote("magnet", "hanoi", 132, discount="incremental") | {"duty_rate": 0.1},
        plants=[
            {"id": "nagoya", "country": "JP", "duty_regime": "bonded"},
            {"id": "fukuoka", "country": "JP"},
        ],
        demand=[
            {"item": "magnet", "plant": "nagoya", "quantity": 100},
            {"item": "magnet", "plant": "fukuoka", "quantity": 40},
        ],
        price_breaks=[{"quote": "magnet@hanoi", "from_quantity": 50, "unit_price": 121}],
    )
    cap = {"id": "china", "countries": ["CN"], "max_share": 0.5, "base": "landed"}
    return tables_of(document, {"caps": [cap]})


@golden
def rebates() -> ProblemTables:
    """ningbo pays back 2 % of all spend and 5 % from 9,000 on, hanoi, of 90 units, 4 % from 8,000 on."""
    document = profile(
        {"magnet": 100, "harness": 50},
        {"ningbo": "CN", "hanoi": {"country": "VN", "capacity": 90}},
        [
            NINGBO,
            HANOI,
            quote("harness", "ningbo", 210, min_order=20),
            quote("harness", "hanoi", 200, capacity_rate=2),
        ],
        price_breaks=[{"quote": "magnet@hanoi", "from_quantity": 60, "unit_price": 121}],
        rebates=[
            {"supplier": "ningbo", "from_spend": 0, "rate": 0.02},
            {"supplier": "ningbo", "from_spend": 9000, "rate": 0.05},
            {"supplier": "hanoi", "from_spend": 8000, "rate": 0.04},
            {"supplier": "hanoi", "from_spend": 80000, "rate": 0.09},
        ],
    )
    return tables_of(document)


@golden
def onboarding() -> ProblemTables:
    """hanoi is new: for a quote without a switch of its own, and for one with."""
    document = profile(
        {"magnet": 100, "harness": 50},
        {"ningbo": "CN", "hanoi": {"country": "VN", "onboarding_cost": 700}},
        [
            NINGBO,
            HANOI,
            quote("harness", "ningbo", 210),
            quote("harness", "hanoi", 200, qualification_cost=300),
        ],
        allocation=bought({("magnet", "ningbo"): 100, ("harness", "ningbo"): 50}),
    )
    return tables_of(document)


@golden
def supplier_capacity() -> ProblemTables:
    """ningbo's 150 units serve two items at their rates, surplus too; hanoi's 80 once it is onboarded."""
    document = profile(
        {"magnet": 100, "harness": 50},
        {
            "ningbo": {"country": "CN", "capacity": 150},
            "hanoi": {"country": "VN", "capacity": 80, "onboarding_cost": 700},
        },
        [
            quote("magnet", "ningbo", 120, min_order=110),
            HANOI,
            quote("harness", "ningbo", 210, capacity_rate=2),
            quote("harness", "hanoi", 220),
        ],
    )
    return tables_of(document)


@golden
def supplier_count() -> ProblemTables:
    """Two to two owners: ningbo and dalian are one, hanoi is another."""
    document = profile(
        {"magnet": 100},
        {
            "ningbo": {"country": "CN", "group": "asobi"},
            "dalian": {"country": "CN", "group": "asobi"},
            "hanoi": "VN",
        },
        [NINGBO, quote("magnet", "dalian", 125), HANOI],
        items={"magnet": {"min_suppliers": 2, "max_suppliers": 2, "distinct": "owner", "least_share": 0.1}},
    )
    return tables_of(document)


@golden
def contracts() -> ProblemTables:
    """60 of hanoi or 25 a unit missing; 10 of ningbo whatever it costs."""
    rows = [
        {"item": "magnet", "supplier": "hanoi", "quantity": 60, "shortfall_price": 25},
        {"item": "magnet", "supplier": "ningbo", "quantity": 10},
    ]
    return tables_of(_magnet(NINGBO, HANOI, contracts=rows))


@golden
def fixed_shares() -> ProblemTables:
    """hanoi keeps 15 %, and the request gives ningbo 40 %; dalian may have the rest."""
    document = profile(
        {"magnet": 100},
        {"ningbo": "CN", "hanoi": "VN", "dalian": "CN"},
        [NINGBO, HANOI, quote("magnet", "dalian", 125)],
        locks=[{"item": "magnet", "supplier": "hanoi", "share": 0.15, "reason": "safety_certificate"}],
    )
    return tables_of(document, {"fixed": [{"item": "magnet", "supplier": "ningbo", "share": 0.4}]})


@golden
def share_limits() -> ProblemTables:
    """At most 35 % of spend from China, 20 % of landed cost from ASEAN, 90 % of quantity a country.

    A tenth of what hanoi sells is China's content: at most 30 % by content, at reference prices of 125, or
    80 a point; and at least 60 % tied to Japan, or 70 a point.
    """
    quotes = (NINGBO, quote("magnet", "hanoi", 100, incoterm="FOB", freight=32))
    soft = {"id": "content", "countries": ["CN"], "max_share": 0.3, "measure": "look_through"}
    request = {
        "caps": [
            {"id": "china", "countries": ["CN"], "max_share": 0.35},
            soft | {"base": "reference", "elastic_price": 80},
        ],
        "floors": [
            {"id": "asean", "countries": ["ASEAN"], "min_share": 0.2, "base": "landed"},
            {"id": "japan", "countries": ["JP"], "min_share": 0.6, "measure": "any", "elastic_price": 70},
        ],
        "each_country": {"max_share": 0.9, "base": "quantity"},
    }
    content = [{"supplier": "hanoi", "country": "CN", "share": 0.1}]
    document = _magnet(*quotes, items={"magnet": {"reference_price": 125}}, content=content)
    return tables_of(document, request)


@golden
def qualification() -> ProblemTables:
    """Two years at 5 %: hanoi's quotes cost once, less in the second year; one of them has a switch."""
    document = profile(
        {"magnet": 100, "harness": 50},
        {"ningbo": "CN", "hanoi": "VN"},
        [
            NINGBO,
            quote("magnet", "hanoi", 112, qualification_cost=900),
            quote("harness", "ningbo", 210),
            quote("harness", "hanoi", 200, tooling_cost=300, min_share=0.2),
        ],
        allocation=bought({("magnet", "ningbo"): 100, ("harness", "ningbo"): 50}),
        horizon={"start": "2027-04-01", "count": 2, "view": "steady_state", "discount_rate": 0.05},
    )
    return tables_of(document)


@golden
def pace() -> ProblemTables:
    """40 % of the magnets may move in each of two years; harnesses are new and move freely in the first."""
    document = profile(
        {"magnet": 100, "harness": 50},
        {"ningbo": "CN", "hanoi": "VN"},
        [NINGBO, HANOI, quote("harness", "ningbo", 210), quote("harness", "hanoi", 220)],
        allocation=bought({("magnet", "ningbo"): 100}),
        horizon={"start": "2027-04-01", "count": 2},
    )
    return tables_of(document, {"max_moved_share": 0.4})


@golden
def changes() -> ProblemTables:
    """At most two sources added and dropped in two years; ningbo has the business today."""
    document = _magnet(
        NINGBO,
        HANOI,
        allocation=bought({("magnet", "ningbo"): 100}),
        horizon={"start": "2027-04-01", "count": 2},
    )
    return tables_of(document, {"max_changes": 2})


@golden
def budget() -> ProblemTables:
    """1,000 for what is new: a qualification of 900, an onboarding of 700; 5,000 for a project."""
    document = profile(
        {"magnet": 100},
        {"ningbo": "CN", "hanoi": {"country": "VN", "onboarding_cost": 700, "capacity": 50}},
        [NINGBO, quote("magnet", "hanoi", 112, qualification_cost=900)],
        allocation=bought({("magnet", "ningbo"): 100}),
        investments=[{"id": "line", "supplier": "hanoi", "adds_capacity": 50}],
        expenses=[{"investment": "line", "amount": 6000}],
    )
    return tables_of(document, {"budget": {"one_off": 1000, "capital": 5000}})


@golden
def capacities() -> ProblemTables:
    """A group delivers 80 units, hanoi is paid 9,000 at most, and has a press for two items."""
    document = profile(
        {"magnet": 100, "harness": 50},
        {
            "ningbo": {"country": "CN", "group": "asobi"},
            "dalian": {"country": "CN", "group": "asobi"},
            "hanoi": "VN",
        },
        [
            quote("magnet", "ningbo", 120, min_order=30),
            quote("magnet", "dalian", 125),
            HANOI,
            quote("harness", "ningbo", 210),
            quote("harness", "hanoi", 220),
        ],
        capacities=[
            {"id": "asobi", "group": "asobi", "quantity": 80},
            {"id": "credit", "supplier": "hanoi", "unit": "spend", "quantity": 9000},
            {"id": "press", "supplier": "hanoi", "unit": "rate", "quantity": 60},
        ],
        capacity_use=[
            {"capacity": "press", "item": "magnet", "rate": 0.5},
            {"capacity": "press", "quote": "harness@hanoi", "rate": 2},
        ],
    )
    return tables_of(document)


@golden
def investment() -> ProblemTables:
    """A line at hanoi adds 60 in either of two years, 180 days after its start, and unlocks harnesses."""
    document = profile(
        {"magnet": 100, "harness": 50},
        {"ningbo": "CN", "hanoi": {"country": "VN", "capacity": 40}},
        [
            NINGBO,
            quote("magnet", "hanoi", 112),
            quote("harness", "ningbo", 210),
            quote("harness", "hanoi", 200),
        ],
        horizon={"start": "2027-04-01", "count": 2, "discount_rate": 0.05},
        investments=[
            {
                "id": "line",
                "supplier": "hanoi",
                "build_days": 180,
                "adds_capacity": 60,
                "unlocks": ["harness@hanoi"],
                "residual_value": 100,
            }
        ],
        expenses=[{"investment": "line", "amount": 500}, {"investment": "line", "amount": 200}],
        capacities=[{"id": "dock", "supplier": "hanoi", "quantity": 70}],
    )
    return tables_of(document)
