"""The item bank in other programs' formats: what is written for them, what is read from them."""
