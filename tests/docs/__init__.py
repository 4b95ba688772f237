"""Holds README and documents to the code."""
