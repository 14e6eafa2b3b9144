"""The parts of a report: each tells what the study knows of one thing."""
