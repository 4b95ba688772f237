"""Today's purchases against quotes, demand and capacity."""

import pytest

from tests.models.factory import codes, issues_of, quote, the

PLANTS = [{"id": "a", "country": "JP"}, {"id": "b", "country": "JP"}]
NEEDS = [{"item": "hub", "plant": p["id"], "quantity": 50} for p in PLANTS]
BOUGHT = {"item": "hub", "supplier": "V1", "quantity": 100}


def of_purchase(quotes=None, **columns):
    return issues_of(quotes=quotes or [quote()], allocation=[BOUGHT | columns])


def test_a_purchase_that_fits_one_quote_is_silent():
    assert of_purchase() == ()
    assert of_purchase(quote="hub@V1") == ()


def test_a_purchase_without_a_quote_cannot_be_priced():
    found = issues_of(
        suppliers=[{"id": "V1", "country": "VN"}, {"id": "C1", "country": "CN"}],
        allocation=[BOUGHT | {"supplier": "C1"}],
    )
    issue = the("allocation_without_quote", found)
    assert (issue.place, issue.found, issue.severity) == ("/allocation/0/supplier", "C1", "fault")


def test_a_purchase_that_fits_two_quotes_must_name_one():
    two = [quote(id="old"), quote(id="new", price=9)]
    issue = the("allocation_ambiguous", of_purchase(two))
    assert (issue.place, issue.found) == ("/allocation/0/quote", "2")
    assert of_purchase(two, quote="new") == ()


def test_a_quote_that_is_not_the_supplier_s_does_not_fit():
    found = issues_of(
        suppliers=[{"id": "V1", "country": "VN"}, {"id": "C1", "country": "CN"}],
        quotes=[quote(), quote("C1")],
        allocation=[BOUGHT | {"quote": "hub@C1"}],
    )
    assert codes(found) == ["allocation_without_quote"]


def test_with_plants_a_purchase_fits_the_quote_of_its_plant_or_one_for_all():
    bought = [BOUGHT | {"plant": "a", "quantity": 50}]
    tables = {"plants": PLANTS, "demand": NEEDS, "allocation": bought}
    assert codes(issues_of(quotes=[quote(plant="a"), quote(plant="b")], **tables)) == []
    assert codes(issues_of(quotes=[quote()], **tables)) == []
    assert codes(issues_of(quotes=[quote(), quote(plant="a")], **tables)) == ["allocation_ambiguous"]
    assert "allocation_without_quote" in codes(issues_of(quotes=[quote(plant="b")], **tables))


@pytest.mark.parametrize("table", ["demand", "allocation"])
def test_with_several_plants_a_row_says_which(table):
    tables = {"demand": NEEDS, "allocation": [BOUGHT | {"plant": "a", "quantity": 50}]}
    rows = [{k: v for k, v in row.items() if k != "plant"} for row in tables[table][:1]]
    found = issues_of(plants=PLANTS, **tables | {table: rows})
    assert the("plant_needed", found).place == f"/{table}/0/plant"


def test_a_fault_of_the_plant_is_not_raised_with_one_plant():
    assert codes(issues_of(plants=PLANTS[:1], allocation=[BOUGHT])) == []


@pytest.mark.parametrize("quantity", [99, 101])
def test_a_difference_between_today_and_the_demand_is_a_warning(quantity):
    issue = the("allocation_differs", of_purchase(quantity=quantity))
    assert (issue.severity, issue.place) == ("warning", "/demand/0/quantity")
    assert f"{quantity} bought today, 100 needed" in issue.message


def test_purchases_of_several_suppliers_are_added():
    found = issues_of(
        suppliers=[{"id": "V1", "country": "VN"}, {"id": "C1", "country": "CN"}],
        quotes=[quote(), quote("C1", origin="CN")],
        allocation=[BOUGHT | {"quantity": 60}, BOUGHT | {"supplier": "C1", "quantity": 40}],
    )
    assert found == ()


@pytest.mark.parametrize(("in_demand", "in_allocation"), [({}, {"plant": "a"}), ({"plant": "a"}, {})])
def test_with_one_plant_it_does_not_matter_which_row_names_it(in_demand, in_allocation):
    def found(quantity):
        return issues_of(
            plants=PLANTS[:1],
            demand=[{"item": "hub", "quantity": 100} | in_demand],
            allocation=[BOUGHT | {"quantity": quantity} | in_allocation],
        )

    assert found(100) == ()
    assert codes(found(90)) == ["allocation_differs"]


def test_a_row_that_is_overridden_in_every_period_is_not_compared():
    """80 in general, 100 in the only period there is: today's 100 are right."""
    demand = [{"item": "hub", "quantity": 80}, {"item": "hub", "quantity": 100, "period": 1}]
    assert issues_of(demand=demand, allocation=[BOUGHT]) == ()


def test_more_bought_than_the_quote_can_deliver_is_a_warning():
    issue = the("allocation_above_capacity", of_purchase([quote(capacity=99)]))
    assert (issue.severity, issue.place, issue.found) == ("warning", "/quotes/0/capacity", "99")
    assert of_purchase([quote(capacity=100)]) == ()


def test_more_bought_than_the_supplier_can_make_is_a_warning():
    """100 hubs at 2 capacity units each are 200."""

    def found(capacity):
        return issues_of(
            suppliers=[{"id": "V1", "country": "VN", "capacity": capacity}],
            quotes=[quote(capacity_rate=2)],
            allocation=[BOUGHT],
        )

    assert the("allocation_above_capacity", found(199)).place == "/suppliers/0/capacity"
    assert found(200) == ()


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("2027-03-31", "the price paid today is not valid when the plan starts"),
        ("2027-04-01", "the price is valid when the plan starts, but not to its end"),
        ("2028-03-30", "the price is valid when the plan starts, but not to its end"),
        ("2028-03-31", None),
        (None, None),
    ],
)
def test_a_price_in_use_that_expires_is_a_warning(last, said):
    """The plan runs from 1 April 2027 to 31 March 2028."""
    rows = [quote(valid_to=last), quote(id="new")]
    found = issues_of(quotes=rows, allocation=[BOUGHT | {"quote": "hub@V1"}])
    assert [(i.code, i.severity, i.place, i.message) for i in found] == (
        [("price_expires", "warning", "/quotes/0/valid_to", said)] if said else []
    )


def test_a_price_nobody_uses_may_have_expired_before_the_plan():
    assert issues_of(quotes=[quote(), quote(id="old", valid_to="2020-01-01")]) == ()


def test_a_price_that_ends_during_the_plan_is_warned_of_though_nobody_uses_it_yet():
    found = issues_of(quotes=[quote(), quote(id="offer", valid_to="2027-06-30")])
    assert [(i.code, i.place) for i in found] == [("price_expires", "/quotes/1/valid_to")]
