"""The duty of every quote at every plant it can serve, and the preference it rests on.

Source of the rule: docs/reference/duty.md. Of base rate and claimed agreements the one with the least duty
on one unit is paid; a tie goes to the base rate, then to the agreement claimed first. Offers are many and
kinds of goods are few: the tariffs are asked once for each distinct HS code, origin, destination and list of
claims, and what they answer is compared for all offers at once.
"""

from dataclasses import dataclass

import numpy as np

from models.case import resolve
from models.case.duty import DutyOptions, tariff_book
from models.case.landed import HOLDS_DUTY, Duties, holds
from models.case.view import View
from models.profile.rows import Array, Floats, Ints, Mask, Rows, codes_of, objects

TIE = 1e-12
"""Duties that differ by less than this part are the same: rounding must not choose a preference."""
NO_CLAIM: tuple[str, ...] = ()
NO_OPTION = -1
"""The last entry of the table of options, which costs nothing and stands on no row."""


@dataclass(frozen=True, slots=True)
class Dutiable:
    """Quotes at the plants they can serve: one entry an offer.

    Attributes:
        quote: position of the quote.
        plant: position of the plant.
        own: the rate the quote gives; 0 where no duty is due, NaN where the tariffs decide.
        kind: of goods, where the tariffs decide: position in `options`; -1 elsewhere.
        options: what the tariffs say of each kind.
    """

    quote: Ints
    plant: Ints
    own: Floats
    kind: Ints
    options: tuple[DutyOptions, ...]

    def where(self, kinds: list[bool]) -> Ints:
        """The offers whose kind of goods is marked."""
        marked: Mask = np.array([*kinds, False], dtype=bool)[self.kind]
        return np.flatnonzero(marked)


def dutiable_of(view: View) -> Dutiable:
    """What is known of every offer's duty before its cif is."""
    quote, plant = _pairs(view)
    table = view.profile["quotes"]
    names = ("customs_origin", "origin", "duty_rate", "incoterm", "agreement")
    rows = Rows({name: table[name][quote] for name in names}, len(quote))
    plants = resolve.plants_of(view)
    country = view.profile["suppliers"]["country"][view.quote_supplier[quote]]
    origin = rows.filled("customs_origin", rows.filled("origin", country))
    destination = plants.country[plant]
    free = (origin == destination) | plants.bonded[plant] | holds(rows["incoterm"], HOLDS_DUTY)
    own = np.where(free, 0.0, rows["duty_rate"])
    asked = np.flatnonzero(np.isnan(own))
    hs_code = view.profile["items"]["hs_code"][view.quote_item[quote[asked]]]
    goods = (hs_code, origin[asked], destination[asked], rows["agreement"][asked])
    kind = np.full(len(quote), -1, dtype=np.int64)
    kind[asked], options = _kinds(view, *goods)
    return Dutiable(quote, plant, own, kind, options)


def _kinds(
    view: View, hs_code: Array, origin: Array, destination: Array, claims: Array
) -> tuple[Ints, tuple[DutyOptions, ...]]:
    """The kind of goods of each offer, and what the tariffs say of each kind."""
    kind = codes_of(hs_code, origin, destination, claims)
    _, first = np.unique(kind, return_index=True)
    codes = hs_code[first].tolist()
    book = tariff_book(view.profile["tariffs"], view.firm_country, view.on, codes)
    goods = zip(codes, origin[first], destination[first], claims[first], strict=True)
    return kind, tuple(book.options(code, of, to, claimed or NO_CLAIM) for code, of, to, claimed in goods)


def _pairs(view: View) -> tuple[Ints, Ints]:
    """Every quote and plant that belong together; of quotes whose item and supplier are known."""
    known = np.flatnonzero((view.quote_item >= 0) & (view.quote_supplier >= 0))
    plants = len(view.plant_ids)
    if plants == 1:
        return known, np.zeros(len(known), dtype=np.int64)
    quote = np.repeat(known, plants)
    plant = np.tile(np.arange(plants), len(known))
    fits: Array = (view.quote_plant[quote] < 0) | (view.quote_plant[quote] == plant)
    return quote[fits], plant[fits]


