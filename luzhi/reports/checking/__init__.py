"""核数: the figures of official prose, the arithmetic they state, and the records beside them."""
