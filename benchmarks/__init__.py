"""Time and memory of the main jobs on generated studies, each beside the bare library. Run: python -m benchmarks."""
