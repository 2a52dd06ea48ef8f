"""Benchmarks with a half that predicts and a half that scores; both take paths."""
