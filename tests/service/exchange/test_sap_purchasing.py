"""A folder of SAP tables becomes a profile: a small one worked by hand, and a real export."""

from collections import Counter
from datetime import date

import pytest

from models.case.open_case import open_case
from models.errors import ProfileFormatError
from models.plan.evaluate import stand
from models.profile.document import profile_from_document
from models.request import PlanRequest
from service.exchange import read_profile
from service.exchange.import_files import Given
from service.exchange.imported import write_import
from service.exchange.sap_purchasing import SapOptions, read_sap
from tests.instances.data import need
from tests.service.exchange.sap_folder import MOVE, heads, lines, sap_folder


def imported(folder, changes=None, options=None, **given):
    return read_sap(sap_folder(folder, changes), options or SapOptions(), Given(**given))


def codes(notes):
    return {note.code: note.count for note in notes}


def faults(folder, changes=None, options=None, **given):
    with pytest.raises(ProfileFormatError) as caught:
        imported(folder, changes, options, **given)
    return [(issue.code, issue.place, issue.message) for issue in caught.value.issues]


def test_a_small_export_is_a_whole_profile(tmp_path):
    document = imported(tmp_path).document
    assert document["firm"] == {"name": "Kita Pumps", "country": "JP"}
    assert (document["currency"], document["horizon"]["start"]) == ("JPY", "2026-06-02")
    assert document["plants"] == [{"id": "1000", "country": "JP"}]
    assert document["items"] == [{"id": "ROTOR-1", "unit": "EA", "name": "Rotor", "category": "MAGNETS"}]
    assert document["demand"] == [{"item": "ROTOR-1", "quantity": 1500.0, "plant": "1000"}]
    assert document["exchange_rates"] == [{"currency": "USD", "rate": 150.0, "on": "2026-06-01"}]
    assert [(s["id"], s["vendor"], s["country"], s["onboarded"]) for s in document["suppliers"]] == [
        ("0000100001", "0000100001", "CN", True),
        ("0000100002", "0000100002", "JP", True),
    ]


def test_today_costs_what_was_paid(tmp_path):
    """1,200 x 5.50 dollars x 150 yen + 300 x 850 yen = 990,000 + 255,000 = 1,245,000 yen."""
    case = open_case(profile_from_document(imported(tmp_path).document))
    assert float(stand(case, PlanRequest()).before.total) == 1245000


def test_nothing_is_missing_of_a_whole_export_and_what_was_assumed_is_named(tmp_path):
    found = imported(tmp_path)
    assert found.missing == ()
    assert codes(found.assumptions) == {
        "on_after_last_order": 0,
        "amounts_stored": 1,
        "window": 0,
        "plant_country": 1,
        "rates_of_orders": 1,
    }
    assert found.read == {"EKKO.csv": 2, "EKPO.csv": 2, "LFA1.csv": 2, "T001.csv": 1}


def test_what_nobody_says_is_missing_and_not_made_up(tmp_path):
    found = imported(tmp_path, {"T001": None, "LFA1": None}, currency="JPY")
    assert codes(found.missing) == {"vendor_country": 2, "firm_country": 0}
    assert found.document["firm"] == {"name": "JP01"}
    assert all("country" not in row for row in found.document["suppliers"])
    assert codes(found.assumptions)["local_currency"] == 0


def test_countries_of_the_user_and_the_default_fill_the_gaps(tmp_path):
    given = {"countries": {"100001": "VN"}, "default_country": "TH", "country": "JP", "currency": "JPY"}
    found = imported(tmp_path, {"T001": None, "LFA1": None}, **given)
    assert [row["country"] for row in found.document["suppliers"]] == ["VN", "TH"]
    assert found.missing == ()
    assert codes(found.assumptions)["default_country"] == 1


def test_orders_on_the_plans_day_or_later_are_left_out(tmp_path):
    orders = heads({"EBELN": "4500000002", "BEDAT": "20260602"})
    changes = {"EKKO": orders, "EKPO": lines({"EBELN": "4500000002", "MENGE": "1", "NETWR": "5.50"})}
    found = imported(tmp_path, changes, SapOptions(on=date(2026, 6, 2)))
    assert found.document["demand"][0]["quantity"] == 1200
    assert found.rejects[-1].reason == "ordered on or after 2026-06-02, the plan's first day"
    assert faults(tmp_path / "b", changes, SapOptions(on=date(2026, 6, 1))) == [
        ("unreadable", "EKPO.csv", "every order is of 2026-06-01 or later")
    ]


