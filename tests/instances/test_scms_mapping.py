"""The mapping from a delivery history to profiles: what they say, before anything is solved."""

import pandas as pd
import pytest

from tests.instances import data, scms, scms_terms
from tests.instances.test_mappings import refers_to_known_rows


@pytest.fixture(scope="module")
def programme() -> scms.ScmsProfile:
    return scms.scms_profile(data.need(scms.FILE), 2011)


def test_the_programme_covers_most_of_its_spend_with_alternatives(programme: scms.ScmsProfile) -> None:
    profile = programme.profile
    assert programme.covered_share > 0.9
    assert (len(profile["items"]), len(profile["suppliers"])) == (35, 41)
    assert refers_to_known_rows(profile)
    sources = pd.DataFrame(profile["quotes"]).groupby("item").size()
    assert sources.min() >= 2


def test_the_programme_buys_today_what_it_needs_within_capacity(programme: scms.ScmsProfile) -> None:
    bought = pd.DataFrame(programme.profile["allocation"])
    needed = {row["item"]: row["quantity"] for row in programme.profile["demand"]}
    capacity = {row["id"]: row["capacity"] for row in programme.profile["suppliers"]}
    assert bought.groupby("item").quantity.sum().to_dict() == needed
    used = bought.groupby("supplier").quantity.sum()
    assert all(quantity * scms.CAPACITY_FACTOR <= capacity[supplier] for supplier, quantity in used.items())


def test_today_at_the_quoted_prices_is_what_the_programme_paid(programme: scms.ScmsProfile) -> None:
    keys = ["item", "supplier"]
    bought = pd.DataFrame(programme.profile["allocation"])
    priced = bought.merge(pd.DataFrame(programme.profile["quotes"]), on=keys, validate="one_to_one")
    country = {row["id"]: row["country"] for row in programme.profile["suppliers"]}
    spend = (priced.quantity * priced.unit_price).groupby(priced.supplier.map(country)).sum()
    history = pd.read_csv(data.need(scms.FILE), dtype=str)
    year = history[history["Delivered to Client Date"].str.startswith("2011")]
    paid = year["Line Item Value"].astype(float).sum()
    assert spend.sum() / paid == pytest.approx(programme.covered_share)
    assert (spend.idxmax(), spend.max() / spend.sum()) == ("IN", pytest.approx(programme.top_share))


def test_freight_is_stated_where_known_and_stays_a_part_of_the_price(programme: scms.ScmsProfile) -> None:
    quotes = pd.DataFrame(programme.profile["quotes"])
    assert (quotes.unit_price > 0).all()
    assert quotes.freight.notna().mean() > 0.85
    assert (quotes.freight.fillna(0) / quotes.unit_price).median() < 0.1
    assert quotes.insurance_rate.max() < 0.004


def test_the_cap_is_four_fifths_of_todays_share_of_india(programme: scms.ScmsProfile) -> None:
    cap = scms.capped_request(programme)["caps"][0]
    assert (programme.top_country, cap["countries"]) == ("IN", ["IN"])
    assert cap["max_share"] == pytest.approx(0.8 * programme.top_share, abs=1e-4)


def test_what_was_left_out_of_the_programme_is_counted(programme: scms.ScmsProfile) -> None:
    assert programme.notes[0] == "47 of 5261 lines left out: country of the site unknown"
    assert programme.notes[1] == "2 lines left out: no value"
    assert len(programme.notes) == 7


@pytest.fixture(scope="module")
def quarters() -> scms.ScmsProfile:
    terms = scms.Terms(periods=4, breaks=True, tariffs={"IN": 0.1})
    return scms.scms_profile(data.need(scms.FILE), 2011, terms)


def test_quarters_need_together_what_the_year_needs(
    programme: scms.ScmsProfile, quarters: scms.ScmsProfile
) -> None:
    assert quarters.profile["horizon"] | {"period": "quarter", "count": 4} == quarters.profile["horizon"]
    needed = pd.DataFrame(quarters.profile["demand"])
    assert set(needed.period) == {1, 2, 3, 4}
    assert needed.quantity.min() > 0
    year = {row["item"]: row["quantity"] for row in programme.profile["demand"]}
    assert needed.groupby("item").quantity.sum().to_dict() == year


