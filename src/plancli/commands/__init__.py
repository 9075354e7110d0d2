"""The commands: options in, one question, one drawing, exit status out; a module has its command's name."""
