"""Needs that no usable quote offers."""

import numpy as np

from models.case.clear import clear_items, horizon_clear
from models.case.view import View
from models.profile.collect import Collector
from models.profile.rows import Ints, codes_of, is_absent, positions


def check_needs(view: View, collect: Collector) -> None:
    """Report demand that nobody offers and that has no shortage price."""
    demand, items = view.profile["demand"], view.profile["items"]
    if not len(demand) or not len(items):
        return
    item = positions(demand["item"], items["id"])
    plant = positions(demand["plant"], view.plant_ids)
    plant = np.where(is_absent(demand["plant"]), 0 if view.single_plant else -1, plant).astype(np.int64)
    marked = ~collect.marks.sound("items", len(items), "shortage_cost")
    priced = ~is_absent(items["shortage_cost"]) | marked
    _check_repeated(view, item, plant, collect)
    if not horizon_clear(collect) or collect.marks.any("exclusions") or collect.marks.any("plants", "id"):
        return
    missing = _first_without_quote(view, item, plant)
    needed = (item >= 0) & clear_items(view, collect)[item] & (np.nan_to_num(demand["quantity"]) > 0)

    shortage = collect.places.word("items", "shortage_cost")

    def when(row: int) -> str:
        return f" in period {missing[row]}" if view.horizon.count > 1 else ""

    collect.rows(
        "need_without_quote",
        "demand",
        "item",
        needed & (missing > 0) & ~priced[item],
        lambda row: (
            demand["item"][row],
            f'no usable quote offers "{demand["item"][row]}"{when(row)}, and it has no {shortage}',
            f"add a quote, lift the exclusion, or give the item a {shortage}",
        ),
        using=("plant", "period", "quantity"),
    )


def _first_without_quote(view: View, item: Ints, plant: Ints) -> Ints:
    """Of each row of demand, the first period it speaks of in which no usable quote offers it; 0 for none."""
    missing = np.zeros(len(item), dtype=np.int64)
    for number in range(view.horizon.count, 0, -1):
        # One more column for quotes that serve any plant, and for needs whose plant is unknown: both are -1.
        offers = np.zeros((len(view.profile["items"]), len(view.plant_ids) + 1), dtype=bool)
        usable = view.usable(number)
        offers[view.quote_item[usable], view.quote_plant[usable]] = True
        missing[view.meant(number) & ~(offers[item, plant] | offers[item, -1])] = number
    return missing


def _check_repeated(view: View, item: Ints, plant: Ints, collect: Collector) -> None:
    """Report a need stated twice, once with its plant and once without."""
    demand = view.profile["demand"]
    needs = codes_of(item, plant, demand.filled("period", 0.0))
    unsound = ~collect.marks.sound("demand", len(demand), "item", "plant", "period")
    needs[unsound] = needs.max() + 1 + np.arange(np.count_nonzero(unsound))  # each on its own
    _, first, need = np.unique(needs, return_index=True, return_inverse=True)
    other = first[need]
    same = demand["plant"][other] == demand["plant"]
    repeated = (other != np.arange(len(demand))) & (item >= 0) & (plant >= 0) & ~same
    collect.rows(
        "duplicate_row",
        "demand",
        "plant",
        repeated,
        lambda row: (demand["item"][row], f'the need of "{demand["item"][row]}" is stated twice', "keep one"),
    )
