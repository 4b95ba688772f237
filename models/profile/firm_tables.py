"""The tables that say who the firm is, when and where: profile, firm, horizon, rates, plants."""

from models.profile.columns import (
    Column,
    Table,
    amount,
    choice,
    country,
    currency,
    day,
    ident,
    positive,
    share,
    text,
    whole,
)

PROFILE = Table(
    "profile",
    "The profile itself; in JSON these are the top-level keys.",
    (
        Column("schema_version", "choice", 'version of this contract: "1"', required=True, choices=("1",)),
        currency("currency", "currency of all money that names no other", required=True),
        text("name", "what the firm calls this profile"),
        share("carrying_rate", "cost of holding stock, a year, as a share of landed cost; default 0"),
    ),
    single=True,
)

FIRM = Table(
    "firm",
    "The firm that buys.",
    (
        text("name", "name of the firm", required=True),
        country("country", "country of the firm and of its unnamed plant", required=True),
        choice(
            "industry",
            "manufacturing construction transport wholesale services retail other",
            "industry; decides the firm's size class",
            waiting="unused",
        ),
        amount("capital", "stated capital; decides the firm's size class", waiting="unused"),
        Column("employees", "number", "number of regular employees", low=0.0, whole=True, waiting="unused"),
        share("large_firm_officers", "share of the board held by large firms' officers", waiting="unused"),
        Column("average_taxable_income", "number", "average of three years", waiting="unused"),
    ),
    single=True,
)

SHAREHOLDERS = Table(
    "shareholders",
    "Who owns the firm; in JSON a list under `firm`.",
    (
        text("name", "name of the shareholder", required=True),
        share("share", "share of the capital", required=True),
        choice("size", "large sme", "size class of the shareholder"),
        country("country", "country of the shareholder"),
    ),
    key=("name",),
    waiting="unused",
)

HORIZON = Table(
    "horizon",
    "When the plan holds.",
    (
        day("start", "first day of the plan; default today, and said so"),
        choice("period", "year quarter month", "length of one period; default year"),
        whole("count", "number of periods; default 1", low=1),
        share("discount_rate", "a year; default 0"),
        positive(
            "evaluation_years",
            "years over which a plan of one period spreads one-off costs; absent = taken whole",
        ),
        choice(
            "view",
            "steady_state transition",
            "whether lead times of new sources bind; default transition with several periods, "
            "else steady_state",
        ),
    ),
    single=True,
)

EXCHANGE_RATES = Table(
    "exchange_rates",
    "What other currencies are worth.",
    (
        currency("currency", "the other currency", required=True),
        positive("rate", "profile currency for one unit of it", required=True),
        day("on", "day of the rate; the latest on or before the plan's date is used"),
    ),
    key=("currency", "on"),
)

PLANTS = Table(
    "plants",
    "Where the items are needed; absent = one unnamed plant in the firm's country.",
    (
        ident("id", "the plant"),
        country("country", "country of the plant: destination of the goods", required=True),
        text("name", "name of the plant"),
        choice("duty_regime", "normal bonded", "bonded plants pay no duty; default normal"),
    ),
    key=("id",),
)

ITEMS = Table(
    "items",
    "What the firm buys.",
    (
        ident("id", "the item (material, part)"),
        text("name", "name of the item"),
        text("unit", "unit of its quantities; default each"),
        text("category", "category, for rules and reports"),
        text("family", "product family", waiting="refused"),
        text("hs_code", "HS code, as text, for tariffs"),
        Column("critical", "bool", "whether the item is critical; default false"),
        whole("min_suppliers", "least number of active suppliers"),
        whole("max_suppliers", "largest number of active suppliers", low=1),
        share(
            "least_share",
            "what an active quote takes at least; default 0.01 with a minimum number of suppliers",
        ),
        choice("distinct", "site owner country", "what counts as another supplier; default site"),
        amount("reference_price", "price a unit for the reference base; default today's landed cost"),
        amount("shortage_cost", "price of one missing unit; absent = every need must be met"),
        share("overseas_share", "share of Japan's supply from overseas", waiting="unused"),
        share("top_country_share", "share of Japan's supply from its largest source", waiting="unused"),
        text("market_source", "source of the two shares", waiting="unused"),
    ),
    key=("id",),
)

DEMAND = Table(
    "demand",
    "What is needed, a period.",
    (
        ident("item", "the item needed", refers="items"),
        amount("quantity", "quantity a period, in the item's unit", required=True),
        ident("plant", "where; may be absent with one plant", refers="plants", required=False),
        whole("period", "1-based; absent = every period", low=1),
    ),
    key=("item", "plant", "period"),
)

ALLOCATION = Table(
    "allocation",
    "What is bought today, a period.",
    (
        ident("item", "the item bought", refers="items"),
        ident("supplier", "from whom", refers="suppliers"),
        amount("quantity", "quantity a period, in the item's unit", required=True),
        ident("plant", "for which plant; may be absent with one plant", refers="plants", required=False),
        ident("quote", "which quote, where several fit", refers="quotes", required=False),
    ),
    key=("item", "supplier", "plant", "quote"),
)
