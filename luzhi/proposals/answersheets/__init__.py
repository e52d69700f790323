"""Many answers from one .xlsx (and a .zip of .docx named by number): looked at first, then taken row by row."""
