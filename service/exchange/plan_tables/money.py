"""What it costs."""

from service.exchange.plan_tables.columns import AFTER, BEFORE, BOTH, KIND, PERIOD, REFERENCE, table
from service.exchange.plan_tables.rows import cash_rows, cost_rows, period_cost_rows
from service.exchange.plan_tables.table import AnswerTable

MONEY: tuple[AnswerTable, ...] = (
    table(
        "costs", "A kind of cost over the horizon, undiscounted.", cost_rows,
        KIND, BEFORE, REFERENCE, AFTER,
        ("savings", "money", "Reference less after; negative where the plan costs more."),
        of=BOTH,
    ),
    table(
        "costs_by_period", "A kind of cost in one period.", period_cost_rows,
        PERIOD, KIND, BEFORE, REFERENCE, AFTER,
        of=BOTH,
    ),
    table(
        "cash_one_off", "Undiscounted cash of what is started, by kind.", cash_rows,
        KIND,
        ("amount", "money", "Of the plan, over the horizon."),
    ),
)  # fmt: skip
