"""Official documents after GB/T 9704-2012: `content` says what is written, `builder.build` prints it as .docx."""
