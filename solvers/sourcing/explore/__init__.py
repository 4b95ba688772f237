"""Which quotes are missing, which lost, and at what price either would win."""
