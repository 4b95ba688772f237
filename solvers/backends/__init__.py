"""The only files that import a solver library, and the child processes they run in."""
