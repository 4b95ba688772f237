"""The answer to a plan as JSON Schema: every key is always there, what does not apply is null or empty."""

from models.case.cost_kinds import CostKind
from service.api.explanation_schema import explanation_schemas
from service.api.exposure_schema import exposure_schemas
from service.api.schema_parts import (
    Schema,
    choice,
    day,
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

_MONEY = "In the answer's currency, rounded to its minor unit."


def answer_schemas() -> dict[str, Schema]:
    """`Answer` and its parts."""
    return {
        "Answer": _answer(),
        "Proof": _proof(),
        "Award": _award(),
        "Costs": _costs(),
        "Statement": _statement(),
        "StatementToday": _statement(covers_demand=flag("Whether today's purchases cover every need.")),
        **exposure_schemas(),
        "Names": _names(),
        "Move": _move(),
        "StartedInvestment": record(
            "A project that the plan starts.",
            id=text(),
            period=whole("In which it starts."),
            usable_from=either_null(whole("First period in which it is of use.")),
            cash=number("Its expenses, undiscounted, residual value not deducted."),
        ),
        **explanation_schemas(),
        "Verification": _verification(),
        "Provenance": _provenance(),
        "Assumption": record(
            "A default that mattered.",
            code=text("Short and stable."),
            message=text("One sentence."),
            applies_to=rows(text(), "Ids it concerns; empty where it concerns all."),
        ),
    }


def _answer() -> Schema:
    anything: Schema = {"type": "object"}
    return record(
        "The answer to a plan request. All keys are always there; what does not apply is null or empty.",
        id=either_null(text("Of the plan: its job's id; null from the command line.")),
        outcome=choice("planned infeasible undecided", "Undecided: stopped before any plan was found."),
        proof=ref("Proof"),
        awards=rows(ref("Award"), "What is bought from whom."),
        costs=ref("Costs"),
        exposure=record(
            "Shares of countries today and with the plan.",
            before=ref("Exposure"),
            after=either_null(ref("Exposure")),
            limits=rows(ref("Limit"), "The shares asked for: caps, floors, the each-country limit."),
        ),
        moves=rows(ref("Move"), "What changes, each period against the one before, the first against today."),
        investments=rows(ref("StartedInvestment"), "Projects that are started, and when."),
        grants=rows(anything, "Grants the plan counts on; empty in this version."),
        explanation=ref("Explanation"),
        verification=either_null(ref("Verification")),
        provenance=ref("Provenance"),
        assumptions=rows(ref("Assumption"), "Every default that mattered."),
        warnings=rows(ref("Issue"), "What the check found that does not stop planning."),
        names=ref("Names"),
    )


def _names() -> Schema:
    named: Schema = {"type": "object", "additionalProperties": text(), "description": "Names by id."}
    return record(
        "What people call the things that the answer speaks of by their ids; only names that are given.",
        profile=either_null(text("Of the profile.")),
        firm=text("Of the firm."),
        items=named,
        plants=named,
        suppliers=named,
        investments=named,
        own_suppliers=rows(text(), "Ids of the firm's own factories among the suppliers."),
    )


def _proof() -> Schema:
    return record(
        "How far the answer is proven.",
        status=choice(
            "optimal feasible none", "Optimal: the gap is within `effort.gap`; feasible: it is not."
        ),
        objective=either_null(number("Present value of the plan, not rounded.")),
        bound=either_null(number("No plan that keeps the rules costs less; not rounded.")),
        gap=either_null(number("(objective - bound) / |objective|.")),
        backend=text("Which solver."),
        stop_reason=choice("proved time cancelled", "Why the solve stopped."),
        deterministic=flag("Whether the same input gives the same plan again."),
    )


def _award() -> Schema:
    return record(
        "A purchase: what is bought from whom, in one period.",
        item=text(),
        plant=either_null(text("Null where there is one unnamed plant.")),
        supplier=text(),
        quote=text(),
        period=whole("Counted from 1."),
        quantity=number("What serves the need, in item units."),
        surplus=number("Bought beyond the need because of a lot or a minimum order, in item units."),
        share=share("Quantity as a share of the need."),
        unit_landed_cost=number("Of one item unit, without quality and carrying."),
        spend=number("Price of all that is paid for, surplus included."),
        landed_cost=number("The same at landed cost."),
        duty_text=either_null(
            text("The rate its duty rests on, as printed; null where no tariff was asked.")
        ),
        agreement=either_null(text("The trade agreement its duty rests on; null for none.")),
        duty_without_agreement=either_null(
            number("Duty of one item unit if that agreement were lost; null where nothing says.")
        ),
    )


def _kinds() -> dict[str, Schema]:
    return {kind.value: number() for kind in CostKind}


def _statement(**more: Schema) -> Schema:
    by_period = record("One period.", period=whole("Counted from 1."), **_kinds(), total=number())
    return record(
        f"A cost statement, undiscounted, by kind. {_MONEY} Rebates and grants are negative.",
        **_kinds(),
        total=number("The sum of the kinds."),
        present_value=number("Discounted to the start of the horizon."),
        by_period=rows(by_period),
        **more,
    )


def _costs() -> Schema:
    cash = record(
        "Undiscounted cash of everything started.",
        qualification=number(),
        tooling=number(),
        onboarding=number(),
        investment=number(),
        total=number(),
    )
    return record(
        "Costs today, of today's mix at the plan's demand, and of the plan; null where there is no plan.",
        currency=text("Of every amount; ISO 4217."),
        before=ref("StatementToday"),
        reference=either_null(ref("Statement")),
        after=either_null(ref("Statement")),
        savings=either_null(number("Reference less after; negative where the plan costs more.")),
        cash_one_off=either_null(cash),
        payback_years=either_null(
            number("Years in which savings repay the one-off cash; null where they never do.")
        ),
    )


def _move() -> Schema:
    return record(
        "What happens to one source of one need; quantities a period.",
        item=text(),
        plant=either_null(text()),
        supplier=text(),
        quote=text(),
        action=choice("add increase keep decrease drop"),
        quantity_before=number(),
        quantity_after=number(),
        period=whole("Compared with the one before it, the first with today."),
    )


def _verification() -> Schema:
    rule = record(
        "One kind of rule, checked again.",
        rule=text(),
        checked=whole("How many of it."),
        largest_excess=number(),
        kept=flag(),
    )
    return record(
        "The independent check of the plan.",
        passed=flag(),
        largest_deviation=number("Of a rule or an amount, forgiven ones included."),
        rules=rows(rule),
    )


def _provenance() -> Schema:
    period = record(
        "One period.", period=whole("Counted from 1."), start=day("First day."), end=day("Last day.")
    )
    return record(
        "What the answer was made of.",
        firm=text("Whose profile it is."),
        profile_digest=text("SHA-256 of the profile's content."),
        request_digest=text("SHA-256 of the request."),
        version=text("Of the service."),
        rules=either_null(text("Edition of subsidy rules; null where none were used.")),
        on=day("The day tariffs, rates and groups were read for."),
        periods=rows(period),
        backend=text(),
        solver=text("Version of the solver's library."),
        seed=whole(),
        seconds={"type": "object", "description": "Seconds of each stage.", "additionalProperties": number()},
    )