def test_half_a_year_of_orders_is_doubled(tmp_path):
    found = imported(tmp_path, options=SapOptions(months=6))
    assert found.document["demand"][0]["quantity"] == 3000
    assert found.settings["history_from"] == "2025-12-02"


def test_receipts_say_what_is_bought_where_they_are_asked_to(tmp_path):
    """1,000 of 1,200 ordered have come by the end of the month; Nagoya has delivered nothing."""
    options = SapOptions(on=date(2026, 7, 1), history="receipts")
    document = imported(tmp_path, {"MSEG": [MOVE | {"MENGE": "1,000"}]}, options).document
    assert [(row["supplier"], row["quantity"]) for row in document["allocation"]] == [("0000100001", 1000.0)]
    assert [q["supplier"] for q in document["quotes"]] == ["0000100001", "0000100002"]
    assert document["quotes"][0]["lead_time_days"] == 28


def test_an_item_without_purchases_in_the_window_has_no_demand(tmp_path):
    options = SapOptions(on=date(2028, 1, 1))
    found = imported(tmp_path, options=options)
    assert found.document["demand"] == []
    assert codes(found.assumptions)["item_without_demand"] == 1


def test_the_currency_that_rates_convert_into_must_be_known(tmp_path):
    [(code, place, message)] = faults(tmp_path, {"T001": None})
    assert (code, place) == ("unreadable", "EKKO.csv")
    assert "WKURS" in message


def test_the_movements_say_the_companys_currency_where_no_table_of_companies_does(tmp_path):
    found = imported(tmp_path, {"T001": None, "MSEG": [MOVE]}, country="JP")
    assert found.document["currency"] == "JPY"


def test_a_profile_in_another_currency_needs_rates_of_its_own(tmp_path):
    found = imported(tmp_path, currency="USD")
    assert codes(found.missing) == {"rates": 1}
    given = imported(tmp_path / "b", currency="USD", rates=({"currency": "JPY", "rate": 1 / 150},))
    assert given.missing == ()
    case = open_case(profile_from_document(given.document))
    assert float(stand(case, PlanRequest()).before.total) == pytest.approx(8300)


def test_orders_of_several_companies_need_one_to_be_named(tmp_path):
    changes = {"EKKO": heads({"EBELN": "4500000002", "BUKRS": "DE01"})}
    assert [place for _, place, _ in faults(tmp_path, changes)] == ["EKKO.csv BUKRS"]
    one = imported(tmp_path / "b", changes, SapOptions(company="JP01"))
    assert len(one.document["quotes"]) == 1


def test_dates_that_may_be_read_both_ways_are_said_to_be_read_as_american(tmp_path):
    found = imported(
        tmp_path, {"EKKO": heads({"EBELN": "4500000001", "BEDAT": "6/1/26"})[1:], "EKPO": lines()}
    )
    assert "month_first" in codes(found.assumptions)
    assert found.settings["dates_with_slashes"] == "month/day/year"


def test_a_folder_without_the_tables_is_refused_with_all_that_lack(tmp_path):
    empty = {"EKKO": None, "EKPO": None}
    missing = faults(tmp_path, empty, SapOptions(history="receipts"))
    assert [message.split()[-1] for _, _, message in missing] == ["EKKO", "EKPO", "MSEG"]
    with pytest.raises(ProfileFormatError, match="no such folder"):
        read_sap(tmp_path / "none", SapOptions(), Given())


def test_lines_none_of_which_can_be_used_are_refused_with_the_commonest_reason(tmp_path):
    with pytest.raises(ProfileFormatError) as caught:
        imported(tmp_path, {"EKPO": [line | {"LOEKZ": "L"} for line in lines({})]})
    assert caught.value.issues[0].hint == "2 lines: marked as deleted or blocked in SAP (LOEKZ)"


