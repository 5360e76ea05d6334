"""What all widgets share: their base, their bundle, the parts they are built from."""
