"""Country groups on a day."""

from datetime import date

import pytest

from models.regions import Membership, groups, is_known, members, union
from models.units import COUNTRIES

DAY = date(2027, 4, 1)


def test_the_groups_of_the_contract_are_there():
    assert {"ASEAN", "RCEP", "CPTPP", "AJCEP", "SCRI", "CN_HK_MO"} <= set(groups())


def test_every_member_is_a_country():
    assert {m.country for found in groups().values() for m in found} <= COUNTRIES


def test_a_country_code_stands_for_itself_alone():
    assert members("CN", DAY) == {"CN"}
    assert members("JP", DAY) == {"JP"}


@pytest.mark.parametrize(
    ("day", "inside"),
    [(date(2025, 10, 25), False), (date(2025, 10, 26), True), (date(2027, 4, 1), True)],
)
def test_timor_leste_is_in_asean_from_the_day_it_joined(day, inside):
    assert ("TL" in members("ASEAN", day)) is inside


def test_asean_had_ten_members_before_and_has_eleven_since():
    assert len(members("ASEAN", date(2025, 10, 25))) == 10
    assert len(members("ASEAN", date(2025, 10, 26))) == 11


def test_vietnam_was_not_in_asean_when_it_was_founded():
    assert members("ASEAN", date(1967, 8, 8)) == {"ID", "MY", "PH", "SG", "TH"}
    assert members("ASEAN", date(1967, 8, 7)) == frozenset()


def test_rcep_grows_as_it_enters_into_force():
    """Korea: 1 February 2022, a month after the first ten."""
    assert "KR" not in members("RCEP", date(2022, 1, 31))
    assert "KR" in members("RCEP", date(2022, 2, 1))
    assert "CN" in members("RCEP", date(2022, 1, 1))


def test_china_with_its_two_regions_is_a_group_of_three():
    assert members("CN_HK_MO", DAY) == {"CN", "HK", "MO"}


@pytest.mark.parametrize("name", ["CN", "CN_HK_MO"])
def test_taiwan_is_never_part_of_china(name):
    assert "TW" not in members(name, DAY)


@pytest.mark.parametrize("name", ["ASEAN", "RCEP", "SCRI"])
def test_taiwan_is_in_no_group_that_it_did_not_join(name):
    assert "TW" not in members(name, DAY)


def test_a_membership_ends_before_its_last_day():
    member = Membership("XX", date(2020, 1, 1), date(2021, 1, 1))
    assert not member.holds_on(date(2019, 12, 31))
    assert member.holds_on(date(2020, 1, 1))
    assert member.holds_on(date(2020, 12, 31))
    assert not member.holds_on(date(2021, 1, 1))


def test_a_union_counts_each_country_once():
    assert union(["CN", "CN_HK_MO", "JP"], DAY) == {"CN", "HK", "MO", "JP"}
    assert union([], DAY) == frozenset()


def test_names_are_known_as_they_are_written():
    assert is_known("CN")
    assert is_known("ASEAN")
    assert not is_known("asean")
    assert not is_known("Atlantis")


@pytest.mark.parametrize(
    "day", [date(2021, 12, 31), date(2022, 1, 31), date(2022, 3, 18), date(2023, 6, 2), DAY]
)
def test_the_common_rate_of_rcep_is_for_its_parties_without_japan_china_and_korea(day):
    assert members("RCEP_ASEAN_AU_NZ", day) == members("RCEP", day) - {"JP", "CN", "KR"}


def test_indonesia_is_in_ajcep_from_the_day_its_rates_apply():
    assert "ID" not in members("AJCEP", date(2018, 2, 28))
    assert "ID" in members("AJCEP", date(2018, 3, 1))


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(1958, 1, 1), 6),
        (date(1973, 1, 1), 9),
        (date(1986, 1, 1), 12),
        (date(1995, 1, 1), 15),
        (date(2004, 4, 30), 15),
        (date(2004, 5, 1), 25),
        (date(2007, 1, 1), 27),
        (date(2013, 7, 1), 28),
        (date(2020, 1, 31), 28),
        (date(2020, 2, 1), 27),
        (DAY, 27),
    ],
)
def test_the_european_union_grew_to_28_and_has_27_members_since_february_2020(day, count):
    assert len(members("EU", day)) == count
    assert ("GB" in members("EU", day)) is (date(1973, 1, 1) <= day <= date(2020, 1, 31))
