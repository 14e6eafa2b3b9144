"""Transcripts: what the received files hold, who speaks in them, and when."""
