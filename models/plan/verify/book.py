"""The firm's own tables, looked up by name: all that the checker knows of the world."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from models.case.case import Period, SourcingCase
from models.plan.verify.records import Record, given, only_record, records
from models.profile.read import SourcingProfile


class Need(NamedTuple):
    """What an item needs at a plant in a period, and the row of the demand table that says so."""

    quantity: float
    row: int


@dataclass(frozen=True, slots=True)
class Book:
    """The tables of a profile as records by id.

    Attributes:
        quotes: only those that awards name.
        quote_ids: of every row of the quotes table, the default ids filled in.
        breaks: quantity and price of the breaks of a quote, in the order of their quantities.
        needs: by item and period, then by plant.
        wanted: the items of which each period has a row of demand.
        sole_plant: the plant that rows need not name; None where there are several, or one unnamed.
    """

    profile: SourcingProfile
    on: date
    periods: tuple[Period, ...]
    currency: str
    firm_country: str | None
    items: dict[str, Record]
    suppliers: dict[str, Record]
    plants: dict[str | None, Record]
    quotes: dict[str, Record]
    quote_ids: list[str]
    breaks: dict[str, list[tuple[float, float]]]
    needs: dict[tuple[str, int], dict[str | None, Need]]
    wanted: dict[int, list[str]]
    sole_plant: str | None

    def quotes_in(self, which: Sequence[int]) -> dict[str, Record]:
        """Some rows of the quotes table by id, awarded or not, in the order of their numbers given."""
        new = [row for row in which if self.quote_ids[row] not in self.quotes]
        known = self.quotes | _quotes(self.profile, self.quote_ids, new)
        return {name: known[name] for name in (self.quote_ids[row] for row in which)}

    def own_price(self, quote: Record) -> float:
        """The unit price of a quote below its first break; a break from 0 on takes its place."""
        own: float = quote["unit_price"]
        return next((price for start, price in self.breaks.get(quote["id"], []) if start == 0), own)

    def place(self, table: str, row: int | None = None, column: str = "") -> str:
        """Where a value stands in what the firm wrote."""
        return self.profile.places.of(table, row, column)

    def needed(self, item: str, period: int, plant: str | None = None) -> float:
        """Demand of an item in a period: at one plant, or at all where none is named."""
        here = self.needs.get((item, period), {})
        if plant is None:
            return sum([need.quantity for need in here.values()])
        return here[plant].quantity if plant in here else 0.0

    def servable(self, quote: Record, period: int) -> float:
        """Demand of the needs that a quote can serve."""
        return self.needed(quote["item"], period, quote["plant"])

    def when(self, period: int) -> str:
        """The period in words, where there are several."""
        return "" if len(self.periods) == 1 else f" in period {period}"


def open_book(case: SourcingCase, awarded: Iterable[str]) -> Book:
    """Read a case's profile.

    Args:
        case: only its profile, day and periods are read.
        awarded: ids of the quotes that awards name.
    """
    profile = case.profile
    firm_country = only_record(profile, "firm")["country"]
    plants = _plants(profile, firm_country)
    sole = next(iter(plants)) if len(plants) == 1 else None
    ids, named = _quote_ids(profile), set(awarded)
    needs = _needs(profile, case.periods, sole)
    wanted: dict[int, list[str]] = {period.number: [] for period in case.periods}
    for item, period in needs:
        wanted.get(period, []).append(item)
    return Book(
        profile=profile,
        on=case.on,
        periods=case.periods,
        currency=only_record(profile, "profile")["currency"],
        firm_country=firm_country,
        items={row["id"]: row for row in records(profile, "items")},
        suppliers={row["id"]: row for row in records(profile, "suppliers")},
        plants=plants,
        quotes=_quotes(profile, ids, [row for row, name in enumerate(ids) if name in named]),
        quote_ids=ids,
        breaks=_breaks(records(profile, "price_breaks")),
        needs=needs,
        wanted=wanted,
        sole_plant=sole,
    )


def _plants(profile: SourcingProfile, firm_country: str | None) -> dict[str | None, Record]:
    """The plants by id; without a table, one unnamed plant in the firm's country."""
    found: dict[str | None, Record] = {row["id"]: row for row in records(profile, "plants")}
    return found or {None: {"id": None, "country": firm_country, "duty_regime": None}}


def _quote_ids(profile: SourcingProfile) -> list[str]:
    """The ids of all quotes, the default ones filled in."""
    columns = (profile["quotes"][name].tolist() for name in ("id", "item", "supplier", "plant"))
    return [
        default_id(item, supplier, plant) if ident is None else ident
        for ident, item, supplier, plant in zip(*columns, strict=True)
    ]


def _quotes(profile: SourcingProfile, ids: list[str], which: Sequence[int]) -> dict[str, Record]:
    """Some rows of the quotes table by id."""
    found: dict[str, Record] = {}
    for row in records(profile, "quotes", which):
        row["id"] = ids[row["row"]]
        found[row["id"]] = row
    return found


def _breaks(rows: list[Record]) -> dict[str, list[tuple[float, float]]]:
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: float(row["from_quantity"])):
        found[row["quote"]].append((row["from_quantity"], row["unit_price"]))
    return dict(found)


def default_id(item: str, supplier: str, plant: str | None) -> str:
    """The id of a quote that gives none."""
    return f"{item}@{supplier}" if plant is None else f"{item}@{supplier}@{plant}"


def _needs(
    profile: SourcingProfile, periods: tuple[Period, ...], sole: str | None
) -> dict[tuple[str, int], dict[str | None, Need]]:
    """Demand by need; a row with a period overrides the one without."""
    found: dict[tuple[str, int], dict[str | None, Need]] = defaultdict(dict)
    rows = records(profile, "demand")
    for row in (r for r in rows if r["period"] is None):
        for period in periods:
            found[row["item"], period.number][given_plant(row, sole)] = Need(row["quantity"], row["row"])
    for row in (r for r in rows if r["period"] is not None):
        found[row["item"], int(row["period"])][given_plant(row, sole)] = Need(row["quantity"], row["row"])
    return dict(found)


def given_plant(row: Record, sole: str | None) -> str | None:
    """The plant a row names, or the only one there is."""
    plant: str | None = row["plant"]
    return sole if plant is None else plant


def owner_country(supplier: Record) -> str:
    """The country of a supplier's owner."""
    found: str = supplier["owner_country"] or supplier["country"]
    return found


def origin(quote: Record, supplier: Record) -> str:
    """The country where a quote's goods are made."""
    found: str = quote["origin"] or supplier["country"]
    return found


def least_share(item: Record, asked: int | None) -> float:
    """What an active quote of an item takes at least.

    Args:
        item: the item's record.
        asked: the request's least number of suppliers.
    """
    counted = max(given(item["min_suppliers"]), given(asked)) >= 1
    return given(item["least_share"], default=0.01 if counted else 0.0)
