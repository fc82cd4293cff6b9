"""Training of the reader model: data, network, loop, export."""
