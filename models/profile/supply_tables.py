"""The tables that say who offers what, and on which terms."""

from models.profile.columns import (
    Column,
    Table,
    amount,
    choice,
    country,
    currency,
    day,
    flag,
    ident,
    parts,
    positive,
    share,
    text,
    whole,
)

SUPPLIERS = Table(
    "suppliers",
    "Production sites that sell.",
    (
        ident("id", "the site"),
        country("country", "where the site stands", required=True),
        text("name", "name of the site"),
        text("vendor", "the ERP's vendor number; several sites may share it"),
        text("group", "the company behind several sites"),
        country("owner_country", "country of the ultimate owner; default the site's country"),
        choice("kind", "maker distributor trader", "what the site is"),
        text("region", "region inside the country"),
        flag("own", "the firm's own factory; the answer lists them apart"),
        flag("onboarded", "already a supplier of the firm; default: has allocation"),
        amount("onboarding_cost", "once, when a supplier that is not onboarded is used"),
        whole("onboarding_days", "days until it can deliver; binds in the transition view only"),
        amount("capacity", "largest quantity a period over all items, in capacity units"),
        flag("excluded", "never to be used"),
        text("excluded_reason", "why"),
    ),
    key=("id",),
)

QUOTES = Table(
    "quotes",
    "Offers of one supplier for one item.",
    (
        ident("item", "the item offered", refers="items"),
        ident("supplier", "who offers it", refers="suppliers"),
        amount("unit_price", "price of `price_unit` quoted units", required=True),
        ident("id", "the quote; default item@supplier, with @plant where given", required=False),
        ident("plant", "the only plant it serves; absent = any", refers="plants", required=False),
        text("unit", "the quoted unit; default the item's"),
        positive("units_per", "item units in one quoted unit; default 1"),
        positive("price_unit", "the price is for so many quoted units; default 1"),
        currency("currency", "currency of all the quote's money; default the profile's"),
        choice("incoterm", "EXW FCA FOB CFR CPT CIF CIP DAP DDP", "what the price already holds"),
        text("manufacturer", "who makes it, where the supplier does not"),
        country("origin", "where it is made; default the supplier's country"),
        choice("origin_basis", "certificate declared assumed", "how the origin is known"),
        country("customs_origin", "origin for customs; default origin"),
        parts("agreement", "trade agreements claimed; the one of least duty is paid"),
        amount("freight", "freight of one item unit"),
        currency("freight_currency", "currency of the freight; default the quote's"),
        share("insurance_rate", "insurance as a share of the price"),
        share("duty_rate", "the whole duty, remedies included; else from tariffs"),
        amount("handling", "handling of one item unit"),
        Column("defect_rate", "number", "share of units that are useless", low=0.0, high=1.0, open_high=True),
        amount("lead_time_days", "days from order to delivery"),
        amount("min_order", "least quantity a period when used, in item units"),
        positive("lot_size", "what is bought in a period is whole lots of so many item units"),
        share("min_share", "least share of the demand it can serve, when used"),
        share("max_share", "largest share of the demand it can serve"),
        amount("capacity", "largest quantity a period, in item units"),
        amount("capacity_rate", "supplier capacity used by one unit; default 1"),
        parts("ramp_up", "shares of capacity by period since start", waiting="refused"),
        choice("discount", "all_units incremental", "how price breaks apply; default all_units"),
        flag("qualified", "ready to be bought; default: has allocation"),
        amount("qualification_cost", "once, when a quote that is not qualified is used"),
        whole("qualification_days", "days until qualified; binds in the transition view only"),
        amount("tooling_cost", "once, when a quote without allocation today is used"),
        text("lane", "transport lane", waiting="refused"),
        day("valid_from", "first day of validity"),
        day("valid_to", "last day of validity"),
        amount("co2", "emissions of one unit", waiting="refused"),
    ),
    key=("id",),
)

PRICE_BREAKS = Table(
    "price_breaks",
    "Lower prices from a quantity on.",
    (
        ident("quote", "the quote", refers="quotes"),
        amount("from_quantity", "bought of it in a period over all plants, in item units", required=True),
        amount(
            "unit_price", "from there on, in place of the quote's: same currency and units", required=True
        ),
    ),
    key=("quote", "from_quantity"),
)

REBATES = Table(
    "rebates",
    "Paid back by a supplier on the spend of a period.",
    (
        ident("supplier", "the supplier", refers="suppliers"),
        amount("from_spend", "from this spend a period on, over all its items", required=True),
        share("rate", "share of the whole spend", required=True),
    ),
    key=("supplier", "from_spend"),
)

CAPACITIES = Table(
    "capacities",
    "Limits over several items or suppliers.",
    (
        ident("id", "the capacity"),
        amount("quantity", "how much a period", required=True),
        ident("supplier", "whose", refers="suppliers", required=False),
        text("group", "of which company"),
        choice("unit", "units spend rate", "what is counted; default units"),
        whole("period", "1-based; absent = every period", low=1),
    ),
    key=("id", "period"),
)

CAPACITY_USE = Table(
    "capacity_use",
    "What one unit uses of a capacity counted by rate.",
    (
        ident("capacity", "the capacity", refers="capacities"),
        ident("item", "by item", refers="items", required=False),
        ident("quote", "or by quote", refers="quotes", required=False),
        amount("rate", "used by one unit", required=True),
    ),
    key=("capacity", "item", "quote"),
)

CONTRACTS = Table(
    "contracts",
    "Running commitments to take a quantity.",
    (
        ident("item", "the item", refers="items"),
        ident("supplier", "the supplier", refers="suppliers"),
        amount("quantity", "least quantity a full period, pro rata by days", required=True),
        day("from", "first day; absent = from the start"),
        day("to", "last day; absent = to the end"),
        amount("shortfall_price", "price of one unit not taken; absent = must be taken"),
    ),
    key=("item", "supplier", "from", "to"),
)

LOCKS = Table(
    "locks",
    "Awards that cannot be changed.",
    (
        ident("item", "the item", refers="items"),
        ident("supplier", "the supplier", refers="suppliers"),
        ident("plant", "only there", refers="plants", required=False),
        share("share", "share of the need; default today's"),
        choice("reason", "customer_directed approval_pending safety_certificate other", "why"),
        day("until", "last day of the lock"),
    ),
    key=("item", "supplier", "plant"),
)
