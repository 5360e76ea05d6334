"""Files in, checked values out; files written whole or not at all."""
