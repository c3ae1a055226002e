"""What is wrong with what a register says."""
