"""Terms, rules and arithmetic: frozen dataclasses and pure functions, standard library only."""
