"""What changed, for those who must read it: in a terminal, a comment, a file to open, a program, a feed reader."""
