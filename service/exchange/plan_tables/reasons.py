"""Why the answer is as it is, and what would be better."""

from service.exchange.plan_tables.columns import ITEM, PLACE, QUOTE, RULE, SUPPLIER, TEXT, table
from service.exchange.plan_tables.rows import at, binding_rows, clash_rows, left_out_rows, listed
from service.exchange.plan_tables.table import AnswerTable

REASONS: tuple[AnswerTable, ...] = (
    table(
        "binding", "A rule the plan reaches.", binding_rows,
        RULE,
        ("id", "text", "Of the rule."),
        PLACE, TEXT,
        ("total", "money", "What it costs in all: the plan's cost less the cost without it."),
        ("looser", "money", "What one step looser would save."),
        ("tighter", "money", "What one step tighter would cost."),
        ("step", "number", "The step, in `unit`."),
        ("unit", "text", "Of the step."),
        ("uncertainty", "money", "How far each figure may be off."),
        ("tighter_infeasible", "flag", "Whether one step tighter cannot be met."),
        ("excess", "number", "Of a soft rule: percentage points beyond it, over all periods."),
        ("cost", "money", "What they cost, undiscounted; empty where the rule is hard."),
    ),
    table(
        "reasons", "Why an item moved or stayed.", at("explanation", "items"),
        ITEM,
        ("action", "choice", "moved, stayed, new or short."),
        ("reason", "choice", "Why, in a stable word: cheaper, cap, capacity and others."),
        ("text", "sentence", "One sentence."),
    ),
    table(
        "rfq_list", "Where a new quote would help.", listed("rfq_list"),
        ITEM,
        ("countries", "list", "Where a new source may cost most and still win."),
        ("entry_price", "price", "Landed cost below which it wins, without one-off costs."),
        ("quantity", "quantity", "Demand of the item over the horizon."),
        ("share_points", "number", "Percentage points of the share of `rule` that the item stands for."),
        ("rule", "text", "The cap or floor that is worth most to relieve; empty where there is none."),
        ("matched_price", "price", "Least landed cost among the item's quotes today, breaks included."),
        ("money", "money", "What a source at `matched_price` would save over the horizon."),
        ("checked", "flag", "Whether solving again confirmed the entry price; empty where it was not tried."),
        ("enough", "flag", "Infeasible: whether new sources down to this row make a plan possible."),
    ),
    table(
        "target_prices", "A quote that lost, and the price at which it would win.", listed("target_prices"),
        QUOTE, ITEM, SUPPLIER,
        ("unit_price", "quoted", "As quoted."),
        ("target_price", "quoted", "Below which it wins, in the same terms; breaks lowered alike."),
        ("currency", "text", "Of both; ISO 4217."),
        ("checked", "flag", "Whether solving again confirmed the price; empty where it was not tried."),
    ),
    table(
        "clashes", "A rule of a smallest set of rules that cannot hold together.", clash_rows,
        ("clash", "whole", "Number of the set, counted from 1."),
        RULE,
        ("id", "text", "Of the rule."),
        PLACE, TEXT,
    ),
    table(
        "lowest_caps", "How far a cap or floor could go alone.",
        at("explanation", "infeasible", "lowest_caps"),
        ("id", "text", "Of the cap or floor."),
        PLACE,
        ("asked", "share", "What was asked."),
        ("limit", "share", "The share that works; empty where none does."),
        ("proven", "flag", "Whether a step tighter is proven not to work."),
    ),
    table(
        "relaxation", "The least that has to give: one rule.", at("explanation", "infeasible", "relaxation"),
        RULE, PLACE, TEXT,
        ("unit", "text", "Of `by`; where it is percentage points, `to` is a share of 0..1."),
        ("by", "number", "By how much it gives way."),
        ("to", "number", "What it would have to say; empty where it has to be lifted."),
    ),
    table(
        "left_out", "What was not looked into, and why.", left_out_rows,
        ("text", "sentence", "One sentence."),
    ),
)  # fmt: skip
