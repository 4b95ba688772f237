"""The doors over HTTP: `/v1`, its errors, and the document that describes both."""
