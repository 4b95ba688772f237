"""A schedule as tariffs: small ones by hand, and the real one with lines looked up in it."""

from datetime import date

import numpy as np
import pytest

from models.case.open_case import open_case
from models.profile.document import profile_from_document
from models.profile.read import SourcingProfile
from models.profile.schema import TABLES
from models.regions import members
from service.exchange.customs_duties import AGREEMENTS, SEASON
from service.exchange.customs_file import read_schedule
from service.exchange.customs_rates import QUOTA
from service.exchange.customs_schedule import convert
from service.exchange.read_profile import read_profile
from service.exchange.write_csv import write_table
from tests.instances.data import need
from tests.service.exchange.schedules import line, schedule

REAL = "japan_tariff_schedule/japan_import_tariff_2026_07_09.csv.gz"


def rows_of(found):
    """Code, agreement, origin, rate, specific, per, text of every row."""
    names = ("hs_code", "agreement", "origin", "rate", "specific", "per", "text")
    columns = [[None if v != v else v for v in found.tariffs[name].tolist()] for name in names]
    return list(zip(*columns, strict=True))


def test_each_line_gives_its_base_rate_and_its_preferences():
    found = convert(schedule(line("850110000", general="5%", wto="3%", epa_cptpp="1%", rcep_china="2%")))
    assert rows_of(found) == [
        ("850110", None, "*", 0.03, None, None, "3%"),
        ("850110", "CPTPP", "CPTPP", 0.01, None, None, "1%"),
        ("850110", "RCEP", "CN", 0.02, None, None, "2%"),
    ]
    assert set(found.tariffs["destination"].tolist()) == {"JP"}


def test_lines_of_a_subheading_that_say_the_same_are_one_row_source_by_source():
    """The base rate is the same for both lines, CPTPP is not; RCEP prints nothing for the second."""
    first = line("850110011", general="5%", epa_cptpp="1%", rcep_china="2%")
    second = line("850110019", general="5%", epa_cptpp="無税")
    assert [row[:4] for row in rows_of(convert(schedule(first, second)))] == [
        ("850110", None, "*", 0.05),
        ("850110011", "CPTPP", "CPTPP", 0.01),
        ("850110011", "RCEP", "CN", 0.02),
        ("850110019", "CPTPP", "CPTPP", 0.0),
    ]


def test_the_same_rate_printed_in_other_words_is_not_taken_for_the_same_row():
    """The text is kept as printed, so two texts are two rows."""
    found = convert(schedule(line("850110011", general="5%"), line("850110019", general="5.0%")))
    assert [row[0] for row in rows_of(found)] == ["850110011", "850110019"]


def test_a_code_of_several_seasons_has_a_text_where_they_differ():
    summer = line("080510000", general="20%", wto="16%", epa_cptpp="無税", epa_asean="5%")
    winter = line("080510000", general="40%", wto="32%", epa_cptpp="無税")
    found = convert(schedule(summer, winter))
    assert [row[1:4] + row[6:] for row in rows_of(found)] == [
        (None, "*", None, "16%; 32%"),
        ("AJCEP", "AJCEP", None, "5%"),
        ("CPTPP", "CPTPP", 0.0, "無税"),
    ]
    assert (found.codes, found.without_number, found.codes_without_number) == (1, {SEASON: 2}, 1)


PAIR = (line("850110011", general="5%"), line("850110019", general="6%"), line("850200000", general="無税"))


@pytest.mark.parametrize(
    ("prefixes", "kept"),
    [
        (("85",), ["850110011", "850110019", "850200"]),
        (("8501",), ["850110011", "850110019"]),
        (("850110011",), ["850110011"]),
        (("850200000",), ["850200"]),
        (("850110019", "8502"), ["850110019", "850200"]),
        (("86",), []),
    ],
)
def test_prefixes_keep_the_rows_that_may_decide_for_their_codes(prefixes, kept):
    found = convert(schedule(*PAIR), prefixes)
    assert [row[0] for row in rows_of(found)] == kept
    assert found.codes == len([c for c in ("850110011", "850110019", "850200000") if c.startswith(prefixes)])