def duties_of(dutiable: Dutiable, cif: Floats) -> Duties:
    """Choose what each offer pays.

    The choice is made once, at the price that gave this cif; a price break keeps it (decision 0014).

    Args:
        dutiable: the offers.
        cif: price, freight and insurance of one unit of each quote.

    Returns:
        Their duties; NaN where only the quote's own rate could say.
    """
    table = _table_of(dutiable.options)
    asked = np.flatnonzero(dutiable.kind >= 0)
    kind = dutiable.kind[asked]
    chosen, second = _choices(table, kind, cif[dutiable.quote[asked]])
    rate, specific = dutiable.own.copy(), np.zeros(len(dutiable.own))
    rate[asked] = np.where(table.unknown[kind], np.nan, table.rate[chosen] + table.remedy_rate[kind])
    specific[asked] = table.specific[chosen] + table.remedy_specific[kind]
    without = np.where(second == NO_OPTION, np.nan, table.rate[second] + table.remedy_rate[kind])
    agreement = np.full(len(dutiable.own), None, dtype=object)
    agreement[asked] = table.names[table.name[chosen]]
    return Duties(
        quote=dutiable.quote,
        plant=dutiable.plant,
        rate=rate,
        specific=specific,
        agreement=agreement,
        tariff=_spread(table.row[chosen], asked, len(dutiable.own), -1),
        rate_without=_spread(without, asked, len(dutiable.own), np.nan),
        specific_without=_spread(
            table.specific[second] + table.remedy_specific[kind], asked, len(dutiable.own), np.nan
        ),
    )


def _choices(table: "_Table", kind: Ints, cif: Floats) -> tuple[Ints, Ints]:
    """The option of least duty of each offer, and what takes its place where it rests on an agreement."""
    pairs = _pairs_of(table, kind, cif)
    chosen = _least(table, pairs, len(kind))
    name = table.name[chosen]
    lost = table.name[pairs.option] == name[pairs.offer]
    second = _least(table, pairs.take(~lost), len(kind))
    second[name == 0] = NO_OPTION
    return chosen, second


def _spread(values: Array, asked: Ints, count: int, elsewhere: float) -> Array:
    """Values of the offers that ask the tariffs, among all offers."""
    out = np.full(count, elsewhere, dtype=values.dtype)
    out[asked] = values
    return out


@dataclass(frozen=True, slots=True)
class _Table:
    """The options of all kinds one after another, and a last entry for no option.

    Attributes:
        first: of each kind, its first option.
        count: of each kind, how many it has.
        name: of each option, the position of its agreement in `names`, whose first entry is None.
        row: of each option, its row in the tariffs table.
        unknown: of each kind, whether only the quote's own rate could say.
    """

    first: Ints
    count: Ints
    rate: Floats
    specific: Floats
    name: Ints
    row: Ints
    names: Array
    remedy_rate: Floats
    remedy_specific: Floats
    unknown: Mask


def _table_of(options: tuple[DutyOptions, ...]) -> _Table:
    count = np.array([len(kind.rows) for kind in options], dtype=np.int64)
    rows = [row for kind in options for row in kind.rows]
    agreements = [name for kind in options for name in kind.agreements]
    number = {name: at for at, name in enumerate(dict.fromkeys((None, *agreements)))}
    return _Table(
        first=np.cumsum(count) - count,
        count=count,
        rate=np.array([*(row.rate for row in rows), 0.0]),
        specific=np.array([*(row.specific for row in rows), 0.0]),
        name=np.array([*(number[name] for name in agreements), 0], dtype=np.int64),
        row=np.array([*(row.at for row in rows), -1], dtype=np.int64),
        names=objects(list(number)),
        remedy_rate=np.array([sum(row.rate for row in kind.remedies) for kind in options], dtype=float),
        remedy_specific=np.array(
            [sum(row.specific for row in kind.remedies) for kind in options], dtype=float
        ),
        unknown=np.array([kind.undecided is not None for kind in options], dtype=bool),
    )


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Each offer with each of its options, and the duty of one unit; NaN where the row says no number."""

    offer: Ints
    option: Ints
    duty: Floats

    def take(self, which: Mask) -> "_Pairs":
        """Some of them."""
        return _Pairs(self.offer[which], self.option[which], self.duty[which])


def _pairs_of(table: _Table, kind: Ints, cif: Floats) -> _Pairs:
    count = table.count[kind]
    offer = np.repeat(np.arange(len(kind)), count)
    within = np.arange(len(offer)) - np.repeat(np.cumsum(count) - count, count)
    option = np.repeat(table.first[kind], count) + within
    return _Pairs(offer, option, table.rate[option] * cif[offer] + table.specific[option])


def _least(table: _Table, pairs: _Pairs, count: int) -> Ints:
    """The option of least duty of each offer, of equal ones the first.

    None where an offer has no option, or where an option without a number could be less than all others.
    """
    silent = np.isnan(pairs.duty)
    least = np.full(count, np.inf)
    np.minimum.at(least, pairs.offer[~silent], pairs.duty[~silent])
    fits = np.flatnonzero(pairs.duty <= least[pairs.offer] * (1 + TIE))
    offer, first = np.unique(pairs.offer[fits], return_index=True)
    found = np.full(count, NO_OPTION, dtype=np.int64)
    found[offer] = pairs.option[fits[first]]
    free = pairs.offer[(table.rate[pairs.option] == 0) & (table.specific[pairs.option] == 0)]
    found[np.setdiff1d(pairs.offer[silent], free)] = NO_OPTION
    return found
