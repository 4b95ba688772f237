"""Awards as exposure sees them: what each amounts to in every base, and what ties it to countries.

Surplus is left out, so that buying too much never improves a share.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from models.case.bases import BASES, unit_base
from models.case.case import SourcingCase
from models.case.check_request import scope_items
from models.case.content import Band, Content, band, countries_of
from models.plan.decisions import Decisions
from models.plan.pricing import priced
from models.profile.rows import Array, Floats, Ints, Mask
from models.request import Scope


@dataclass(frozen=True, slots=True)
class Ledger:
    """Awards; one entry an award.

    Attributes:
        amount: what it amounts to, by base.
        origin: where it is made, as a position in the content's countries.
        countries: every country that some award is tied to by any measure, sorted.
        content: of the case.
        known: bands asked for before, by group and measure.
    """

    item: Ints
    plant: Ints
    supplier: Ints
    quote: Ints
    offer: Ints
    period: Ints
    amount: dict[str, Floats]
    origin: Ints
    countries: Array
    content: Content
    known: dict[tuple[frozenset[str], str], Band] = field(default_factory=dict, compare=False, repr=False)

    def band(self, group: Collection[str], measure: str) -> Band:
        """How much of each award counts for a group of countries, 0..1."""
        key = (frozenset(group), measure)
        if key not in self.known:
            self.known[key] = band(self.content, self.quote, key[0], measure)
        return self.known[key]


def ledger_of(case: SourcingCase, decisions: Decisions) -> Ledger:
    """The awards with their amounts by base."""
    quote = case.offers.quote[decisions.offer]
    pricing = priced(case, decisions)
    amount = {base: unit_base(case, decisions.offer, base) * decisions.quantity for base in BASES}
    return Ledger(
        item=case.quotes.item[quote],
        plant=case.offers.plant[decisions.offer],
        supplier=case.quotes.supplier[quote],
        quote=quote,
        offer=decisions.offer,
        period=decisions.period,
        amount=amount | {"spend": pricing.spend, "landed": pricing.landed_spend},
        origin=case.content.origin[quote],
        countries=countries_of(case.content, quote),
        content=case.content,
    )


def in_scope(case: SourcingCase, scope: Scope, item: Ints, plant: Ints) -> Mask:
    """Which awards, by item and plant, a scope holds."""
    inside: Mask = scope_items(case, scope)[item]
    if scope.plant is not None:
        inside = inside & (case.plants.id == scope.plant)[plant]
    return inside
