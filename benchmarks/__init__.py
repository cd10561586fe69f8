"""How fast and how large: each benchmark prints a ratio against a peer in the same run."""
