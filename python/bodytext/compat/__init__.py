"""Drop-ins for other libraries: the same names and arguments, the extraction of this one."""
