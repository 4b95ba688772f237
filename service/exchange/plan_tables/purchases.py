"""What is bought and what changes."""

from service.exchange.plan_tables.columns import (
    ITEM,
    ITEM_NAME,
    PERIOD,
    PLANT,
    QUOTE,
    SUPPLIER,
    SUPPLIER_NAME,
    table,
)
from service.exchange.plan_tables.rows import listed, named
from service.exchange.plan_tables.table import AnswerTable

PURCHASES: tuple[AnswerTable, ...] = (
    table(
        "awards", "A purchase: what is bought from whom, in one period.", named("awards"),
        ITEM, ITEM_NAME, PLANT, SUPPLIER, SUPPLIER_NAME, QUOTE, PERIOD,
        ("quantity", "quantity", "What serves the need."),
        ("surplus", "quantity", "Bought beyond the need because of a lot or a minimum order."),
        ("share", "share", "Quantity as a share of the need."),
        ("unit_landed_cost", "price", "Of one item unit, without quality and carrying."),
        ("spend", "money", "Price of all that is paid for, surplus included."),
        ("landed_cost", "money", "The same at landed cost."),
        ("duty_text", "text", "The rate its duty rests on, as printed in the tariffs."),
        ("agreement", "text", "The agreement its duty rests on; empty for none."),
        ("duty_without_agreement", "price", "Duty of a unit if that were lost; empty if nothing says."),
    ),
    table(
        "moves", "What happens to one source of one need in a period.", named("moves"),
        ITEM, ITEM_NAME, PLANT, SUPPLIER, SUPPLIER_NAME, QUOTE, PERIOD,
        ("action", "choice", "add, increase, keep, decrease or drop."),
        ("quantity_before", "quantity", "In the period before; in the first period today."),
        ("quantity_after", "quantity", "In this period."),
    ),
    table(
        "investments", "A project that is built.", listed("investments"),
        ("id", "text", "Id of the investment."),
        ("period", "whole", "The period it starts in."),
        ("usable_from", "whole", "The first period it is of use; empty where the horizon has none."),
        ("cash", "money", "Its expenses, undiscounted."),
    ),
    table(
        "preferences", "An agreement that duties of the plan rest on.", listed("preferences"),
        ("agreement", "text", "Name of the agreement."),
        ("awards", "whole", "How many awards rest on it."),
        ("unknown", "whole", "Of how many nothing says another duty; the amounts leave them out."),
        ("duty", "money", "What the others pay."),
        ("duty_without", "money", "What they would pay without it, all else as it is."),
        ("loss", "money", "What losing it would cost: the difference."),
    ),
)  # fmt: skip
