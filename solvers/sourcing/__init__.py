"""From a case and a request to a certified plan."""
