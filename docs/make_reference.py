"""Writes docs/reference/tables.md from the profile's schema: `.venv/bin/python docs/make_reference.py`.

The schema gives names, kinds, limits and one line of meaning. What only people need to be told, defaults and
units, stands here beside it.
"""

import re
from pathlib import Path

from models.profile.aliases import terms
from models.profile.columns import Column, Table
from models.profile.schema import REQUIRED_TABLES, TABLES

PAGE = Path(__file__).resolve().parent / "reference" / "tables.md"

HEAD = """\
# Tables of a profile

<!-- Written by docs/make_reference.py from models/profile/schema.py. Do not edit. -->

Every table and column of a profile, version 1. [profile.md](profile.md) says how the tables are read
together, what a unit costs and how shares are measured.

- **State.** *honoured*: it has a bearing on the plan or on what is reported. *refused*: giving it is a fault
  (`not_yet_supported`) until a later version honours it. *unused*: it is typed and checked, and a warning
  (`not_used`) says that it has no bearing on a plan yet: it serves subsidies alone.
- **日本語.** The Japanese term, accepted wherever the name is: as a header, a key, a sheet or a file; see
  [forms.md](forms.md#japanese-headers).
- **Default.** What an absent value means. "required" means that every row must give it. "none" means that
  nothing is assumed: the column only says something where it is filled.
- **Type.** `id` and `text` are text; `share` is a number in 0..1; `list` is a list of texts, separated by `;`
  in a cell; `date` is ISO 8601; `country` is ISO 3166 alpha-2; `currency` is ISO 4217. "id of *table*" means
  that the value must be an `id` of that table.
- Money is in the profile's currency unless the row names its own. "A period" is one period of the horizon.

"""

DEFAULTS: dict[str, str] = {
    "profile.carrying_rate": "0",
    "horizon.start": "today (assumption `start_today`)",
    "horizon.period": "year",
    "horizon.count": "1",
    "horizon.discount_rate": "0",
    "horizon.evaluation_years": "taken whole (assumption `one_off_whole`)",
    "horizon.view": "transition with several periods, else steady_state (assumption `steady_state`)",
    "exchange_rates.on": "holds until a dated rate is in force",
    "plants.duty_regime": "normal",
    "items.unit": "each",
    "items.critical": "false",
    "items.min_suppliers": "no minimum",
    "items.max_suppliers": "no maximum",
    "items.least_share": "0.01 where a minimum number of suppliers is asked, else 0",
    "items.distinct": "site",
    "items.reference_price": "today's landed cost (assumption `reference_from_today`), else the least",
    "items.shortage_cost": "every need must be met",
    "demand.plant": "the only plant",
    "demand.period": "every period",
    "suppliers.group": "the site itself",
    "suppliers.owner_country": "the site's country",
    "suppliers.own": "false",
    "suppliers.onboarded": "has allocation",
    "suppliers.onboarding_cost": "0",
    "suppliers.onboarding_days": "0",
    "suppliers.capacity": "unlimited",
    "suppliers.excluded": "false",
    "quotes.id": "item@supplier, or item@supplier@plant",
    "quotes.plant": "every plant",
    "quotes.unit": "the item's",
    "quotes.units_per": "1; required where unit is not the item's",
    "quotes.price_unit": "1",
    "quotes.currency": "the profile's",
    "quotes.incoterm": "the price holds nothing else",
    "quotes.origin": "the supplier's country (assumption `origin_from_supplier`)",
    "quotes.origin_basis": "declared where origin is given, else assumed",
    "quotes.customs_origin": "origin",
    "quotes.freight": "0",
    "quotes.freight_currency": "the quote's currency",
    "quotes.insurance_rate": "0",
    "quotes.duty_rate": "from tariffs, else 0 (assumption `duty_zero`)",
    "quotes.handling": "0",
    "quotes.defect_rate": "0",
    "quotes.lead_time_days": "0 (assumption `lead_time_zero` where carrying_rate is above 0)",
    "quotes.min_order": "0",
    "quotes.lot_size": "no lots",
    "quotes.min_share": "0",
    "quotes.max_share": "1",
    "quotes.capacity": "unlimited",
    "quotes.capacity_rate": "1",
    "quotes.discount": "all_units where breaks exist (assumption `discount_all_units`)",
    "quotes.qualified": "has allocation",
    "quotes.qualification_cost": "0",
    "quotes.qualification_days": "0",
    "quotes.tooling_cost": "0",
    "quotes.valid_from": "always",
    "quotes.valid_to": "for ever",
    "capacities.unit": "units",
    "capacities.period": "every period",
    "allocation.plant": "the only plant",
    "allocation.quote": "the one quote that fits",
    "locks.plant": "the item at all plants",
    "locks.share": "today's",
    "locks.until": "for ever",
    "contracts.from": "from the start",
    "contracts.to": "to the end",
    "contracts.shortfall_price": "the quantity must be taken",
    "exclusions.item": "every item",
    "exclusions.category": "every category",
    "exclusions.from": "from the start",
    "content.basis": "declared",
    "tariffs.destination": "the firm's country",
    "tariffs.agreement": "the base rate",
    "tariffs.kind": "base",
    "tariffs.valid_from": "always",
    "tariffs.valid_to": "for ever",
    "investments.start_from": "the start of the horizon",
    "investments.build_days": "0",
    "investments.completion": "when it is built",
    "investments.life_years": "endless",
    "investments.residual_value": "0",
    "investments.adds_capacity": "0",
    "expenses.currency": "the profile's",
    "own_output.period": "every period",
}

