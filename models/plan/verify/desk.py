"""All that is read before anything is judged."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.case.case import SourcingCase
from models.plan.plan import Awards, StartedInvestment
from models.plan.verify.book import Book, open_book
from models.plan.verify.catalogue import Catalogue
from models.plan.verify.clock import Clock
from models.plan.verify.commitments import Taken
from models.plan.verify.lines import Line, read_lines
from models.plan.verify.measures import Contents
from models.plan.verify.moves import Moves
from models.plan.verify.one_offs import OneOff, Start, one_offs, starts
from models.plan.verify.prices import Prices
from models.plan.verify.projects import Projects
from models.plan.verify.result import RuleCheck
from models.plan.verify.tally import Tally
from models.plan.verify.today import Today, read_today


@dataclass(frozen=True, slots=True)
class Desk:
    """A profile and a plan, side by side.

    Attributes:
        starts: sources used for the first time.
        cash: undiscounted, for all that starts, projects included.
        checks: what is to be said of each award by itself.
    """

    book: Book
    clock: Clock
    prices: Prices
    today: Today
    catalogue: Catalogue
    projects: Projects
    lines: list[Line]
    taken: Taken
    tally: Tally
    moves: Moves
    starts: list[Start]
    cash: list[OneOff]
    checks: list[RuleCheck]


def read_desk(case: SourcingCase, awards: Awards, investments: Sequence[StartedInvestment] = ()) -> Desk:
    """Read a case's profile, and what a plan buys and builds."""
    book = open_book(case, awards.quote.tolist())
    clock, prices, today = Clock(book), Prices(book), read_today(book)
    lines, checks = read_lines(book, prices, awards)
    catalogue = Catalogue(book, prices, today)
    projects = Projects(book, clock, prices, investments)
    started = starts(today, lines)
    built = [OneOff("investment", p.period, p.expenses) for p in projects.started.values()]
    return Desk(
        book=book,
        clock=clock,
        prices=prices,
        today=today,
        catalogue=catalogue,
        projects=projects,
        lines=lines,
        taken=Taken(lines),
        tally=Tally(lines, Contents(book), catalogue),
        moves=Moves(book, today, lines),
        starts=started,
        cash=[*one_offs(clock, prices, started), *built],
        checks=checks,
    )
