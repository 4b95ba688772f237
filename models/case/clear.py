"""What rules that look at several tables may rely on: no conclusion is drawn from a cell at fault."""

import numpy as np

from models.case.view import View
from models.profile.collect import Collector
from models.profile.rows import Mask

TERMS = (
    "item",
    "supplier",
    "plant",
    "id",
    "valid_from",
    "valid_to",
    "qualified",
    "qualification_days",
    "origin",
)
"""Columns that decide which needs a quote serves, and when."""
SITE = ("id", "country", "region", "owner_country", "vendor", "excluded", "onboarded", "onboarding_days")
"""Columns that decide which quotes of a supplier may be used."""
GOODS = ("item", "supplier", "plant", "origin", "customs_origin", "agreement", "duty_rate", "incoterm")
"""Columns that decide what duty a quote pays."""


def clear_items(view: View, collect: Collector) -> Mask:
    """Items of which it is certain which quotes offer them: none at fault can be one of theirs."""
    quotes, items = view.profile["quotes"], view.profile["items"]
    clear = np.full(len(items), len(quotes) > 0)
    unclear = ~collect.marks.sound("quotes", len(quotes), *TERMS)
    sites = collect.marks.sound("suppliers", len(view.profile["suppliers"]), *SITE)
    known = np.flatnonzero(view.quote_supplier >= 0)
    unclear[known] |= ~sites[view.quote_supplier[known]]
    unclear |= (view.quote_item < 0) | (view.quote_supplier < 0)
    clear[view.quote_item[unclear & (view.quote_item >= 0)]] = False
    if (unclear & (view.quote_item < 0)).any() or collect.marks.any("items", "id"):
        clear[:] = False
    return clear


def horizon_clear(collect: Collector) -> bool:
    """Whether the periods are those that are meant."""
    return not collect.marks.any("horizon", "start", "period", "count", "view")


def dutiable_clear(view: View, collect: Collector) -> Mask:
    """Quotes of which it is certain what the tariffs say of them."""
    quotes, suppliers, items = (view.profile[name] for name in ("quotes", "suppliers", "items"))
    general = (
        ("tariffs",),
        ("firm", "country"),
        ("plants", "country"),
        ("plants", "id"),
        ("horizon", "start"),
    )
    if any(collect.marks.any(*cells) for cells in general):
        return np.zeros(len(quotes), dtype=bool)
    clear = collect.marks.sound("quotes", len(quotes), *GOODS)
    for at, sound in (
        (view.quote_supplier, collect.marks.sound("suppliers", len(suppliers), "id", "country")),
        (view.quote_item, collect.marks.sound("items", len(items), "id", "hs_code")),
    ):
        known = np.flatnonzero(at >= 0)
        clear[known] &= sound[at[known]]
    return clear
