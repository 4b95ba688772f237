"""Subsidy programmes and country groups as dated data, each fact with its source."""

from pathlib import Path

REGIONS_FILE = Path(__file__).with_name("regions.toml")