def test_what_was_read_and_what_could_not_be_said_is_counted():
    found = convert(
        schedule(
            line(
                "850110011", general="5%", gsp="無税", ldc="無税", epa_mexico="関税割当数量以内のもの　無税"
            ),
            line("850110019", general="6円/kg", ldc="無税", rcep_china="(5%)"),
        )
    )
    sources = {(source.agreement, source.origin): source for source in found.sources}
    base, mexico, china = sources[None, "*"], sources["JP-MX", "MX"], sources["RCEP", "CN"]
    assert (base.numbers, base.words, base.rows) == (1, 1, 2)
    assert (mexico.numbers, mexico.words, mexico.rows) == (0, 1, 1)
    assert (china.numbers, china.words, china.not_applied, china.rows) == (0, 0, 1, 0)
    assert (found.lines, found.codes, found.codes_without_number) == (2, 2, 2)
    assert found.without_number[QUOTA] == 1
    assert found.left_out == {"gsp": 1, "ldc": 2}
    assert found.as_dict()["rows"] == 3


@pytest.fixture(scope="module")
def real():
    return read_schedule(need(REAL), tuple(AGREEMENTS))


@pytest.fixture(scope="module")
def tariffs(real):
    return convert(real)


def test_the_real_schedule_is_read_whole(real, tariffs):
    """15,433 lines after its README; 9,654 of them have nine digits, eight of them for two seasons."""
    assert (tariffs.lines, len(real.lines), tariffs.codes) == (15_433, 9_654, 9_646)
    base = tariffs.sources[0]
    assert base.numbers + base.words == 9_646
    assert base.numbers > 8_800


def test_every_row_of_the_real_schedule_passes_the_checks_of_the_table(tariffs, tmp_path):
    """Written, read back, and opened with a profile: no fault, and no two rows for the same goods."""
    write_table(TABLES["tariffs"], tariffs.tariffs, tmp_path / "tariffs.csv")
    for name, text in {
        "profile": "key,value\nschema_version,1\ncurrency,JPY\n",
        "firm": "key,value\nname,F\ncountry,JP\n",
        "horizon": "key,value\nstart,2026-08-01\n",
        "items": "id\nhub\n",
        "demand": "item,quantity\nhub,1\n",
        "suppliers": "id,country\ns,VN\n",
        "quotes": "item,supplier,unit_price,origin\nhub,s,1,VN\n",
    }.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    read = read_profile(tmp_path)
    assert [name for name in TABLES["tariffs"].names if read["tariffs"].given(name).any()] == [
        "hs_code",
        "origin",
        "rate",
        "text",
        "destination",
        "agreement",
    ]
    assert len(read["tariffs"]) == len(tariffs.tariffs)
    assert open_case(read).warnings == ()


def duty_rate(tables, hs_code, origin, *claims):
    """What goods of a price of 100 pay in per cent, and the agreement it rests on."""
    document = {
        "schema_version": "1",
        "currency": "JPY",
        "firm": {"name": "F", "country": "JP"},
        "horizon": {"start": "2026-08-01"},
        "items": [{"id": "hub", "hs_code": hs_code}],
        "demand": [{"item": "hub", "quantity": 1}],
        "suppliers": [{"id": "s", "country": origin}],
        "quotes": [{"item": "hub", "supplier": "s", "unit_price": 100, "agreement": list(claims)}],
    }
    profile = profile_from_document(document)
    case = open_case(SourcingProfile({**profile.tables, "tariffs": tables}, profile.places))
    return round(float(case.offers.unit["duty"][0]), 6), case.offers.agreement[0]


