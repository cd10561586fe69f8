"""What whomet knows before it reads: lexicons, places, offices, names and subjects."""
