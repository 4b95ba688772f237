"""Profiles and results as files: JSON, workbooks, folders and zips of CSV or Parquet tables."""

from service.exchange.read_profile import read_json_file, read_profile
from service.exchange.write_csv import write_profile

__all__ = ["read_json_file", "read_profile", "write_profile"]