@pytest.mark.parametrize(
    ("code", "origin", "claims", "paid"),
    [
        ("8505.11.000", "CN", ["RCEP"], (0, None)),  # 無税
        ("3901.10.091", "CN", ["RCEP"], (0, None)),  # 4.1%, temporary 無税, WTO 2.8%
        ("0201.10.000", "US", [], (38.5, None)),  # (50%), temporary 38.5%, WTO (50%)
        ("0201.10.000", "AU", ["JP-AU", "CPTPP"], (20.8, "CPTPP")),  # Australia 24.7%, CPTPP 20.8%
        ("0201.10.000", "AU", ["JP-AU"], (24.7, "JP-AU")),
        ("0201.10.000", "US", ["JP-US"], (20.8, "JP-US")),
        ("0201.10.000", "FR", ["JP-EU"], (20.8, "JP-EU")),
        ("0201.10.000", "FR", ["JP-GB"], (38.5, None)),
        ("0304.94.010", "CN", [], (4.2, None)),  # 10%, temporary 4.2%, WTO 6%
        ("0703.10.013", "CN", [], (0, None)),  # 無税, WTO 8.5% on the heading
        ("4412.10.111", "VN", ["CPTPP"], (1.8, "CPTPP")),  # 10%, CPTPP 1.8%
        ("6403.91.011", "TH", ["RCEP", "AJCEP"], (27, None)),  # 27% under every one of them
        ("4412.31.932", "AU", ["CPTPP"], (1, "CPTPP")),  # Malaysia 3%, Viet Nam 2.6%, others 1%
        ("4412.31.932", "VN", ["CPTPP"], (2.6, "CPTPP")),
        ("4412.31.932", "MY", ["CPTPP"], (3, "CPTPP")),
    ],
)
def test_lines_looked_up_in_the_real_schedule_pay_what_it_prints(tariffs, code, origin, claims, paid):
    assert duty_rate(tariffs.tariffs, code, origin, *claims) == paid


@pytest.mark.parametrize(
    ("code", "unit", "specific", "per", "text"),
    [
        ("021020000", "kg", 161.5, 1, "161.50円/kg"),  # 190円/kg, WTO 161.50円/kg
        ("010121290", "each", 3_400_000, 1, "3,400,000円/頭"),  # 4,000,000円/頭, WTO 3,400,000円/頭
    ],
)
def test_a_duty_in_money_is_written_for_items_of_its_unit(real, code, unit, specific, per, text):
    for asked, expected in ((unit, (None, specific, per, text)), (None, (None, None, None, text))):
        rows = rows_of(convert(real, [code], asked))
        assert [row[3:] for row in rows if row[1] is None] == [expected]


def test_rows_for_subheadings_find_the_same_duty_as_rows_for_every_code(real, tariffs):
    """Each code of the schedule asked for each source: its own reading against the longest prefix written."""
    written = {}
    names = ("hs_code", "agreement", "origin", "text")
    for code, agreement, origin, text in zip(*(tariffs.tariffs[n].tolist() for n in names), strict=True):
        written.setdefault((agreement, origin), {})[code] = text
    by_code = {}
    for one in real.lines:
        by_code.setdefault(one.code, []).append(one)
    for column, (agreement, origin) in AGREEMENTS.items():
        if column == "epa_cptpp":
            continue  # its parties may have rows of their own
        found = written[agreement, origin]
        for code, group in by_code.items():
            row = next((found[code[:n]] for n in (9, 6) if code[:n] in found), None)
            texts = {line.printed.get(column, "").strip(" \u3000") for line in group}
            if len(texts) == 1:
                text = texts.pop()
                assert (row is None) is (not text or (text.startswith("(") and text.endswith(")"))), (
                    code,
                    column,
                )
                assert row is None or row == text


def test_every_origin_in_the_real_table_is_a_country_or_a_group_with_members(tariffs):
    day = date(2026, 7, 9)
    for origin in set(tariffs.tariffs["origin"].tolist()) - {"*"}:
        assert members(origin, day)


def test_no_rate_of_the_real_table_is_above_one_and_all_others_have_a_text(tariffs):
    rate = tariffs.tariffs["rate"]
    assert np.nanmax(rate) <= 1
    assert tariffs.tariffs.given("text").all()
