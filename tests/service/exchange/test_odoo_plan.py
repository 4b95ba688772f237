"""A price list with breaks, read and planned: the price paid is that of the quantity reached."""

import pytest

from models.case.open_case import open_case
from models.profile.document import profile_from_document
from service.exchange.import_files import Given
from service.exchange.odoo_supplierinfo import OdooOptions, read_odoo
from tests.instances.data import need
from tests.instances.plan import planned

DESK = "product.product_product_6_product_template"
SCREEN = "product.product_product_8_product_template"
FORBIDDEN = {"forbidden": [{"item": DESK, "supplier": "base.res_partner_1"}]}
"""The cheapest vendor of the first product left out, its other one has a break: 790, from 3 on 785."""


def document(**quantities):
    vendors = ("1", "2", "3", "4", "10", "12")
    given = Given(
        countries={f"base.res_partner_{vendor}": "US" for vendor in vendors},
        country="US",
        demand=tuple({"item": item, "quantity": float(quantity)} for item, quantity in quantities.items()),
    )
    path = need("erp_odoo_supplierinfo/product_supplierinfo.csv")
    return dict(read_odoo(path, OdooOptions(), given).document)


def test_the_demo_list_passes_the_check_once_countries_and_demand_are_given():
    case = open_case(profile_from_document(document(**{DESK: 10})))
    assert len(case.quotes.id) == 25


@pytest.mark.parametrize(("quantity", "cost"), [(2, 2 * 790), (3, 3 * 785), (10, 10 * 785)])
def test_the_price_is_that_of_the_quantity_reached(solver, quantity, cost):
    outcome = planned(solver, document(**{DESK: quantity}), FORBIDDEN)
    assert outcome.verification.passed
    assert outcome.plan.objective == pytest.approx(cost)


@pytest.mark.parametrize(("quantity", "cost"), [(3, 3 * 1399), (5, 5 * 1299)])
def test_a_lowest_quantity_above_one_is_a_minimum_order(solver, quantity, cost):
    """Three screens: 1,399 each without a minimum beat five at 1,299. Five: the minimum is met."""
    outcome = planned(solver, document(**{SCREEN: quantity}))
    assert outcome.plan.objective == pytest.approx(cost)
