"""Master tables are optional; what they say wrongly is named."""

from service.exchange.sap_masters import DELIVERED_DECIMALS, Masters, read_masters
from tests.service.exchange.sap_folder import sap_folder


def test_a_folder_without_master_tables_says_nothing(tmp_path):
    assert read_masters(sap_folder(tmp_path, {"T001": None, "LFA1": None})) == Masters()


def test_vendors_plants_and_companies_have_names_and_countries(tmp_path):
    plants = [{"WERKS": "1000", "NAME1": "Osaka", "LAND1": "JP"}]
    found = read_masters(sap_folder(tmp_path, {"T001W": plants}))
    assert found.vendor_countries == {"100001": "CN", "100002": "JP"}
    assert found.vendor_names["100001"] == "Ningbo Magnetics"
    assert (found.plant_names, found.plant_countries) == ({"1000": "Osaka"}, {"1000": "JP"})
    assert found.companies == {"JP01": ("Kita Pumps", "JP", "JPY")}
    assert found.read == {"LFA1.csv": 2, "T001W.csv": 1, "T001.csv": 1}


def test_a_country_that_is_none_is_not_used(tmp_path):
    vendors = [{"LIFNR": "0000100001", "NAME1": "N", "LAND1": "RC"}]
    found = read_masters(sap_folder(tmp_path, {"LFA1": vendors}))
    assert found.vendor_countries == {}
    assert [(r.file, r.line, r.key) for r in found.rejects] == [("LFA1.csv", 2, "0000100001")]


def test_decimals_of_the_systems_own_table_replace_those_delivered(tmp_path):
    own = [{"CURRKEY": "JPY", "CURRDEC": "0"}, {"CURRKEY": "KWD", "CURRDEC": "3"}]
    assert read_masters(sap_folder(tmp_path, {"TCURX": own})).decimals == {"JPY": 0, "KWD": 3}
    assert DELIVERED_DECIMALS["HUF"] == DELIVERED_DECIMALS["IDR"] == 0
