"""The command line: `tagenka`."""
