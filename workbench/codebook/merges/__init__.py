"""Codebooks that were changed on two sides, brought together by the ids of their codes."""