UNITS: dict[str, str] = {
    "profile.carrying_rate": "a year",
    "horizon.count": "periods",
    "horizon.discount_rate": "a year",
    "horizon.evaluation_years": "years",
    "exchange_rates.rate": "profile currency for one unit",
    "items.min_suppliers": "suppliers over all plants",
    "items.max_suppliers": "suppliers over all plants",
    "items.least_share": "share of the demand a quote can serve",
    "items.reference_price": "profile currency an item unit",
    "items.shortage_cost": "profile currency an item unit",
    "demand.quantity": "item units a period",
    "demand.period": "number of the period",
    "suppliers.onboarding_cost": "profile currency",
    "suppliers.onboarding_days": "days",
    "suppliers.capacity": "capacity units a period",
    "quotes.unit_price": "quote currency for `price_unit` quoted units",
    "quotes.units_per": "item units",
    "quotes.price_unit": "quoted units",
    "quotes.freight": "freight currency an item unit",
    "quotes.insurance_rate": "of the price",
    "quotes.duty_rate": "of cif: price, freight and insurance",
    "quotes.handling": "quote currency an item unit",
    "quotes.defect_rate": "of the units bought",
    "quotes.lead_time_days": "days",
    "quotes.min_order": "item units a period",
    "quotes.lot_size": "item units",
    "quotes.min_share": "of the demand",
    "quotes.max_share": "of the demand",
    "quotes.capacity": "item units a period",
    "quotes.capacity_rate": "capacity units an item unit",
    "quotes.qualification_cost": "quote currency",
    "quotes.qualification_days": "days",
    "quotes.tooling_cost": "quote currency",
    "allocation.quantity": "item units a period",
    "price_breaks.from_quantity": "item units a period",
    "price_breaks.unit_price": "quote currency for `price_unit` quoted units",
    "rebates.from_spend": "profile currency a period",
    "rebates.rate": "of the spend of the period",
    "capacities.quantity": "by `unit`, a period: item units, profile currency of price, or the resource's",
    "capacities.period": "number of the period",
    "capacity_use.rate": "of the resource's own unit, for one item unit",
    "locks.share": "of the need",
    "contracts.quantity": "item units a full period",
    "contracts.shortfall_price": "profile currency an item unit",
    "content.share": "of the price",
    "tariffs.rate": "of cif",
    "tariffs.specific": "profile currency for `per` item units",
    "tariffs.per": "item units",
    "investments.build_days": "days",
    "investments.life_years": "years",
    "investments.residual_value": "profile currency",
    "investments.adds_capacity": "capacity units, and item units of `capacities` in units, a period",
    "expenses.amount": "the row's currency",
}


def page() -> str:
    """The whole page."""
    contents = "\n".join(f"- [{t.name}](#{t.name}): {_sentence(t.doc)}" for t in TABLES.values())
    return HEAD + contents + "\n" + "".join(_section(table) for table in TABLES.values())


def _section(table: Table) -> str:
    rows = "".join(_row(table, column) for column in table.columns)
    head = "| Column | 日本語 | Type | Meaning | Default | State |\n|---|---|---|---|---|---|\n"
    return f"\n## {table.name}\n\n{_sentence(table.doc)} {_notes(table)}\n\n{head}{rows}"


def _notes(table: Table) -> str:
    notes = [f"日本語: {terms()[table.name].own.word}."]
    if table.name in (*REQUIRED_TABLES, "profile", "firm"):
        notes.append("Required.")
    if table.single:
        notes.append("In table form: two columns, `key` and `value`.")
    if table.key:
        notes.append(f"No two rows share {' + '.join(f'`{name}`' for name in table.key)}.")
    if table.waiting == "refused":
        notes.append("**The whole table is refused in this version.**")
    if table.waiting == "unused":
        notes.append("**The whole table is unused in this version.**")
    return " ".join(notes)


def _row(table: Table, column: Column) -> str:
    name = f"{table.name}.{column.name}"
    meaning = _meaning(column, said=column.required or name in DEFAULTS)
    if name in UNITS:
        meaning += f" Unit: {UNITS[name]}."
    if column.choices:
        meaning += " One of: " + ", ".join(f"`{word}`" for word in column.choices) + "."
    default = "required" if column.required else DEFAULTS.get(name, "none")
    label = f"**{column.name}**" if column.required else column.name
    term = terms()[table.name].columns[column.name].word
    cells = (label, term, _type(column), meaning, default, _state(table, column))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _meaning(column: Column, *, said: bool) -> str:
    """The schema's line, without the default that has a column of its own."""
    doc = re.sub(r"; (default|absent)\b.*$", "", column.doc) if said else column.doc
    return _sentence(doc[:1].upper() + doc[1:])


def _type(column: Column) -> str:
    kind = "text" if column.kind == "choice" else column.kind
    if column.refers:
        return f"id of {column.refers}"
    if column.kind != "number":
        return kind
    if (column.low, column.high, column.open_high) == (0.0, 1.0, False):
        return "share"
    what = "whole number" if column.whole else "number"
    low = "" if column.low is None else f" {'>' if column.open_low else '≥'} {column.low:g}"
    high = "" if column.high is None else f", {'<' if column.open_high else '≤'} {column.high:g}"
    return what + low + high


def _state(table: Table, column: Column) -> str:
    return table.waiting or column.waiting or "honoured"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "…")) else text + "."


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
