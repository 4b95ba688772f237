"""The explanation of an answer as JSON Schema."""

from service.api.schema_parts import (
    Schema,
    choice,
    either_null,
    flag,
    number,
    record,
    ref,
    rows,
    share,
    text,
    whole,
)
from solvers.sourcing.explain.explanation import ACTIONS, REASONS


def explanation_schemas() -> dict[str, Schema]:
    """`Explanation` and its parts."""
    rule = {
        "rule": text("Kind of rule."),
        "id": text(),
        "place": text("Pointer to it in profile or request."),
        "text": text("The rule in words."),
    }
    return {
        "Explanation": record(
            "Why the answer is as it is.",
            binding=rows(ref("Binding"), "Rules the plan reaches."),
            items=rows(_reason()),
            preferences=rows(
                ref("Preference"), "Trade agreements the duties rest on, the largest loss first."
            ),
            left_out=rows(text(), "What was not looked into, and why."),
            rfq_list=rows(
                ref("MissingQuote"),
                "Quotes to ask for, what brings most first; where asked for or infeasible.",
            ),
            target_prices=rows(ref("TargetPrice"), "Quotes that lost, the nearest to winning first."),
            infeasible=either_null(ref("Diagnosis")),
        ),
        "Preference": _preference(),
        "Binding": record(
            "A rule the plan reaches.",
            **rule,
            worth=either_null(ref("Worth")),
            excess=either_null(number("Of a soft rule: percentage points beyond it, over all periods.")),
            cost=either_null(number("What they cost, undiscounted; null where the rule is hard.")),
        ),
        "Worth": _worth(),
        "MissingQuote": _missing_quote(),
        "TargetPrice": _target_price(),
        "Clash": record("A rule that takes part in a clash.", **rule),
        "Diagnosis": _diagnosis(),
    }


def _missing_quote() -> Schema:
    return record(
        "An item for which a new source would win, if there were one.",
        item=text(),
        countries=rows(text(), "Of those explored, where a source may cost most and still win."),
        entry_price=number("Landed cost of one item unit below which it wins, without one-off costs."),
        quantity=number("Demand of the item over the horizon, in item units."),
        share_points=number("Percentage points of the share of `rule` that the item stands for."),
        rule=text("The cap or floor that is worth most to relieve; empty where there is none."),
        matched_price=number("Least landed cost among the item's quotes today, breaks included."),
        money=number("What a source at `matched_price` would save over the horizon."),
        checked=either_null(flag("Whether solving again confirmed it; null where it was not tried.")),
        enough=either_null(flag("Infeasible profiles: whether new sources up to here make a plan possible.")),
    )


def _target_price() -> Schema:
    return record(
        "A quote that lost, and the price at which it would win, as the quote states its price.",
        quote=text(),
        item=text(),
        supplier=text(),
        unit_price=number(),
        target_price=number("Below which it wins; breaks lowered by the same part."),
        currency=text(),
        checked=either_null(flag("Whether solving again confirmed it; null where it was not tried.")),
    )


def _diagnosis() -> Schema:
    lowest = record(
        "How far a cap or floor could go alone.",
        id=text(),
        place=text(),
        asked=share(),
        limit=either_null(share("The share that works; null where none does.")),
        proven=flag("Whether a step tighter is proven not to work."),
    )
    step = record(
        "One rule of a relaxation.",
        rule=text(),
        place=text(),
        text=text(),
        unit=text(),
        by=number("By how much it gives way."),
        to=either_null(number("What it would have to say.")),
    )
    return record(
        "Why nothing keeps all rules, and what would.",
        lowest_caps=rows(lowest),
        clashes=rows(rows(ref("Clash")), "Smallest sets of rules that cannot hold together."),
        relaxation=rows(step, "The least loosening that makes a plan possible."),
        complete=flag("Whether the time was enough to make the clash smallest."),
    )


def _worth() -> Schema:
    return record(
        "What a rule costs, from further solves; positive where the rule costs.",
        total=either_null(number("The plan's cost less the cost without the rule.")),
        looser=either_null(number("What one step looser would save.")),
        tighter=either_null(number("What one step tighter would cost.")),
        step=number("The step, in `unit`."),
        unit=text(),
        uncertainty=number("How far each figure may be off."),
        tighter_infeasible=flag("Whether one step tighter cannot be met."),
    )


def _reason() -> Schema:
    return record(
        "Why an item moved or stayed.",
        item=text(),
        action=choice(" ".join(ACTIONS)),
        reason=choice(" ".join(REASONS), "Why, in a stable word."),
        text=text("One sentence."),
    )


def _preference() -> Schema:
    return record(
        "A trade agreement that awards rest on; money over the horizon, undiscounted.",
        agreement=text("As the quotes claim it."),
        awards=whole("How many rest on it."),
        unknown=whole(
            "How many of them no row of tariffs says another duty for; the amounts leave them out."
        ),
        duty=number("What the others pay."),
        duty_without=number("What they would pay if it were lost, all else as it is."),
        loss=number("The difference."),
    )
