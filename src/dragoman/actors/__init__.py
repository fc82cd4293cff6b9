"""The room actors."""
