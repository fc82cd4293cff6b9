"""Text to sentences with words, tree and the scores of every head of the reader model."""

from dragoman.language.model import LanguageModel

__all__ = ["LanguageModel"]
