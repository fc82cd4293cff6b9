"""The room ties."""
