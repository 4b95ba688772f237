"""The check as a whole: every rule again, then every amount."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.case.case import SourcingCase
from models.plan.plan import Awards, Plan
from models.plan.verify.book import Book, open_book
from models.plan.verify.claims import check_award_money, check_cash, check_costs
from models.plan.verify.commitments import Taken, check_contracts, check_fixed, check_locks
from models.plan.verify.dependence import check_caps, check_each_country, check_floors
from models.plan.verify.exposure_claims import check_exposure
from models.plan.verify.lines import Line, read_lines
from models.plan.verify.needs import check_demand, check_supplier_numbers
from models.plan.verify.offers import check_quotes, check_supplier_capacity
from models.plan.verify.one_offs import one_offs
from models.plan.verify.prices import Prices
from models.plan.verify.recount import recount
from models.plan.verify.result import MoneyCheck, RuleCheck, Verification
from models.plan.verify.sources import (
    check_excluded_suppliers,
    check_exclusions,
    check_forbidden,
    check_lead_times,
    check_validity,
)
from models.plan.verify.tally import Tally
from models.plan.verify.today import Today, read_today
from models.plan.verify.unknown import check_unknown
from models.request import PlanRequest


@dataclass(frozen=True, slots=True)
class _Desk:
    """All that is read before anything is judged."""

    book: Book
    prices: Prices
    today: Today
    lines: list[Line]
    taken: Taken
    tally: Tally
    checks: list[RuleCheck]


def verify(case: SourcingCase, request: PlanRequest, plan: Plan) -> Verification:
    """Check a plan against the profile it was made from.

    Args:
        case: only its profile, day and periods are read.
        request: what the caller asked for.
        plan: its awards, and what it claims of them.
    """
    desk = _read(case, plan.awards)
    return Verification(tuple(_rules(desk, request)), tuple(_money(desk, request, plan)))


def check_rules(case: SourcingCase, request: PlanRequest, awards: Awards) -> tuple[RuleCheck, ...]:
    """Check awards against the rules alone: a plan's, or today's."""
    return tuple(_rules(_read(case, awards), request))


def _read(case: SourcingCase, awards: Awards) -> _Desk:
    book = open_book(case, awards.quote.tolist())
    prices = Prices(book)
    lines, checks = read_lines(book, prices, awards)
    return _Desk(book, prices, read_today(book), lines, Taken(lines), Tally(lines), checks)


def _rules(desk: _Desk, request: PlanRequest) -> Iterator[RuleCheck]:
    book, lines = desk.book, desk.lines
    yield from desk.checks
    yield from check_demand(book, desk.taken)
    yield from check_quotes(book, request, lines)
    yield from check_supplier_capacity(book, lines)
    yield from check_supplier_numbers(book, request, lines)
    yield from check_contracts(book, desk.taken)
    yield from check_locks(book, desk.today, desk.taken)
    yield from check_fixed(book, request, desk.taken)
    yield from check_exclusions(book, lines)
    yield from check_excluded_suppliers(book, lines)
    yield from check_validity(book, lines)
    yield from check_lead_times(request, lines)
    yield from check_forbidden(request, lines)
    yield from check_caps(book, request, desk.tally)
    yield from check_floors(book, request, desk.tally)
    yield from check_each_country(book, request, desk.tally)
    yield from check_unknown(book, request)


def _money(desk: _Desk, request: PlanRequest, plan: Plan) -> Iterator[MoneyCheck]:
    starts = one_offs(desk.book, desk.prices, desk.today, desk.lines)
    yield from check_costs(desk.book, plan, recount(desk.book, desk.lines, starts, desk.taken))
    yield from check_cash(desk.book, plan, starts)
    yield from check_award_money(desk.book, plan.awards, desk.lines)
    yield from check_exposure(desk.book, request, plan, desk.tally)
