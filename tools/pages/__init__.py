"""What pages of the documentation quote of the program: the output of commands, and the measured quality."""
