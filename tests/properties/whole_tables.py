"""Tables of a random profile that has its items, plants, suppliers and quotes."""

import random
from collections.abc import Callable
from typing import Any

from tests.solvers.profiles import Document

COUNTRIES = ("CN", "VN", "TH", "JP")
ORIGINS = ("*", "*", "ASEAN", *COUNTRIES)
LISTS = ("RCEP", "CPTPP", "AJCEP")
NONE: Document = {}


class Draw(random.Random):
    """Draws with words of their own."""

    def some(self, chance: float) -> bool:
        """True so often."""
        return self.random() < chance

    def money(self, low: float, high: float) -> float:
        """An amount in cents."""
        return round(self.uniform(low, high), 2)

    def maybe(self, chance: float, **columns: Callable[[], Any] | Any) -> Document:
        """Each column so often; a function is called for its value."""
        return {
            name: value() if callable(value) else value
            for name, value in columns.items()
            if self.some(chance)
        }


def name_of(quote: Document) -> str:
    """The id of a quote."""
    return f"{quote['item']}@{quote['supplier']}" + (f"@{quote['plant']}" if "plant" in quote else "")


def tariffs(draw: Draw, document: Document) -> Document:
    """Base rates, preferences and remedies, in parts and in money."""
    rows: dict[tuple[Any, ...], Document] = {}
    for destination in ("JP", "VN"):
        found = [{"hs_code": code, "origin": "*", "rate": 0.3} for code in ("85", "73")]
        found += [_tariff(draw) for _ in range(draw.randint(3, 12))]
        for row in found:
            key = tuple(row.get(name) for name in ("hs_code", "origin", "agreement", "kind"))
            rows[destination, *key] = row | {"destination": destination}
    return {"tariffs": list(rows.values())}


def _tariff(draw: Draw) -> Document:
    """A base rate, a preference or a remedy: a part of the price, money for so many units, or both."""
    row = {"hs_code": draw.choice(["85", "85", "73", "850511"]), "origin": draw.choice(ORIGINS)}
    row |= draw.choice([NONE, *({"agreement": name} for name in LISTS), {"kind": "anti_dumping"}])
    money = {"specific": draw.money(0, 3), "per": draw.choice([1, 2, 3])}
    rate = {"rate": draw.choice([0, 0.02, 0.045, 0.12])}
    return row | draw.choice([rate, rate, money, rate | money])


def breaks(draw: Draw, document: Document) -> Document:
    """Steps of prices; some rise."""
    rows = []
    for quote in document["quotes"]:
        start, price = 0.0, quote["unit_price"]
        for _ in range(draw.choice([0, 1, 2, 3])):
            start = round(start + draw.choice([draw.randint(10, 120), draw.uniform(10, 120)]), 2)
            price = round(price * draw.choice([0.7, 0.85, 0.95, 0.99, 1.08]), 2)
            rows.append({"quote": name_of(quote), "from_quantity": start, "unit_price": price})
    return {"price_breaks": rows}


def rebates(draw: Draw, document: Document) -> Document:
    """What some suppliers pay back."""
    return {
        "rebates": [
            {"supplier": site["id"], "from_spend": draw.money(500, 3000) * step, "rate": 0.025 * step}
            for site in document["suppliers"]
            for step in range(1, draw.choice([1, 2, 3]))
        ]
    }


def today(draw: Draw, document: Document) -> Document:
    """Today's purchases."""
    rows = {}
    for need in document["demand"]:
        quotes = [q for q in document["quotes"] if q["item"] == need["item"]]
        fitting = [q for q in quotes if q.get("plant", need["plant"]) == need["plant"]]
        if fitting and draw.some(0.7):
            quote = draw.choice(fitting)
            row = {"item": need["item"], "supplier": quote["supplier"], "plant": need["plant"]}
            rows[tuple(row.values())] = row | {"quantity": max(need["quantity"], 1)}
    return {"allocation": list(rows.values())}


def capacities(draw: Draw, document: Document) -> Document:
    """Limits in units, spend and hours."""
    rows, use = [], []
    for at in range(draw.randint(1, 2)):
        unit = draw.choice(["units", "spend", "rate"])
        quantity = draw.randint(100, 700) * (40 if unit == "spend" else 1)
        whose = draw.choice(document["suppliers"])
        who = {"group": whose["group"]} if "group" in whose and draw.some(0.5) else {"supplier": whose["id"]}
        rows.append({"id": f"c{at}", "unit": unit, "quantity": quantity, **who})
        if unit == "rate":
            use += [{"capacity": f"c{at}", "item": i["id"], "rate": 0.75} for i in document["items"]]
    return {"capacities": rows, "capacity_use": use}


def content(draw: Draw, document: Document) -> Document:
    """What some suppliers buy elsewhere."""
    return {
        "content": [
            {"supplier": site["id"], "country": country, "share": draw.choice([0.2, 0.35])}
            for site in document["suppliers"]
            for country in draw.sample(COUNTRIES, draw.choice([0, 1, 2]))
        ]
    }


def projects(draw: Draw, document: Document) -> Document:
    """Projects that add capacity; some unlock a quote."""
    rows, expenses = [], []
    for at in range(draw.randint(1, 2)):
        quote = draw.choice(document["quotes"])
        row = {"id": f"v{at}", "supplier": quote["supplier"], "adds_capacity": draw.randint(10, 200)}
        row |= draw.maybe(
            0.4,
            unlocks=[name_of(quote)],
            life_years=lambda: draw.choice([0.5, 1, 3]),
            residual_value=lambda: draw.money(0, 400),
            build_days=lambda: draw.choice([30, 100]),
            start_from="2027-04-15",
        )
        rows.append(row)
        expenses += [
            {"investment": f"v{at}", "amount": draw.money(100, 900), **c} for c in (NONE, {"currency": "CNY"})
        ]
    return {"investments": rows, "expenses": expenses}


def contracts(draw: Draw, document: Document) -> Document:
    """One contract; most may be missed at a price."""
    quote = draw.choice(document["quotes"])
    row = {"item": quote["item"], "supplier": quote["supplier"], "quantity": draw.money(5, 40)}
    return {"contracts": [row | draw.maybe(0.7, shortfall_price=lambda: draw.money(1, 50), to="2027-05-20")]}


def locks(draw: Draw, document: Document) -> Document:
    """One locked share, now and then."""
    quote = draw.choice(document["quotes"])
    row = {"item": quote["item"], "supplier": quote["supplier"], "share": 0.15}
    return {"locks": [row | draw.maybe(0.5, until="2027-05-15")]} if draw.some(0.3) else {}


PARTS = (tariffs, breaks, rebates, today, capacities, content, projects, contracts, locks)
"""Every table a profile may do without."""
