"""Side-by-side benchmark of Rauta and its peers; `bench/run` is the way in."""
