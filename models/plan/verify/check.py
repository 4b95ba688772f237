"""The check as a whole: every rule again, then every amount."""

from collections.abc import Iterator, Sequence

from models.case.case import SourcingCase
from models.plan.plan import Awards, Plan, StartedInvestment
from models.plan.verify.capacities import check_capacities, check_supplier_capacity
from models.plan.verify.claims import (
    check_award_money,
    check_cash,
    check_costs,
    check_misses,
    check_project_cash,
)
from models.plan.verify.commitments import check_contracts, check_fixed, check_locks
from models.plan.verify.dependence import check_caps, check_each_country, check_floors
from models.plan.verify.desk import Desk, read_desk
from models.plan.verify.exposure_claims import check_exposure
from models.plan.verify.moves import check_changes, check_moves, check_pace
from models.plan.verify.needs import check_demand, check_supplier_numbers
from models.plan.verify.offers import check_quotes
from models.plan.verify.one_offs import check_budget, check_waiting
from models.plan.verify.preferences import check_agreements, check_preferences
from models.plan.verify.projects import check_investments, check_unlocks
from models.plan.verify.recount import recount
from models.plan.verify.result import MoneyCheck, RuleCheck, Verification
from models.plan.verify.sources import (
    check_excluded_suppliers,
    check_exclusions,
    check_forbidden,
    check_lead_times,
    check_validity,
)
from models.plan.verify.unknown import check_unknown
from models.request import PlanRequest


def verify(case: SourcingCase, request: PlanRequest, plan: Plan) -> Verification:
    """Check a plan against the profile it was made from.

    Args:
        case: only its profile, day and periods are read.
        request: what the caller asked for.
        plan: its awards and investments, and what it claims of them.
    """
    desk = read_desk(case, plan.awards, plan.investments)
    rules = (
        *_rules(desk, request),
        *check_investments(desk.book, desk.projects, plan.investments),
        *check_moves(desk.book, desk.moves, plan.moves),
        *check_agreements(desk.book, plan.awards, desk.lines),
    )
    return Verification(rules, tuple(_money(desk, request, plan)))


def check_rules(
    case: SourcingCase,
    request: PlanRequest,
    awards: Awards,
    investments: Sequence[StartedInvestment] = (),
) -> tuple[RuleCheck, ...]:
    """Check awards against the rules alone: a plan's, or today's."""
    desk = read_desk(case, awards, investments)
    return (*_rules(desk, request), *check_investments(desk.book, desk.projects, investments))


def _rules(desk: Desk, request: PlanRequest) -> Iterator[RuleCheck]:
    yield from desk.checks
    yield from _needs_and_terms(desk, request)
    yield from _sources(desk, request)
    yield from _limits(desk, request)
    yield from check_unknown(desk.book, request)


def _needs_and_terms(desk: Desk, request: PlanRequest) -> Iterator[RuleCheck]:
    """What is needed, and the terms of quotes, suppliers and commitments."""
    book, lines = desk.book, desk.lines
    yield from check_demand(book, desk.taken)
    yield from check_quotes(book, desk.prices, request, lines)
    yield from check_supplier_capacity(book, desk.projects, lines)
    yield from check_capacities(book, desk.projects, lines)
    yield from check_supplier_numbers(book, request, lines)
    yield from check_contracts(book, desk.taken)
    yield from check_locks(book, desk.today, desk.taken)
    yield from check_fixed(book, request, desk.taken)


def _sources(desk: Desk, request: PlanRequest) -> Iterator[RuleCheck]:
    """What may be used, and when."""
    book, lines = desk.book, desk.lines
    yield from check_exclusions(book, lines)
    yield from check_excluded_suppliers(book, lines)
    yield from check_validity(book, lines)
    yield from check_waiting(book, desk.clock, desk.starts)
    yield from check_unlocks(book, desk.projects, lines)
    yield from check_lead_times(request, lines)
    yield from check_forbidden(request, lines)


def _limits(desk: Desk, request: PlanRequest) -> Iterator[RuleCheck]:
    """What the caller limits: shares of countries, pace, changes, cash."""
    book = desk.book
    yield from check_caps(book, request, desk.tally)
    yield from check_floors(book, request, desk.tally)
    yield from check_each_country(book, request, desk.tally)
    yield from check_pace(book, request, desk.moves)
    yield from check_changes(book, request, desk.moves)
    yield from check_budget(book, request, desk.cash)


def _money(desk: Desk, request: PlanRequest, plan: Plan) -> Iterator[MoneyCheck]:
    yield from check_costs(desk.book, plan, recount(desk, request))
    yield from check_cash(desk.book, plan, desk.cash)
    yield from check_project_cash(desk.book, plan, desk.projects)
    yield from check_misses(desk, plan)
    yield from check_award_money(desk.book, plan.awards, desk.lines)
    yield from check_preferences(desk.book, plan, desk.lines)
    yield from check_exposure(desk.book, request, plan, desk.tally)
