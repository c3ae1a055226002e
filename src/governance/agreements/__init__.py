"""The agreement: versions, articles, parties, and the decision and signature of each."""
