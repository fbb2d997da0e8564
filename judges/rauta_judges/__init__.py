"""Outside suites that judge Rauta and its peers; see docs/judges.md."""
