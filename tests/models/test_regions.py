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
