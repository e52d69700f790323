"""Setting pages with typst, in a process of its own: the compiler and its fonts cost 50 MB that no web worker has."""
