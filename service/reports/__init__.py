"""Answers as documents, tables and text; no arithmetic here."""