def test_a_quarter_of_todays_purchases_is_bought_each_quarter(
    programme: scms.ScmsProfile, quarters: scms.ScmsProfile
) -> None:
    year, quarter = (pd.DataFrame(p.profile["allocation"]).quantity for p in (programme, quarters))
    assert (quarter * 4).tolist() == year.tolist()


def test_every_quarter_has_room_for_all_that_was_delivered_in_it(quarters: scms.ScmsProfile) -> None:
    """What the year's demand of a quarter takes fits into the capacities of the sites that sell it."""
    capacity = {row["id"]: row["capacity"] for row in quarters.profile["suppliers"]}
    sellers = pd.DataFrame(quarters.profile["quotes"]).groupby("item").supplier.agg(list)
    for row in quarters.profile["demand"]:
        assert row["quantity"] <= sum(capacity[site] for site in sellers[row["item"]])
    used = pd.DataFrame(quarters.profile["allocation"]).groupby("supplier").quantity.sum()
    assert all(capacity[site] >= used[site] for site in used.index)


def test_months_are_numbered_from_one_to_twelve() -> None:
    days = pd.Series(pd.to_datetime(["2011-01-31", "2011-04-01", "2011-12-31"]))
    assert scms_terms.period_of(days, 12).tolist() == [1, 4, 12]
    assert scms_terms.period_of(days, 4).tolist() == [1, 2, 4]
    assert scms_terms.period_of(days, 1).tolist() == [1, 1, 1]


def _orders(*sizes_and_values: tuple[float, float]) -> pd.DataFrame:
    rows = [{"item": "i", "site": "s", "year": 2011, "packs": p, "value": v} for p, v in sizes_and_values]
    return pd.DataFrame(rows)


def test_larger_orders_that_cost_less_make_a_break() -> None:
    """Median 55: 10 and 20 packs cost 90 of 30, 3.00 a pack; 90 and 110 cost 400 of 200, 2.00 from 90 on."""
    tiers = scms_terms.price_tiers(_orders((10, 30), (20, 60), (90, 180), (110, 220)))
    assert tiers.loc[("i", "s")].to_dict() == {"small": 3.0, "large": 2.0, "from_quantity": 90.0}


def test_few_orders_or_little_worth_make_no_break() -> None:
    assert scms_terms.price_tiers(_orders((10, 30), (90, 180), (110, 220))).empty
    assert scms_terms.price_tiers(_orders((10, 30), (20, 60), (90, 269), (110, 330))).empty


def test_breaks_of_the_history_lie_below_the_price_of_small_orders(
    programme: scms.ScmsProfile, quarters: scms.ScmsProfile
) -> None:
    """What a pair paid on average lies between the price of its small orders and that of its large ones."""
    average = {(q["item"], q["supplier"]): q["unit_price"] for q in programme.profile["quotes"]}
    price = {f"{q['item']}@{q['supplier']}": q for q in quarters.profile["quotes"]}
    breaks = quarters.profile["price_breaks"]
    assert len(breaks) == 20
    for row in breaks:
        quote = price[row["quote"]]
        paid = average[quote["item"], quote["supplier"]]
        assert row["unit_price"] < paid < quote["unit_price"]
        assert row["from_quantity"] > 0


def test_tariffs_name_the_country_and_leave_the_rest_free(quarters: scms.ScmsProfile) -> None:
    rows = [(row["hs_code"], row["origin"], row["rate"]) for row in quarters.profile["tariffs"]]
    assert rows == [("3004", "*", 0.0), ("3004", "IN", 0.1), ("3822", "*", 0.0), ("3822", "IN", 0.1)]
    assert {item["hs_code"] for item in quarters.profile["items"]} == {"3004", "3822"}
    assert not any("duty_rate" in quote for quote in quarters.profile["quotes"])


def test_without_terms_the_year_is_what_it_was(programme: scms.ScmsProfile) -> None:
    assert programme.profile["horizon"]["count"] == 1
    assert not {"price_breaks", "tariffs"} & set(programme.profile)
    assert all(quote["duty_rate"] == 0 for quote in programme.profile["quotes"])
