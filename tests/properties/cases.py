"""Random small profiles and requests: few items, few suppliers, any mix of rules."""

from typing import Any

from hypothesis import strategies as st

from models.case.bases import BASES
from models.case.content import MEASURES
from tests.solvers.profiles import Document, bought, profile, quote

COUNTRIES = ("CN", "VN", "TH", "JP")
Pair = tuple[Document, dict[str, Any]]


def sometimes(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A value, or (more often than not) None."""
    return st.one_of(st.none(), st.none(), strategy)


def _present(**columns: object) -> dict[str, object]:
    return {name: value for name, value in columns.items() if value is not None}


@st.composite
def items_of(draw: st.DrawFn) -> dict[str, Any]:
    """Columns of an item; a range of suppliers that does not contradict itself."""
    least = draw(sometimes(st.integers(1, 2)))
    most = draw(sometimes(st.integers(least or 1, 3)))
    return _present(
        shortage_cost=draw(sometimes(st.integers(20, 300))),
        min_suppliers=least,
        max_suppliers=most,
        least_share=draw(sometimes(st.sampled_from([0.05, 0.2, 0.3]))),
        distinct=draw(sometimes(st.sampled_from(["owner", "country"]))),
        reference_price=draw(sometimes(st.integers(1, 200))),
    )


@st.composite
def quotes_of(draw: st.DrawFn, item: str, supplier: str, demand: int) -> Document:
    """An offer with whatever terms."""
    capacity = draw(sometimes(st.integers(demand // 4, demand * 2)))
    most = draw(sometimes(st.sampled_from([0.3, 0.5, 0.8])))
    order = draw(sometimes(st.integers(1, min(capacity or demand, demand) + demand // 4)))
    if order is not None and capacity is not None:
        order = min(order, capacity)
    return quote(
        item,
        supplier,
        draw(st.integers(10, 200)),
        **_present(
            capacity=capacity,
            max_share=most,
            min_share=draw(sometimes(st.sampled_from([0.1, 0.25]))),
            min_order=order,
            qualification_cost=draw(sometimes(st.integers(100, 3000))),
            freight=draw(sometimes(st.integers(1, 40))),
            capacity_rate=draw(sometimes(st.sampled_from([0.5, 2]))),
            lead_time_days=draw(sometimes(st.integers(1, 120))),
        ),
    )


@st.composite
def content_of(draw: st.DrawFn, sites: list[str]) -> list[Document]:
    """Content of some suppliers, in quarters."""
    rows = []
    for site in sites:
        for country in draw(sometimes(st.lists(st.sampled_from(COUNTRIES), max_size=2, unique=True))) or []:
            share = draw(st.sampled_from([0.25, 0.5]))
            rows.append({"supplier": site, "country": country, "share": share})
    return rows


@st.composite
def profiles(draw: st.DrawFn, plain: bool = False) -> Document:
    """A profile that passes the checks; `plain` leaves out every rule but capacities."""
    names = [f"i{n}" for n in range(draw(st.integers(1, 3)))]
    sites = [f"s{n}" for n in range(draw(st.integers(2, 4)))]
    demand = {item: draw(st.integers(20, 200)) for item in names}
    suppliers = {
        site: {
            "country": draw(st.sampled_from(COUNTRIES)),
            **_present(
                capacity=None if plain else draw(sometimes(st.integers(50, 400))),
                onboarding_cost=None if plain else draw(sometimes(st.integers(100, 2000))),
                group=None if plain else draw(sometimes(st.sampled_from(["g", "h"]))),
                owner_country=draw(sometimes(st.sampled_from(COUNTRIES))),
            ),
        }
        for site in sites
    }
    offered = {item: draw(st.lists(st.sampled_from(sites), min_size=1, unique=True)) for item in names}
    quotes = [
        quote(item, site, draw(st.integers(10, 200))) if plain else draw(quotes_of(item, site, demand[item]))
        for item in names
        for site in sorted(offered[item])
    ]
    content = draw(content_of(sites))
    if plain:
        return profile(demand, suppliers, quotes, content=content)
    document = profile(demand, suppliers, quotes, {item: draw(items_of()) for item in names}, content=content)
    document |= draw(_commitments(offered, demand))
    return draw(_at_two_plants(document)) if draw(st.booleans()) else document


@st.composite
def _at_two_plants(draw: st.DrawFn, document: Document) -> Document:
    """The same needs at two plants, one of them bonded; some quotes are for one of them, some pay duty."""
    demand = []
    for row in document["demand"]:
        part = draw(st.sampled_from([0.25, 0.5, 1.0]))
        parts = {"p1": row["quantity"] * part, "p2": row["quantity"] * (1 - part)}
        demand += [row | {"plant": name, "quantity": amount} for name, amount in parts.items() if amount]
    quotes = [
        row | _present(duty_rate=draw(st.sampled_from([0, 0.25])), plant=draw(sometimes(st.just("p1"))))
        for row in document["quotes"]
    ]
    # What is bought today names the plant it is bought for.
    today = [row | {"plant": "p1"} for row in document.get("allocation", [])]
    return document | {
        "plants": [{"id": "p1", "country": "JP", "duty_regime": "bonded"}, {"id": "p2", "country": "JP"}],
        "demand": demand,
        "quotes": quotes,
        "allocation": today,
    }


@st.composite
def _commitments(draw: st.DrawFn, offered: dict[str, list[str]], demand: dict[str, int]) -> dict[str, Any]:
    item = draw(st.sampled_from(sorted(offered)))
    site = draw(st.sampled_from(sorted(offered[item])))
    tables: dict[str, Any] = {}
    if draw(st.booleans()):
        tables["allocation"] = bought({(item, site): demand[item]})
    if draw(sometimes(st.just(True))):
        price = draw(sometimes(st.integers(1, 100)))
        row = {"item": item, "supplier": site, "quantity": draw(st.integers(1, demand[item]))}
        tables["contracts"] = [row | _present(shortfall_price=price)]
    if draw(sometimes(st.just(True))):
        share = draw(st.sampled_from([0.1, 0.4, 1.0]))
        tables["locks"] = [{"item": item, "supplier": site, "share": share}]
    return tables


@st.composite
def requests(draw: st.DrawFn, document: Document) -> dict[str, Any]:
    """A request with whatever caps, floors and counts."""
    kind = {"base": draw(st.sampled_from(BASES)), "measure": draw(st.sampled_from(MEASURES))}
    price = draw(sometimes(st.sampled_from([0, 5, 80, 3000])))
    rule = kind | _present(elastic_price=price)
    found: dict[str, Any] = {}
    share = draw(sometimes(st.integers(0, 20)))
    if share is not None:
        found["caps"] = [{"id": "cap", "countries": ["CN"], "max_share": share / 20, **rule}]
    share = draw(sometimes(st.integers(0, 12)))
    if share is not None:
        found["floors"] = [{"id": "floor", "countries": ["ASEAN"], "min_share": share / 20, **rule}]
    share = draw(sometimes(st.integers(6, 20)))
    if share is not None:
        found["each_country"] = {"max_share": share / 20, **kind}
    most = draw(sometimes(st.integers(1, 3)))
    # The same limit in two places would have to give way in both.
    if most is not None and not any("max_suppliers" in item for item in document["items"]):
        found["suppliers_per_item"] = {"max": most}
    if draw(sometimes(st.just(True))):
        found["forbidden"] = [{"supplier": draw(st.sampled_from([s["id"] for s in document["suppliers"]]))}]
    found["max_lead_time_days"] = draw(sometimes(st.just(90)))
    return {name: value for name, value in found.items() if value is not None}


@st.composite
def cases(draw: st.DrawFn, plain: bool = False) -> Pair:
    """A profile and a request for it."""
    document = draw(profiles(plain))
    return document, draw(requests(document))
