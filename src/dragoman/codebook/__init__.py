"""The room codebook."""
