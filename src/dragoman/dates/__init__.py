"""The room dates."""
