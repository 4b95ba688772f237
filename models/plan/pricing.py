"""Decisions at the prices in force."""

from models.case.case import SourcingCase
from models.case.pricing import PriceList, Pricing, Purchases, in_force
from models.plan.decisions import Decisions


def priced(case: SourcingCase, decisions: Decisions) -> Pricing:
    """What each entry of the decisions costs, once everything bought of its quote is known."""
    prices = PriceList(case.offers, case.steps, case.quotes.incremental)
    bought = Purchases(decisions.offer, decisions.period, decisions.quantity, decisions.surplus)
    return in_force(prices, bought)