@pytest.fixture(scope="module")
def real():
    given = Given(country="US", default_country="US")
    return read_sap(need("erp_sap_purchasing"), SapOptions(), given)


def test_every_row_of_a_real_export_is_used_or_left_out_with_a_reason(real):
    """522 lines: 44 services, 15 on hold, 4 deleted, 3 others; 456 are used. Counted in the files."""
    assert real.read == {
        "EKKO.csv.gz": 567,
        "EKPO.csv.gz": 522,
        "KONV.csv.gz": 3058,
        "MSEG.csv.gz": 686,
        "MKPF.csv.gz": 521,
    }
    left = Counter((reject.file, reject.reason.split(":")[0]) for reject in real.rejects)
    assert {reason: count for (file, reason), count in left.items() if file == "EKPO.csv.gz"} == {
        "no material number (MATNR)": 44,
        "its order is on hold or parked (MEMORY)": 15,
        "marked as deleted or blocked in SAP (LOEKZ)": 4,
        "NETWR is not quantity x price": 2,
        "currency is not in use in ISO 4217": 1,
    }
    assert left["EKKO.csv.gz", "no order number (EBELN)"] == 54
    assert left["EKKO.csv.gz", "the order has no line in EKPO"] == 1
    moved = sum(count for (file, _), count in left.items() if file == "MSEG.csv.gz")
    assert left["MSEG.csv.gz", "movement type 261 is no receipt from a vendor"] == 162
    assert moved == 162 + 129 + 18


def test_a_real_export_has_these_tables(real):
    assert real.tables == {
        "exchange_rates": 18,
        "plants": 2,
        "items": 84,
        "demand": 83,
        "suppliers": 96,
        "quotes": 106,
        "allocation": 105,
    }


def test_quantities_of_a_real_export_are_the_sums_of_its_lines(real):
    """Concrete: 39 lines of 100. Gold of team 8: 1,800 ordered, 137 sent back. Gold-026: 53 less 29."""
    demand = {row["item"]: row["quantity"] for row in real.document["demand"]}
    assert demand["CONCRETE"] == 3900
    assert demand["GOLD TEAM 8"] == 1800 - 137
    assert demand["GOLD-026"] == 53 - 29
    concrete = [row["quantity"] for row in real.document["allocation"] if row["item"] == "CONCRETE"]
    assert sorted(concrete) == [500, 500, 600, 600, 600, 1100]
    assert "RHMT1999" not in demand  # ordered once, in May 2016


def test_prices_of_a_real_export_are_those_of_the_last_order(real):
    """The won is kept divided by 100: 11,808.50 in the file. 250 in the file are 25,000 yen."""
    price = {q["id"]: (q["unit_price"], q["currency"]) for q in real.document["quotes"]}
    assert price["KRYTONITE-029@125016@DL00"] == (1180850, "KRW")
    assert price["LIQUID-054@125038@DL00"] == (25000, "JPY")
    assert price["GOLD-026@125070@DL00"] == (50.4, "USD")
    assert price["ICAN HEADMASK@125001@DL00"] == (4927.05, "PEN")


def test_rates_of_a_real_export_are_those_of_its_orders(real):
    rate = {row["currency"]: row["rate"] for row in real.document["exchange_rates"]}
    assert rate["PEN"] == pytest.approx(1 / 3.52)
    assert rate["KRW"] == pytest.approx(1 / 1277)
    assert rate["EUR"] == 0.94
    assert "AMD" not in rate  # only an order on hold is in it, at 486.5 dollars a dram
    assert "USD" not in rate


def test_a_real_export_passes_the_check_once_countries_are_given(real, tmp_path):
    write_import(real, tmp_path)
    case = open_case(read_profile(tmp_path))
    assert len(case.quotes.id) == 106
    assert {issue.code for issue in case.warnings} == {"assumed_origin"}


def test_a_real_export_without_countries_says_which_vendors_lack_one(tmp_path):
    found = read_sap(need("erp_sap_purchasing"), SapOptions(), Given(country="US"))
    assert codes(found.missing) == {"vendor_country": 96}
    write_import(found, tmp_path)
    [issue] = read_profile(tmp_path).issues
    assert (issue.code, issue.place, issue.severity) == ("missing_value", "suppliers.csv country", "fault")
