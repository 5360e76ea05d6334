"""What many answers show: item analysis, calibration, gain, and how far a class has got."""
