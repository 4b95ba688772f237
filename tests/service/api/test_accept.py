"""`Accept` and `Accept-Language` as RFC 9110 writes them."""

import pytest

from service.api.accept import best_language, best_type

JSON, XLSX = "application/json", "application/x-book"
ZIP, PARQUET = "application/zip", "application/zip;tables=parquet"
OFFERED = (JSON, XLSX, ZIP, PARQUET)


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("*/*", JSON),
        ("application/*", JSON),
        (XLSX, XLSX),
        (XLSX.upper(), XLSX),
        ("application/zip", ZIP),
        ("application/zip; tables=parquet", PARQUET),
        ('application/zip;tables="parquet"', PARQUET),
        ("application/zip;q=0.5, application/json;q=0.4", ZIP),
        ("text/html, application/xhtml+xml, */*;q=0.8", JSON),
        ("application/json;q=0, */*", XLSX),
        ("application/json;q=0.1, application/x-book;q=0.2", XLSX),
        ("application/*;q=0.2, application/x-book;q=0.1, application/json;q=0.1", ZIP),
        ("text/csv", None),
        ("text/*", None),
        ("*/*;q=0", None),
        ("application/zip;tables=xml", None),
    ],
)
def test_the_type_the_client_likes_best_is_chosen(header, wanted):
    assert best_type([header], OFFERED) == wanted


def test_without_a_header_anything_will_do_and_several_count_together():
    assert best_type([], OFFERED) == JSON
    assert best_type(["text/csv", XLSX], OFFERED) == XLSX


@pytest.mark.parametrize("quality", ["often", "2", "-1", ""])
def test_a_range_whose_quality_is_no_number_of_0_to_1_is_as_if_not_given(quality):
    assert best_type([f"application/json;q={quality}", XLSX], OFFERED) == XLSX


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("ja", "ja"),
        ("ja-JP", "ja"),
        ("ja-JP,ja;q=0.9,en;q=0.8", "ja"),
        ("en;q=0.5,ja;q=0.9", "ja"),
        ("de, ja;q=0.1", "ja"),
        ("en-GB, ja;q=0.9", "en"),
        ("de", "en"),
        ("*", "en"),
        ("", "en"),
    ],
)
def test_the_language_the_client_likes_best_is_chosen_and_else_english(header, wanted):
    assert best_language([header], ("en", "ja")) == wanted
    assert best_language([], ("en", "ja")) == "en"
