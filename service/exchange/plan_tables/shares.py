"""On which countries it depends."""

from service.exchange.plan_tables.columns import BASE, BOTH, ITEM, MEASURE, PERIOD, RULE, SCOPE, table
from service.exchange.plan_tables.rows import at
from service.exchange.plan_tables.side_by_side import concentration_rows, exposure_rows, single_country_rows
from service.exchange.plan_tables.table import AnswerTable

SHARES: tuple[AnswerTable, ...] = (
    table(
        "share_limits", "A share that was asked for.", at("exposure", "limits"),
        RULE,
        ("id", "text", "Of the cap or floor."),
        ("scope", "text", "Of the rows of `exposure` that are held against it."),
        ("country", "text", "Country or group, several joined by +; empty for the each-country limit."),
        ("within", "text", "The part of the firm it speaks of; empty for all of it."),
        MEASURE, BASE,
        ("limit", "share", "At most for a cap, at least for a floor."),
        ("from_period", "whole", "The first period it binds."),
        of=BOTH,
    ),
    table(
        "exposure", "The share of one country or group, today and in the plan.", exposure_rows,
        SCOPE, PERIOD, MEASURE, BASE,
        ("country", "text", "Country code or group."),
        ("amount", "number", "In the plan: money, or item units where the base is quantity."),
        ("share", "share", "In the plan; empty where nothing is bought."),
        ("low", "share", "The same, were every assumed origin elsewhere."),
        ("high", "share", "The same, were every assumed origin here."),
        ("amount_before", "number", "Today."),
        ("share_before", "share", "Today; empty where nothing is bought."),
        ("low_before", "share", "The same, were every assumed origin elsewhere."),
        ("high_before", "share", "The same, were every assumed origin here."),
        ("limit", "share", "What was asked, in the rows of a cap, a floor or the each-country limit."),
        of=BOTH,
    ),
    table(
        "concentration", "Herfindahl-Hirschman index of spend, 0..1, today and in the plan.",
        concentration_rows,
        SCOPE, PERIOD,
        ("country", "number", "By country of origin, in the plan."),
        ("supplier", "number", "By supplier, in the plan."),
        ("country_before", "number", "By country of origin, today."),
        ("supplier_before", "number", "By supplier, today."),
        of=BOTH,
    ),
    table(
        "single_country_items", "An item all of which comes from one country.", single_country_rows,
        ITEM,
        ("before", "flag", "Today."),
        ("after", "flag", "In the plan; empty without one."),
        of=BOTH,
    ),
)  # fmt: skip
