"""What needs to know a language: forms of words. The only room that imports spaCy, and only when it is asked."""
