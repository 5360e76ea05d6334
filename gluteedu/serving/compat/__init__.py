"""What the server takes from inside other packages: one module for each, with its versions.

``HOLDS_FOR`` in each module says for which versions its code was written. The contract tests in
``tests/serving/compat/`` fail on another version, and exercise what is used.
"""
