"""The mappings from public instances to profiles: what the profiles say, before anything is solved."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.instances import data, gap, holmberg, orlib, tbed1, two_stage, yang

Profile = dict[str, Any]


@pytest.fixture(scope="module")
def cap41() -> Profile:
    return orlib.profile_of(orlib.read_cap(data.need(f"{orlib.FOLDER}/cap41.txt")))


def _sum(rows: Iterable[dict[str, Any]], key: str) -> float:
    return sum(float(row[key]) for row in rows)


def _quote(profile: Profile, item: str, supplier: str) -> dict[str, Any]:
    return next(row for row in profile["quotes"] if (row["item"], row["supplier"]) == (item, supplier))


def refers_to_known_rows(profile: Profile) -> bool:
    items = {row["id"] for row in profile["items"]}
    suppliers = {row["id"] for row in profile["suppliers"]}
    pairs = [(row["item"], row["supplier"]) for row in profile["quotes"]]
    unique = len(items) == len(profile["items"]) and len(suppliers) == len(profile["suppliers"])
    known = {item for item, _ in pairs} == items and {supplier for _, supplier in pairs} == suppliers
    return unique and known and len(pairs) == len(set(pairs))


def test_missing_data_skips_on_a_checkout_and_fails_under_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "")
    with pytest.raises(pytest.skip.Exception, match=r"no_such_set is not in .*: set TAGENKA_DATA .*README"):
        data.need("no_such_set")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="must run"):
        data.need("no_such_set")


def test_the_data_lies_where_the_setting_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a_set").mkdir()
    monkeypatch.setenv("TAGENKA_DATA", str(tmp_path))
    assert data.need("a_set") == tmp_path / "a_set"
    monkeypatch.setenv("TAGENKA_DATA", "")
    assert data.folder() == data.BESIDE


def test_the_readme_says_where_every_set_that_a_test_needs_is_published() -> None:
    named = re.compile(r'(?:need\(f?|FILE = |REAL = |FOLDER = )"([a-z]\w*)')
    sources = (path.read_text(encoding="utf-8") for path in Path(__file__).parents[1].rglob("*.py"))
    needed = {name for source in sources for name in named.findall(source)} - {"no_such_set", "a_set"}
    readme = (Path(__file__).parent / "README.md").read_text(encoding="utf-8")
    assert len(needed) > 9
    assert needed == set(re.findall(r"^\| `(\w+)` \|", readme, re.MULTILINE))


def test_the_orlib_names_are_the_files_and_the_rows_of_the_optima() -> None:
    folder = data.need(orlib.FOLDER)
    table = pd.read_csv(folder / "optima.csv")
    assert set(orlib.INSTANCES) == set(table.instance) == {path.stem for path in folder.glob("cap*.txt")}
    assert orlib.optimum("cap41") == 1040444.375


@pytest.mark.parametrize("name", orlib.INSTANCES)
def test_an_orlib_profile_has_the_published_size_capacity_and_demand(name: str) -> None:
    folder = data.need(orlib.FOLDER)
    profile = orlib.profile_of(orlib.read_cap(folder / f"{name}.txt"))
    row = pd.read_csv(folder / "optima.csv", index_col="instance").loc[name]
    assert (len(profile["suppliers"]), len(profile["items"])) == (row.warehouses, row.customers)
    assert _sum(profile["suppliers"], "capacity") == row.total_capacity
    assert _sum(profile["demand"], "quantity") == row.total_demand
    assert refers_to_known_rows(profile)


def test_an_orlib_price_is_the_cost_of_the_whole_demand_a_unit(cap41: Profile) -> None:
    assert cap41["demand"][0] == {"item": "c1", "quantity": 146.0}
    assert _quote(cap41, "c1", "w1")["unit_price"] * 146 == pytest.approx(6739.725)
    assert _quote(cap41, "c2", "w16")["unit_price"] * 87 == pytest.approx(2838.375)


def test_a_warehouse_costs_its_fixed_cost_once_and_one_of_cap41_is_free(cap41: Profile) -> None:
    assert [row["onboarding_cost"] for row in cap41["suppliers"]].count(7500.0) == 15
    assert cap41["suppliers"][10]["onboarding_cost"] == 0.0
    assert not any(row["onboarded"] for row in cap41["suppliers"])


def test_a_customer_without_demand_is_refused() -> None:
    with pytest.raises(ValueError, match="without demand"):
        orlib.profile_of(orlib.CapacitatedLocation("x", [1.0], [1.0], [0.0], [[1.0]]))


def test_a_file_that_ends_too_early_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cut.txt").write_text("1 1\n 10 5\n 3", encoding="ascii")
    with pytest.raises(ValueError, match="1 numbers too early"):
        orlib.read_cap(tmp_path / "cut.txt")


@pytest.mark.parametrize("name", holmberg.INSTANCES)
def test_a_holmberg_profile_has_the_published_size_and_an_optimum(name: str) -> None:
    folder = data.need(holmberg.FOLDER)
    profile = holmberg.profile_of(holmberg.read_holmberg(folder / f"{name}.gz"))
    row = pd.read_csv(folder / "optima.csv", index_col="instance").loc[name]
    assert (len(profile["suppliers"]), len(profile["items"])) == (row.facilities, row.customers)
    assert holmberg.optimum(name) == row.optimum_single_source > _sum(profile["demand"], "quantity")
    assert refers_to_known_rows(profile)


def test_a_holmberg_row_of_costs_belongs_to_a_facility_not_to_a_customer() -> None:
    profile = holmberg.profile_of(holmberg.read_holmberg(data.need(f"{holmberg.FOLDER}/p1.gz")))
    assert profile["suppliers"][0] | {"capacity": 258.0, "onboarding_cost": 366.0} == profile["suppliers"][0]
    assert _quote(profile, "c1", "w1")["unit_price"] * 49 == pytest.approx(260)
    assert _quote(profile, "c2", "w1")["unit_price"] * 29 == pytest.approx(239)


def test_the_stray_numbers_of_p47_are_left_out() -> None:
    instance = holmberg.read_holmberg(data.need(f"{holmberg.FOLDER}/p47.gz"))
    assert (len(instance.costs), {len(row) for row in instance.costs}) == (90, {10})
    assert sum(instance.demands) == 1560


def test_the_names_are_the_files_and_the_rows_of_the_optima() -> None:
    for module, table in ((holmberg, "optima.csv"), (yang, "optima.csv"), (tbed1, "optima.csv")):
        folder = data.need(module.FOLDER)
        files = {path.name.removesuffix(".gz") for path in folder.glob("p*.gz")}
        assert set(module.INSTANCES) == files == set(pd.read_csv(folder / table).instance)
    known = pd.read_csv(data.need(gap.FOLDER) / "best_known.csv")
    assert set(gap.INSTANCES) == set(known.Path)
    assert set(gap.LONG) < set(gap.INSTANCES)
    assert set(holmberg.LONG) < set(holmberg.INSTANCES)


@pytest.mark.parametrize("name", yang.INSTANCES)
def test_a_yang_profile_has_the_published_size_and_room_for_all(name: str) -> None:
    folder = data.need(yang.FOLDER)
    profile = yang.profile_of(yang.read_yang(folder / f"{name}.gz"))
    row = pd.read_csv(folder / "optima.csv", index_col="instance").loc[name]
    assert (len(profile["suppliers"]), len(profile["items"])) == (row.facilities, row.customers)
    assert _sum(profile["suppliers"], "capacity") > _sum(profile["demand"], "quantity")
    assert yang.optimum(name) == row.optimum_single_source


def test_a_tbed1_price_is_the_cost_of_a_unit_from_a_facility() -> None:
    """The file ends with the costs: the first row is facility 1, its first number 3.324153 for customer 1."""
    profile = tbed1.profile_of(tbed1.read_tbed1(data.need(f"{tbed1.FOLDER}/p1.gz")))
    assert (len(profile["suppliers"]), len(profile["items"]), len(profile["quotes"])) == (300, 300, 90000)
    assert profile["demand"][0] == {"item": "c1", "quantity": 26.0}
    first = profile["suppliers"][0]
    assert (first["capacity"], first["onboarding_cost"]) == (100.0, 551.869873)
    assert _quote(profile, "c1", "w1")["unit_price"] == pytest.approx(3.324153)
    assert _quote(profile, "c2", "w1")["unit_price"] == pytest.approx(5.943904)
    assert _sum(profile["demand"], "quantity") == 5726


@pytest.fixture(scope="module")
def two_tiers() -> two_stage.TwoStage:
    return two_stage.read_two_stage(data.need(f"{two_stage.FOLDER}/PSC1-C1-50.txt.gz"))


def test_a_two_stage_file_has_plants_satellites_and_customers(two_tiers: two_stage.TwoStage) -> None:
    assert (len(two_tiers.plants), len(two_tiers.satellites), len(two_tiers.demands)) == (50, 100, 200)
    assert (two_tiers.demands[:3], sum(two_tiers.demands)) == ([11, 18, 15], 3008)
    assert two_tiers.plants[:2] == [(298, 27022), (274, 29545)]
    assert two_tiers.inbound[0][:3] == [43, 42, 41]
    assert {len(row) for row in two_tiers.outbound} == {200}


def test_the_relaxed_tier_prices_the_cheapest_way_from_a_plant() -> None:
    """A plant of 10 units for 50 is 5 a unit: 3 + 5 = 8 against 6 + 1 = 7, so 7 + 2 = 9 to the customer."""
    instance = two_stage.TwoStage("x", [4.0], [(10, 50), (100, 100)], [(8, 20)], [[3.0], [6.0]], [[2.0]])
    profile = two_stage.relaxed(instance)
    assert profile["quotes"][0]["unit_price"] == 9
    assert (profile["suppliers"][0]["capacity"], profile["suppliers"][0]["onboarding_cost"]) == (8, 20)


def test_the_tier_of_the_plants_feeds_what_passes_through_a_satellite() -> None:
    instance = two_stage.TwoStage("x", [4.0], [(10, 50), (100, 100)], [(8, 20)], [[3.0], [6.0]], [[2.0]])
    profile = two_stage.fed(instance, {0: 4.0})
    assert profile["demand"] == [{"item": "c1", "quantity": 4.0}]
    assert [(q["supplier"], q["unit_price"]) for q in profile["quotes"]] == [("w1", 3.0), ("w2", 6.0)]


@pytest.mark.parametrize("name", gap.INSTANCES)
def test_a_gap_profile_has_the_published_size_and_a_proven_optimum(name: str) -> None:
    profile = gap.profile_of(gap.read_gap(gap.path_of(name)))
    row = pd.read_csv(data.need(gap.FOLDER) / "best_known.csv", index_col="Path").loc[name]
    assert (len(profile["suppliers"]), len(profile["items"])) == (row["Agent number"], row["Item number"])
    assert gap.optimum(name) == row["Best known bound"]
    assert {demand["quantity"] for demand in profile["demand"]} == {1}
    assert profile["name"] == name
    assert refers_to_known_rows(profile)


def test_a_gap_job_costs_its_price_and_takes_its_resource() -> None:
    profile = gap.profile_of(gap.read_gap(gap.path_of("cattrysse1994/gap1-0")))
    quote = _quote(profile, "job2", "agent1")
    assert (quote["unit_price"], quote["capacity_rate"]) == (21.0, 15.0)
    assert [row["capacity"] for row in profile["suppliers"]] == [36, 34, 38, 27, 33]


def test_a_gap_file_is_read_whether_or_not_it_is_gzip() -> None:
    assert len(gap.read_gap(gap.path_of("chu1997/a20200")).costs) == 20


def test_the_country_of_a_site_comes_from_its_name_or_stays_unknown() -> None:
    assert data.country_of("Aspen-OSD, Port Elizabeth, SA") == "ZA"
    assert data.country_of("Strides, Bangalore, India.") == "IN"
    assert data.country_of("Roche Basel") == "CH"
    assert data.country_of("INVERNESS ANY") == ""


def test_every_country_of_a_site_is_an_iso_code() -> None:
    table = data.need("country_reference/iso_countries_regions.csv")
    codes = set(pd.read_csv(table, keep_default_na=False)["alpha-2"])
    assert {*data.WORD_COUNTRY.values(), *data.SITE_COUNTRY.values()} <= codes
