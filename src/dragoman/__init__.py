"""Dragoman reads the news of international relations: who did what to whom, who says so, through whom we know."""

__version__ = "0.1.0"
