"""The tables of law, content and projects."""

from models.profile.columns import (
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

EXCLUSIONS = Table(
    "exclusions",
    "Sources that may not be used.",
    (
        country("country", "every quote made or sold there"),
        text("region", "every supplier of the region"),
        country("owner_country", "every supplier owned from there"),
        text("vendor", "every site of the vendor"),
        ident("supplier", "the site", refers="suppliers", required=False),
        ident("item", "for this item only", refers="items", required=False),
        text("category", "for this category only"),
        text("list", "the list that names it"),
        text("reason", "why"),
        day("from", "from this day on"),
    ),
)

CONTENT = Table(
    "content",
    "Country content of what is supplied; what is not listed is the origin's.",
    (
        country("country", "the country", required=True),
        share("share", "its share of the value", required=True),
        ident("supplier", "of all a supplier sells", refers="suppliers", required=False),
        ident("quote", "or of one quote", refers="quotes", required=False),
        choice("basis", "declared statistics", "how it is known"),
    ),
    key=("country", "supplier", "quote"),
)

TARIFFS = Table(
    "tariffs",
    "Customs duties by HS prefix and origin.",
    (
        text("hs_code", "HS prefix; the longest that fits wins", required=True),
        text("origin", "country, group, or * for all", required=True),
        share("rate", "ad valorem rate; empty where the printed rate is not"),
        text("text", "the rate as printed; awards show the one they rest on"),
        country("destination", "country of import; default the firm's"),
        text("agreement", "the agreement whose preference this is; absent = the base rate"),
        choice("kind", "base anti_dumping safeguard retaliatory", "all but base add up; default base"),
        amount("specific", "money for `per` units, beside the rate or instead of it"),
        positive("per", "item units that `specific` is for"),
        day("valid_from", "first day in force"),
        day("valid_to", "last day in force"),
    ),
    key=("hs_code", "origin", "destination", "agreement", "kind", "valid_from"),
)

INVESTMENTS = Table(
    "investments",
    "Projects that add capacity or unlock quotes.",
    (
        ident("id", "the project"),
        ident("supplier", "where", refers="suppliers"),
        text("name", "name of the project"),
        text("product", "item or category it is for", waiting="unused"),
        choice(
            "implementer",
            "self subsidiary sub_subsidiary third_party",
            "who carries it out",
            waiting="unused",
        ),
        share("ownership", "share of the implementer that the firm owns", waiting="unused"),
        text("kind", "new equipment, extension, …", waiting="unused"),
        day("start_from", "earliest start"),
        whole("build_days", "days from start to use"),
        day("completion", "day of completion"),
        positive("life_years", "years of use from the day it is ready; absent = endless"),
        amount("residual_value", "value at the end of the horizon; default 0"),
        amount("adds_capacity", "capacity units a period"),
        parts("unlocks", "quotes that become usable"),
        amount("index", "the programme's adjustment index, if stated", waiting="unused"),
    ),
    key=("id",),
)

EXPENSES = Table(
    "expenses",
    "What an investment costs.",
    (
        ident("investment", "the project", refers="investments"),
        choice(
            "category",
            "machinery installation civil_works building system personnel project recommissioning land other",
            "class of expense",
            waiting="unused",
        ),
        amount("amount", "without consumption tax", required=True),
        currency("currency", "currency of the amount; default the profile's"),
        day("ordered_on", "day of the order", waiting="unused"),
        text("payee", "who is paid", waiting="unused"),
        flag("related_payee", "payee is related to the firm", waiting="unused"),
        flag("used", "used equipment", waiting="unused"),
        flag("leased", "leased", waiting="unused"),
        flag("land", "land", waiting="unused"),
        amount("other_support", "other public money for it", waiting="unused"),
    ),
)

OWN_OUTPUT = Table(
    "own_output",
    "What the firm itself makes today.",
    (
        text("product", "item or category", required=True),
        country("country", "where", required=True),
        amount("quantity", "a period", required=True),
        whole("period", "1-based; absent = every period", low=1),
    ),
    key=("product", "country", "period"),
    waiting="unused",
)

PRODUCTS = Table(
    "products",
    "What the firm sells.",
    (
        ident("id", "the product"),
        amount("revenue", "a period"),
        amount("margin", "a period"),
        country("destination", "where it is sold"),
    ),
    key=("id",),
    waiting="refused",
)

BOM = Table(
    "bom",
    "What stops when an item stops.",
    (
        ident("product", "the product", refers="products"),
        ident("item", "the item in it", refers="items"),
        positive("quantity", "item units in one product", required=True),
    ),
    key=("product", "item"),
    waiting="refused",
)
