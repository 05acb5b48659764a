"""One transition table per workflow: the code, the tests, the buttons and the diagrams in the docs are made from it."""
