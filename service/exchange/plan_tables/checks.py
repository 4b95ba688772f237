"""What the answer is, and how it was checked."""

from service.exchange.plan_tables.columns import BOTH, PERIOD, PLACE, RULE, TEXT, table
from service.exchange.plan_tables.rows import at, plan_row
from service.exchange.plan_tables.table import AnswerTable

CHECKS: tuple[AnswerTable, ...] = (
    table(
        "plan", "The answer in one row.", plan_row,
        ("id", "text", "Of the plan: its job's id; empty from the command line."),
        ("firm", "text", "Whose profile it is."),
        ("outcome", "choice", "planned, infeasible or undecided."),
        ("status", "choice", "optimal: the gap is within what was asked; feasible: it is not; none."),
        ("objective", "number", "Present value of the plan, not rounded."),
        ("bound", "number", "No plan that keeps the rules costs less; not rounded."),
        ("gap", "number", "(objective - bound) / |objective|."),
        ("stop_reason", "choice", "Why the solve stopped: proved, time or cancelled."),
        ("deterministic", "flag", "Whether the same input gives the same plan again."),
        ("currency", "text", "Of every amount in every table; ISO 4217."),
        ("savings", "money", "Reference less after; negative where the plan costs more."),
        ("payback_years", "number", "Years of savings that repay the one-off cash; empty if they never do."),
        ("covers_demand", "flag", "Whether today's purchases cover every need."),
        ("passed", "flag", "Whether the independent check of the plan was passed."),
        ("largest_deviation", "number", "Of a rule or an amount in that check, forgiven ones included."),
        ("on", "date", "The day tariffs, rates and groups were read for."),
        ("backend", "text", "Which solver."),
        ("solver", "text", "Version of the solver's library."),
        ("seed", "whole", "Of the solve."),
        ("version", "text", "Of Tagenka."),
        ("profile_digest", "text", "SHA-256 of the profile's content."),
        ("request_digest", "text", "SHA-256 of the request."),
        single=True,
    ),
    table(
        "periods", "A period of the horizon.", at("provenance", "periods"),
        PERIOD,
        ("start", "date", "First day."),
        ("end", "date", "Last day."),
        of=BOTH,
    ),
    table(
        "broken_rules", "A rule that today's allocation breaks.", at("broken_rules"),
        RULE, PLACE, TEXT,
        ("limit", "number", "What the rule asks."),
        ("found", "number", "What is found today; empty where it is not one number."),
        of=("check",),
    ),
    table(
        "verification", "A kind of rule, checked again without the solver.", at("verification", "rules"),
        RULE,
        ("checked", "whole", "How many of it."),
        ("largest_excess", "number", "The largest by which one is passed."),
        ("kept", "flag", "Whether all are kept, within the tolerance."),
    ),
    table(
        "assumptions", "A default that mattered.", at("assumptions"),
        ("code", "text", "Short and stable."),
        ("message", "sentence", "One sentence."),
        ("applies_to", "list", "Ids it concerns; empty where it concerns all."),
        of=BOTH,
    ),
    table(
        "warnings", "What the check of the profile found that does not stop planning.", at("warnings"),
        ("code", "text", "Short and stable."),
        ("place", "text", "File, line and column, or JSON pointer."),
        ("found", "text", "The value found, as it was written."),
        ("message", "sentence", "One sentence."),
        ("hint", "sentence", "What to do about it; may be empty."),
        ("others", "whole", "How many further places have the same; named here alone."),
        of=BOTH,
    ),
)  # fmt: skip
