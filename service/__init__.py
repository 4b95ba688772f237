"""How people and programs reach Tagenka: command line, REST, files."""
