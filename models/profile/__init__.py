"""The wire form of a sourcing profile, version 1: its tables, and how they are read."""
